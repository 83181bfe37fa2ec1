import type { CHAMPS_TEXTE, ChampTexte } from '../../domain/lignes/champs.ts';
import type { LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import { mettreAuSingulier, TextesRetenus } from '../../domain/textes/lexique.ts';
import { sansMasque } from '../../domain/textes/noms-masques.ts';
import { detacher, normaliserCode, plier } from '../../domain/textes/texte.ts';
import type { Trait } from '../../domain/verdict/indice.ts';
import type { Signal } from '../../domain/verdict/signal.ts';

const MOTS = /\p{L}+/gu;
const MOTS_ET_ACCENTS = /[\p{L}\p{M}]+/gu;
const LONGUEUR_MIN_D_UN_MOT = 2;
/** Words of grammar, folded: they tie others together and say nothing of a line. */
const MOTS_VIDES: ReadonlySet<string> = new Set(
  'au aux avec ce ces cet cette chez dans de des du elle elles en entre est et eux il ils la le les leur leurs ne nos notre ou par pas pour qu que qui sa sans se ses son sous sur un une vers vos votre'
    .split(' ')
    .map(mettreAuSingulier),
);

/** Of a name, the most common word of all tells nobody apart. */
const ASSOCIATION = /^(?:ass|asso|assoc|association)$/;
const MOTS_ET_NOMBRES = /\p{L}+|\p{N}+/gu;
/** `l’Europe`, `d'Alep`, whose apostrophe may have been folded to a space. */
const ELISIONS = /(?<!\p{L})[dl]['’ ](?=\p{L})/gu;

/** A text folded, its words, and what it is known by as a name. */
interface TextePlie {
  readonly plie: string;
  readonly mots: readonly string[];
  readonly nom: string;
}

/** Texts of which this is remembered. */
const TEXTES_MAX = 4_096;

/** Reads the traits of lines; those of years have the same beneficiaries and labels again and again. */
export class LecteurDeTraits {
  readonly #textes = new TextesRetenus<TextePlie>(TEXTES_MAX);

  /** The traits of a line, each once: who, which action, which label, which words, which signals. */
  lire(ligne: TraitsDeLigne, signaux: readonly Signal[]): Trait[] {
    return traitsDe(ligne, this.#plier(ligne.beneficiaire), this.#plier(ligne.libelle), signaux);
  }

  #plier(texte: string): TextePlie {
    let plie = this.#textes.lire(texte);
    if (plie === undefined) {
      // All masked names read alike: they are no one that memory knows. What is folded already is still a piece of its file.
      const sien = plier(sansMasque(detacher(texte)));
      plie = { plie: sien, mots: motsDe(sien), nom: nomDe(sien) };
      this.#textes.noter(texte, plie);
    }
    return plie;
  }
}

function traitsDe(
  ligne: TraitsDeLigne,
  { nom: beneficiaire, mots: deQui }: TextePlie,
  { plie: libelle, mots: deQuoi }: TextePlie,
  signaux: readonly Signal[],
): Trait[] {
  const traits: Trait[] = [];
  if (beneficiaire !== '') traits.push({ genre: 'beneficiaire', cle: beneficiaire, valeur: ligne.beneficiaire });
  const programme = normaliserCode(ligne.programme);
  const action = normaliserCode(ligne.action);
  if (programme !== '' || action !== '')
    traits.push({
      genre: 'programme_action',
      cle: `${programme} ${action}`,
      valeur: [ligne.programme, ligne.action].filter((code) => code !== '').join(', '),
    });
  if (libelle !== '') traits.push({ genre: 'libelle', cle: libelle, valeur: ligne.libelle });
  const motsDesSignaux = new Set(signaux.flatMap(({ mot }) => motsDe(plier(mot))));
  for (const mot of new Set([...deQui, ...deQuoi]))
    if (!motsDesSignaux.has(mot)) traits.push({ genre: 'mot', cle: mot, valeur: mot });
  const vus = new Set<string>();
  for (const { mot, genre, poids } of signaux) {
    if (vus.has(mot)) continue;
    vus.add(mot);
    traits.push({ genre: 'signal', cle: mot, valeur: mot, famille: `${genre}, poids ${poids}` });
  }
  if (signaux.length === 0) traits.push({ genre: 'sans_signal', cle: '', valeur: '' });
  return traits;
}

/** The words of a line as they are written in it, in small letters, by the key under which they are compared. */
export function motsTelsQuEcrits({ beneficiaire, libelle }: TraitsDeLigne): ReadonlyMap<string, string> {
  const ecrits = new Map<string, string>();
  for (const brut of sansMasque(`${beneficiaire} ${libelle}`).match(MOTS_ET_ACCENTS) ?? [])
    for (const cle of motsDe(plier(brut))) if (!ecrits.has(cle)) ecrits.set(cle, brut.toLowerCase());
  return ecrits;
}

/** What a folded name is known by: its words and numbers whatever their order, without words of grammar nor « association ». */
function nomDe(plie: string): string {
  const mots = (plie.replace(ELISIONS, ' ').match(MOTS_ET_NOMBRES) ?? [])
    .map(mettreAuSingulier)
    .filter((mot) => !MOTS_VIDES.has(mot) && !ASSOCIATION.test(mot));
  return mots.sort().join(' ') || plie;
}

/** The words of a folded text without their plurals nor their digits: `lpe2021` and `lpe 2022` speak of one call. */
function motsDe(plie: string): string[] {
  return (plie.match(MOTS) ?? [])
    .filter((mot) => mot.length >= LONGUEUR_MIN_D_UN_MOT)
    .map(mettreAuSingulier)
    .filter((mot) => !MOTS_VIDES.has(mot));
}

export const CHAMPS_RAPPELES = [
  'programme',
  'programme_libelle',
  'action',
  'action_libelle',
  'libelle',
  'beneficiaire',
  'lieu',
] as const satisfies readonly ChampTexte[];

/** What memory looks at in a line, of this exercice or of an earlier one. */
export type TraitsDeLigne = Pick<LigneBudgetaire, (typeof CHAMPS_TEXTE)[(typeof CHAMPS_RAPPELES)[number]]>;

/** A line that a rule or a person decided in an earlier exercice. */
export interface Souvenir extends TraitsDeLigne {
  readonly exercice: string;
  /** International, for the whole or a share, exceptional operations included. */
  readonly internationale: boolean;
}

import {
  additionner,
  estEntiere,
  type Fraction,
  fraction,
  lireFraction,
  UN,
  ZERO,
} from '../../domain/argent/fraction.ts';
import { lireMontant, type Montant, somme } from '../../domain/argent/montant.ts';
import type { Secteurs } from '../../domain/dossier/secteurs.ts';
import { type Affectation, partsEn } from '../../domain/lignes/affectation.ts';
import { type LigneBudgetaire, referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import type { PartPubliee } from '../../domain/lignes/lignes-publiees.ts';
import { detacher } from '../../domain/textes/texte.ts';
import type { Flux } from '../../domain/verdict/flux.ts';
import type { PartVentilee, Place, Reponse, Verdict } from '../../domain/verdict/verdict.ts';
import { type ActionDUneAnnee, distincts } from '../evolution/actions-d-une-annee.ts';
import { estIllustratif } from '../evolution/illustratif.ts';
import type { Jaune } from '../jaune.ts';

/** A part of a line, in the words that readers saw: only these are the same in a dossier and in what it published. */
export interface PartComparable {
  readonly place: Place;
  /** Share of the line; the parts of a line make the whole. */
  readonly part: Fraction;
  readonly centimes: Montant;
  readonly axe: string;
  readonly secteur: string;
}

/** Who put a line where it is, as far as the edition tells: a published file gives no place and no author. */
export type Decideur =
  | { readonly type: 'regle'; readonly id: string; readonly lieu?: string }
  | { readonly type: 'decision'; readonly lieu?: string; readonly auteur?: string; readonly date?: string }
  /** Signals alone, or nothing: nobody decided. */
  | { readonly type: 'personne' };

/** What was published names rules, and only says of a decision that there is one. */
export function direLeDecideur(par: Decideur): string {
  if (par.type === 'regle') return `règle ${par.id}`;
  return par.type === 'decision' ? 'décision' : '';
}

/**
 * A line of one of two editions that are compared, whatever became of it. `montant` is the whole of its amount, on the base of
 * the edition; `programme` and `action` are those of the line, or, where it has neither, its chapter with its function, and its
 * nature: what places it in the budget.
 */
export interface LigneComparable extends ActionDUneAnnee {
  readonly empreinte: string;
  readonly fonction: string;
  readonly place: Place;
  /** First the parts of `place`, then the rest. */
  readonly parts: readonly PartComparable[];
  /** The share that `place` keeps, when it was written as an amount. */
  readonly exact?: Montant;
  readonly decideur: Decideur;
  /** Who said whether it is in the perimeter at all, and the flow by which it is not; a published file does not tell. */
  readonly perimetre?: Decideur;
  readonly flux?: Flux;
  readonly motif: string;
}

/** What a line is known again by, before it is kept. */
export type TraitsDeRapprochement = Pick<
  ActionDUneAnnee,
  'ref' | 'emetteur' | 'programme' | 'action' | 'libelle' | 'beneficiaire'
> & { readonly empreinte: string };

/** What places a line in the budget, in two codes: its programme and action, or else its chapter, function and nature. */
export function codesDeLigne(
  ligne: Readonly<Record<'programme' | 'action' | 'chapitre' | 'fonction' | 'nature', string>>,
): Readonly<Record<'programme' | 'action', string>> {
  const { programme, action, chapitre, fonction, nature } = ligne;
  if (programme !== '' || action !== '') return { programme, action };
  return { programme: [chapitre, fonction].filter(Boolean).join('/'), action: nature };
}

/** What a line of a dossier is known again by. */
export function traitsDeLigne(ligne: LigneBudgetaire): TraitsDeRapprochement {
  const { empreinte, organisme, secteur, libelle, beneficiaire } = ligne;
  const emetteur = { organisme, secteur };
  return { ref: referenceDe(ligne), empreinte, emetteur, libelle, beneficiaire, ...codesDeLigne(ligne) };
}

/**
 * A line of a dossier as it was compiled; its texts are its own, for it is kept.
 * @param secteurs those by whose names parts are called, when it is not the dossier's own
 */
export function ligneActuelle(
  affectation: Affectation,
  { axe, pays }: Pick<Jaune['libelles'], 'axe' | 'pays'>,
  secteurs?: Secteurs,
): LigneComparable {
  const nommer = ({ secteur }: PartVentilee) => secteurs?.nomCompte(secteur) ?? secteur;
  const { ligne, verdict, montant, montants } = affectation;
  const traits = traitsDeLigne(ligne);
  const retenues = partsEn(affectation, verdict.place);
  const exact = exactDe(verdict);
  const perimetre = verdict.reponses.find(({ question }) => question === 'perimetre');
  return {
    ...traits,
    empreinte: detacher(ligne.empreinte),
    libelle: detacher(ligne.libelle),
    beneficiaire: detacher(ligne.beneficiaire),
    fonction: ligne.fonction,
    secteurs: distincts(retenues.map(({ part }) => nommer(part))),
    pays: distincts(retenues.map(({ part }) => pays.get(part.pays) ?? '')),
    montant,
    illustratif: estIllustratif(ligne.caractere),
    place: verdict.place,
    parts: verdict.parts.map((part, rang) => ({
      place: part.place,
      part: part.part,
      centimes: montants[rang] ?? montant,
      axe: axe.get(part.axe) ?? '',
      secteur: nommer(part),
    })),
    ...(exact !== undefined && { exact }),
    decideur: decideurDe(verdict.decisive),
    ...(perimetre && { perimetre: decideurDe(perimetre) }),
    ...(verdict.flux && { flux: verdict.flux }),
    motif: verdict.decisive.motif,
  };
}

/** The share that its place keeps of a line: one, but for a quote-part. */
export function quotePartDe({ parts, place }: Pick<LigneComparable, 'parts' | 'place'>): Fraction {
  return additionner(parts.filter((part) => part.place === place).map(({ part }) => part));
}

export function retenuDe({ parts }: Pick<LigneComparable, 'parts'>): Montant {
  return somme(parts.filter(({ place }) => place === 'internationale').map(({ centimes }) => centimes));
}

function exactDe({ quotePartEcrite }: Verdict): Montant | undefined {
  if (quotePartEcrite === undefined) return undefined;
  const lu = lireMontant(quotePartEcrite);
  return lu.etat === 'lu' ? lu.montant : undefined;
}

function decideurDe({ auteur }: Reponse): Decideur {
  if (auteur.type === 'regle') return { type: 'regle', id: auteur.regle.id, lieu: auteur.regle.lieu };
  if (auteur.type !== 'decision') return { type: 'personne' };
  return { type: 'decision', lieu: auteur.lieu, auteur: auteur.auteur, date: auteur.date };
}

export function traitsPublies(part: PartPubliee): TraitsDeRapprochement {
  const { ref, empreinte, organisme, secteur, libelle, beneficiaire } = part;
  return { ref, empreinte, emetteur: { organisme, secteur }, libelle, beneficiaire, ...codesDeLigne(part) };
}

/**
 * A line as an earlier edition published it.
 * @param parts all its parts, in the order of the file; their texts are their own
 */
export function lignePubliee(parts: readonly [PartPubliee, ...PartPubliee[]]): LigneComparable {
  const [premiere] = parts;
  const { verdict: place, total, fonction, caractere, motif } = premiere;
  const retenues = parts.filter(({ verdict }) => verdict === place);
  const fractions = fractionsDe(parts, total);
  const exact = exactPublie(retenues, total);
  return {
    ...traitsPublies(premiere),
    fonction,
    secteurs: distincts(retenues.map(({ secteurCompte }) => secteurCompte)),
    pays: distincts(retenues.map(({ pays }) => pays)),
    montant: total,
    illustratif: estIllustratif(caractere),
    place,
    parts: parts.map(({ verdict, retenu, axe, secteurCompte }, rang) => ({
      place: verdict,
      part: fractions[rang] ?? ZERO,
      centimes: retenu,
      axe,
      secteur: secteurCompte,
    })),
    ...(exact !== undefined && { exact }),
    decideur: decideurPublie(premiere),
    motif,
  };
}

/** The shares as written; where they do not make the whole, or are in euros, those that the cents make. */
function fractionsDe(parts: readonly PartPubliee[], total: Montant): readonly Fraction[] {
  const lues = parts.map(({ part }) => lireFraction(part) ?? ZERO);
  if (lues.every(({ numerateur }) => numerateur > 0n) && estEntiere(additionner(lues))) return lues;
  const signe = total < 0 ? -1 : 1;
  if (total !== 0 && parts.every(({ retenu }) => retenu * signe >= 0))
    return parts.map(({ retenu }) => fraction(Math.abs(retenu), Math.abs(total)));
  return parts.map((_, rang) => (rang === 0 ? UN : ZERO));
}

/** What is kept, when the parts were written in euros and leave something: the line was given an exact amount. */
function exactPublie(retenues: readonly PartPubliee[], total: Montant): Montant | undefined {
  if (!retenues.some(({ part }) => part.endsWith('€'))) return undefined;
  const retenu = somme(retenues.map((part) => part.retenu));
  return retenu === total ? undefined : retenu;
}

function decideurPublie({ regle }: PartPubliee): Decideur {
  if (regle === '') return { type: 'personne' };
  return regle === 'arbitrage' ? { type: 'decision' } : { type: 'regle', id: regle };
}

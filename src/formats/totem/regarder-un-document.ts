import type { Base } from '../../domain/argent/base.ts';
import { NORMES, type Norme } from '../../domain/codes/normes.ts';
import { accord } from '../../domain/textes/format.ts';
import { citer } from '../../domain/textes/texte.ts';
import { readXml } from '../../files/xml/read-xml.ts';
import { UnreadableXml } from '../../files/xml/unreadable.ts';
import {
  type Avis,
  type CadreDonne,
  type DitParLeDocument,
  DONNE,
  type FichierRegarde,
  type Refus,
} from '../regard.ts';
import { ETAPES, type SorteDeDocument } from './document-budgetaire.ts';
import { normeDe, VOTES } from './verifier-budget.ts';

interface EnTeteLu {
  readonly lignes: number;
  readonly mentions: ReadonlyMap<string, string>;
}

const MENTIONS = new Set(['LibelleColl', 'LibelleEtab', 'Nomenclature', 'NatDec', 'Exer', 'NatFonc']);

/**
 * Looks at a document of budgets: its fields are known beforehand, its head says the rest.
 * @throws the errors of the file system
 */
export async function regarderUnDocument(
  { genre }: SorteDeDocument,
  chemin: string,
  donne: CadreDonne,
): Promise<FichierRegarde | Refus> {
  let lu: EnTeteLu;
  try {
    lu = await lireEnTete(chemin);
  } catch (erreur) {
    if (!(erreur instanceof UnreadableXml)) throw erreur;
    return { code: 'E-XML', message: erreur.fault.message, remede: erreur.fault.remede };
  }
  const { mentions, lignes } = lu;
  const exercice = mentions.get('Exer') ?? '';
  const norme = NORMES.find((connue) => connue === normeDe(mentions.get('Nomenclature') ?? ''));
  const etape = ETAPES.get(mentions.get('NatDec') ?? '');
  const base = etape?.genre === 'vote' ? 'cp_votes' : 'mandats';
  const empechement = direEmpechement({ exercice, norme, base }, donne);
  const dit = (quoi: string): Avis => ({ confiance: 'sûr', raisons: [`le document le dit : ${citer(quoi)}`] });
  const document: DitParLeDocument = {
    regard: `${accord(lignes, 'ligne')} de ${etape?.nom ?? 'budget'}, ${mentions.get('LibelleColl') ?? ''}, ${mentions.get('LibelleEtab') ?? ''}`,
    organisme: { titre: 'LibelleColl', ...dit(mentions.get('LibelleColl') ?? '') },
    ...(empechement === undefined ? {} : { empechement }),
    cadre: {
      exercice: donne.exercice ?? exercice,
      norme: donne.norme ?? norme ?? 'M57',
      vote: donne.vote ?? VOTES.get(mentions.get('NatFonc') ?? '') ?? 'par_nature',
      base: donne.base ?? base,
      avis: new Map([
        ['exercice', donne.exercice === undefined ? dit(exercice) : DONNE],
        ['norme', donne.norme === undefined ? dit(mentions.get('Nomenclature') ?? '') : DONNE],
        ['base', donne.base === undefined ? dit(etape?.nom ?? '') : DONNE],
      ]),
    },
  };
  return { vus: [{ format: { genre }, avis: new Map(), dessus: [], dit: document }], laissees: [] };
}

/** Where the document and the dossier do not agree, in a sentence. */
function direEmpechement(
  document: { readonly exercice: string; readonly norme: Norme | undefined; readonly base: Base },
  donne: CadreDonne,
): string | undefined {
  const autre = <T>(dit: T | undefined, voulu: T | undefined) =>
    dit !== undefined && voulu !== undefined && dit !== voulu;
  const autreExercice = document.exercice !== '' && autre(document.exercice, donne.exercice);
  const autreNorme = autre(document.norme, donne.norme);
  const autreBase = autre(document.base, donne.base);
  if (!autreExercice && !autreNorme && !autreBase) return undefined;
  const dossier = [
    ...(donne.exercice === undefined ? [] : [`de ${donne.exercice}`]),
    ...(autreNorme ? [`en ${donne.norme}`] : []),
    ...(autreBase ? [`en ${donne.base}`] : []),
  ];
  const sien = [
    ...(document.exercice === '' ? [] : [`de ${document.exercice}`]),
    ...(document.norme === undefined ? [] : [`en ${document.norme}`]),
  ];
  return `ce document est ${sien.join(', ')}, et ne donne que ${document.base} : il n’entre pas dans ce dossier ${dossier.join(', ')}. Demandez le document qui convient, ou préparez un dossier à part.`;
}

async function lireEnTete(chemin: string): Promise<EnTeteLu> {
  const mentions = new Map<string, string>();
  let lignes = 0;
  await readXml(chemin, () => ({
    retained: undefined,
    open: ({ name: nom, attribute: attribut }) => {
      if (nom === 'LigneBudget') lignes += 1;
      const valeur = MENTIONS.has(nom) && !mentions.has(nom) ? attribut('V') : undefined;
      if (valeur !== undefined) mentions.set(nom, valeur);
    },
    text: () => undefined,
    close: () => undefined,
  }));
  return { mentions, lignes };
}

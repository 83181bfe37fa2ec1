import { BASES, type Base } from '../domain/base.ts';
import type { PartPubliee } from '../domain/lignes-publiees.ts';
import { type Montant, montant } from '../domain/montant.ts';
import { PLACES } from '../domain/verdict.ts';

/** The columns of `lignes-<exercice>.csv` that a comparison reads. */
export const COLONNES_PUBLIEES = [
  'ref',
  'empreinte',
  'exercice',
  'organisme',
  'secteur',
  'chapitre',
  'fonction',
  'nature',
  'programme',
  'action',
  'libelle',
  'beneficiaire',
  'caractere',
  'base',
  'montant_centimes',
  'verdict',
  'quote_part',
  'montant_retenu_centimes',
  'axe',
  'domaine',
  'territoire',
  'pays',
  'secteur_compte',
  'regle',
  'motif',
] as const;
/** One of them. */
export type ColonnePubliee = (typeof COLONNES_PUBLIEES)[number];

/** A cell that cannot be what a compile wrote, and why. */
export interface CelluleFautive {
  readonly colonne: ColonnePubliee;
  readonly message: string;
  readonly remede?: string;
}

/** What a record says. */
interface EnregistrementPublie {
  readonly part: PartPubliee;
}

const CENTIMES = /^-?\d{1,16}$/;
const REMEDE_CENTIMES =
  'Les montants y sont des centimes, en chiffres seuls ; un tableur les a peut-être réécrits. Remettez le fichier tel que jaune compiler l’a écrit.';

/**
 * Reads a record of published lines, or says which cell is at fault first.
 * @param lire a cell by its column
 * @param annee the exercice that the name of the file says
 * @param deja the base of the records before, when there are any
 */
export function readPublishedRecord(
  lire: (colonne: ColonnePubliee) => string,
  annee: string,
  deja: Base | undefined,
): EnregistrementPublie | CelluleFautive {
  const exercice = lire('exercice');
  if (exercice !== annee)
    return { colonne: 'exercice', message: `une ligne de « ${exercice} » dans un fichier de ${annee}` };
  const verdict = PLACES.find((connue) => connue === lire('verdict'));
  if (verdict === undefined) return { colonne: 'verdict', message: `« ${lire('verdict')} » n’est pas un verdict` };
  const base = BASES.find((connue) => connue === lire('base'));
  if (base === undefined) return { colonne: 'base', message: `« ${lire('base')} » n’est pas une base` };
  if (deja !== undefined && base !== deja)
    return { colonne: 'base', message: `« ${base} » après « ${deja} » : deux bases ne s’additionnent pas` };
  const total = lireCentimes(lire('montant_centimes'));
  if (total === undefined) return pasDesCentimes('montant_centimes', lire);
  const retenu = lireCentimes(lire('montant_retenu_centimes'));
  if (retenu === undefined) return pasDesCentimes('montant_retenu_centimes', lire);
  return {
    part: {
      ref: lire('ref'),
      empreinte: lire('empreinte'),
      exercice,
      base,
      verdict,
      total,
      part: lire('quote_part'),
      retenu,
      axe: lire('axe'),
      domaine: lire('domaine'),
      territoire: lire('territoire'),
      pays: lire('pays'),
      secteurCompte: lire('secteur_compte'),
      organisme: lire('organisme'),
      secteur: lire('secteur'),
      chapitre: lire('chapitre'),
      fonction: lire('fonction'),
      nature: lire('nature'),
      programme: lire('programme'),
      action: lire('action'),
      libelle: lire('libelle'),
      beneficiaire: lire('beneficiaire'),
      caractere: lire('caractere'),
      regle: lire('regle'),
      motif: lire('motif'),
    },
  };
}

/** Integer cents as they are published; nothing else, and never a number that doubles would round. */
function lireCentimes(cellule: string): Montant | undefined {
  if (!CENTIMES.test(cellule)) return undefined;
  const centimes = Number(cellule);
  return Number.isSafeInteger(centimes) ? montant(centimes) : undefined;
}

function pasDesCentimes(colonne: ColonnePubliee, lire: (colonne: ColonnePubliee) => string): CelluleFautive {
  return {
    colonne,
    message: `« ${lire(colonne)} » n’est pas un nombre entier de centimes`,
    remede: REMEDE_CENTIMES,
  };
}

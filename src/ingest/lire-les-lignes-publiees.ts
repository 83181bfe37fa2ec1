import { BASES, type Base } from '../domain/argent/base.ts';
import { type Montant, montant, NUL } from '../domain/argent/montant.ts';
import type { Constats } from '../domain/constats/constat.ts';
import type { SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import type { Sens } from '../domain/lignes/ligne-budgetaire.ts';
import type { FichierPublie, PartPubliee } from '../domain/lignes/lignes-publiees.ts';
import { formaterEuros } from '../domain/textes/format.ts';
import { detacher } from '../domain/textes/texte.ts';
import { PLACES, type Place } from '../domain/verdict/verdict.ts';
import type { CsvRecord } from '../files/csv-records.ts';
import { OwnTable, type ReadCell } from '../files/own-table.ts';
import { pathIn } from '../files/path-in.ts';
import { masquerLaMemoire } from './masquer-la-memoire.ts';

const REMEDE = 'Remettez dans memoire/ le fichier lignes-<exercice>.csv tel que jaune compiler l’a écrit.';

/**
 * Reads the lines that an earlier edition published, part by part, and tells what is wrong at its place: columns, years,
 * verdicts, amounts that are not whole cents, several bases, parts that do not make their line.
 * @param fichier path in the dossier; its name says the exercice
 * @param visiter only called for sound records; texts are cut out of the file: what is kept is to be detached
 * @param sources of the dossier: where some mask names, those of an edition that masked none are hidden too
 * @returns `undefined` when something was wrong
 * @throws the errors of the file system
 */
export async function lireLesLignesPubliees(
  racine: string,
  fichier: string,
  constats: Constats,
  visiter: (part: PartPubliee) => void,
  sources: readonly Pick<SourceDeclaree, 'masque'>[] = [],
): Promise<FichierPublie | undefined> {
  const masquer = masquerLaMemoire(racine, fichier, sources);
  const lecture = new LectureDesPubliees(fichier, constats, masquer ? (part) => visiter(masquer(part)) : visiter);
  const { sha256, octets } = await lecture.table.read(pathIn(racine, fichier));
  const lu = lecture.finir();
  return lu && { fichier, sha256, octets, ...lu };
}

interface LigneEnCours {
  readonly ref: string;
  readonly numero: number;
  readonly total: Montant;
  reste: bigint;
}

class LectureDesPubliees {
  readonly table: OwnTable<ColonnePubliee>;
  readonly #fichier: string;
  readonly #annee: string;
  readonly #visiter: (part: PartPubliee) => void;
  #lignes = 0;
  #base: Base | undefined;
  #courante: LigneEnCours | undefined;
  #montantsDe: LectureDesMontants | undefined;

  constructor(fichier: string, constats: Constats, visiter: (part: PartPubliee) => void) {
    const ecrite = {
      file: fichier,
      columns: COLONNES_PUBLIEES,
      recent: COLONNES_RECENTES,
      code: 'E-MEMOIRE-ILLISIBLE',
      remede: REMEDE,
    } as const;
    this.table = new OwnTable(ecrite, constats, (lire, vu) => this.#lire(lire, vu));
    this.#fichier = fichier;
    this.#annee = /\/lignes-(\d{4})[^/]*\.csv$/.exec(fichier)?.[1] ?? '';
    this.#visiter = visiter;
  }

  finir(): Pick<FichierPublie, 'exercice' | 'base' | 'lignes'> | undefined {
    this.#clore();
    if (this.table.faults === 0 && this.#lignes === 0) this.table.reportEmpty();
    if (this.table.faults > 0 || this.#base === undefined) return undefined;
    return { exercice: this.#annee, base: this.#base, lignes: this.#lignes };
  }

  #lire(lire: ReadCell<ColonnePubliee>, vu: CsvRecord): void {
    this.#montantsDe ??= this.table.ranks.has('montant_part_centimes') ? lireLesMontants : lireLesMontantsRepetes;
    const deja = this.#courante?.ref === lire('ref') ? this.#courante.total : undefined;
    const lu = lireUneLignePubliee(lire, this.#annee, this.#base, { lire: this.#montantsDe, deja });
    if ('message' in lu) {
      this.table.refuse(vu, lu.colonne, lu.message, lu.remede);
      return;
    }
    this.#base = lu.base;
    this.#compter(lu, vu.numero);
    this.#visiter(lu);
  }

  #compter({ ref, retenu, total }: PartPubliee, numero: number): void {
    if (this.#courante?.ref !== ref) {
      this.#clore();
      this.#lignes += 1;
      this.#courante = { ref: detacher(ref), numero, total, reste: BigInt(total) };
    }
    if (this.#courante) this.#courante.reste -= BigInt(retenu);
  }

  /** The parts of a line make it, to the cent: a record that was removed or retyped shows here. */
  #clore(): void {
    const close = this.#courante;
    this.#courante = undefined;
    // After another fault, parts may be missing because they could not be read.
    if (close === undefined || close.reste === 0n || this.table.faults > 0) return;
    this.table.report({
      lieu: { fichier: this.#fichier, ligne: close.numero },
      message: `les parts retenues de la ligne « ${close.ref} » ne font pas son montant, ${formaterEuros(close.total)}`,
    });
  }
}

/** The columns of `lignes-<exercice>.csv` that a comparison reads. */
export const COLONNES_PUBLIEES = [
  'ref',
  'empreinte',
  'exercice',
  'organisme',
  'secteur',
  'sens',
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
  'montant_part_centimes',
  'montant_retenu_centimes',
  'recette_retenue_centimes',
  'axe',
  'domaine',
  'territoire',
  'pays',
  'secteur_compte',
  'omd',
  'odd',
  'regle',
  'motif',
] as const;
/** Of these, those that editions of version 0.1, or the first of 0.2, lack, or those of which the dossier speaks of no goal. */
const COLONNES_RECENTES: readonly ColonnePubliee[] = [
  'sens',
  'montant_part_centimes',
  'recette_retenue_centimes',
  'omd',
  'odd',
];
export type ColonnePubliee = (typeof COLONNES_PUBLIEES)[number];

/** A cell that cannot be what a compile wrote, and why. */
export interface CelluleFautive {
  readonly colonne: ColonnePubliee;
  readonly message: string;
  readonly remede?: string;
}

const CENTIMES = /^-?\d{1,16}$/;
const REMEDE_CENTIMES =
  'Les montants y sont des centimes, en chiffres seuls ; un tableur les a peut-être réécrits. Remettez le fichier tel que jaune compiler l’a écrit.';

/**
 * Reads a record of published lines, or says which cell is at fault first.
 * @param lire a cell by its column
 * @param annee the exercice that the name of the file says
 * @param deja the base of the records before, when there are any
 * @param montantsDe how the file writes amounts, and that of the line where an earlier part of it said it
 */
function lireUneLignePubliee(
  lire: ReadCell<ColonnePubliee>,
  annee: string,
  deja: Base | undefined,
  montantsDe: { readonly lire: LectureDesMontants; readonly deja: Montant | undefined },
): PartPubliee | CelluleFautive {
  const exercice = lire('exercice');
  if (exercice !== annee)
    return { colonne: 'exercice', message: `une ligne de « ${exercice} » dans un fichier de ${annee}` };
  const verdict = PLACES.find((connue) => connue === lire('verdict'));
  if (verdict === undefined) return { colonne: 'verdict', message: `« ${lire('verdict')} » n’est pas un verdict` };
  const base = BASES.find((connue) => connue === lire('base'));
  if (base === undefined) return { colonne: 'base', message: `« ${lire('base')} » n’est pas une base` };
  if (deja !== undefined && base !== deja)
    return { colonne: 'base', message: `« ${base} » après « ${deja} » : deux bases ne s’additionnent pas` };
  const sens = lire('sens') === 'recette' ? 'recette' : 'depense';
  const montants = montantsDe.lire(lire, sens, verdict, montantsDe.deja);
  if ('message' in montants) return montants;
  return {
    ref: lire('ref'),
    empreinte: lire('empreinte'),
    exercice,
    sens,
    base,
    verdict,
    total: montants.total,
    part: lire('quote_part'),
    retenu: montants.retenu,
    axe: lire('axe'),
    domaine: lire('domaine'),
    territoire: lire('territoire'),
    pays: lire('pays'),
    omd: lire('omd'),
    odd: lire('odd'),
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
  };
}

type MontantsPublies = Pick<PartPubliee, 'total' | 'retenu'>;
/** @param deja the amount of the line, that an earlier part of it said */
type LectureDesMontants = (
  lire: ReadCell<ColonnePubliee>,
  sens: Sens,
  verdict: Place,
  deja: Montant | undefined,
) => MontantsPublies | CelluleFautive;

/** The amount of a line is on its first part alone, and what a part keeps is nothing where it is in no total. */
const lireLesMontants: LectureDesMontants = (lire, sens, verdict, deja) => {
  if (deja !== undefined && lire('montant_centimes') !== '')
    return {
      colonne: 'montant_centimes',
      message: 'le montant de la ligne, que sa première part a déjà dit : compté ici encore, il le serait deux fois',
      remede: REMEDE_CENTIMES,
    };
  const total = deja ?? lireCentimes(lire('montant_centimes'));
  if (total === undefined) return pasDesCentimes('montant_centimes', lire);
  const retenu = lireCentimes(lire('montant_part_centimes'));
  if (retenu === undefined) return pasDesCentimes('montant_part_centimes', lire);
  for (const [colonne, duSens] of SENS_DES_COLONNES) {
    const garde = lireCentimes(lire(colonne));
    if (garde === undefined) return pasDesCentimes(colonne, lire);
    const attendu = verdict === 'internationale' && sens === duSens ? retenu : NUL;
    if (garde !== attendu)
      return {
        colonne,
        message: `${formaterEuros(garde)}, où cette part (${verdict}, ${sens}) compte pour ${formaterEuros(attendu)}`,
        remede: REMEDE_CENTIMES,
      };
  }
  return { total, retenu };
};
const SENS_DES_COLONNES = [
  ['montant_retenu_centimes', 'depense'],
  ['recette_retenue_centimes', 'recette'],
] as const;

/** As files were before `montant_part_centimes`: the amount of a line on each of its parts, the cents of a part wherever it is. */
const lireLesMontantsRepetes: LectureDesMontants = (lire, sens) => {
  const total = lireCentimes(lire('montant_centimes'));
  if (total === undefined) return pasDesCentimes('montant_centimes', lire);
  const colonneRetenue =
    sens === 'recette' && lire('montant_retenu_centimes') === ''
      ? 'recette_retenue_centimes'
      : 'montant_retenu_centimes';
  const retenu = lireCentimes(lire(colonneRetenue));
  return retenu === undefined ? pasDesCentimes(colonneRetenue, lire) : { total, retenu };
};

/** Integer cents as they are published; nothing else, and never a number that doubles would round. */
function lireCentimes(cellule: string): Montant | undefined {
  if (!CENTIMES.test(cellule)) return undefined;
  const centimes = Number(cellule);
  return Number.isSafeInteger(centimes) ? montant(centimes) : undefined;
}

function pasDesCentimes(colonne: ColonnePubliee, lire: ReadCell<ColonnePubliee>): CelluleFautive {
  return {
    colonne,
    message: `« ${lire(colonne)} » n’est pas un nombre entier de centimes`,
    remede: REMEDE_CENTIMES,
  };
}

import { join } from 'node:path';
import { BASES, type Base } from '../domain/argent/base.ts';
import { type Montant, montant } from '../domain/argent/montant.ts';
import type { Constat, Constats } from '../domain/constats/constat.ts';
import type { FichierPublie, PartPubliee } from '../domain/lignes/lignes-publiees.ts';
import { accord, formaterEuros } from '../domain/textes/format.ts';
import { detacher, nomLePlusProche } from '../domain/textes/texte.ts';
import { PLACES } from '../domain/verdict/verdict.ts';
import { type CsvFault, isBlank, withoutGuard } from '../files/csv-format.ts';
import { locateField, locateRecord } from '../files/csv-place.ts';
import { type CsvRecord, readCsvRecords } from '../files/csv-records.ts';

const REMEDE = 'Remettez dans memoire/ le fichier lignes-<exercice>.csv tel que jaune compiler l’a écrit.';

/**
 * Reads the lines that an earlier edition published, part by part, and tells what is wrong at its place: columns, years,
 * verdicts, amounts that are not whole cents, several bases, parts that do not make their line.
 * @param fichier path in the dossier; its name says the exercice
 * @param visiter only called for sound records; texts are cut out of the file: what is kept is to be detached
 * @returns `undefined` when something was wrong
 * @throws the errors of the file system
 */
export async function lireLesLignesPubliees(
  racine: string,
  fichier: string,
  constats: Constats,
  visiter: (part: PartPubliee) => void,
): Promise<FichierPublie | undefined> {
  const lecture = new LectureDesPubliees(fichier, constats, visiter);
  const format = { encodage: 'utf-8', separateur: ';', preambule: 0 } as const;
  const { sha256, octets } = await readCsvRecords(join(racine, fichier), format, lecture);
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
  readonly #fichier: string;
  readonly #annee: string;
  readonly #constats: Constats;
  readonly #visiter: (part: PartPubliee) => void;
  #rangs: ReadonlyMap<ColonnePubliee, number> | undefined;
  #largeur = 0;
  #titresVus = false;
  #fautes = 0;
  #lignes = 0;
  #base: Base | undefined;
  #courante: LigneEnCours | undefined;

  constructor(fichier: string, constats: Constats, visiter: (part: PartPubliee) => void) {
    this.#fichier = fichier;
    this.#annee = /(\d{4})\.csv$/.exec(fichier)?.[1] ?? '';
    this.#constats = constats;
    this.#visiter = visiter;
  }

  enregistrement(vu: CsvRecord): void {
    if (isBlank(vu)) return;
    if (!this.#titresVus) this.#lireTitres(vu);
    else if (this.#rangs) this.#lire(vu, this.#rangs);
  }

  faute({ numero, texte, rang, type }: CsvFault): void {
    this.#signaler({
      lieu: { fichier: this.#fichier, ligne: numero, colonne: rang + 1 },
      message: type === 'encodage' ? 'des octets ne sont pas de l’UTF-8' : 'enregistrement illisible',
      extrait: { texte, debut: rang, fin: rang + 1 },
    });
  }

  finir(): Pick<FichierPublie, 'exercice' | 'base' | 'lignes'> | undefined {
    this.#clore();
    if (this.#fautes === 0 && this.#lignes === 0)
      this.#signaler({
        lieu: { fichier: this.#fichier },
        message: this.#titresVus ? 'ce fichier n’a aucune ligne' : 'ce fichier est vide',
      });
    if (this.#fautes > 0 || this.#base === undefined) return undefined;
    return { exercice: this.#annee, base: this.#base, lignes: this.#lignes };
  }

  #lireTitres(vu: CsvRecord): void {
    this.#titresVus = true;
    this.#largeur = vu.nombre;
    const titres = vu.champs.map((titre) => titre.trim());
    const absente = COLONNES_PUBLIEES.find((nom) => !titres.includes(nom));
    if (absente === undefined) {
      this.#rangs = new Map(COLONNES_PUBLIEES.map((nom) => [nom, titres.indexOf(nom)]));
      return;
    }
    const proche = nomLePlusProche(absente, titres);
    const indice = proche === undefined ? '' : ` (« ${proche} » lui ressemble)`;
    this.#refuser(vu, undefined, `il manque la colonne « ${absente} »${indice}`);
  }

  #lire(vu: CsvRecord, rangs: ReadonlyMap<ColonnePubliee, number>): void {
    if (vu.nombre !== this.#largeur) {
      this.#refuser(vu, undefined, `${accord(vu.nombre, 'champ')} sur cette ligne, ${this.#largeur} attendus`);
      return;
    }
    const lire = (colonne: ColonnePubliee) => withoutGuard(vu.champ(rangs.get(colonne) ?? vu.nombre));
    const lu = lireUneLignePubliee(lire, this.#annee, this.#base);
    if ('message' in lu) {
      this.#refuser(vu, rangs.get(lu.colonne), lu.message, lu.remede);
      return;
    }
    this.#base = lu.part.base;
    this.#compter(lu.part, vu.numero);
    this.#visiter(lu.part);
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
    if (close === undefined || close.reste === 0n || this.#fautes > 0) return;
    this.#signaler({
      lieu: { fichier: this.#fichier, ligne: close.numero },
      message: `les parts retenues de la ligne « ${close.ref} » ne font pas son montant, ${formaterEuros(close.total)}`,
    });
  }

  #refuser(vu: CsvRecord, rang: number | undefined, message: string, remede: string = REMEDE): void {
    const place =
      rang === undefined
        ? locateRecord(this.#fichier, vu.numero, vu.texte())
        : locateField(this.#fichier, vu.numero, vu.texte(), ';', rang);
    this.#signaler({ ...place, message, remede });
  }

  #signaler(constat: Pick<Constat, 'lieu' | 'message'> & Partial<Constat>): void {
    this.#fautes += 1;
    this.#constats.ajouter({ remede: REMEDE, ...constat, code: 'E-MEMOIRE-ILLISIBLE' });
  }
}

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
export type ColonnePubliee = (typeof COLONNES_PUBLIEES)[number];

/** A cell that cannot be what a compile wrote, and why. */
export interface CelluleFautive {
  readonly colonne: ColonnePubliee;
  readonly message: string;
  readonly remede?: string;
}

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
function lireUneLignePubliee(
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

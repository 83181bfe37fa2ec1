import { join } from 'node:path';
import { lireMontant } from '../domain/argent/montant.ts';
import type { CodeConstat } from '../domain/constats/codes-constats.ts';
import type { Constats } from '../domain/constats/constat.ts';
import { lireDate } from '../domain/textes/date.ts';
import { formaterEntier } from '../domain/textes/format.ts';
import { lireUnNombre } from '../domain/textes/nombre-decimal.ts';
import { abreger, nomLePlusProche, plier } from '../domain/textes/texte.ts';
import { locateField } from '../files/csv-place.ts';
import { REMEDY_SAFE_EXCEL } from '../files/not-text.ts';
import { OwnTable } from '../files/own-table.ts';

/** What a column of a file of records takes. A cell may be empty unless its column is `requise`. */
export interface FormeDeColonne {
  readonly genre: 'texte' | 'date' | 'choix' | 'nombre' | 'euros';
  readonly requise?: true;
  /** The file may lack the whole column. */
  readonly facultative?: true;
  /** The words of a `choix`: others that only differ by accents or case are read as these. */
  readonly valeurs?: readonly string[];
  /** What to do of a cell that it does not take, where that is not plain. */
  readonly remede?: string;
}

/** Beyond, a file is not one that people fill in; all its rows are kept. */
export const FICHES_MAX = 100_000;
const LETTRES_MAX = 20_000_000;

/** One row of a file that a person fills in: its cells, and where they stand for what is wrong with them. */
export class Fiche<C extends string> {
  readonly #fichier: string;
  readonly #numero: number;
  readonly #texte: string;
  readonly #valeurs: ReadonlyMap<C, string>;
  readonly #rangs: ReadonlyMap<C, number>;

  /** @param rangs those of the columns that the file has */
  constructor(
    lieu: { readonly fichier: string; readonly numero: number; readonly texte: string },
    valeurs: ReadonlyMap<C, string>,
    rangs: ReadonlyMap<C, number>,
  ) {
    this.#fichier = lieu.fichier;
    this.#numero = lieu.numero;
    this.#texte = lieu.texte;
    this.#valeurs = valeurs;
    this.#rangs = rangs;
  }

  /** The cell, trimmed; a date as AAAA-MM-JJ, a choice as its word is spelled, a number as `12.5`, euros as cents. Empty for nothing. */
  lire(colonne: C): string {
    return this.#valeurs.get(colonne) ?? '';
  }

  get numero(): number {
    return this.#numero;
  }

  /** Tells what is wrong with a cell, once the whole file was read. */
  dire(constats: Constats, code: CodeConstat, colonne: C, message: string, remede: string): void {
    const rang = this.#rangs.get(colonne) ?? 0;
    constats.ajouter({ code, ...locateField(this.#fichier, this.#numero, this.#texte, ';', rang), message, remede });
  }
}

export interface FichierDeFiches<C extends string> {
  /** Path in the dossier. */
  readonly fichier: string;
  readonly code: CodeConstat;
  readonly colonnes: Readonly<Record<C, FormeDeColonne>>;
}

/**
 * Reads a CSV of records that people fill in: UTF-8, `;`, the names of columns first, in any order. Tells each cell that does not hold
 * what its column takes; a record with such a cell is not given.
 * @throws the errors of the file system
 */
export async function lireDesFiches<C extends string>(
  racine: string,
  { fichier, code, colonnes }: FichierDeFiches<C>,
  constats: Constats,
): Promise<Fiche<C>[]> {
  const noms = Object.keys(colonnes) as C[];
  const fiches: Fiche<C>[] = [];
  let [lues, lettres, trop] = [0, 0, false];
  const ecrite = {
    file: fichier,
    columns: noms,
    recent: noms.filter((nom) => colonnes[nom].facultative),
    closed: true,
    code,
    remede: `Colonnes : ${noms.join(' ; ')}. ${REMEDY_SAFE_EXCEL}`,
  };
  const table: OwnTable<C> = new OwnTable(ecrite, constats, (lire, vu) => {
    const avant = table.faults;
    if (trop) return;
    lues += 1;
    lettres += vu.texte().length;
    trop = lues > FICHES_MAX || lettres > LETTRES_MAX;
    if (trop) {
      const quoi = lues > FICHES_MAX ? `${formaterEntier(FICHES_MAX)} lignes` : `${formaterEntier(LETTRES_MAX)} signes`;
      const remede = 'Un tel fichier se remplit à la main : gardez-y ce que le document doit montrer.';
      table.refuse(vu, undefined, `ce fichier a plus de ${quoi}`, remede);
      return;
    }
    const valeurs = new Map(
      noms.map((nom) => {
        const lue = lireLaCellule(lire(nom).trim(), colonnes[nom]);
        if (lue.faute) table.refuse(vu, nom, lue.faute.message, lue.faute.remede);
        return [nom, lue.valeur];
      }),
    );
    if (table.faults > avant) return;
    fiches.push(new Fiche({ fichier, numero: vu.numero, texte: vu.texte() }, valeurs, table.ranks));
  });
  await table.read(join(racine, fichier));
  if (fiches.length === 0 && table.faults === 0) table.reportEmpty();
  return fiches;
}

const REMEDE_DE_NOMBRE = 'Écrivez le seul nombre, en chiffres, sans unité ni mot : 9600, 9 600 ou 12,5.';

const NOMBRE_TROP_LONG = /^[-\u2212]?(?:\d{16,}(?:[,.]\d+)?|\d+[,.]\d{7,})$/;

/**
 * What to do of a number with marks of its own, where they tell what was meant: « 20.000 » may be twenty as well as twenty thousand.
 * @returns `undefined` for anything else
 */
function direLeNombre(brut: string): string | undefined {
  const [, nombre = '', unite = ''] =
    /^[-\u2212]?([\d,.' \u00a0\u202f]*\d)\s*(%|‰|[\p{L}€$]{0,20})\.?$/u.exec(brut) ?? [];
  if (nombre === '') return undefined;
  const dites = [
    ...(unite === '' ? [] : [`Écrivez le seul nombre : « ${unite} » va dans la colonne unite.`]),
    ...(lireUnNombre(nombre) === undefined ? [direLesMarques(nombre)] : []),
  ];
  return dites.length === 0 ? undefined : dites.join(' ');
}

function direLesMarques(nombre: string): string {
  const marque = /^\d{1,3}(?:([.,'])\d{3})+(?!\d)/.exec(nombre)?.[1];
  if (marque === undefined) return 'Un nombre s’écrit 9600, 9 600 ou 12,5.';
  const milliers = nombre.replaceAll(marque, ' ').replace('.', ',');
  return `« ${marque} » sépare sans doute les milliers : écrivez alors ${milliers}, avec une espace, ou sans rien.`;
}

interface CelluleLue {
  readonly valeur: string;
  readonly faute?: { readonly message: string; readonly remede: string };
}

function lireLaCellule(brut: string, { genre, requise, valeurs = [], remede }: FormeDeColonne): CelluleLue {
  const refuser = (message: string, remede: string): CelluleLue => ({ valeur: brut, faute: { message, remede } });
  if (brut === '')
    return requise
      ? refuser(
          'cette cellule est vide',
          genre === 'choix' ? direLesMots(valeurs) : 'Elle est à remplir : rien ne la devine.',
        )
      : { valeur: '' };
  if (/[\p{Cc}�]/u.test(brut.replace(/[\n\r\t]/g, '')))
    return refuser('un signe invisible ou perdu est dans cette cellule', 'Retapez-la.');
  if (genre === 'date') {
    const lue = lireDate(brut);
    const [, siecle] = /^\d{1,2}[-/.]\d{1,2}[-/.](\d{2})$/.exec(brut) ?? [];
    if (siecle !== undefined)
      return refuser(
        `l’année de « ${brut} » n’a que deux chiffres : 19${siecle} ou 20${siecle} ?`,
        'Écrivez-la avec ses quatre chiffres : 13/12/2012.',
      );
    return lue === undefined
      ? refuser(`« ${brut} » n’est pas une date`, 'Écrivez une date du calendrier : 2012-12-13 ou 13/12/2012.')
      : { valeur: lue };
  }
  if (genre === 'nombre') {
    const lu = lireUnNombre(brut);
    if (lu !== undefined) return { valeur: lu };
    return NOMBRE_TROP_LONG.test(brut.replace(/[ \u00a0\u202f]/g, ''))
      ? refuser(
          `« ${abreger(brut)} » a trop de chiffres`,
          'Quinze au plus avant la virgule, et six après : écrivez-le dans une unité plus grande, ou avec moins de décimales.',
        )
      : refuser(`« ${abreger(brut)} » n’est pas un nombre`, direLeNombre(brut) ?? remede ?? REMEDE_DE_NOMBRE);
  }
  if (genre === 'euros') {
    const lu = lireMontant(brut, { fixe: true });
    return lu.etat === 'lu'
      ? { valeur: String(lu.montant) }
      : refuser(
          `« ${abreger(brut)} » n’est pas un montant`,
          `${lu.etat === 'illisible' ? `${lu.raison} ` : ''}Écrivez-le en euros, au centime au plus : 1 234,56.`,
        );
  }
  if (genre === 'choix') {
    const lue = valeurs.find((valeur) => plier(valeur) === plier(brut));
    if (lue !== undefined) return { valeur: lue };
    const proche = nomLePlusProche(brut, valeurs);
    return refuser(
      `« ${brut} » n’est pas connu ici${proche === undefined ? '' : ` (« ${proche} » lui ressemble)`}`,
      direLesMots(valeurs),
    );
  }
  return { valeur: brut };
}

function direLesMots(valeurs: readonly string[]): string {
  return `Écrivez l’un de ceux-ci : ${valeurs.join(', ')}.`;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { plier } from '../domain/texte.ts';

/** The exercices during which a row holds, both ends included. */
export interface Periode {
  readonly debut: number;
  readonly fin?: number;
}

/** One row of a reference table; each method reads a column and refuses what it should not hold. */
class LigneDeTable {
  readonly #lieu: string;
  readonly #valeurs: ReadonlyMap<string, string>;
  readonly #vues: Set<string>;

  /** @param vues the values of unique columns met so far in the table */
  constructor(lieu: string, valeurs: ReadonlyMap<string, string>, vues: Set<string>) {
    this.#lieu = lieu;
    this.#valeurs = valeurs;
    this.#vues = vues;
  }

  /** What is wrong with the row, with its place. */
  erreur(message: string): Error {
    return new Error(`${this.#lieu} : ${message}`);
  }

  /** The cell, empty or not, clean of stray spaces and control characters. */
  texte(colonne: string): string {
    const valeur = this.#valeurs.get(colonne) ?? '';
    if (valeur !== valeur.trim() || /[\p{Cc}\ufffd]/u.test(valeur)) {
      throw this.erreur(`colonne « ${colonne} » : espace ou caractère de contrôle en trop dans « ${valeur} »`);
    }
    return valeur;
  }

  /** The cell, which must not be empty. */
  rempli(colonne: string): string {
    const valeur = this.texte(colonne);
    if (valeur === '') throw this.erreur(`colonne « ${colonne} » vide`);
    return valeur;
  }

  /** The cell, of that form. */
  motif(colonne: string, forme: RegExp): string {
    const valeur = this.texte(colonne);
    if (!forme.test(valeur)) throw this.erreur(`colonne « ${colonne} » : « ${valeur} » n'a pas la forme attendue`);
    return valeur;
  }

  /** A value of that form that no row above has, folded; or as `memeQue` says, when values alike otherwise are the same. */
  unique(colonne: string, forme: RegExp, memeQue: (plie: string) => string = (plie) => plie): string {
    const valeur = this.motif(colonne, forme);
    const cle = `${colonne} ${memeQue(plier(valeur))}`;
    if (this.#vues.has(cle)) throw this.erreur(`colonne « ${colonne} » : « ${valeur} » est déjà plus haut`);
    this.#vues.add(cle);
    return valeur;
  }

  /** The cell, one of those values. */
  parmi<const T extends string>(colonne: string, valeurs: readonly T[]): T {
    const valeur = this.texte(colonne);
    const trouvee = valeurs.find((possible) => possible === valeur);
    if (trouvee === undefined) {
      throw this.erreur(`colonne « ${colonne} » : « ${valeur} » au lieu de ${valeurs.join(', ') || 'rien'}`);
    }
    return trouvee;
  }

  /** The elements of the cell, separated by `|`. */
  liste(colonne: string): string[] {
    const valeur = this.texte(colonne);
    const elements = valeur === '' ? [] : valeur.split('|');
    if (elements.some((element) => element === '' || element !== element.trim())) {
      throw this.erreur(`colonne « ${colonne} » : élément vide ou mal séparé`);
    }
    return elements;
  }

  /** The exercices from `debut` to `fin`; no `fin`, for good. */
  periode(): Periode {
    const debut = Number(this.motif('debut', /^(19|20)\d\d$/));
    const fin = this.motif('fin', /^((19|20)\d\d)?$/);
    if (fin === '') return { debut };
    if (Number(fin) < debut) throw this.erreur(`la fin ${fin} précède le début ${debut}`);
    return { debut, fin: Number(fin) };
  }
}

/**
 * The rows of a table under `dataDir`, each read by `lire`: UTF-8, `;`.
 * @throws Error naming the file and line of the first wrong row, or of wrong titles
 */
export function readTable<T>(dataDir: string, fichier: string, enTete: string, lire: (ligne: LigneDeTable) => T): T[] {
  const [titres, ...lignes] = parseRecords(readFileSync(join(dataDir, fichier), 'utf8'), fichier);
  if (titres === undefined || titres.record.join(';') !== enTete) {
    throw new Error(`${fichier}:1 : les colonnes attendues sont ${enTete}`);
  }
  const vues = new Set<string>();
  return lignes.map(({ record, numero }) => {
    if (record.length !== titres.record.length) {
      throw new Error(`${fichier}:${numero} : ${record.length} colonnes au lieu de ${titres.record.length}`);
    }
    const valeurs = new Map(titres.record.map((titre, rang) => [titre, record[rang] ?? '']));
    return lire(new LigneDeTable(`${fichier}:${numero}`, valeurs, vues));
  });
}

function parseRecords(contenu: string, fichier: string): { record: string[]; numero: number }[] {
  try {
    const options = { delimiter: ';', info: true, relax_column_count: true } as const;
    const lus = parse(contenu, options) as unknown as { record: string[]; info: { lines: number } }[];
    return lus.map(({ record, info }) => ({ record, numero: info.lines }));
  } catch (erreur) {
    if (erreur instanceof CsvError) throw new Error(`${fichier}:${String(erreur.lines)} : ${erreur.message}`);
    throw erreur;
  }
}

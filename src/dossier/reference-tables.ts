import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { Geographie, type MotAmbigu } from '../domain/geographie.ts';
import type { MotSignal } from '../domain/mot-signal.ts';
import {
  type EntreeNomenclature,
  type LienChapitre,
  NORMES,
  Nomenclature,
  type Norme,
  normaliserChapitre,
} from '../domain/nomenclature.ts';
import { plier } from '../domain/texte.ts';

/**
 * The nomenclature of one norm in one exercice, read from `nomenclatures/` under `dataDir`.
 * @throws Error naming the file and line of the first wrong row of any norm
 */
export function loadNomenclature(dataDir: string, norme: Norme, exercice: number): Nomenclature {
  const entrees = NORMES.flatMap((chaque) => readNorme(dataDir, chaque));
  return new Nomenclature(norme, exercice, entrees, readLiens(dataDir, entrees));
}

/**
 * The countries, territories and ambiguous words, read from `reference/` under `dataDir`.
 * @throws Error naming the file, and the line where one row is at fault
 */
export function loadGeographie(dataDir: string): Geographie {
  const territoires = readTable(dataDir, 'reference/territoires.csv', 'id;libelle;ordre;source', (ligne) => {
    ligne.rempli('source');
    return {
      id: ligne.unique('id', /^[a-z]+(-[a-z]+)*$/),
      libelle: ligne.rempli('libelle'),
      ordre: Number(ligne.unique('ordre', /^[1-9]\d?$/)),
    };
  });
  const enTete = 'code;numerique;nom;territoire;autres_noms;gentiles;capitale;lieux;source';
  const pays = readTable(dataDir, 'reference/pays.csv', enTete, (ligne) => {
    ligne.rempli('source');
    return {
      code: ligne.unique('code', /^[A-Z]{3}$/),
      numerique: ligne.motif('numerique', /^(\d{3})?$/),
      nom: ligne.rempli('nom'),
      territoire: ligne.parmi(
        'territoire',
        territoires.map(({ id }) => id),
      ),
      autresNoms: ligne.liste('autres_noms'),
      gentiles: ligne.liste('gentiles'),
      capitale: ligne.texte('capitale'),
      lieux: ligne.liste('lieux'),
    };
  });
  const ambigus = readTable(dataDir, 'reference/ambigus.csv', 'mot;portee;motif', (ligne): MotAmbigu => {
    ligne.rempli('motif');
    return { mot: ligne.unique('mot', /./), portee: ligne.parmi('portee', ['texte', 'lieu']) };
  });
  try {
    return new Geographie(territoires, pays, ambigus);
  } catch (erreur) {
    const rang = pays.findIndex((_, dernier) => !estConstructible(territoires, pays.slice(0, dernier + 1)));
    throw new Error(`reference/pays.csv:${rang + 2} : ${(erreur as Error).message}`);
  }
}

function estConstructible(...tables: ConstructorParameters<typeof Geographie>): boolean {
  try {
    new Geographie(...tables);
    return true;
  } catch {
    return false;
  }
}

/**
 * The words of the trade, read from `reference/signaux.csv` under `dataDir`, in the order of the file.
 * @throws Error naming the file and line of the first wrong row, such as a word given twice
 */
export function loadSignaux(dataDir: string): MotSignal[] {
  return readTable(dataDir, 'reference/signaux.csv', 'mot;genre;poids;source', (ligne) => {
    const mot = ligne.unique('mot', /./);
    const genre = ligne.parmi('genre', ['programme', 'mot', 'reseau'] as const);
    const poids = Number(ligne.parmi('poids', ['1', '2', '3'])) as MotSignal['poids'];
    return { mot, genre, poids, source: ligne.rempli('source') };
  });
}

function readNorme(dataDir: string, norme: Norme): EntreeNomenclature[] {
  const fichier = `nomenclatures/${norme.toLowerCase()}.csv`;
  const parCode = new Map<string, EntreeNomenclature[]>();
  return readTable(dataDir, fichier, 'type;code;libelle;section;debut;fin;source', (ligne) => {
    const type = ligne.parmi('type', ['fonction', 'chapitre'] as const);
    const sections = type === 'fonction' ? ([''] as const) : (['fonctionnement', 'investissement'] as const);
    const section = ligne.parmi('section', sections);
    const entree: EntreeNomenclature = {
      norme,
      type,
      code: ligne.motif('code', /^\d{1,5}$/),
      libelle: ligne.rempli('libelle'),
      ...(section === '' ? {} : { section }),
      ...ligne.periode(),
      source: ligne.rempli('source'),
    };
    const cle = `${type} ${entree.code}`;
    const autres = parCode.get(cle) ?? [];
    if (autres.some((autre) => seChevauchent(autre, entree))) {
      throw ligne.erreur(`${type} ${entree.code} : deux libellés pour un même exercice`);
    }
    parCode.set(cle, [...autres, entree]);
    return entree;
  });
}

function readLiens(dataDir: string, entrees: readonly EntreeNomenclature[]): LienChapitre[] {
  const codes = new Set(entrees.map(({ norme, type, code }) => `${norme} ${type} ${code}`));
  return readTable(dataDir, 'nomenclatures/liens.csv', 'norme;chapitre;famille;debut;fin;source', (ligne) => {
    const norme = ligne.parmi('norme', NORMES);
    const chapitre = normaliserChapitre(ligne.rempli('chapitre'));
    const famille = ligne.motif('famille', /^\d*$/);
    if (!codes.has(`${norme} chapitre ${chapitre}`)) throw ligne.erreur(`la ${norme} n'a pas de chapitre ${chapitre}`);
    if (famille !== '' && !codes.has(`${norme} fonction ${famille}`)) {
      throw ligne.erreur(`la ${norme} n'a pas de fonction ${famille}`);
    }
    return { norme, chapitre, famille, ...ligne.periode(), source: ligne.rempli('source') };
  });
}

interface Periode {
  readonly debut: number;
  readonly fin?: number;
}

function seChevauchent(gauche: Periode, droite: Periode): boolean {
  return gauche.debut <= (droite.fin ?? Infinity) && droite.debut <= (gauche.fin ?? Infinity);
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

  erreur(message: string): Error {
    return new Error(`${this.#lieu} : ${message}`);
  }

  texte(colonne: string): string {
    const valeur = this.#valeurs.get(colonne) ?? '';
    if (valeur !== valeur.trim() || /[\p{Cc}\ufffd]/u.test(valeur)) {
      throw this.erreur(`colonne « ${colonne} » : espace ou caractère de contrôle en trop dans « ${valeur} »`);
    }
    return valeur;
  }

  rempli(colonne: string): string {
    const valeur = this.texte(colonne);
    if (valeur === '') throw this.erreur(`colonne « ${colonne} » vide`);
    return valeur;
  }

  motif(colonne: string, forme: RegExp): string {
    const valeur = this.texte(colonne);
    if (!forme.test(valeur)) throw this.erreur(`colonne « ${colonne} » : « ${valeur} » n'a pas la forme attendue`);
    return valeur;
  }

  /** A value of that form that no row above has, folded. */
  unique(colonne: string, forme: RegExp): string {
    const valeur = this.motif(colonne, forme);
    const cle = `${colonne} ${plier(valeur)}`;
    if (this.#vues.has(cle)) throw this.erreur(`colonne « ${colonne} » : « ${valeur} » est déjà plus haut`);
    this.#vues.add(cle);
    return valeur;
  }

  parmi<const T extends string>(colonne: string, valeurs: readonly T[]): T {
    const valeur = this.texte(colonne);
    const trouvee = valeurs.find((possible) => possible === valeur);
    if (trouvee === undefined) {
      throw this.erreur(`colonne « ${colonne} » : « ${valeur} » au lieu de ${valeurs.join(', ') || 'rien'}`);
    }
    return trouvee;
  }

  liste(colonne: string): string[] {
    const valeur = this.texte(colonne);
    const elements = valeur === '' ? [] : valeur.split('|');
    if (elements.some((element) => element === '' || element !== element.trim())) {
      throw this.erreur(`colonne « ${colonne} » : élément vide ou mal séparé`);
    }
    return elements;
  }

  periode(): Periode {
    const debut = Number(this.motif('debut', /^(19|20)\d\d$/));
    const fin = this.motif('fin', /^((19|20)\d\d)?$/);
    if (fin === '') return { debut };
    if (Number(fin) < debut) throw this.erreur(`la fin ${fin} précède le début ${debut}`);
    return { debut, fin: Number(fin) };
  }
}

function readTable<T>(dataDir: string, fichier: string, enTete: string, lire: (ligne: LigneDeTable) => T): T[] {
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

import { FORMAT_NU, type FormatLu } from './read-formats.ts';
import { lireEchappements, visitXml } from './xml.ts';

/** What is read of a sheet: of cells beyond, only that there are some is told. */
export interface Bornes {
  readonly rangees: number;
  readonly colonnes: number;
}

/** A cell as it lies in the file. */
export interface CelluleLue {
  readonly type: 'vide' | 'texte' | 'nombre' | 'jour' | 'booleen' | 'erreur';
  /** What it holds: the text, the number as the file writes it, `#REF!`. */
  readonly contenu: string;
  readonly format: FormatLu;
  /** Whether what it holds is worked out by a formula. */
  readonly formule: boolean;
}

/** A sheet as it lies in the file: rows and columns count from 1. */
export interface FeuilleLue {
  readonly rangees: ReadonlyMap<number, ReadonlyMap<number, CelluleLue>>;
  /** `A3:B5`, the cells that were merged. */
  readonly fusions: readonly string[];
  /** The first row beyond what is read that holds something. */
  readonly auDela?: number;
}

const TYPES: Readonly<Record<string, CelluleLue['type']>> = {
  s: 'texte',
  str: 'texte',
  inlineStr: 'texte',
  n: 'nombre',
  d: 'jour',
  b: 'booleen',
  e: 'erreur',
};

/** What cells lean on: the texts that they share, their looks. */
interface Contexte {
  readonly textes: readonly string[];
  readonly formats: readonly FormatLu[];
  readonly bornes: Bornes;
}

/** Reads a sheet. Cells beyond the bounds are not kept. */
export function readSheet(octets: Uint8Array, contexte: Contexte): FeuilleLue {
  const lecture = new LectureDeFeuille(contexte);
  visitXml(octets, lecture);
  const { rangees, fusions, auDela } = lecture;
  return { rangees, fusions, ...(auDela !== undefined && { auDela }) };
}

class LectureDeFeuille {
  readonly rangees = new Map<number, Map<number, CelluleLue>>();
  readonly fusions: string[] = [];
  auDela: number | undefined;
  readonly #contexte: Contexte;
  #rangee = 0;
  #colonne = 0;
  #type = 'n';
  #format = FORMAT_NU;
  #formule = false;
  #contenu = '';
  #ecoute = false;
  #dansLecture = false;

  constructor(contexte: Contexte) {
    this.#contexte = contexte;
  }

  ouvrir(nom: string, attribut: (nom: string) => string | undefined): void {
    if (nom === 'row') {
      this.#rangee = Number(attribut('r') ?? this.#rangee + 1);
      this.#colonne = 0;
    } else if (nom === 'c') {
      const adresse = attribut('r');
      this.#colonne = adresse === undefined ? this.#colonne + 1 : colonneDe(adresse);
      this.#type = attribut('t') ?? 'n';
      this.#format = this.#contexte.formats[Number(attribut('s') ?? 0)] ?? FORMAT_NU;
      this.#formule = false;
      this.#contenu = '';
    } else if (nom === 'f') this.#formule = true;
    else if (nom === 'rPh') this.#dansLecture = true;
    else if (nom === 'v' || nom === 't') this.#ecoute = !this.#dansLecture;
    else if (nom === 'mergeCell') this.fusions.push(attribut('ref') ?? '');
  }

  texte(texte: string): void {
    if (this.#ecoute) this.#contenu += texte;
  }

  fermer(nom: string): void {
    if (nom === 'v' || nom === 't') this.#ecoute = false;
    else if (nom === 'rPh') this.#dansLecture = false;
    else if (nom === 'c') this.#garder();
  }

  #garder(): void {
    const contenu =
      this.#type === 's'
        ? (this.#contexte.textes[Number(this.#contenu)] ?? '')
        : this.#type === 'n'
          ? this.#contenu
          : lireEchappements(this.#contenu);
    const vide = contenu === '' && !this.#formule;
    const { rangees, colonnes } = this.#contexte.bornes;
    if (!(this.#rangee <= rangees && this.#colonne <= colonnes)) {
      if (!vide && this.#rangee > rangees && this.#colonne <= colonnes) this.auDela ??= this.#rangee;
      return;
    }
    const type = vide ? 'vide' : (TYPES[this.#type] ?? 'texte');
    const cellules = this.rangees.get(this.#rangee) ?? new Map<number, CelluleLue>();
    this.rangees.set(this.#rangee, cellules);
    cellules.set(this.#colonne, { type, contenu, format: this.#format, formule: this.#formule });
  }
}

/** 27 for `AA12`. */
function colonneDe(adresse: string): number {
  let colonne = 0;
  for (const lettre of /^[A-Z]*/.exec(adresse)?.[0] ?? '') colonne = colonne * 26 + lettre.charCodeAt(0) - 64;
  return colonne;
}

import type { Regime } from '../domain/codes/normes.ts';
import type { Extrait, Lieu } from '../domain/constats/constat.ts';
import type { CellulesRefaites } from '../domain/dossier/source-lue.ts';
import type { WeighedFile } from '../files/csv-format.ts';
import type { NumberFormat } from '../files/xlsx/read-formats.ts';

/** A record of a source, whatever its format; only valid during the visit. */
export interface Enregistrement {
  readonly champs: readonly string[];
  readonly nombre: number;
  /** One field; empty beyond the last. */
  champ(rang: number): string;
  /** What the line is numbered by in its source, from 1: the line of a text, the row of a sheet, the rank in a document. */
  readonly numero: number;
  /** First 16 hexadecimal digits of the SHA-256 of the record as received. */
  readonly empreinte: string;
  /** The record as received, on one line or more: only faults and lists of rows left out show it. */
  texte(): string;
  /** A length that no field exceeds, where it is known before they are read. */
  readonly longueurMax?: number;
  /** What keeps a cell from being read, by its column. */
  defaut?(rang: number): DefautDeCellule | undefined;
  /** How its program shows a number; nothing for a text, and where a format holds nothing but texts. */
  aspect?(rang: number): AspectDeNombre | undefined;
  /** The first cell beyond the titles that holds something. */
  readonly enTrop?: { readonly rang: number; readonly texte: string } | undefined;
  /** Why the source itself says that it is no line, a subtotal: it is set aside, counted and listed. */
  readonly horsDesLignes?: string | undefined;
  /** How its budget is kept, where that is not as its source is: an annex budget among others. */
  readonly regime?: Regime | undefined;
  /** Whether the sender's program hides it: a row that a filter, or somebody, took out of sight. */
  readonly masque?: boolean;
}

/** A number that a program holds as such: its signs are ours, and what it is shown with may say another unit than euros. */
export type AspectDeNombre = Pick<NumberFormat, 'around'>;

export interface DefautDeCellule {
  readonly code: 'E-CELLULE-ERREUR' | 'E-FORMULE-SANS-RESULTAT' | 'E-CELLULES-FUSIONNEES' | 'E-ENCODAGE';
  readonly message: string;
  readonly remede: string;
  /** The cell is merged with those above it, and with no other. */
  readonly sousUneAutre?: true;
}

/** Where something stands in a source, and what to show of it. */
export interface Place {
  readonly lieu: Lieu;
  readonly extrait: Extrait;
}

/** How a format says where a record, or one of its fields, stands. */
export interface Reperes {
  /** @param partie span of the value at fault, when not all of it */
  champ(vu: Enregistrement, rang: number, partie?: { readonly debut: number; readonly fin: number }): Place;
  enregistrement(vu: Enregistrement): Place;
}

export interface Visiteur {
  enregistrement(vu: Enregistrement): void;
  /** A record, or the whole file, could not be read; that has been told. */
  faute(): void;
  /** @param octets read of the file so far, where that is known */
  apresMorceau?(octets?: number): void;
}

/** A source ready to be read, by the reader of its format. */
export interface SourceOuverte {
  readonly reperes: Reperes;
  /** What to say when no declared column is in the header. */
  remedeSansColonne(titres: readonly string[]): string;
  /** What stands above the titles, once they were read: filled cells, in their order. */
  dessus?(): readonly string[];
  /** The cells that were not shown as received, once all was read. */
  refaites?(): readonly CellulesRefaites[];
  /**
   * Shows the records one by one, the header first.
   * @returns nothing when the file is not what it was declared to be; that has been told
   * @throws the errors of the file system
   */
  lire(visiteur: Visiteur): Promise<WeighedFile | undefined>;
}

/** A record whose fields are all at hand. */
export abstract class EnregistrementDeChamps implements Enregistrement {
  abstract readonly champs: readonly string[];
  abstract readonly numero: number;
  abstract readonly empreinte: string;
  abstract texte(): string;

  get nombre(): number {
    return this.champs.length;
  }

  champ(rang: number): string {
    return this.champs[rang] ?? '';
  }
}

/** What the columns of a table without titles are called: by their rank, `1` for the first. */
export function titresDeRang(nombre: number): readonly string[] {
  return Array.from({ length: nombre }, (_, rang) => String(rang + 1));
}

/** A row of titles that no file writes as it is. */
export class EnregistrementRefait extends EnregistrementDeChamps {
  readonly champs: readonly string[];
  readonly numero: number;
  readonly empreinte: string;
  readonly #texte: () => string;

  /** @param vu the record in whose place it stands, where there is one */
  constructor(champs: readonly string[], vu?: Pick<Enregistrement, 'numero' | 'empreinte' | 'texte'>) {
    super();
    this.champs = champs;
    this.numero = vu?.numero ?? 0;
    this.empreinte = vu?.empreinte ?? '';
    this.#texte = () => vu?.texte() ?? champs.join(' ');
  }

  texte(): string {
    return this.#texte();
  }
}

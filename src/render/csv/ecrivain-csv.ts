import { csvCell } from '../../files/csv-cell.ts';
import type { WeighedFile } from '../../files/csv-format.ts';
import { HashedFile } from '../../files/hashing.ts';

const TAILLE_DU_BLOC = 1024 * 1024;
/** Bytes that a unit of a string takes at the most; twice as many are kept for doubled quotes. */
const OCTETS_PAR_SIGNE = 3;
/** What a cell adds around its text: quotes, the apostrophe before a formula, the separator. */
const AUTOUR = 4;
/** Digits of the largest safe integer, and its sign. */
const CHIFFRES = 17;
/** Bytes from which on they are copied at once. */
const COPIE_MIN = 40;
const POINT_VIRGULE = 0x3b;
const ZERO = 0x30;
const PREMIER_DEMI_CODET = 0xd800;
const DERNIER_DEMI_CODET = 0xdfff;
/** Whether a character of ASCII begins a cell, or stands in it, that needs more than to be copied: see {@link csvCell}. */
const DEBUTS = classer('=+-@\t');
const PARTOUT = classer(';"\r\n');

/** Writes a CSV file in UTF-8, cell by cell, in blocks of bytes; the same bytes as cells joined by semicolons. */
export class EcrivainCsv {
  readonly #fichier: HashedFile;
  #bloc = Buffer.allocUnsafe(TAILLE_DU_BLOC);
  #taille = 0;

  /** @throws the errors of the file system */
  constructor(chemin: string) {
    this.#fichier = new HashedFile(chemin);
  }

  /** A cell and the separator after it. */
  cellule(texte: string): void {
    this.#faireDeLaPlace(texte.length * OCTETS_PAR_SIGNE * 2 + AUTOUR);
    if (!this.#copier(texte)) this.#taille += this.#bloc.write(csvCell(texte), this.#taille, 'utf8');
    this.#bloc[this.#taille++] = POINT_VIRGULE;
  }

  /** A whole number, or nothing, and the separator after it. */
  nombre(valeur: number | undefined): void {
    this.#faireDeLaPlace(CHIFFRES + 1);
    if (valeur !== undefined) this.#ecrireNombre(valeur);
    this.#bloc[this.#taille++] = POINT_VIRGULE;
  }

  /** A text of ASCII as it is, without a separator. */
  brut(texte: string): void {
    this.#faireDeLaPlace(texte.length);
    const bloc = this.#bloc;
    let taille = this.#taille;
    for (let rang = 0; rang < texte.length; rang++) bloc[taille++] = texte.charCodeAt(rang);
    this.#taille = taille;
  }

  /** Bytes that were made before: cells with their separators, or the end of a record with its line end. */
  octets(octets: Uint8Array): void {
    const { length } = octets;
    this.#faireDeLaPlace(length);
    const bloc = this.#bloc;
    // A call costs more than a few bytes one by one.
    if (length > COPIE_MIN) bloc.set(octets, this.#taille);
    else for (let rang = 0; rang < length; rang++) bloc[this.#taille + rang] = octets[rang] as number;
    this.#taille += length;
  }

  /** A record of its own. */
  enregistrement(cellules: readonly string[]): void {
    this.octets(Buffer.from(`${cellules.map(csvCell).join(';')}\n`));
  }

  fermer(): void {
    try {
      this.#vider();
    } finally {
      this.#fichier.close();
    }
  }

  /** Size and SHA-256 of the file, once it is closed. */
  get poids(): WeighedFile | undefined {
    return this.#fichier.weight;
  }

  /** Copies a text that needs nothing more; `false`, and nothing is written, when it does. */
  #copier(texte: string): boolean {
    const { length } = texte;
    const bloc = this.#bloc;
    let taille = this.#taille;
    for (let rang = 0; rang < length; rang++) {
      const code = texte.charCodeAt(rang);
      if (code < 0x80) {
        if (PARTOUT[code] === 1 || (rang === 0 && DEBUTS[code] === 1)) return false;
        bloc[taille++] = code;
      } else if (code < 0x800) {
        bloc[taille++] = 0xc0 | (code >> 6);
        bloc[taille++] = 0x80 | (code & 0x3f);
      } else if (code < PREMIER_DEMI_CODET || code > DERNIER_DEMI_CODET) {
        bloc[taille++] = 0xe0 | (code >> 12);
        bloc[taille++] = 0x80 | ((code >> 6) & 0x3f);
        bloc[taille++] = 0x80 | (code & 0x3f);
      } else return false;
    }
    this.#taille = taille;
    return true;
  }

  #ecrireNombre(valeur: number): void {
    if (valeur < 0 || valeur > 0x7fff_ffff) {
      this.brut(String(valeur));
      return;
    }
    let chiffres = 1;
    for (let borne = 10; borne <= valeur; borne *= 10) chiffres += 1;
    let reste = valeur | 0;
    this.#taille += chiffres;
    for (let rang = this.#taille - 1; chiffres > 0; chiffres--) {
      const dixiemes = (reste / 10) | 0;
      this.#bloc[rang--] = ZERO + reste - dixiemes * 10;
      reste = dixiemes;
    }
  }

  #faireDeLaPlace(octets: number): void {
    if (this.#taille + octets <= this.#bloc.length) return;
    this.#vider();
    if (octets > this.#bloc.length) this.#bloc = Buffer.allocUnsafe(octets);
  }

  #vider(): void {
    this.#fichier.write(this.#bloc.subarray(0, this.#taille));
    this.#taille = 0;
  }
}

function classer(signes: string): Uint8Array {
  return Uint8Array.from({ length: 0x80 }, (_, code) => (signes.includes(String.fromCharCode(code)) ? 1 : 0));
}

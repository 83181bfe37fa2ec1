import { createHash, hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { FauteCsv, FichierLu, FormatCsv } from './csv-format.ts';
import { LectureCsv, type ReceveurCsv, sansFinDeLigne } from './csv-parsing.ts';
import { ouvrirDecodeur } from './decode.ts';

/**
 * The records of one piece of a file, packed so that they pass from a thread to another almost for free: all the cells in
 * one text and their lengths, all the bytes in one block and where each record ends.
 */
export interface LotCsv {
  readonly texte: string;
  /**
   * The cells of the records that hold a letter beyond Latin-1, apart: one such letter makes a text twice as large, and as
   * slow to go through, for all of it.
   */
  readonly texteLarge: string;
  /** Whether the cells of each record are in `texteLarge`. */
  readonly larges: Uint8Array<ArrayBuffer>;
  /** Length of each cell, record after record. */
  readonly longueurs: Uint32Array<ArrayBuffer>;
  /** Number of cells of each record. */
  readonly tailles: Uint32Array<ArrayBuffer>;
  /** Line where each record starts. */
  readonly numeros: Uint32Array<ArrayBuffer>;
  /** The fingerprints of the records, one after the other. */
  readonly empreintes: string;
  readonly octets: Uint8Array<ArrayBuffer>;
  /** Where each record ends in `octets`. */
  readonly fins: Uint32Array<ArrayBuffer>;
  /** The faults, each with the number of records of this piece that come before it. */
  readonly fautes: readonly { readonly apres: number; readonly faute: FauteCsv }[];
}

const TAILLE_MORCEAU = 128 * 1024;
const HORS_LATIN_1 = /[\u0100-\uffff]/;

/** Hexadecimal digits kept of the SHA-256 of a record. */
export const LONGUEUR_EMPREINTE = 16;
/** That of an empty line: a spreadsheet may leave a million of them under a table. */
const EMPREINTE_VIDE = hacher(Buffer.alloc(0));

/**
 * Reads a CSV file piece by piece.
 * @returns once all pieces were given, the size and hash of the file
 * @throws the errors of the file system
 */
export async function* readBatches(chemin: string, format: FormatCsv): AsyncGenerator<LotCsv, FichierLu> {
  const hachage = createHash('sha256');
  const decodeur = ouvrirDecodeur(format.encodage);
  const emballage = new Emballage();
  const lecture = new LectureCsv(format, emballage);
  let octets = 0;
  for await (const morceau of createReadStream(chemin, { highWaterMark: TAILLE_MORCEAU })) {
    hachage.update(morceau);
    octets += morceau.length;
    if (lecture.abandonnee) continue;
    await lecture.ecrire(decodeur.decoder(morceau));
    const lot = emballage.fermer();
    if (lot) yield lot;
  }
  if (!lecture.abandonnee) await lecture.finir(decodeur.finir());
  const lot = emballage.fermer();
  if (lot) yield lot;
  return { sha256: hachage.digest('hex'), octets };
}

/** Packs records as they are read. */
class Emballage implements ReceveurCsv {
  #textes: string[] = [];
  #textesLarges: string[] = [];
  #larges: number[] = [];
  #longueurs: number[] = [];
  #tailles: number[] = [];
  #numeros: number[] = [];
  #empreintes = '';
  #bruts: Buffer[] = [];
  #fautes: { apres: number; faute: FauteCsv }[] = [];

  enregistrement(champs: readonly string[], numero: number, brut: Buffer): void {
    for (const champ of champs) this.#longueurs.push(champ.length);
    const texte = champs.join('');
    const large = HORS_LATIN_1.test(texte);
    this.#larges.push(large ? 1 : 0);
    (large ? this.#textesLarges : this.#textes).push(texte);
    this.#tailles.push(champs.length);
    this.#numeros.push(numero);
    this.#empreintes += empreinteDe(sansFinDeLigne(brut));
    this.#bruts.push(brut);
  }

  faute(faute: FauteCsv): void {
    this.#fautes.push({ apres: this.#numeros.length, faute });
  }

  /** The batch since the last one, when there is anything in it. */
  fermer(): LotCsv | undefined {
    if (this.#numeros.length === 0 && this.#fautes.length === 0) return undefined;
    let fin = 0;
    const fins = this.#bruts.map((brut) => {
      fin += brut.length;
      return fin;
    });
    const octets = new Uint8Array(fin);
    this.#bruts.forEach((brut, rang) => {
      octets.set(brut, (fins[rang] ?? 0) - brut.length);
    });
    const lot: LotCsv = {
      texte: this.#textes.join(''),
      texteLarge: this.#textesLarges.join(''),
      larges: Uint8Array.from(this.#larges),
      longueurs: Uint32Array.from(this.#longueurs),
      tailles: Uint32Array.from(this.#tailles),
      numeros: Uint32Array.from(this.#numeros),
      empreintes: this.#empreintes,
      octets,
      fins: Uint32Array.from(fins),
      fautes: this.#fautes,
    };
    this.#textes = [];
    this.#textesLarges = [];
    this.#larges = [];
    this.#longueurs = [];
    this.#tailles = [];
    this.#numeros = [];
    this.#empreintes = '';
    this.#bruts = [];
    this.#fautes = [];
    return lot;
  }
}

function empreinteDe(enregistrement: Buffer): string {
  return enregistrement.length === 0 ? EMPREINTE_VIDE : hacher(enregistrement);
}

function hacher(enregistrement: Buffer): string {
  return hash('sha256', enregistrement, 'hex').slice(0, LONGUEUR_EMPREINTE);
}

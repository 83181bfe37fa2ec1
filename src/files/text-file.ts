import { closeSync, openSync } from 'node:fs';
import { writeAll } from './write-all.ts';

const TAILLE_TAMPON = 1024 * 1024;
/** Bytes that a UTF-16 code unit takes in UTF-8, at the most. */
const OCTETS_PAR_UNITE = 3;

/**
 * A text file written record by record, in UTF-8, a line feed after each. Writing is synchronous: who makes the records
 * waits for the disk, so that nothing piles up in memory.
 */
export class FichierTexte {
  readonly #descripteur: number;
  readonly #tampon = Buffer.allocUnsafe(TAILLE_TAMPON);
  #taille = 0;

  /** @throws the errors of the file system */
  constructor(chemin: string) {
    this.#descripteur = openSync(chemin, 'w');
  }

  /**
   * Adds a record, without its line end.
   * @throws the errors of the file system
   */
  ecrire(enregistrement: string): void {
    const place = enregistrement.length * OCTETS_PAR_UNITE + 1;
    if (this.#taille + place > TAILLE_TAMPON) this.#vider();
    if (place > TAILLE_TAMPON) {
      writeAll(this.#descripteur, Buffer.from(`${enregistrement}\n`, 'utf8'));
      return;
    }
    this.#taille += this.#tampon.write(enregistrement, this.#taille, 'utf8');
    this.#tampon[this.#taille++] = 0x0a;
  }

  /** Ends the file, which is closed whatever happens. */
  fermer(): void {
    try {
      this.#vider();
    } finally {
      closeSync(this.#descripteur);
    }
  }

  #vider(): void {
    writeAll(this.#descripteur, this.#tampon.subarray(0, this.#taille));
    this.#taille = 0;
  }
}

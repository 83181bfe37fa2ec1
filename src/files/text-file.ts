import { closeSync, openSync, writeSync } from 'node:fs';

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
      this.#ecrireTout(Buffer.from(`${enregistrement}\n`, 'utf8'));
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
    this.#ecrireTout(this.#tampon.subarray(0, this.#taille));
    this.#taille = 0;
  }

  /** A disk may take less than it is given at once. */
  #ecrireTout(octets: Buffer): void {
    for (let ecrits = 0; ecrits < octets.length; ) ecrits += writeSync(this.#descripteur, octets, ecrits);
  }
}

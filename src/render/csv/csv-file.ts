import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

const TAILLE_TAMPON = 512 * 1024;

/** A CSV file that is written record by record: UTF-8, `\n` at line ends, no byte order mark. */
export class FichierCsv {
  readonly #flux: WriteStream;
  readonly #fin: Promise<void>;
  /** Whole records, kept apart until they are written: joined at once, they cost the least. */
  #tampon: string[] = [];
  #taille = 0;
  #plein = false;

  constructor(chemin: string, enTete: readonly string[]) {
    this.#flux = createWriteStream(chemin);
    this.#fin = finished(this.#flux);
    // An error of the disk is thrown by respirer() or fermer(); until then it must not count as unhandled.
    this.#fin.catch(() => {});
    this.ecrire(enTete.join(';'));
  }

  /** Adds a record, its cells joined, without its line end. */
  ecrire(enregistrement: string): void {
    this.#tampon.push(enregistrement);
    this.#taille += enregistrement.length;
    if (this.#taille >= TAILLE_TAMPON) this.#vider();
  }

  /** Waits when the disk is behind, so that memory does not fill with what is to be written. */
  respirer(): Promise<void> | undefined {
    if (this.#flux.errored) throw this.#flux.errored;
    if (!this.#plein) return undefined;
    return new Promise<void>((resolve, reject) => {
      const surErreur = (erreur: Error) => reject(erreur);
      this.#flux.once('error', surErreur);
      this.#flux.once('drain', () => {
        this.#flux.off('error', surErreur);
        this.#plein = false;
        resolve();
      });
    });
  }

  async fermer(): Promise<void> {
    this.#vider();
    this.#flux.end();
    await this.#fin;
  }

  #vider(): void {
    if (this.#tampon.length === 0) return;
    this.#plein = !this.#flux.write(`${this.#tampon.join('\n')}\n`);
    this.#tampon = [];
    this.#taille = 0;
  }
}

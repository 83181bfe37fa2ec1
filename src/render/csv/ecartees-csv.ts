import { EcrivainCsv } from './ecrivain-csv.ts';

/** Writes `lignes-ecartees-<exercice>.csv`: each row that a declared condition left out, with its reason, as received. */
export class EcarteesCsv {
  readonly #ecrivain: EcrivainCsv;

  constructor(chemin: string) {
    this.#ecrivain = new EcrivainCsv(chemin);
    this.#ecrivain.enregistrement(['ref', 'motif', 'enregistrement']);
  }

  ecrire({ fichier, numero, motif, texte }: { fichier: string; numero: number; motif: string; texte: string }): void {
    this.#ecrivain.enregistrement([`${fichier}:${numero}`, motif, texte]);
  }

  fermer(): void {
    this.#ecrivain.fermer();
  }
}

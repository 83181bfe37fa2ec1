import { cellule } from './cell.ts';
import { FichierCsv } from './csv-file.ts';

/** Writes `lignes-ecartees-<exercice>.csv`: each row that a declared condition left out, with its reason, as received. */
export class EcarteesCsv {
  readonly #fichier: FichierCsv;

  constructor(chemin: string) {
    this.#fichier = new FichierCsv(chemin, ['ref', 'motif', 'enregistrement']);
  }

  ecrire(ecartee: { fichier: string; numero: number; motif: string; texte: string }): void {
    const { fichier, numero, motif, texte } = ecartee;
    this.#fichier.ecrire([`${fichier}:${numero}`, motif, texte].map(cellule).join(';'));
  }

  respirer(): Promise<void> | undefined {
    return this.#fichier.respirer();
  }

  fermer(): Promise<void> {
    return this.#fichier.fermer();
  }
}

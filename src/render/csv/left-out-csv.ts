import { FichierTexte } from '../../files/text-file.ts';
import { cellule } from './cell.ts';

/** Writes `lignes-ecartees-<exercice>.csv`: each row that a declared condition left out, with its reason, as received. */
export class EcarteesCsv {
  readonly #fichier: FichierTexte;

  constructor(chemin: string) {
    this.#fichier = new FichierTexte(chemin);
    this.#fichier.ecrire('ref;motif;enregistrement');
  }

  ecrire(ecartee: { fichier: string; numero: number; motif: string; texte: string }): void {
    const { fichier, numero, motif, texte } = ecartee;
    this.#fichier.ecrire([`${fichier}:${numero}`, motif, texte].map(cellule).join(';'));
  }

  fermer(): void {
    this.#fichier.fermer();
  }
}

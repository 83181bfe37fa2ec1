import { statSync } from 'node:fs';
import { pathIn } from '../files/path-in.ts';
import { systemFailure } from '../files/unreadable.ts';
import { descend } from './lire-une-piece.ts';
import { type FichierPese, peserLeFichier } from './sommes.ts';

/** Whether a file of a folder is the one that was weighed. What leads out of the folder, or cannot be read, is not. */
export function estLeMeme(racine: string, { nom, octets, sha256 }: FichierPese): boolean {
  if (!descend(nom)) return false;
  try {
    const chemin = pathIn(racine, nom);
    const etat = statSync(chemin, { throwIfNoEntry: false });
    return etat?.isFile() === true && etat.size === octets && peserLeFichier({ nom, chemin }).sha256 === sha256;
  } catch (erreur) {
    if (systemFailure(erreur) === undefined) throw erreur;
    return false;
  }
}

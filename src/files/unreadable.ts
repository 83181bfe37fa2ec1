import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Constats } from '../domain/constat.ts';
import { exigerFichierOrdinaire } from './ordinary-file.ts';
import { systemFailure } from './system-failure.ts';

const REMEDE = 'Vérifiez que vous avez le droit de lire ce fichier et qu’aucun autre programme ne le tient ouvert.';

/**
 * Tells that a file of the dossier cannot be read, and why in plain words.
 * @throws the error itself, when it is not one of the file system
 */
export function direIllisible(erreur: unknown, fichier: string, constats: Constats, remede = REMEDE): void {
  const panne = systemFailure(erreur);
  if (panne === undefined) throw erreur;
  constats.ajouter({
    code: 'E-FICHIER-ILLISIBLE',
    lieu: { fichier },
    message: `fichier illisible : ${panne}`,
    remede,
  });
}

/** Tells the files that nothing could be read of: folders, pipes, files of somebody else. */
export function signalerIllisibles(racine: string, fichiers: readonly string[], constats: Constats): void {
  for (const fichier of fichiers) {
    const chemin = join(racine, fichier);
    try {
      exigerFichierOrdinaire(chemin);
      accessSync(chemin, constants.R_OK);
      if (statSync(chemin).isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR', syscall: 'read' });
    } catch (erreur) {
      direIllisible(erreur, fichier, constats);
    }
  }
}

import { writeSync } from 'node:fs';
import { systemFailure } from '../files/system-failure.ts';

const DONNEES = 1;
const STDERR = 2;
/** What the system says when who reads has left; the second is Windows. */
const LECTEUR_PARTI = new Set(['EPIPE', 'EOF']);

/**
 * Answers for the two streams that a command tells things on. A reader that stops early, such as `| head`, is no failure: what
 * was to be done is done. A stream that cannot be written (`> fichier` on a full disk) is told once, and the exit code is 1.
 */
export function guardStreams(): void {
  let dit = false;
  for (const flux of [process.stdout, process.stderr])
    flux.on('error', (erreur: NodeJS.ErrnoException) => {
      if (LECTEUR_PARTI.has(erreur.code ?? '') || dit) return;
      const panne = systemFailure(erreur);
      if (panne === undefined) throw erreur;
      dit = true;
      // Commands set their own code when they end: this one comes after.
      process.once('exit', () => {
        process.exitCode = DONNEES;
      });
      direSurStderr(`Ce que la commande affiche n’a pas pu être écrit en entier : ${panne}.
Les documents demandés, eux, sont entiers ou absents. Envoyez l’affichage ailleurs, puis relancez.\n`);
    });
}

function direSurStderr(texte: string): void {
  try {
    writeSync(STDERR, texte);
  } catch {
    // It may be the stream that fails.
  }
}

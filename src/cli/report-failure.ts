import type { Constat } from '../domain/constat.ts';
import { SortieImpossible } from '../files/publish.ts';
import { systemFailure } from '../files/system-failure.ts';
import { coloursFor } from './colours.ts';
import { writeFinding } from './findings-text.ts';

const DONNEES = 1;
const DEFAUT = 70;

/** Tells a failure that is not a finding about the data, and gives its exit code. */
export function reportFailure(erreur: unknown): number {
  const couleurs = coloursFor(process.stderr);
  const constat = failureFinding(erreur);
  if (constat !== undefined) {
    process.stderr.write(`${writeFinding(constat, couleurs)}\n${couleurs.red('1 erreur. Rien n’a été écrit.')}\n`);
    return DONNEES;
  }
  const detail = erreur instanceof Error ? (erreur.stack ?? erreur.message) : String(erreur);
  process.stderr.write(
    `${couleurs.red('Ceci est un défaut de jaune, pas de vos données. Rien n’a été écrit.')}\nMerci de transmettre ce qui suit avec le dossier :\n${detail}\n`,
  );
  return DEFAUT;
}

/** The finding that says why nothing could be written, or read; `undefined` for what is no fault of the machine. */
export function failureFinding(erreur: unknown): Constat | undefined {
  const dire = (message: string, remede: string): Constat => ({
    code: 'E-SORTIE',
    gravite: 'erreur',
    lieu: { fichier: 'sortie' },
    message,
    remede,
  });
  if (erreur instanceof SortieImpossible) return dire(erreur.message, erreur.remede);
  const panne = systemFailure(erreur);
  if (!(erreur instanceof Error) || panne === undefined) return undefined;
  const chemin = 'path' in erreur ? String(erreur.path) : '';
  return dire(
    chemin === '' ? panne : `${chemin} : ${panne}`,
    'Réglez cela, ou choisissez un autre dossier avec --sortie.',
  );
}

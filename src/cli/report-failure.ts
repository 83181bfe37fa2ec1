import type { Constat } from '../domain/constat.ts';
import { SortieImpossible } from '../files/publish.ts';
import { systemFailure, systemRemedy } from '../files/system-failure.ts';
import { coloursFor } from './colours.ts';
import { writeFinding } from './findings-text.ts';

const DONNEES = 1;
/** What only readers ask of the system: to list a folder, to look at what is there. */
const LECTURES = new Set(['scandir', 'opendir', 'stat', 'lstat', 'read']);
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
    lieu: { fichier: 'sortie' },
    message,
    remede,
  });
  if (erreur instanceof SortieImpossible) return dire(erreur.message, erreur.remede);
  const panne = systemFailure(erreur);
  if (!(erreur instanceof Error) || panne === undefined) return undefined;
  const { path: chemin = '', syscall = '' } = erreur as NodeJS.ErrnoException;
  if (chemin !== '' && LECTURES.has(syscall))
    return {
      code: 'E-FICHIER-ILLISIBLE',
      lieu: { fichier: chemin },
      message: `illisible : ${panne}`,
      remede: 'Vérifiez que vous avez le droit de lire ce dossier et ce qu’il contient, puis relancez.',
    };
  const remede = systemRemedy(erreur, 'Réglez cela, ou choisissez un autre dossier avec --sortie.');
  return dire(chemin === '' ? panne : `${chemin} : ${panne}`, remede);
}

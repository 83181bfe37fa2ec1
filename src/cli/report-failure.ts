import type { Constat } from '../domain/constats/constat.ts';
import { CODES_DE_SORTIE, Refus } from '../domain/constats/refus.ts';
import { systemFailure, systemRemedy } from '../files/unreadable.ts';
import { UnwritableOutput } from '../files/unwritable-output.ts';
import { writeFinding } from './findings-text.ts';
import { coloursFor, type Io } from './io.ts';

/** What only readers ask of the system: to list a folder, to look at what is there. */
const READ_CALLS = new Set(['scandir', 'opendir', 'stat', 'lstat', 'read']);

/** Tells a failure that is not a finding about the data, and gives its exit code. */
export function reportFailure(error: unknown, io: Io): number {
  const colours = coloursFor(io, 'stderr');
  const constat = failureFinding(error);
  if (constat !== undefined) {
    io.stderr.write(`${writeFinding(constat, colours)}\n${colours.red('1 erreur. Rien n’a été écrit.')}\n`);
    return CODES_DE_SORTIE.donnees;
  }
  if (error instanceof Refus) {
    io.stderr.write(`${error.texte}\n`);
    return error.code;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.stderr.write(
    `${colours.red('Ceci est un défaut de jaune, pas de vos données. Rien n’a été écrit.')}\nMerci de transmettre ce qui suit avec le dossier :\n${detail}\n`,
  );
  return CODES_DE_SORTIE.defaut;
}

/** The finding that says why nothing could be written, or read; `undefined` for what is no fault of the machine. */
export function failureFinding(error: unknown): Constat | undefined {
  const outputFinding = (message: string, remedy: string): Constat => ({
    code: 'E-SORTIE',
    lieu: { fichier: 'sortie' },
    message,
    remede: remedy,
  });
  if (error instanceof UnwritableOutput) return outputFinding(error.message, error.remede);
  const failure = systemFailure(error);
  if (!(error instanceof Error) || failure === undefined) return undefined;
  const { path = '', syscall = '' } = error as NodeJS.ErrnoException;
  if (path !== '' && READ_CALLS.has(syscall))
    return {
      code: 'E-FICHIER-ILLISIBLE',
      lieu: { fichier: path },
      message: `illisible : ${failure}`,
      remede:
        syscall === 'scandir' && 'code' in error && error.code === 'ENOTDIR'
          ? 'Un dossier est attendu à cette place : renommez ce fichier, ou mettez-le dans un dossier de ce nom.'
          : 'Vérifiez que vous avez le droit de lire ce dossier et ce qu’il contient, puis relancez.',
    };
  const remedy = systemRemedy(error, 'Réglez cela, ou choisissez un autre dossier avec --sortie.');
  return outputFinding(path === '' ? failure : `${path} : ${failure}`, remedy);
}

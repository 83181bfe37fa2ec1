import { accessSync, constants, statSync } from 'node:fs';
import type { Constats } from '../domain/constats/constat.ts';
import { requireOrdinaryFile } from './file-system.ts';
import { pathIn } from './path-in.ts';

const REMEDY = 'Vérifiez que vous avez le droit de lire ce fichier et qu’aucun autre programme ne le tient ouvert.';

/**
 * Tells that a file of the dossier cannot be read, and why in plain words.
 * @throws the error itself, when it is not one of the file system
 */
export function tellUnreadable(error: unknown, file: string, constats: Constats, remede = REMEDY): void {
  const failure = systemFailure(error);
  if (failure === undefined) throw error;
  constats.ajouter({
    code: 'E-FICHIER-ILLISIBLE',
    lieu: { fichier: file },
    message: `fichier illisible : ${failure}`,
    remede: readRemedy(error, remede),
  });
}

const READ_REMEDIES: Readonly<Record<string, string>> = {
  EISDIR: 'Mettez à cette place le fichier lui-même, ou retirez ce dossier.',
};

function readRemedy(error: unknown, otherwise: string): string {
  return (error instanceof Error && 'code' in error ? READ_REMEDIES[String(error.code)] : undefined) ?? otherwise;
}

/** Tells the files that nothing could be read of: folders, pipes, files of somebody else. */
export function reportUnreadable(root: string, files: readonly string[], constats: Constats): void {
  for (const file of files) {
    const path = pathIn(root, file);
    try {
      requireOrdinaryFile(path);
      accessSync(path, constants.R_OK);
      if (statSync(path).isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR', syscall: 'read' });
    } catch (error) {
      tellUnreadable(error, file, constats);
    }
  }
}

/** What the system says when a file cannot be read or written, in plain words. */
const FAILURES: Readonly<Record<string, string>> = {
  ENOSPC: 'le disque est plein',
  EDQUOT: 'votre espace sur ce disque est plein',
  EACCES: 'l’accès est refusé',
  EPERM: 'l’opération n’est pas permise',
  EROFS: 'le disque est en lecture seule',
  EBUSY: 'un autre programme tient le fichier ouvert',
  ENOTDIR: 'le chemin passe par un fichier, qui n’est pas un dossier',
  EEXIST: 'le chemin passe par un fichier, qui n’est pas un dossier',
  EFTYPE: 'ce n’est pas un fichier ordinaire',
  EISDIR: 'c’est un dossier, un fichier est attendu',
  ENOENT: 'il n’existe pas',
  ELOOP: 'c’est un lien qui ne mène qu’à lui-même',
  ENOTEMPTY: 'il s’y trouve déjà autre chose',
  EFBIG: 'il dépasserait la taille que cette session permet à un fichier',
  EIO: 'le disque ne répond pas comme il faut',
  EMFILE: 'trop de fichiers sont ouverts',
  ENAMETOOLONG: 'le chemin est trop long',
};

/** Why the system refused, in plain words; `undefined` when the error does not come from the system. */
export function systemFailure(error: unknown): string | undefined {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return undefined;
  return FAILURES[String(error.code)] ?? `le système répond ${String(error.code)}`;
}

const CLOSE =
  'Fermez ce qui l’ouvre ailleurs (Excel, un navigateur, l’explorateur de fichiers), ou attendez la fin d’une synchronisation, puis relancez.';
const FREE = 'Libérez de la place sur ce disque, puis relancez.';

/** What to do about it, for refusals that say so by themselves. */
const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: FREE,
  EDQUOT: FREE,
  EFBIG: 'Levez cette limite (ulimit -f unlimited), puis relancez.',
  // What Windows answers when a document is open in another program.
  EBUSY: CLOSE,
  EPERM: CLOSE,
};

/**
 * What to do when the system refuses.
 * @param otherwise what to do of the refusals that do not say it by themselves
 */
export function systemRemedy(error: unknown, otherwise: string): string {
  return (error instanceof Error && 'code' in error ? REMEDIES[String(error.code)] : undefined) ?? otherwise;
}

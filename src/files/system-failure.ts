/** What the system says when a file cannot be read or written, in plain words. */
const PANNES: Readonly<Record<string, string>> = {
  ENOSPC: 'le disque est plein',
  EDQUOT: 'votre espace sur ce disque est plein',
  EACCES: 'l’accès est refusé',
  EPERM: 'l’opération n’est pas permise',
  EROFS: 'le disque est en lecture seule',
  EBUSY: 'un autre programme tient le fichier ouvert',
  ENOTDIR: 'le chemin passe par un fichier, qui n’est pas un dossier',
  EEXIST: 'le chemin passe par un fichier, qui n’est pas un dossier',
  EISDIR: 'c’est un dossier, un fichier est attendu',
  ENOENT: 'il n’existe pas',
  EMFILE: 'trop de fichiers sont ouverts',
  ENAMETOOLONG: 'le chemin est trop long',
};

/** Why the system refused, in plain words; `undefined` when the error does not come from the system. */
export function systemFailure(erreur: unknown): string | undefined {
  if (!(erreur instanceof Error && 'code' in erreur && 'syscall' in erreur)) return undefined;
  return PANNES[String(erreur.code)] ?? `le système répond ${String(erreur.code)}`;
}

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
  EFTYPE: 'ce n’est pas un fichier ordinaire',
  EISDIR: 'c’est un dossier, un fichier est attendu',
  ENOENT: 'il n’existe pas',
  ELOOP: 'c’est un lien qui ne mène qu’à lui-même',
  EMFILE: 'trop de fichiers sont ouverts',
  ENAMETOOLONG: 'le chemin est trop long',
};

/** Why the system refused, in plain words; `undefined` when the error does not come from the system. */
export function systemFailure(erreur: unknown): string | undefined {
  if (!(erreur instanceof Error && 'code' in erreur && 'syscall' in erreur)) return undefined;
  return PANNES[String(erreur.code)] ?? `le système répond ${String(erreur.code)}`;
}

const FERMER =
  'Fermez ce qui l’ouvre ailleurs (Excel, un navigateur, l’explorateur de fichiers), ou attendez la fin d’une synchronisation, puis relancez.';
const LIBERER = 'Libérez de la place sur ce disque, puis relancez.';

/** What to do about it, for refusals that say so by themselves. */
const REMEDES: Readonly<Record<string, string>> = {
  ENOSPC: LIBERER,
  EDQUOT: LIBERER,
  // What Windows answers when a document is open in another program.
  EBUSY: FERMER,
  EPERM: FERMER,
};

/**
 * What to do when the system refuses.
 * @param sinon what to do of the refusals that do not say it by themselves
 */
export function systemRemedy(erreur: unknown, sinon: string): string {
  return (erreur instanceof Error && 'code' in erreur ? REMEDES[String(erreur.code)] : undefined) ?? sinon;
}

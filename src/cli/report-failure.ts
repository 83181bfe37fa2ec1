import { SortieImpossible } from '../files/publish.ts';
import { coloursFor } from './colours.ts';
import { writeFinding } from './findings-text.ts';

const DONNEES = 1;
const DEFAUT = 70;

/** What the system says when files cannot be written, in plain words. */
const PANNES: Readonly<Record<string, string>> = {
  ENOSPC: 'le disque est plein',
  EACCES: 'l’accès est refusé',
  EPERM: 'l’opération n’est pas permise',
  EROFS: 'le dossier est en lecture seule',
  EBUSY: 'un autre programme tient le fichier ouvert',
  ENOTDIR: 'le chemin passe par un fichier qui n’est pas un dossier',
  EISDIR: 'le chemin est un dossier',
  ENOENT: 'le chemin n’existe pas',
  EMFILE: 'trop de fichiers sont ouverts',
};

/** Tells a failure that is not a finding about the data, and gives its exit code. */
export function reportFailure(erreur: unknown): number {
  const couleurs = coloursFor(process.stderr);
  if (erreur instanceof SortieImpossible) {
    process.stderr.write(writeOutputFailure(erreur.message, erreur.remede, couleurs));
    return DONNEES;
  }
  const panne = erreur instanceof Error && 'code' in erreur ? PANNES[String(erreur.code)] : undefined;
  if (erreur instanceof Error && panne !== undefined) {
    const chemin = 'path' in erreur ? String(erreur.path) : '';
    const message = `rien n’a été écrit : ${panne}${chemin === '' ? '' : ` (${chemin})`}`;
    process.stderr.write(
      writeOutputFailure(message, 'Réglez cela, ou choisissez un autre dossier avec --sortie.', couleurs),
    );
    return DONNEES;
  }
  const detail = erreur instanceof Error ? (erreur.stack ?? erreur.message) : String(erreur);
  process.stderr.write(
    `${couleurs.red('Ceci est un défaut de jaune, pas de vos données. Rien n’a été écrit.')}\nMerci de transmettre ce qui suit avec le dossier :\n${detail}\n`,
  );
  return DEFAUT;
}

function writeOutputFailure(message: string, remede: string, couleurs: ReturnType<typeof coloursFor>): string {
  return writeFinding({ code: 'E-SORTIE', gravite: 'erreur', lieu: { fichier: 'sortie' }, message, remede }, couleurs);
}

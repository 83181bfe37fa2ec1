import { SortieImpossible } from '../files/publish.ts';
import { systemFailure } from '../files/system-failure.ts';
import { coloursFor } from './colours.ts';
import { writeFinding } from './findings-text.ts';

const DONNEES = 1;
const DEFAUT = 70;

/** Tells a failure that is not a finding about the data, and gives its exit code. */
export function reportFailure(erreur: unknown): number {
  const couleurs = coloursFor(process.stderr);
  if (erreur instanceof SortieImpossible) {
    process.stderr.write(writeOutputFailure(erreur.message, erreur.remede, couleurs));
    return DONNEES;
  }
  const panne = systemFailure(erreur);
  if (erreur instanceof Error && panne !== undefined) {
    const chemin = 'path' in erreur ? String(erreur.path) : '';
    const message = chemin === '' ? panne : `${chemin} : ${panne}`;
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
  const constat = { code: 'E-SORTIE', gravite: 'erreur', lieu: { fichier: 'sortie' }, message, remede } as const;
  return `${writeFinding(constat, couleurs)}\n${couleurs.red('1 erreur. Rien n’a été écrit.')}\n`;
}

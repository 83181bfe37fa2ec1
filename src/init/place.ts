import { readdirSync, statSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';
import { trierPar } from '../domain/textes/ordre.ts';
import { realPlace } from '../files/real-place.ts';
import { UnwritableOutput } from '../files/unwritable-output.ts';

const EXERCICE = 'exercice.yaml';
const SOURCES = 'sources';
const NOMS_MONTRES = 5;

/** What stands where a dossier is to be: nothing of a dossier yet, or one already. */
type EtatDeLaPlace = 'libre' | 'dossier';

/**
 * Looks at the place of a new dossier. One that is empty, or that holds the files received and nothing else, is free.
 * @throws UnwritableOutput when it holds something else, or is no folder
 */
export function regarderLaPlace(chemin: string): EtatDeLaPlace {
  const etat = statSync(chemin, { throwIfNoEntry: false });
  if (etat === undefined) {
    realPlace(chemin);
    return 'libre';
  }
  if (!etat.isDirectory())
    throw new UnwritableOutput(`${chemin} est un fichier, non un dossier`, 'Choisissez un autre nom pour le dossier.');
  const noms = trierPar(
    readdirSync(chemin).filter((nom) => !nom.startsWith('.') && !nom.startsWith('~$')),
    (nom) => nom,
  );
  if (noms.includes(EXERCICE)) return 'dossier';
  const autres = noms.filter((nom) => nom !== SOURCES);
  if (autres.length === 0) return 'libre';
  throw new UnwritableOutput(
    `${chemin} n’est pas vide : il contient ${autres.slice(0, NOMS_MONTRES).join(', ')}${autres.length > NOMS_MONTRES ? '…' : ''}`,
    'Choisissez un dossier qui n’existe pas, ou qui ne contient que sources/ avec les fichiers reçus.',
  );
}

/**
 * Refuses that a dossier be made in the one from which it is made, around it, or over it, whatever links lead there.
 * @throws UnwritableOutput
 */
export function exigerDeuxDossiers(nouveau: string, ancien: string): void {
  const [apres, avant] = [realPlace(nouveau), realPlace(ancien)];
  const refuser = (comment: string) => {
    throw new UnwritableOutput(
      `${nouveau} ${comment} ${ancien}`,
      'Rangez les dossiers des exercices l’un à côté de l’autre : data/2012, data/2013.',
    );
  };
  if (apres === avant) refuser('est le même dossier que');
  if (estDans(avant, apres)) refuser('serait dans');
  if (estDans(apres, avant)) refuser('contiendrait');
}

function estDans(racine: string, chemin: string): boolean {
  const depuis = relative(racine, chemin);
  return depuis !== '' && depuis !== '..' && !depuis.startsWith(`..${sep}`) && !isAbsolute(depuis);
}

import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Constats, exigerSansErreur } from '../domain/constats/constat.ts';

/** The file that makes a folder a dossier. */
export const EXERCICE = 'exercice.yaml';

/**
 * Makes sure that a path leads to a dossier, before anything of it is read: what is missing is then told by the path that was given.
 * @throws ConstatsBloquants
 */
export function exigerUnDossier(chemin: string, constats: Constats): void {
  if (existsSync(join(resolve(chemin), EXERCICE))) return;
  constats.ajouter({
    code: 'E-DOSSIER-INTROUVABLE',
    lieu: { fichier: chemin },
    message: statSync(chemin, { throwIfNoEntry: false })?.isDirectory()
      ? `ce dossier n’a pas de fichier ${EXERCICE}`
      : 'ce dossier n’existe pas',
    remede: `Indiquez un dossier d’exercice, par exemple data/2012, qui contient ${EXERCICE}, sources/ et regles/.`,
  });
  exigerSansErreur(constats);
}

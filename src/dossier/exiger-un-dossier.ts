import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Constats, exigerSansErreur } from '../domain/constats/constat.ts';
import { citerChemin } from '../domain/textes/citer-chemin.ts';

/** The file that makes a folder a dossier. */
export const EXERCICE = 'exercice.yaml';

/**
 * Makes sure that a path leads to a dossier, before anything of it is read: what is missing is then told by the path that was given.
 * @throws ConstatsBloquants
 */
export function exigerUnDossier(chemin: string, constats: Constats): void {
  if (existsSync(join(resolve(chemin), EXERCICE))) return;
  const ici = statSync(chemin, { throwIfNoEntry: false });
  const leSien = ici?.isDirectory() === false ? dossierDuFichier(chemin) : undefined;
  constats.ajouter({
    code: 'E-DOSSIER-INTROUVABLE',
    lieu: { fichier: chemin },
    message:
      ici === undefined
        ? 'ce dossier n’existe pas'
        : ici.isDirectory()
          ? `ce dossier n’a pas de fichier ${EXERCICE}`
          : 'c’est un fichier, un dossier est attendu',
    remede:
      leSien === undefined
        ? `Indiquez un dossier d’exercice, par exemple data/2012, qui contient ${EXERCICE}, sources/ et regles/.`
        : `Indiquez le dossier où il se trouve : ${citerChemin(leSien)}`,
  });
  exigerSansErreur(constats);
}

/** The dossier that holds a file: its folder, or one above. */
function dossierDuFichier(chemin: string): string | undefined {
  for (let dossier = dirname(chemin); ; dossier = dirname(dossier)) {
    if (existsSync(join(dossier, EXERCICE))) return dossier;
    if (dossier === dirname(dossier)) return undefined;
  }
}

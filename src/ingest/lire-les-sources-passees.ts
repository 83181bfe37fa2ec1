import type { Constats } from '../domain/constats/constat.ts';
import type { Dossier } from '../domain/dossier/dossier.ts';
import { COLONNES_DES_SOURCES_PASSEES, type SourcePassee } from '../domain/dossier/source-passee.ts';
import { detacher } from '../domain/textes/texte.ts';
import { OwnTable } from '../files/own-table.ts';
import { pathIn } from '../files/path-in.ts';

/** Files kept of one exercice: no dossier has as many. */
const FICHIERS_MAX = 10_000;

/**
 * Reads which files the sectors sent for earlier exercices, by the digest of their bytes; of two years that had the same file, the
 * latest. Tells what a hand did to them at its place.
 * @throws the errors of the file system
 */
export async function lireLesSourcesPassees(
  { racine, sourcesPassees, enTete }: Pick<Dossier, 'racine' | 'sourcesPassees' | 'enTete'>,
  constats: Constats,
): Promise<ReadonlyMap<string, SourcePassee>> {
  const parSomme = new Map<string, SourcePassee>();
  for (const chemin of sourcesPassees) {
    const exercice = /(\d{4})\.csv$/.exec(chemin)?.[1] ?? '';
    let nombre = 0;
    const table = new OwnTable<(typeof COLONNES_DES_SOURCES_PASSEES)[number]>(
      {
        file: chemin,
        columns: COLONNES_DES_SOURCES_PASSEES,
        code: 'E-MEMOIRE-ILLISIBLE',
        remede: 'Remettez dans memoire/ le fichier sources-<exercice>.csv tel que jaune init l’a écrit, ou retirez-le.',
      },
      constats,
      (lire, vu) => {
        const sha256 = lire('sha256').trim().toLowerCase();
        nombre += 1;
        if (nombre > FICHIERS_MAX + 1) return;
        if (nombre > FICHIERS_MAX)
          table.refuse(vu, undefined, `plus de ${FICHIERS_MAX} fichiers : ce n’est pas un dossier`);
        else if (/^[0-9a-f]{64}$/.test(sha256))
          parSomme.set(detacher(sha256), { fichier: detacher(lire('fichier')), exercice });
        else table.refuse(vu, 'sha256', 'ce n’est pas une empreinte SHA-256, de 64 chiffres');
      },
    );
    if (exercice < enTete.exercice) await table.read(pathIn(racine, chemin));
    else
      table.report({
        lieu: { fichier: chemin },
        message: `cette mémoire est de ${exercice}, qui n’est pas avant ${enTete.exercice}, l’exercice du dossier`,
      });
  }
  return parSomme;
}

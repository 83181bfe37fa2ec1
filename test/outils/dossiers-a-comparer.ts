import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ComparerOptions } from '../../src/cli/comparer/command.ts';
import { dossierDEssai } from './atelier.ts';
import { courirIci } from './dossiers.ts';
import type { Course } from './paquet.ts';

/** A folder with two dossiers to compare, `avant/` and `apres/`. */
export interface Poste {
  readonly racine: string;
  /** Turns the lines of all sources upside down, below their titles. */
  retournerLesSources(): void;
}

/** Lays out what all cases depart from, a dossier of 2011 and one of 2012, and over them what a case changes of each. */
export function poserDossiers(cas: string): Poste {
  const racine = dossierDEssai();
  for (const [dossier, annee] of [
    ['avant', '2011'],
    ['apres', '2012'],
  ] as const) {
    cpSync(join(cas, '..', '..', `depart-${annee}`), join(racine, dossier), { recursive: true });
    if (existsSync(join(cas, dossier))) cpSync(join(cas, dossier), join(racine, dossier), { recursive: true });
  }
  return {
    racine,
    retournerLesSources: () => {
      for (const dossier of ['avant', 'apres'])
        for (const nom of readdirSync(join(racine, dossier, 'sources'))) {
          const chemin = join(racine, dossier, 'sources', nom);
          const [titres = '', ...lignes] = readFileSync(chemin, 'utf8').trimEnd().split('\n');
          writeFileSync(chemin, `${[titres, ...lignes.toReversed()].join('\n')}\n`);
        }
    },
  };
}

/** Runs `jaune comparer` in this process, from a folder. One at a time. */
export function comparerIci(
  avant: string,
  apres: string,
  options: ComparerOptions = {},
  depuis = process.cwd(),
): Promise<Course> {
  const ecrites = Object.entries(options).flatMap(([nom, valeur]) =>
    valeur === true ? [`--${nom}`] : [`--${nom}`, String(valeur)],
  );
  return courirIci(['comparer', avant, apres, ...ecrites], depuis);
}

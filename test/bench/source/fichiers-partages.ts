import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { enCentimes } from './en-centimes.ts';
import type { FichierConnu, Verite } from './verite.ts';

type Ecrit = Omit<Verite, 'centimes' | 'recettes'> & {
  readonly fichier: string;
  readonly options: FichierConnu['options'];
  readonly total?: string;
  readonly recettes?: string;
  /** A document that lays itself out: there is no column to find. */
  readonly document?: boolean;
};

const DISPOSE: Verite = { colonnes: {}, montants: {}, dispose: true };

/** The real files kept beside the project, with their right block; those that are absent are told. */
export function fichiersPartages(racine: string): FichierConnu[] {
  const ecrits = parse(readFileSync(join(racine, 'test/bench/source/partage.yaml'), 'utf8')) as readonly Ecrit[];
  return ecrits.flatMap(({ fichier, options, total, recettes, document, ...verite }): FichierConnu[] => {
    const chemin = join(racine, '../shared/data', fichier);
    if (!existsSync(chemin)) {
      console.log(`Absent, pas essayé : ${chemin}`);
      return [];
    }
    const centimes = {
      ...(total === undefined ? {} : { centimes: enCentimes(total) }),
      ...(recettes === undefined ? {} : { recettes: enCentimes(recettes) }),
    };
    return [
      { lot: 'partage', genre: 'réel', chemin, options, verite: { ...(document ? DISPOSE : verite), ...centimes } },
    ];
  });
}

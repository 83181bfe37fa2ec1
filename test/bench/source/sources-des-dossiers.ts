import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { SourceAnnoncee } from '../../outils/lecteur-naif.ts';
import { enCentimes } from './en-centimes.ts';
import type { FichierConnu } from './verite.ts';

/** All the sources of the three dossiers, with what they declare as truth. */
export function sourcesDesDossiers(racine: string): FichierConnu[] {
  return ['2011', '2012', '2013'].flatMap((annee) => {
    const dossier = join(racine, 'data', annee);
    const { sources } = parse(readFileSync(join(dossier, 'exercice.yaml'), 'utf8'), { schema: 'failsafe' }) as {
      readonly sources: readonly SourceAnnoncee[];
    };
    return sources.map((source): FichierConnu => {
      const annonce = source.controle.engagements;
      return {
        lot: annee,
        genre: 'dossier',
        chemin: join(dossier, source.fichier),
        options: { exercice: annee, base: 'engagements', norme: 'M71' },
        verite: {
          encodage: source.encodage,
          separateur: source.separateur,
          decimale: source.decimale,
          unite: source.unite ?? 'euros',
          preambule: source.preambule ?? '0',
          colonnes: source.colonnes,
          montants: source.montants,
          ...(annonce === undefined ? {} : { centimes: enCentimes(annonce) }),
        },
      };
    });
  });
}

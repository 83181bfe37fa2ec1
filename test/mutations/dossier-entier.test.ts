import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BASES } from '../../src/domain/argent/base.ts';
import { estUneErreur } from '../../src/domain/constats/constat.ts';
import { PLACES, type Place } from '../../src/domain/verdict/verdict.ts';
import { packageRoot } from '../../src/files/tool.ts';
import { avecDossier } from '../outils/atelier.ts';
import { combien } from '../outils/combien.ts';
import { lireDossier } from '../outils/dossier-temporaire.ts';
import { compterSources, SENS, sommeNaive } from '../outils/lecteur-naif.ts';
import { GENRES, tireur } from './tirage.ts';

const DOSSIER = join(packageRoot(), 'data/2012');
const GRAINE = Number(process.env.JAUNE_GRAINE ?? 2012);
/** Each is a compile of the whole dossier: few in the suite, more on demand. */
const NOMBRE = Number(process.env.JAUNE_DOSSIERS ?? combien(10, 20));

/** The same dossier, nothing announced by those who sent its sources. */
function sansControle(exercice: string): string {
  return exercice.replace(/^ {4}controle:\n(?: {6}.*\n)+/gm, '');
}

describe(`le dossier de 2012 dont une source est abîmée, sans totaux de contrôle, graine ${GRAINE}`, () => {
  it('ne se compile pas, ou met chaque centime qu’un autre lecteur compte à une place et une seule', async () => {
    await avecDossier(async (racine) => {
      cpSync(DOSSIER, racine, { recursive: true });
      const exercice = sansControle(readFileSync(join(DOSSIER, 'exercice.yaml'), 'utf8'));
      expect(exercice).not.toContain('controle:');
      writeFileSync(join(racine, 'exercice.yaml'), exercice);
      const tirer = tireur(DOSSIER);
      let compiles = 0;
      for (let tour = 0; tour < NOMBRE; tour++) {
        // Spread over the kinds, and not those that the test of single sources begins with.
        const rang = tour * 7 + GENRES.length * (2 + tour);
        const { genre, source, octets } = tirer(GRAINE, rang);
        writeFileSync(join(racine, source.fichier), octets);
        const { jaune, constats } = await lireDossier(racine);
        const nom = `JAUNE_GRAINE=${GRAINE} JAUNE_MUTATION=${rang} (${genre.nom}, ${source.fichier})`;
        if (jaune === undefined) {
          const erreurs = constats.liste.filter(estUneErreur);
          expect(erreurs.length, nom).toBeGreaterThan(0);
          for (const { lieu } of erreurs) expect(lieu.fichier, nom).not.toBe('');
        } else {
          compiles += 1;
          const naifs = compterSources(racine);
          expect(
            jaune.sources.map((source) => [source.fichier, ...SENS.map((sens) => source[sens].lignes)]),
            nom,
          ).toEqual(naifs.map((naif) => [naif.fichier, ...SENS.map((sens) => naif[sens].lignes)]));
          for (const base of BASES)
            for (const sens of SENS) {
              const partition = jaune.partitionParBase.get(base);
              const compte = (place: Place | 'total') =>
                (sens === 'recettes' ? partition?.[place].recettes : partition?.[place])?.centimes ?? 0;
              expect(BigInt(compte('total')), nom).toBe(sommeNaive(naifs, sens, base).centimes);
              expect(
                PLACES.reduce((somme, place) => somme + compte(place), 0),
                nom,
              ).toBe(compte('total'));
            }
        }
        writeFileSync(join(racine, source.fichier), readFileSync(join(DOSSIER, source.fichier)));
      }
      expect(compiles).toBeGreaterThan(NOMBRE / 10);
      expect(compiles).toBeLessThan(NOMBRE * 0.75);
    });
  });
});

import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportWorklist } from '../../src/cli/arbitrer/export-worklist.ts';
import { montant } from '../../src/domain/argent/montant.ts';
import { Constats } from '../../src/domain/constats/constat.ts';
import { courbeDesEnjeux } from '../../src/review/courbe-des-enjeux.ts';
import { comparerEnjeux, type Enjeu } from '../../src/review/plus-grands-enjeux.ts';
import { avecDossier } from '../outils/atelier.ts';
import { deposerDossier } from '../outils/dossier-temporaire.ts';

const enjeux: fc.Arbitrary<Enjeu[]> = fc
  .array(
    fc.record({
      fichier: fc.constant('sources/a.csv'),
      numero: fc.integer({ min: 2, max: 400 }),
      sens: fc.constantFrom('depense' as const, 'recette' as const),
      montant: fc.constant(montant(100)),
      enjeu: fc.nat(300).map((centimes) => montant(centimes)),
    }),
    { maxLength: 120 },
  )
  .map((tous) => [...tous].sort(comparerEnjeux));

describe('tant de lignes regardées, tant de l’argent', () => {
  it('est la somme des dépenses jusque-là, et le seuil par lequel on les a', () => {
    fc.assert(
      fc.property(enjeux, (liste) => {
        const courbe = courbeDesEnjeux(liste, ({ enjeu }) => enjeu);
        for (const { lignes, seuil, trouve } of courbe) {
          const regardees = liste.slice(0, lignes);
          const depenses = regardees.filter(({ sens }) => sens === 'depense');
          expect(trouve).toBe(BigInt(depenses.reduce((somme, { enjeu }) => somme + enjeu, 0)));
          expect(regardees.every(({ enjeu }) => enjeu >= seuil)).toBe(true);
          expect(liste.slice(lignes).every(({ enjeu }) => enjeu <= seuil)).toBe(true);
        }
        expect(courbe.map(({ lignes }) => lignes)).toEqual(
          [10, 20, 50, 100].filter((palier) => palier < liste.length).concat(liste.length === 0 ? [] : [liste.length]),
        );
      }),
    );
  });

  it('tient sa promesse : ce qu’un seuil annonce est ce que l’export sort', () =>
    avecDossier(async (racine) => {
      const dossier = join(racine, 'dossier');
      const objets = ['Voirie', 'Mission à Dakar', 'Export vers le Mali', 'Lycée', 'Festival de Ouagadougou'];
      const rangees = Array.from({ length: 60 }, (_, rang) => `${objets[rang % objets.length]};${1000 + 37 * rang},00`);
      const contenu = `${['Objet;Engagé', ...rangees].join('\n')}\n`;
      const declaration = { colonnes: { libelle: 'Objet' } };
      deposerDossier(dossier, { sources: [{ fichier: 'sources/a.csv', contenu, declaration }] });
      const exporter = (leastStake?: ReturnType<typeof montant>) =>
        exportWorklist(
          dossier,
          {
            sortie: join(racine, 'revue.xlsx'),
            maxLines: 20_000,
            leastStake,
            remplacer: true,
            decidees: false,
          },
          new Constats(),
        );
      const tout = await exporter();
      expect(tout.courbe.at(-1)).toMatchObject({ lignes: 60, trouve: tout.enjeu });
      expect(tout.passe).toBeUndefined();
      for (const { lignes, seuil, trouve } of tout.courbe) {
        const { lignes: sorties, enjeu, restantes } = await exporter(seuil);
        expect({ sorties, enjeu }).toEqual({ sorties: lignes, enjeu: trouve });
        expect(restantes).toMatchObject({ lignes: 60 - lignes, enjeu: tout.enjeu - trouve });
      }
    }));
});

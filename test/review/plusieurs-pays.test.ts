import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportWorklist } from '../../src/cli/arbitrer/export-worklist.ts';
import { takeDecisions } from '../../src/cli/arbitrer/take-decisions.ts';
import { Constats } from '../../src/domain/constats/constat.ts';
import { avecDossier } from '../outils/atelier.ts';
import { combien } from '../outils/combien.ts';
import { deposerDossier, fautes, lireDossier } from '../outils/dossier-temporaire.ts';
import { recetteDe, referencesDe, remplirClasseur } from '../outils/remplir-classeur.ts';

const PAYS = ['Sénégal', 'Mali', 'Viêt Nam', 'Italie', 'Chili'];
const DECLARATION = { colonnes: { libelle: 'Objet' } };

describe('plusieurs pays pour une ligne', () => {
  it('le classeur les prend avec leurs parts, et le total par pays suit', () =>
    avecDossier(async (racine) => {
      const dossier = join(racine, 'dossier');
      const contenu = 'Objet;Engagé\nForum;100,01\n';
      deposerDossier(dossier, { sources: [{ fichier: 'sources/a.csv', contenu, declaration: DECLARATION }] });
      const classeur = join(racine, 'a.xlsx');
      await exportWorklist(
        dossier,
        { sortie: classeur, maxLines: 9, remplacer: false, decidees: false },
        new Constats(),
      );
      expect(await referencesDe(classeur)).toEqual(['sources/a.csv:2']);
      const decision = {
        decision: 'internationale',
        pays: 'Sénégal 60 %, Mali 40 %',
        motif: 'Forum',
        auteur: 'Cabinet',
      };
      await remplirClasseur(classeur, recetteDe(new Map([[0, { ...decision, date: '06/11/2012' }]])));
      const { prises } = await takeDecisions(dossier, [classeur], { keep: false }, new Constats());
      expect(prises[0]?.decision).toBe('internationale (pays Sénégal 60 %, Mali 40 %)');
      expect(readFileSync(join(dossier, 'arbitrages.csv'), 'utf8')).toContain(';Sénégal 60 %, Mali 40 %;Forum;');
      const { affectations } = await lireDossier(dossier);
      expect(affectations[0]?.montants).toEqual([4_000, 6_001]);
    }));

  it('des montants qui dépassent la ligne sont refusés avant que rien ne soit écrit', () =>
    avecDossier(async (racine) => {
      const dossier = join(racine, 'dossier');
      const contenu = 'Objet;Engagé\nForum;100,01\n';
      deposerDossier(dossier, { sources: [{ fichier: 'sources/a.csv', contenu, declaration: DECLARATION }] });
      const classeur = join(racine, 'a.xlsx');
      await exportWorklist(
        dossier,
        { sortie: classeur, maxLines: 9, remplacer: false, decidees: false },
        new Constats(),
      );
      const decision = {
        decision: 'internationale',
        pays: 'Sénégal 60 €, Mali 50 €',
        motif: 'Forum',
        auteur: 'Cabinet',
      };
      await remplirClasseur(classeur, recetteDe(new Map([[0, { ...decision, date: '06/11/2012' }]])));
      const constats = new Constats();
      await expect(takeDecisions(dossier, [classeur], { keep: false }, constats)).rejects.toThrow();
      expect(fautes({ constats })).toEqual([expect.stringMatching(/^E-REVUE-VALEUR a\.xlsx/)]);
    }));

  it('les parts font la ligne au centime, quelles qu’elles soient', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: -100_000_000, max: 100_000_000 }),
        fc.uniqueArray(fc.tuple(fc.constantFrom(...PAYS), fc.integer({ min: 1, max: 97 })), {
          selector: ([pays]) => pays,
          minLength: 2,
        }),
        (centimes, poids) =>
          avecDossier(async (racine) => {
            const tout = poids.reduce((somme, [, poidsDe]) => somme + poidsDe, 0);
            const ecrit = poids.map(([pays, poidsDe]) => `${pays} ${poidsDe}/${tout}`).join(', ');
            const enregistrement = `Forum;${(centimes / 100).toFixed(2).replace('.', ',')}`;
            deposerDossier(racine, {
              sources: [
                { fichier: 'sources/a.csv', contenu: `Objet;Engagé\n${enregistrement}\n`, declaration: DECLARATION },
              ],
              decisions: [
                `sources/a.csv:2;${createHash('sha256').update(enregistrement).digest('hex').slice(0, 16)};internationale;;;;;;${ecrit};Forum;Cabinet;2012-11-06`,
              ],
            });
            const { affectations, constats } = await lireDossier(racine);
            expect(constats.erreurs).toBe(0);
            const parts = affectations[0]?.montants ?? [];
            expect(parts).toHaveLength(poids.length);
            expect(parts.reduce<number>((somme, part) => somme + part, 0)).toBe(centimes);
            for (const [rang, part] of parts.entries()) {
              const voulu = affectations[0]?.verdict.parts[rang]?.part;
              const exact = (centimes * Number(voulu?.numerateur)) / Number(voulu?.denominateur);
              expect(Math.abs(part - exact)).toBeLessThan(1);
            }
          }),
      ),
      { numRuns: combien(20, 500) },
    );
  });
});

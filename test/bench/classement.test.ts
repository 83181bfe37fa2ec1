import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { avecDossier } from '../outils/atelier.ts';
import { deposer } from '../outils/dossier-temporaire.ts';
import { ordonner, precisionMoyenne, rappelA } from './classement/mesures.ts';

const ligne = (points: number, vraie: boolean, montant = 0) => ({ points, vraie, montant });

describe('les mesures du classement', () => {
  it('sont celles que l’on fait à la main', () => {
    const lignes = ordonner([ligne(1, false), ligne(3, true), ligne(2, false), ligne(0, true)]);
    expect(lignes.map(({ points }) => points)).toEqual([3, 2, 1, 0]);
    expect(rappelA(lignes, 0.25)).toBe(0.5);
    expect(rappelA(lignes, 0.3)).toBe(0.5);
    expect(rappelA(lignes, 1)).toBe(1);
    expect(precisionMoyenne(lignes)).toBe((1 / 1 + 2 / 4) / 2);
  });

  it('départagent les égalités par les euros, puis par le rang, jamais par la réponse', () => {
    const lignes = ordonner([ligne(1, false, 5), ligne(1, true, 5), ligne(1, false, 9)]);
    expect(lignes.map(({ montant, vraie }) => [montant, vraie])).toEqual([
      [9, false],
      [5, false],
      [5, true],
    ]);
  });

  it('vont de zéro à un, et valent un quand tout est bien rangé', () => {
    const jeu = fc.array(fc.record({ points: fc.integer(), vraie: fc.boolean(), montant: fc.nat() }), { minLength: 1 });
    fc.assert(
      fc.property(jeu, (brutes) => {
        fc.pre(brutes.some(({ vraie }) => vraie));
        const precision = precisionMoyenne(ordonner(brutes));
        expect(precision).toBeGreaterThan(0);
        expect(precision).toBeLessThanOrEqual(1);
        const ideal = brutes.map((brute) => ({ ...brute, points: brute.vraie ? 1 : 0 }));
        expect(precisionMoyenne(ordonner(ideal))).toBe(1);
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});

describe('npm run bench:classement', () => {
  it('se fait sur tout CSV étiqueté, et la mémoire y trouve ce qu’aucun signal ne dit', async () => {
    await avecDossier((racine) => {
      const fond = Array.from({ length: 40 }, (_, rang) => `Commune ${rang};voirie;0;10`);
      const titres = 'beneficiaire;objet;oui;euros';
      deposer(racine, 'a.csv', [titres, ...fond, 'Comité C;accueil;1;10', 'Comité C;atelier;1;10', ''].join('\n'));
      deposer(racine, 'b.csv', [titres, ...fond, 'Comité C;réunion;1;10', ''].join('\n'));
      const options = ['--etiquette', 'oui', '--texte', 'beneficiaire,objet', '--montant', 'euros'];
      const fichiers = ['--apprendre', `${racine}/a.csv`, '--noter', `${racine}/b.csv`];
      const dit = execFileSync('node', ['test/bench/classement.mjs', ...fichiers, ...options], { encoding: 'utf8' });
      expect(dit).toContain('42 lignes apprises, 41 notées, 1 internationales');
      expect(dit).toMatch(/signaux et mémoire +1\.00 +1\.00 +1\.00 +1\.00 +1\.000/);
      expect(dit).toMatch(/signaux seuls +0\.00 +0\.00 +0\.00 +0\.00 +0\.024/);
    });
  });
});

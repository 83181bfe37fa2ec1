import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { avecDossier } from '../outils/atelier.ts';
import { deposer } from '../outils/dossier-temporaire.ts';
import { ordonner, precisionMoyenne, rappelA, trouve } from './classement/mesures.ts';

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

  it('disent la part des vraies lignes, et de leurs euros', () => {
    const [petite, grande, fausse] = [ligne(1, true, 10), ligne(2, true, -30), ligne(3, false, 99)];
    expect(trouve([grande, fausse], [petite, grande, fausse])).toEqual({ lignes: 1 / 2, euros: 3 / 4 });
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
      // Nothing speaks of « Comité C » but memory, which makes it the one line to arbitrate.
      expect(dit).toContain('1 sont « à arbitrer »');
      expect(dit).toMatch(/la place à arbitrer +1\.00 {2}1\.00\n/);
      expect(dit).toMatch(/la liste à décider +1\.00 {2}1\.00 +1\.00 {2}1\.00 +1\.00 {2}1\.00\n/);
      expect(dit).toMatch(/signaux seuls +0\.00 +0\.00 +0\.00 +0\.00 +0\.024/);
    });
  });
});

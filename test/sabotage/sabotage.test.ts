/** The seeded sabotage, a few attempts of each kind: `npm run essais:sabotage` makes them all. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/files/tool.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { jaune } from '../outils/paquet.ts';
import { GENRES_DE_SABOTAGE } from './genres-de-sabotage.ts';
import { type Lieux, preparerLesLieux } from './lieux.ts';
import { fauteDe } from './programme-surveille.ts';
import { saboter } from './saboter.ts';

const GRAINE = 2012;
/** Attempts of each kind, spread over it. */
const COMBIEN: Readonly<Record<string, number>> = { falsifications: 2, hostiles: 3, arrets: 1, paires: 1 };
/** What the report of a saboteur's day counts: no fewer are made. */
const PLANCHERS: Readonly<Record<string, number>> = { falsifications: 180, hostiles: 460, arrets: 164, paires: 29 };

let lieux: Lieux;
beforeAll(async () => {
  lieux = await preparerLesLieux(packageRoot(), join(dossierDEssai(), 'sabotage'), jaune.chemin);
});

describe.each(GENRES_DE_SABOTAGE)('$titre', (genre) => {
  it('sont assez nombreux, chacun avec son nom', () => {
    const essais = genre.essais(lieux);
    expect(essais.length).toBeGreaterThanOrEqual(PLANCHERS[genre.nom] ?? Number.NaN);
    expect(essais.every(({ sorte, quoi }) => sorte !== '' && quoi !== '')).toBe(true);
  });

  it('quelques-uns : tout est pris, rien n’est perdu', async () => {
    const { comptes, fautes } = await saboter(genre, lieux, { graine: GRAINE, combien: COMBIEN[genre.nom] });
    expect(fautes).toEqual([]);
    expect([...comptes.values()].reduce((somme, compte) => somme + compte, 0)).toBe(COMBIEN[genre.nom]);
  });

  it('une faute est dite, avec son rang', async () => {
    const essais = () => [{ sorte: 's', quoi: 'q', faire: async () => 'perdu' }];
    expect((await saboter({ ...genre, essais }, lieux, { graine: GRAINE })).fautes).toEqual([
      { rang: 0, sorte: 's', quoi: 'q', faute: 'perdu' },
    ]);
  });
});

describe('ce que dit une course', () => {
  const bien = {
    code: 1,
    signal: null,
    sortie: '',
    erreur: 'a.csv · cellule illisible\n  1 │ the error\n  « the error »\n',
  };

  it('n’est pas en faute pour ce que les fichiers contiennent', () => {
    expect(fauteDe(bien)).toBeUndefined();
  });

  it.each<[quoi: string, course: Partial<Parameters<typeof fauteDe>[0]>, faute: RegExp]>([
    ['une pile d’appels', { erreur: 'x\n    at lire (file:///a.js:1:2)\n' }, /^pile d’appels/],
    ['de l’anglais', { erreur: 'x : Unexpected end of input' }, /^anglais/],
    ['un code qui n’est pas documenté', { code: 70 }, /^code 70/],
    ['un arrêt', { code: null, signal: 'SIGABRT' }, /^arrêté par SIGABRT/],
    ['le silence', { erreur: '' }, /^code 1, sans un mot/],
    ['un signe de commande', { sortie: '\u001b[2J' }, /^un signe de commande/],
    ['trop de temps', { cout: { processeur: 60, megaoctets: 100 } }, /^60\.0 s/],
    ['trop de mémoire', { cout: { processeur: 1, megaoctets: 4000 } }, /^4000 Mo/],
  ])('l’est pour %s', (_, course, faute) => {
    expect(fauteDe({ ...bien, ...course })).toMatch(faute);
  });
});

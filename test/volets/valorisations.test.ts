import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparerLesVolets } from '../../src/compile/comparaison/comparer-les-volets.ts';
import { montant } from '../../src/domain/argent/montant.ts';
import { formaterEuros } from '../../src/domain/textes/format.ts';
import { deMillioniemes, ecrireUnNombre } from '../../src/domain/textes/nombre-decimal.ts';
import type { Tableau } from '../../src/domain/volets/tableau.ts';
import { jauneDuDossier } from '../outils/jaune-du-dossier.ts';
import { colonneDe, espaces, jauneAvec, tableauDe } from './dossier-a-volets.ts';

const TITRES = 'expertise;apporteur;axe;periode;quantite;unite;cout_unitaire;montant;source_du_cout;source;caractere';
const jauneDe = (...lignes: readonly string[]) => jauneAvec({ 'valorisations.csv': [TITRES, ...lignes].join('\n') });
const appui = (periode: string, quantite: string, unite = 'jours', cout = '', ecrit = '') =>
  `Appui;Agents;Jeunesse;${periode};${quantite};${unite};${cout};${ecrit};${cout || ecrit ? 'Grille' : ''};Service;`;

describe('l’expertise valorisée', () => {
  it('vaut sa quantité à son coût, au centime, ou ce que le fichier retient entre deux', async () => {
    const tableau = tableauDe(
      await jauneDe(
        appui('2009', '12', 'jours', '300,00'),
        appui('2010', '12,5', 'jours', '333,33', '4 166,63'),
        appui('2011', '1,5', 'ETP'),
        appui('2012', '', 'ETP', '', '9 000,00'),
      ),
    );
    expect(colonneDe(tableau, 'montant')).toEqual([360_000, 416_663, undefined, 900_000]);
    expect(colonneDe(tableau, 'mesure').map(espaces)).toEqual(['12 jours', '12,5 jours', '1,5 ETP', 'non renseigné']);
    expect(colonneDe(tableau, 'axe')).toEqual(Array(4).fill('Jeunesse'));
  });

  it('d’une édition à l’autre se retrouve par son nom et qui la donne, même dans une autre unité', async () => {
    const [avant, apres] = [await jauneDe(appui('2012', '40')), await jauneDe(appui('2012', '0,2', 'ETP'))];
    const [change] = comparerLesVolets(avant.volets, apres.volets);
    expect(change?.rangees.map(({ type }) => type)).toEqual(['changee']);
    expect(
      change?.rangees[0]?.cellules.map(({ avant: la, apres: ici }) => [la, ici].map(espaces).join(' puis ')),
    ).toEqual(['40 jours puis 0,2 ETP', '40 puis 0.2', 'jours puis ETP']);
    const deux = await jauneDe(appui('2012', '41'), appui('2012', '1', 'ETP'));
    expect(comparerLesVolets(avant.volets, deux.volets)[0]?.rangees.map(({ type }) => type)).toEqual([
      'changee',
      'nouvelle',
    ]);
  });

  it('ne dépend que de nombres entiers, quels que soient la quantité et le coût', async () => {
    const cas = fc.sample(
      fc.record({ centiemes: fc.bigInt({ min: 0n, max: 100_000n }), cents: fc.integer({ min: 0, max: 10_000_000 }) }),
      40,
    );
    const lignes = cas.map(({ centiemes, cents }, rang) => {
      const quantite = ecrireUnNombre(deMillioniemes(centiemes * 10_000n));
      const haut = montant(Number((centiemes * BigInt(cents) + 99n) / 100n));
      return `Appui ${rang};Agents;;2012;${quantite};jours;${formaterEuros(montant(cents))};${formaterEuros(haut)};Grille;Service;`;
    });
    const tableau = tableauDe(await jauneDe(...lignes));
    expect(colonneDe(tableau, 'montant')).toEqual(
      cas.map(({ centiemes, cents }) => Number((centiemes * BigInt(cents) + 99n) / 100n)),
    );
  });

  it('d’une année à l’autre dit l’écart, sans mêler les jours et les ETP', async () => {
    const tableau = tableauDe(
      await jauneDe(appui('2011', '12'), appui('2012', '14,5'), appui('2012', '1', 'ETP'), appui('2011-2012', '26')),
    );
    expect(colonneDe(tableau, 'evolution')).toEqual([undefined, '+2,5 depuis 2011', undefined, undefined]);
  });

  it('n’entre dans aucun total, et le dit', async () => {
    const [avec, sans] = [
      await jauneDe(appui('2012', '12', 'jours', '300,00'), appui('2011', '3')),
      await jauneAvec({}),
    ];
    expect([avec.synthese, avec.tables, avec.partition]).toEqual([sans.synthese, sans.tables, sans.partition]);
    expect(avec.volets[0]?.chapeau.slice(1).map(espaces)).toEqual([
      '2011 : 1 apport, dont 0 valorisé 0,00 €, hors total, et 1 sans coût connu.',
      '2012 : 1 apport, dont 1 valorisé 3 600,00 €, hors total.',
    ]);
  });

  it('de 2012 est dite illustrative', async () => {
    const { volets } = await jauneDuDossier('data/2012');
    const volet = volets.find(({ nom }) => nom === 'valorisations');
    expect(volet?.chapeau.at(-1)).toContain('illustratives');
    expect(colonneDe(volet?.tableaux[0] as Tableau, 'caractere')).toEqual(Array(4).fill('illustratif'));
  });
});

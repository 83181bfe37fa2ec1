import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparerLesVolets } from '../../src/compile/comparaison/comparer-les-volets.ts';
import {
  deMillioniemes,
  ecrireUnNombre,
  enMillioniemes,
  lireUnNombre,
} from '../../src/domain/textes/nombre-decimal.ts';
import { jauneDuDossier } from '../outils/jaune-du-dossier.ts';
import { colonneDe, espaces, jauneAvec, tableauDe } from './dossier-a-volets.ts';

const TITRES = 'indicateur;axe;unite;sens;periode;statut;valeur;precision;source;perimetre_change';
const jauneDe = (...lignes: readonly string[]) => jauneAvec({ 'indicateurs.csv': [TITRES, ...lignes].join('\n') });
const jauneDeLAnnee = (annee: string, ...lignes: readonly string[]) =>
  jauneAvec({
    'indicateurs.csv': [TITRES, ...lignes].join('\n'),
    ...Object.fromEntries(
      ['exercice.yaml', 'sources/culture.csv'].map((chemin) => [
        chemin,
        readFileSync(`test/cas/constats/_base/${chemin}`, 'utf8').replace(/^(exercice: )?2012(?!-)/gm, `$1${annee}`),
      ]),
    ),
  });
const jeunes = (periode: string, statut: string, valeur: string, precision = '', change = '') =>
  `Jeunes partis;jeunesse;jeunes;hausse;${periode};${statut};${valeur};${precision};Rapport;${change}`;

/** What the table says of each row in a column. */
const dits = async (colonne: string, ...lignes: readonly string[]) =>
  colonneDe(tableauDe(await jauneDe(...lignes)), colonne).map(espaces);

describe('les indicateurs', () => {
  it('d’une année à l’autre disent l’écart, exact, et s’il va où l’on veut', async () => {
    expect(
      await dits(
        'evolution',
        jeunes('2009', 'réalisé', '19 000'),
        jeunes('2010', 'réalisé', '19 000,5'),
        jeunes('2011', 'réalisé', '18 000'),
        jeunes('2012', 'réalisé', '18 000'),
      ),
    ).toEqual([
      '',
      '+0,5 depuis 2009, dans le sens voulu',
      '−1 000,5 depuis 2010, à l’inverse du sens voulu',
      'inchangé depuis 2011',
    ]);
  });

  it('ne comparent ni une valeur qui n’est pas exacte, ni deux périmètres, ni une valeur qui manque', async () => {
    expect(
      await dits(
        'evolution',
        jeunes('2008', 'réalisé', '18 000'),
        jeunes('2009', 'réalisé', ''),
        jeunes('2010', 'réalisé', '20 000', 'minimum'),
        jeunes('2011', 'réalisé', '21 000', '', 'sans les apprentis'),
        jeunes('2012', 'réalisé', '21 400'),
        jeunes('2012', 'prévision', '22 000'),
        jeunes('2007-2013', 'réalisé', '150 000'),
      ),
    ).toEqual([
      '',
      '',
      '',
      'écart depuis 2008 non calculé : valeurs non exactes',
      'ne se compare pas à 2010 : périmètre changé',
      '+400 depuis 2011, dans le sens voulu',
      '',
    ]);
  });

  it.each([
    ['hausse', '10', '', '10', 'atteinte'],
    ['hausse', '9,5', '', '10', 'non atteinte'],
    ['baisse', '9,5', '', '10', 'atteinte'],
    ['baisse', '11', '', '10', 'non atteinte'],
    ['hausse', '10', 'minimum', '10', 'atteinte'],
    ['hausse', '9', 'minimum', '10', 'ne se dit pas d’un minimum'],
    ['baisse', '11', 'minimum', '10', 'non atteinte'],
    ['hausse', '12', 'arrondi', '10', 'ne se dit pas d’une valeur arrondie'],
    ['information', '12', '', '10', 'pour information'],
  ])('voulus en %s, de %s %s pour une cible de %s : %s', async (sens, valeur, precision, cible, dit) => {
    const ligne = (statut: string, nombre: string, dite: string) => `X;;u;${sens};2012;${statut};${nombre};${dite};S;`;
    expect((await dits('cible', ligne('réalisé', valeur, precision), ligne('cible', cible, '')))[0]).toBe(
      `cible ${cible} : ${dit}`,
    );
  });

  it('disent leur précision, et une valeur qui manque, qui n’est pas zéro', async () => {
    const jaune = await jauneDe(
      jeunes('2010', 'réalisé', '20 000', 'minimum'),
      jeunes('2011', 'réalisé', ''),
      jeunes('2012', 'prévision', '21 000', 'arrondi'),
    );
    const tableau = tableauDe(jaune);
    expect(colonneDe(tableau, 'valeur').map(espaces)).toEqual(['plus de 20 000', 'non renseigné', 'environ 21 000']);
    expect(colonneDe(tableau, 'nombre')).toEqual(['20000', undefined, '21000']);
    expect(jaune.volets[0]?.chapeau[1]).toBe('Sans valeur réalisée : Jeunes partis (2011 et 2012).');
  });

  it('se répètent aLAxe de leur axe, et n’entrent dans aucun total', async () => {
    const [avec, sans] = [await jauneDe(jeunes('2012', 'réalisé', '21 000')), await jauneAvec({})];
    expect(avec.volets[0]?.auxAxes?.get('jeunesse')?.rangees).toHaveLength(1);
    expect({ ...avec, volets: [], libelles: undefined, enTete: undefined }).toEqual({
      ...sans,
      libelles: undefined,
      enTete: undefined,
    });
  });

  it('d’une édition à l’autre disent ce qui est corrigé, nouveau, ou n’y est plus', async () => {
    const avant = await jauneDe(jeunes('2011', 'réalisé', '19 000'), jeunes('2012', 'cible', '22 000'));
    const apres = await jauneDe(jeunes('2011', 'réalisé', '19 200'), jeunes('2012', 'réalisé', '21 000'));
    const [change] = comparerLesVolets(avant.volets, apres.volets);
    expect(change?.rangees.map(({ nom, type }) => [nom, type])).toEqual([
      ['Jeunes partis, 2011', 'changee'],
      ['Jeunes partis, 2012', 'nouvelle'],
      ['Jeunes partis, 2012 (cible)', 'disparue'],
    ]);
    expect(change?.rangees[0]?.cellules.map(({ colonne, apres: dit }) => [colonne.cle, espaces(dit)])).toEqual([
      ['valeur', '19 200'],
      ['nombre', '19200'],
    ]);
  });

  it('d’un exercice au suivant disent ce qui fut fait l’an dernier puis cette année, et une unité qui change', async () => {
    const de = (fois: string, annee: string, valeur: string, unite = 'jeunes') =>
      `${fois};jeunesse;${unite};hausse;${annee};réalisé;${valeur};;Rapport;`;
    const avant = await jauneDeLAnnee(
      '2011',
      de('Partis', '2011', '9 000'),
      de('Chaires', '2011', '5', 'postes'),
      de('Villes', '2011', '4'),
    );
    const apres = await jauneDe(
      de('Partis', '2011', '9 010'),
      de('Partis', '2012', '9 600'),
      de('Chaires', '2012', '5', 'chaires'),
      de('Villes', '2012', '4'),
    );
    const [change] = comparerLesVolets(avant.volets, apres.volets);
    expect(
      change?.rangees.map(({ nom, type, cellules }) => [
        nom,
        type,
        ...cellules
          .filter(({ colonne: { cle } }) => ['valeur', 'unite', 'periode'].includes(cle))
          .map((cellule) => [cellule.avant, cellule.apres].map(espaces).join(' puis ')),
      ]),
    ).toEqual([
      ['Partis, 2011', 'changee', '9 000 puis 9 010'],
      ['Partis, 2012', 'changee', '2011 puis 2012', '9 000 puis 9 600'],
      ['Chaires, 2012', 'changee', '2011 puis 2012', 'postes puis chaires'],
    ]);
  });

  it('en euros sont dits hors total partout où ils se montrent', async () => {
    const { volets } = await jauneDe(
      'Fonds levés;jeunesse;M€;hausse;2012;réalisé;12,5;;Rapport;',
      jeunes('2012', 'réalisé', '9'),
    );
    const [volet] = volets;
    const [tableau] = volet?.tableaux ?? [];
    const [surLaPage] = tableau?.surLaPage ?? [];
    const aLAxe = volet?.auxAxes?.get('jeunesse');
    if (!tableau || !surLaPage || !aLAxe) throw new Error('aucun tableau');
    expect(colonneDe(tableau, 'unite')).toEqual(['M€, hors total', 'jeunes']);
    for (const montre of [surLaPage, aLAxe])
      expect(colonneDe(montre, 'mesure').map(espaces)).toEqual(['12,5 M€, hors total', '9 jeunes']);
    expect(volet?.chapeau[1]).toBe('En euros tout de même, mais hors total et d’aucune ligne : Fonds levés.');
  });

  it('du rapport de 2012 sont dans son dossier, chacun avec sa source', async () => {
    const { volets } = await jauneDuDossier('data/2012');
    const [tableau] = volets.find(({ nom }) => nom === 'indicateurs')?.tableaux ?? [];
    if (tableau === undefined) throw new Error('aucun indicateur');
    const mesures = new Map(
      colonneDe(tableau, 'indicateur').map((nom, rang) => [nom, colonneDe(tableau, 'valeur')[rang]]),
    );
    for (const [debut, valeur] of [
      ['Jeunes partis', 'plus de 20 000'],
      ['Apprentis', '9 600'],
      ['Délégations', '11'],
      ['Chercheurs', '32'],
      ['Emplois-tremplin', '7'],
      ['Chantiers', '9'],
      ['Chaires', '4'],
    ] as const)
      expect([...mesures].filter(([nom]) => String(nom).startsWith(debut)).map(([, dite]) => espaces(dite))).toEqual([
        valeur,
      ]);
    expect(colonneDe(tableau, 'source').every(Boolean)).toBe(true);
  });
});

describe('les nombres', () => {
  it('se lisent comme on les écrit, sans rien perdre', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (millioniemes) => {
        const nombre = deMillioniemes(millioniemes);
        expect(enMillioniemes(nombre)).toBe(millioniemes);
        const decimales = nombre.split('.')[1] ?? '';
        if (decimales.length !== 3 || /^-?0\./.test(nombre)) expect(lireUnNombre(ecrireUnNombre(nombre))).toBe(nombre);
      }),
    );
  });

  it.each(['1.234', '1,234', 'plus de 3', '12 %', '1 23', '', '--3', '1e3', '9'.repeat(400)])(
    'refusent « %s »',
    (brut) => {
      expect(lireUnNombre(brut)).toBeUndefined();
    },
  );
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import { exportWorklist } from '../../src/cli/arbitrer/export-worklist.ts';
import { takeDecisions } from '../../src/cli/arbitrer/take-decisions.ts';
import { Constats, ConstatsBloquants } from '../../src/domain/constats/constat.ts';
import { FEUILLE_A_DECIDER, FEUILLE_LISTES, rangDeSaisie } from '../../src/review/colonnes-de-revue.ts';
import { avecDossier } from '../outils/atelier.ts';
import { deposerDossier, lireDossier } from '../outils/dossier-temporaire.ts';
import { type Remplissage, recetteDe, referencesDe, remplirClasseur } from '../outils/remplir-classeur.ts';

const SOURCES = [
  { fichier: 'sources/a.csv', contenu: 'Objet;Engagé\nDotation;1000,00\nSite internet;25000,00\n' },
  {
    fichier: 'sources/crt.csv',
    contenu: 'Objet;Engagé\nSalon de Pékin;900,00\n',
    declaration: { organisme: 'Comité du tourisme' },
  },
];
const ENTETE = {
  organismes: { crt: { nom: 'Comité du tourisme', detaille: 'oui' }, agence: { nom: 'Agence' } },
  operations: { site: { libelle: 'Site internet' } },
};
const SIGNE: Remplissage = { motif: 'Vu', auteur: 'Direction des finances', date: '06/11/2012' };

async function importer(racine: string, remplissages: Readonly<Record<string, Remplissage>>) {
  const [dossier, classeur] = [join(racine, 'dossier'), join(racine, 'revue.xlsx')];
  deposerDossier(dossier, { entete: ENTETE, sources: SOURCES });
  await exportWorklist(dossier, { sortie: classeur, maxLines: 100, remplacer: true, decidees: false }, new Constats());
  const refs = await referencesDe(classeur);
  const lignes = Object.entries(remplissages).map(([ref, dite]) => [refs.indexOf(ref), dite] as const);
  await remplirClasseur(classeur, recetteDe(new Map(lignes)));
  const constats = new Constats();
  try {
    await takeDecisions(dossier, [classeur], { keep: false }, constats);
  } catch (erreur) {
    if (!(erreur instanceof ConstatsBloquants)) throw erreur;
  }
  return { dossier, classeur, constats };
}

it('flux, opération, brut ou net se choisissent dans le classeur et reviennent dans arbitrages.csv', async () => {
  await avecDossier(async (racine) => {
    const { dossier, classeur, constats } = await importer(racine, {
      'sources/a.csv:2': { ...SIGNE, decision: 'flux interne', organisme: 'Comité du tourisme' },
      'sources/a.csv:3': { ...SIGNE, decision: 'internationale', operation: 'Site internet', montant_est: 'brut' },
    });
    expect(constats.erreurs).toBe(0);
    const [titres, ...rangees] = readFileSync(join(dossier, 'arbitrages.csv'), 'utf8').trim().split('\n');
    expect(titres?.includes(';date;organisme;operation;montant_est;ligne_imputation;')).toBe(true);
    expect(rangees.map((rangee) => rangee.split(';').slice(11, 15))).toEqual([
      ['2012-11-06', 'crt', '', ''],
      ['2012-11-06', '', 'site', 'brut'],
    ]);
    const { affectations } = await lireDossier(dossier);
    expect(affectations.slice(0, 2).map(({ verdict: { place } }) => place)).toEqual(['exclue', 'internationale']);
    const listes = new ExcelJS.Workbook();
    await listes.xlsx.readFile(classeur);
    const choix = listes.getWorksheet(FEUILLE_LISTES)?.getRow(3).values;
    expect(choix).toEqual(expect.arrayContaining(['Comité du tourisme', 'Site internet', 'brut']));
  });
});

/** Decides anew, in a workbook of decided lines, a line that was paid to a body and tied to an operation. */
async function redecider(racine: string, dite: Remplissage, avant: Remplissage) {
  const ref = 'sources/a.csv:3';
  const { dossier, classeur, constats } = await importer(racine, { [ref]: { ...SIGNE, ...avant } });
  expect(constats.liste).toEqual([]);
  await exportWorklist(dossier, { sortie: classeur, maxLines: 9, remplacer: true, decidees: true }, new Constats());
  const rang = (await referencesDe(classeur)).indexOf(ref);
  await remplirClasseur(classeur, recetteDe(new Map([[rang, { ...SIGNE, date: '07/11/2012', ...dite }]])));
  const { suites, deja } = await takeDecisions(dossier, [classeur], { keep: true }, new Constats());
  const derniere = readFileSync(join(dossier, 'arbitrages.csv'), 'utf8')
    .split('\n')
    .find((rangee) => rangee.includes('2012-11-07;'));
  return { suites, deja, liens: derniere?.split(';').slice(12, 15) };
}

const LIEE: Remplissage = {
  decision: 'internationale',
  organisme: 'Agence',
  operation: 'Site internet',
  montant_est: 'brut',
};

it.each<[string, Remplissage, Remplissage, string[], object]>([
  [
    'une part : les liens dont elle ne dit rien restent',
    LIEE,
    { decision: 'internationale', quote_part: '50 %', cle: 'Deux pays sur quatre' },
    ['agence', 'site', 'brut'],
    { gardes: ['l’organisme', 'l’opération', 'brut ou net'], perdus: [] },
  ],
  [
    'un lien dit autrement : lui seul change',
    LIEE,
    { decision: 'non internationale', montant_est: 'net' },
    ['agence', 'site', 'net'],
    { gardes: ['l’organisme', 'l’opération'], perdus: [] },
  ],
  [
    'non internationale, et seul le motif redit : l’organisme reste',
    { decision: 'non internationale', organisme: 'Agence' },
    { decision: 'non internationale', motif: 'Relue' },
    ['agence', '', ''],
    { gardes: ['l’organisme'], perdus: [] },
  ],
  [
    'exclue : rien ne reste, et c’est dit',
    LIEE,
    { decision: 'exclue' },
    ['', '', ''],
    { gardes: [], perdus: ['l’organisme', 'l’opération', 'brut ou net'] },
  ],
  [
    'jugée, alors que toute la ligne était un flux : le flux ne reste pas, et c’est dit',
    { decision: 'mandat', organisme: 'Agence' },
    { decision: 'internationale' },
    ['', '', ''],
    { gardes: [], perdus: ['l’organisme'] },
  ],
])('une ligne décidée de nouveau, %s', (_, avant, dite, liens, suite) =>
  avecDossier(async (racine) => {
    const repris = await redecider(racine, dite, avant);
    expect(repris).toEqual({ suites: [{ ref: 'sources/a.csv:3', ...suite }], deja: [], liens });
  }),
);

it('un flux sans son organisme est refusé dans sa case, par le titre de la colonne', async () => {
  await avecDossier(async (racine) => {
    const { constats } = await importer(racine, { 'sources/a.csv:2': { ...SIGNE, decision: 'mandat' } });
    expect(constats.liste.map(({ code, remede }) => [code, remede])).toEqual([
      [
        'E-REVUE-VALEUR',
        'Écrivez dans la colonne « Flux vers » l’identifiant ou le nom qu’il a sous organismes, dans exercice.yaml.',
      ],
    ]);
  });
});

it('un objectif se choisit dans la liste, plusieurs s’écrivent avec leurs parts ; ceux d’autres années sont cachés', async () => {
  await avecDossier(async (racine) => {
    const { dossier, classeur, constats } = await importer(racine, {
      'sources/a.csv:2': { ...SIGNE, decision: 'internationale', omd: '2. Éducation primaire' },
      'sources/a.csv:3': { ...SIGNE, decision: 'internationale', omd: '2 : 60 % ; 3 : 40 %' },
    });
    expect(constats.erreurs).toBe(0);
    const [titres, ...rangees] = readFileSync(join(dossier, 'arbitrages.csv'), 'utf8').trim().split('\n');
    expect(titres?.includes(';date;omd;ligne_imputation;')).toBe(true);
    expect(rangees.map((rangee) => rangee.split(';2012-11-06;')[1]?.split(';Région;')[0])).toEqual([
      '2',
      '"2 : 60 % ; 3 : 40 %"',
    ]);
    const { affectations } = await lireDossier(dossier);
    expect(affectations[1]?.verdict.parts.map(({ omd }) => omd)).toEqual(['2', '3']);
    const lu = new ExcelJS.Workbook();
    await lu.xlsx.readFile(classeur);
    const colonnes = lu.getWorksheet(FEUILLE_A_DECIDER)?.columns ?? [];
    expect(colonnes.flatMap(({ hidden }, rang) => (hidden ? [rang] : []))).toEqual([rangDeSaisie('odd')]);
  });
});

it('un objectif qui n’en est pas un est refusé dans sa case', async () => {
  await avecDossier(async (racine) => {
    const { constats } = await importer(racine, {
      'sources/a.csv:2': { ...SIGNE, decision: 'internationale', omd: 'OMD 4 ; 5' },
    });
    expect(constats.liste.map(({ code }) => code)).toContain('E-REVUE-VALEUR');
  });
});

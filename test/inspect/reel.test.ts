import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { Constats } from '../../src/domain/constats/constat.ts';
import { type BlocPropose, inspecterSource } from '../../src/inspect/inspecter-source.ts';
import { decrireAvecDonnees, donneePartagee } from '../outils/partage.ts';

type Enregistrement = Readonly<Record<string, string>>;

async function proposer(nom: string, options: Parameters<typeof inspecterSource>[1] = {}): Promise<BlocPropose> {
  const { blocs } = await inspecterSource(donneePartagee(nom), options, new Constats());
  expect(blocs).toHaveLength(1);
  return blocs[0] as BlocPropose;
}

/** Another reading: csv-parse on the whole text, and cents added up as big integers. */
function relire(nom: string, encodage: string, delimiter: string): Enregistrement[] {
  return parse(iconv.decode(readFileSync(donneePartagee(nom)), encodage), { delimiter, columns: true, bom: true });
}

function centimes(ecrit: string): bigint {
  const [entiers = '', decimales = ''] = ecrit.replace(/[\s\u00a0\u202f€]/g, '').split(/[.,]/);
  const valeur = BigInt(`${entiers.replace('-', '')}${decimales.padEnd(2, '0').slice(0, 2)}`);
  return entiers.startsWith('-') ? -valeur : valeur;
}

/** What was read, sense by sense. */
interface Lu {
  readonly lignes: number;
  readonly depenses: bigint;
  readonly recettes: bigint;
}

/** @param sens the column that says `R` of a receipt, where the file has one */
function additionner(lignes: readonly Enregistrement[], colonne: string, sens = ''): Lu {
  const sommer = (recettes: boolean) =>
    lignes
      .filter((ligne) => (ligne[sens] === 'R') === recettes)
      .reduce((somme, ligne) => somme + centimes(ligne[colonne] ?? ''), 0n);
  return { lignes: lignes.length, depenses: sommer(false), recettes: sommer(true) };
}

function lu({ lecture, proposition: { cadre } }: BlocPropose): Lu {
  expect(lecture?.constats.erreurs).toBe(0);
  const somme = (sens: 'depenses' | 'recettes') => BigInt(lecture?.lue[sens].montants[cadre.base] ?? 0);
  return { lignes: lecture?.lue.lignes ?? 0, depenses: somme('depenses'), recettes: somme('recettes') };
}

const MONTREUIL = 'montreuil-lignes-2016-2018.csv';
const MONTPELLIER = 'montpellier-budget-2005-2012.csv';
const PARIS = 'paris-subventions-2020-2022.csv';
const RESERVE = 'reserve-parlementaire-2014-2015.csv';
const ASSOCIATIONS = 'plf-2012-jaune-associations.csv';
const IMPUTATIONS = 'idf_imputations_relevees.csv';
const NOMENCLATURES = 'nomenclature_fonctionnelle.csv';
const DOCUMENT = 'montreuil-ca-2018.xml';

decrireAvecDonnees(
  'des fichiers que d’autres ont faits',
  [MONTREUIL, MONTPELLIER, PARIS, RESERVE, ASSOCIATIONS, IMPUTATIONS, NOMENCLATURES, DOCUMENT],
  () => {
    test.each([[undefined], ['2016'], ['2017']])('Montreuil, exercice demandé : %s', async (exercice) => {
      const propose = await proposer(MONTREUIL, { exercice });
      const { cadre, format, colonnes } = propose.proposition;
      expect(cadre).toMatchObject({ exercice: exercice ?? '2018', norme: 'M14', vote: 'par_nature', base: 'mandats' });
      expect(format).toMatchObject({ encodage: 'utf-8', separateur: ',' });
      expect(Object.fromEntries(colonnes.map(({ champ, titre }) => [champ, titre]))).toMatchObject({
        sens: 'sens',
        mouvement: 'type_mvt',
        chapitre: 'chapitre',
        fonction: 'fonction',
        libelle: 'nature_libelle',
      });
      const gardees = relire(MONTREUIL, 'utf8', ',').filter((ligne) => ligne.exercice === cadre.exercice);
      expect(lu(propose)).toEqual(additionner(gardees, 'mt_real', 'sens'));
    });

    test('Montpellier : huit exercices, la norme des communes, le plus récent par défaut', async () => {
      const propose = await proposer(MONTPELLIER);
      expect(propose.proposition.cadre).toMatchObject({ exercice: '2012', norme: 'M14', base: 'mandats' });
      expect(propose.proposition.format).toMatchObject({ encodage: 'windows-1252', separateur: ';' });
      const gardees = relire(MONTPELLIER, 'win1252', ';').filter((ligne) => ligne.Exercice === '2012');
      expect(lu(propose)).toEqual(additionner(gardees, 'Exécuté', 'D_R'));
    });

    test('le document budgétaire de Montreuil donne ce que donne sa table', async () => {
      const propose = await proposer(DOCUMENT);
      expect(propose.proposition.cadre).toMatchObject({ exercice: '2018', norme: 'M14', base: 'mandats' });
      const gardees = relire(MONTREUIL, 'utf8', ',').filter((ligne) => ligne.exercice === '2018');
      expect(lu(propose)).toEqual(additionner(gardees, 'mt_real', 'sens'));
    });

    test('Paris et la réserve parlementaire : la base n’est pas dite, les cellules vides sont écartées', async () => {
      const paris = await proposer(PARIS, { exercice: '2021', base: 'mandats' });
      const gardees = relire(PARIS, 'utf8', ',').filter(({ annee }) => annee === '2021');
      expect(lu(paris)).toEqual(additionner(gardees, 'montant_total'));
      expect(paris.proposition.montants[0]).toMatchObject({ base: 'mandats', confiance: 'à confirmer' });
      const reserve = await proposer(RESERVE);
      const avecMontant = relire(RESERVE, 'utf8', ',').filter(
        (ligne) => ligne.exercice === '2015' && ligne.montant !== '',
      );
      expect(lu(reserve)).toEqual(additionner(avecMontant, 'montant'));
    });

    test('les totaux du jaune des associations sont soupçonnés : rien n’est compté deux fois', async () => {
      const propose = await proposer(ASSOCIATIONS);
      expect(propose.proposition.ecarts.map(({ colonne, confiance }) => [colonne, confiance])).toEqual([
        ['SIREN', 'sûr'],
        ['Détail des subventions', 'sûr'],
      ]);
      expect(propose.bloc.explique.join('\n').replace(/\s+#\s+/g, ' ')).toContain('tout additionner compterait double');
      expect(lu(propose)).toEqual({ lignes: 20_194, depenses: 148_399_502_400n, recettes: 0n });
      const details = relire(ASSOCIATIONS, 'win1252', ';').filter((ligne) => ligne.IMPUTATION !== '');
      expect(lu(propose)).toEqual(additionner(details, 'Détail des subventions'));
    });

    test('les imputations relevées : des codes de région, reconnus ; la seule ligne qui a un montant', async () => {
      const propose = await proposer(IMPUTATIONS);
      expect(propose.proposition.cadre).toMatchObject({ exercice: '', norme: 'M71', vote: 'par_fonction' });
      const avecMontant = relire(IMPUTATIONS, 'utf8', ',').filter(({ montant }) => montant !== '');
      expect(lu(propose)).toEqual(additionner(avecMontant, 'montant'));
    });

    test('une table sans montant : la colonne reste à remplir, et rien n’est lu', async () => {
      const propose = await proposer(NOMENCLATURES);
      expect(propose.lecture).toBeUndefined();
      expect(propose.bloc.explique.join('\n')).toContain('      engagements: # à remplir');
    });
  },
);

decrireAvecDonnees('des fichiers sans titres', ['navarra-2023.csv', 'navarra-2024.csv', 'baleares-2016.csv'], () => {
  test.each([
    ['navarra-2023.csv', ['5 748 951 173,00', '6 433 182 767,85', '5 781 905 111,23']],
    ['navarra-2024.csv', ['6 355 410 182,00', '6 666 867 581,41', '5 940 380 301,26']],
  ])('%s : chaque colonne de montants est nommée avec sa somme, aucune n’est choisie', async (nom, sommes) => {
    const { proposition } = await proposer(nom);
    const [question] = proposition.questions;
    expect(proposition.montants).toEqual([]);
    expect(question?.titres).toEqual(['7', '8', '9']);
    expect(question?.raison.match(/\d[\d\u202f]*,\d\d/g)?.map((somme) => somme.replaceAll('\u202f', ' '))).toEqual(
      sommes,
    );
    expect(proposition.colonnes).toMatchObject([
      { champ: 'exercice', titre: '1', confiance: 'à confirmer' },
      { champ: 'libelle', titre: '6', confiance: 'à confirmer' },
    ]);
  });

  test('baleares-2016.csv : la seule colonne de montants est proposée, à confirmer', async () => {
    const { proposition } = await proposer('baleares-2016.csv');
    expect(proposition.montants).toMatchObject([{ colonnes: { montant: '11' }, confiance: 'à confirmer' }]);
    expect(proposition.montants[0]?.raisons[0]?.replaceAll('\u202f', ' ')).toContain('5 591 449 410,00');
  });
});

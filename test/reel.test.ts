import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { beforeAll, expect, test } from 'vitest';
import { Constats } from '../src/domain/constats/constat.ts';
import { compilerLesLignes } from '../src/edition/compiler-les-lignes.ts';
import { preparer } from '../src/edition/preparation.ts';
import { dossierDEssai } from './outils/atelier.ts';
import {
  compilerLesDeuxFichiers,
  compilerReel,
  depenses,
  type EditionReelle,
  poserReel,
} from './outils/edition-reelle.ts';
import { decrireAvecDonnees, donneePartagee } from './outils/partage.ts';
import { aLaPlace, compter, compterRecettes, type Enregistrement, empreintes, euros } from './outils/sorties.ts';

/** Real accounts, whose totals are known from elsewhere: the README of the shared data. */
const MONTREUIL = 'montreuil-lignes-2016-2018.csv';
const MONTREUIL_TOTEM = 'montreuil-ca-2018.xml';
const MONTPELLIER = 'montpellier-budget-2005-2012.csv';
const ASSOCIATIONS = 'plf-2012-jaune-associations.csv';

const comptes = new Map<string, number>();
/** How many records a file holds, counted once. */
function enregistrementsDe(fichier: string, encodage: string, delimiter: string): number {
  const texte = () => iconv.decode(readFileSync(donneePartagee(fichier)), encodage);
  const compte = comptes.get(fichier) ?? parse(texte(), { delimiter, columns: true }).length;
  comptes.set(fichier, compte);
  return compte;
}

/** The headline as the JSON gives it, and as the records of the CSV add up to. */
function verifierLeTotal({ lignes, synthese }: EditionReelle, attendu: { lignes: number; centimes: bigint }): void {
  expect(compter(aLaPlace(lignes, 'internationale'))).toEqual(attendu);
  expect(BigInt(synthese.synthese.total_hors_exceptionnelles)).toBe(attendu.centimes);
  expect(synthese.partition.internationale.lignes).toBe(attendu.lignes);
  const enJson = ({ lignes: nombre, centimes }: ReturnType<typeof compter>) => ({
    lignes: nombre,
    centimes: Number(centimes),
  });
  expect(synthese.partition.total).toEqual({ ...enJson(compter(lignes)), recettes: enJson(compterRecettes(lignes)) });
}

decrireAvecDonnees('Montreuil, comptes administratifs', [MONTREUIL], () => {
  test.each([
    ['2016', '252 162 383,30', '541 700,86', 22],
    ['2017', '253 587 997,73', '494 629,51', 22],
    ['2018', '270 544 525,06', '387 959,64', 24],
  ])('%s : %s € de dépenses, dont %s € en fonction 048', async (exercice, toutes, dont048, nombre) => {
    const edition = await compilerReel('montreuil', exercice, MONTREUIL);
    expect(compter(depenses(edition.lignes)).centimes).toBe(euros(toutes));
    expect(compter(depenses(edition.lignes).filter(({ fonction }) => fonction === '048'))).toEqual({
      lignes: nombre,
      centimes: euros(dont048),
    });
    verifierLeTotal(edition, { lignes: nombre, centimes: euros(dont048) });
    // Income and book entries are there, and out.
    const exclues = aLaPlace(edition.lignes, 'exclue');
    expect(exclues.length).toBeGreaterThan(0);
    expect(exclues.every(({ sens, mouvement }) => sens === 'recette' || mouvement === 'ordre')).toBe(true);
    expect(edition.lignes.length + edition.ecartees.length).toBe(enregistrementsDe(MONTREUIL, 'utf8', ','));
    expect(edition.constats).toEqual([]);
  });

  test('la source liée ou copiée donne les mêmes octets', async () => {
    const liee = await compilerReel('montreuil', '2018', MONTREUIL, 'lien');
    const copiee = await compilerReel('montreuil', '2018', MONTREUIL, 'copie');
    expect(empreintes(copiee.sortie)).toEqual(empreintes(liee.sortie));
    verifierLeTotal(copiee, { lignes: 24, centimes: euros('387 959,64') });
  });
});

decrireAvecDonnees('Montreuil, le compte administratif 2018 en TOTEM', [MONTREUIL, MONTREUIL_TOTEM], () => {
  let totem: Awaited<ReturnType<typeof compilerReel>>;
  let tableau: EditionReelle;
  beforeAll(async () => {
    totem = await compilerReel('montreuil-totem', '2018', MONTREUIL_TOTEM);
    tableau = await compilerLesDeuxFichiers('montreuil', '2018', MONTREUIL);
  });

  test('270 544 525,06 € de dépenses, dont 387 959,64 € en fonction 048 sur 24 lignes', () => {
    expect(totem.constats).toEqual([]);
    expect(totem.lignes.length).toBe(1_431);
    expect(compter(depenses(totem.lignes)).centimes).toBe(euros('270 544 525,06'));
    verifierLeTotal(totem, { lignes: 24, centimes: euros('387 959,64') });
  });

  test('déclaré avec le tableau du même compte, se voit : ses euros compteraient double', async () => {
    const dossier = poserReel(dossierDEssai(), 'montreuil', '2018', MONTREUIL, 'lien');
    symlinkSync(donneePartagee(MONTREUIL_TOTEM), join(dossier, 'sources', MONTREUIL_TOTEM));
    const declare = join(dossier, 'exercice.yaml');
    const autre = readFileSync(join(import.meta.dirname, 'reel/montreuil-totem/exercice.yaml'), 'utf8');
    writeFileSync(declare, readFileSync(declare, 'utf8') + autre.slice(autre.indexOf('  - fichier')));
    const constats = new Constats();
    await compilerLesLignes(await preparer(dossier, constats));
    const semblables = constats.liste.filter(({ code }) => code === 'A-SOURCES-SEMBLABLES');
    expect(semblables.map(({ message }) => message.replace(/\s/g, ' '))).toEqual([
      expect.stringContaining(`le total de sources/${MONTREUIL} : 270 544 525,06 € de dépenses et `),
    ]);
  });

  test('chaque ligne dit ce que dit son double du tableau, et son rang est son nom', () => {
    // The table holds no section for lines of an operation; by their account, they are investment.
    const lu = (lignes: readonly Enregistrement[]) =>
      lignes.map(({ sens, mouvement, chapitre, nature, fonction, fonction_libelle, mandats_centimes, verdict }) =>
        [sens, mouvement, chapitre, nature, fonction, fonction_libelle, mandats_centimes, verdict].join(' | '),
      );
    expect(lu(totem.lignes)).toEqual(lu(tableau.lignes));
    expect(totem.lignes.map(({ ref }) => ref)).toEqual(
      totem.lignes.map((_, rang) => `sources/${MONTREUIL_TOTEM}:${rang + 1}`),
    );
    const sections = totem.lignes.flatMap(({ section }, rang) =>
      tableau.lignes[rang]?.section === '' ? [] : [[section, tableau.lignes[rang]?.section]],
    );
    expect(sections.length).toBeGreaterThan(1_300);
    expect(sections.filter(([de, vers]) => de !== vers)).toEqual([]);
  });

  test('la synthèse est la même, hors les sources et l’intitulé des chapitres, que le document ne donne pas', () => {
    const sansSources = ({ synthese }: EditionReelle) => {
      const { sources: _, ...reste } = structuredClone(synthese);
      for (const chapitre of reste.tables.chapitre) delete chapitre.libelle;
      return reste;
    };
    expect(sansSources(totem)).toEqual(sansSources(tableau));
    expect(totem.synthese.sources[0].centimes).toBe(tableau.synthese.sources[0].centimes);
  });
});

decrireAvecDonnees('Montpellier, budget exécuté', [MONTPELLIER], () => {
  test.each([
    ['2005', '346 120 340,89', '938 859,76', 35],
    ['2006', '362 668 254,61', '987 966,47', 34],
    ['2007', '384 878 243,23', '894 523,12', 41],
    ['2008', '380 213 562,26', '1 232 933,18', 40],
    ['2009', '383 616 872,36', '1 006 704,63', 42],
    ['2010', '397 748 556,29', '1 235 923,38', 39],
    ['2011', '410 094 685,63', '1 242 326,19', 44],
    ['2012', '459 893 299,77', '1 165 507,07', 41],
  ])('%s : %s € de dépenses, dont %s € en fonctions 04x', async (exercice, toutes, dont04, nombre) => {
    const edition = await compilerLesDeuxFichiers('montpellier', exercice, MONTPELLIER);
    expect(compter(depenses(edition.lignes)).centimes).toBe(euros(toutes));
    expect(compter(depenses(edition.lignes).filter(({ fonction = '' }) => fonction.startsWith('04')))).toEqual({
      lignes: nombre,
      centimes: euros(dont04),
    });
    verifierLeTotal(edition, { lignes: nombre, centimes: euros(dont04) });
    // Lines without a function are nobody's « no »: they stay to be examined.
    const sansFonction = depenses(edition.lignes).filter(({ fonction }) => fonction === '');
    expect(sansFonction.length).toBeGreaterThan(0);
    expect(sansFonction.every(({ verdict = '' }) => ['non_examinee', 'a_arbitrer'].includes(verdict))).toBe(true);
    expect(edition.lignes.length + edition.ecartees.length).toBe(enregistrementsDe(MONTPELLIER, 'windows-1252', ';'));
  });
});

decrireAvecDonnees("Jaune « associations » de l'État, PLF 2012", [ASSOCIATIONS], () => {
  test('les lignes de total sont écartées ; cinq programmes font 265 lignes et 34 455 275 €', async () => {
    const edition = await compilerLesDeuxFichiers('associations-etat', '2012', ASSOCIATIONS);
    expect(compter(edition.lignes)).toEqual({ lignes: 20_194, centimes: euros('1 483 995 024,00') });
    verifierLeTotal(edition, { lignes: 265, centimes: euros('34 455 275,00') });
    const programmes = aLaPlace(edition.lignes, 'internationale').map(({ programme_libelle: imputation = '' }) =>
      imputation.slice(imputation.indexOf(': ') + 2).slice(0, 3),
    );
    expect([...new Set(programmes)].sort()).toEqual(['105', '151', '185', '209', '301']);
    expect(edition.lignes.length + edition.ecartees.length).toBe(enregistrementsDe(ASSOCIATIONS, 'windows-1252', ';'));
  });
});

import { copyFileSync, cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { beforeEach, describe, expect, test } from 'vitest';
import { FORME_DES_REPORTS } from '../src/review/forme-des-reports.ts';
import { dossierDEssai } from './outils/atelier.ts';
import { courirIci } from './outils/dossiers.ts';
import { type Recette, remplirClasseur } from './outils/remplir-classeur.ts';
import { convertir, tableurPresent } from './outils/tableur.ts';

const JEUNESSE = 'sources/jeunesse.csv';
const CLASSEUR = 'reports.xlsx';

let racine = '';
const chemin = (nom: string) => join(racine, 'dossier', nom);
const decisions = () => readFileSync(chemin('arbitrages.csv'), 'utf8');
const reporter = (...mots: string[]) => courirIci(['arbitrer', 'reporter', 'dossier', ...mots], racine);
const enJson = async (...mots: string[]) => {
  const { code, sortie, erreur } = await reporter('--json', ...mots);
  expect(code, sortie + erreur).toBe(0);
  return JSON.parse(sortie);
};
const remplir = (recette: Recette) => remplirClasseur(join(racine, CLASSEUR), recette, FORME_DES_REPORTS.feuille);
/** What the rows say, by the titles of their columns; each with its row. */
async function rangees(): Promise<(Record<string, string> & { rangee: string })[]> {
  const classeur = new ExcelJS.Workbook();
  await classeur.xlsx.readFile(join(racine, CLASSEUR));
  const feuille = classeur.getWorksheet(FORME_DES_REPORTS.feuille);
  const lues: (Record<string, string> & { rangee: string })[] = [];
  feuille?.eachRow((rangee, numero) => {
    if (numero <= 4) return;
    const dites = FORME_DES_REPORTS.colonnes.map(({ title }, rang) => [title, rangee.getCell(rang + 1).text]);
    lues.push({ ...Object.fromEntries(dites), rangee: String(numero) });
  });
  return lues;
}
const CASE = String.fromCharCode(65 + FORME_DES_REPORTS.colonnes.findIndex(({ saisie }) => saisie === 'confirme'));

/** How a record of `jeunesse.csv` is written with another amount and label. */
const avec = (rangee: string, montant: string, suite = '') =>
  rangee.replace(/,([^,]*),([^,]*)$/, `,${montant},$2`).replace('ens de Montreuil', `ens de Montreuil${suite}`);
const changerLaLigne = (faire: (ligne: string) => string[]) => {
  const lignes = readFileSync(chemin(JEUNESSE), 'latin1').split('\n');
  writeFileSync(
    chemin(JEUNESSE),
    lignes.flatMap((ligne, rang) => (rang === 21 ? faire(ligne) : [ligne])).join('\n'),
    'latin1',
  );
};

const PARTAGEE = (ligne: string) => [avec(ligne, '3000.00', ' (part 1)'), avec(ligne, '4200.00', ' (part 2)')];

beforeEach(async () => {
  racine = dossierDEssai();
  cpSync('data/2012', join(racine, 'dossier'), { recursive: true });
  await enJson('--ecrire');
});

describe('jaune arbitrer reporter --classeur', () => {
  test.skipIf(!tableurPresent())('enregistré par LibreOffice : mêmes cellules, et repris comme il est', async () => {
    changerLaLigne(PARTAGEE);
    await enJson('--classeur', CLASSEUR);
    const ecrites = await rangees();
    const partage = ecrites.find((une) => une['Ce qui diffère']?.startsWith('partagée en 2'));
    expect(partage?.['Montant maintenant (€)']).toBe('7200');
    await remplir({ cellules: { [`${CASE}${partage?.rangee}`]: 'oui' } });
    copyFileSync(await convertir(join(racine, CLASSEUR), 'xlsx', racine), join(racine, CLASSEUR));
    const rendues = await rangees();
    expect(rendues.map((une) => ({ ...une, 'Est-ce elle ?': '' }))).toEqual(ecrites);
    const { repris, ecrites: faites, enPlace } = await enJson('--ecrire', '--reprendre', CLASSEUR);
    expect([repris.confirmees, repris.laissees, faites.reportees]).toEqual([1, ecrites.length - 1, 1]);
    expect((await enJson()).enPlace).toBe(enPlace + 2);
    expect(decisions()).toContain(`${JEUNESSE}:23;`);
  });

  test('une ligne changée, alors et maintenant côte à côte ; oui vaut --confirmer, et rien ne change sans --ecrire', async () => {
    changerLaLigne((ligne) => [avec(ligne, '7300.00')]);
    const { classeur } = await enJson('--classeur', CLASSEUR);
    expect(classeur).toMatchObject({ fichier: CLASSEUR, decisions: 1, restantes: 0 });
    const [premiere] = await rangees();
    expect(premiere).toMatchObject({
      Référence: `${JEUNESSE}:22 → ${JEUNESSE}:22`,
      'Ce qui diffère': 'autre : montant',
      'Montant alors (€)': '7200',
      'Montant maintenant (€)': '7300',
    });
    await remplir({ cellules: { [`${CASE}5`]: 'oui' } });
    const avant = decisions();
    const vu = await enJson('--reprendre', CLASSEUR);
    expect([vu.repris.confirmees, vu.changees[0].confirmees[0].ref]).toEqual([1, `${JEUNESSE}:22`]);
    expect(decisions()).toBe(avant);
    expect((await enJson('--ecrire', '--reprendre', CLASSEUR)).ecrites.reportees).toBe(1);
    const apres = decisions();
    expect(apres).toContain(';7300,00;;sources/jeunesse.csv:22 (montant : 7200,00)');
    const encore = await enJson('--ecrire', '--reprendre', CLASSEUR);
    expect([encore.repris.confirmees, encore.repris.inchangees, encore.enPlace]).toEqual([0, 1, 11]);
    expect(decisions()).toBe(apres);
  });

  test('une ligne partagée est une rangée qui nomme toutes les siennes', async () => {
    changerLaLigne((ligne) => [avec(ligne, '5000.00', ' (1)'), avec(ligne, '2200.00', ' (2)')]);
    await enJson('--classeur', CLASSEUR);
    const partagee = (await rangees()).find(({ Référence }) => Référence?.includes(','));
    expect(partagee).toMatchObject({
      Référence: `${JEUNESSE}:22 → ${JEUNESSE}:22, ${JEUNESSE}:23`,
      'Ce qui diffère': 'partagée en 2, dont la somme est le montant d’alors',
      'Montant maintenant (€)': '7200',
    });
    await remplir({ cellules: { [`${CASE}${partagee?.rangee}`]: 'OUI' } });
    await enJson('--ecrire', '--reprendre', CLASSEUR);
    expect((await enJson()).enPlace).toBe(12);
    expect((await enJson('--reprendre', CLASSEUR)).repris.inchangees).toBe(1);
  });

  test('non, ou rien : la décision attend encore', async () => {
    changerLaLigne((ligne) => [avec(ligne, '7300.00')]);
    await enJson('--classeur', CLASSEUR);
    await remplir({ cellules: { [`${CASE}5`]: 'non' } });
    const { repris, changees, ecrites } = await enJson('--ecrire', '--reprendre', CLASSEUR);
    expect([repris.refusees, changees.length, ecrites.reportees]).toEqual([1, 1, 0]);
  });

  test.each<[string, Recette, string]>([
    ['un mot inconnu', { cellules: { [`${CASE}5`]: 'peut-être' } }, 'n’est pas dans la liste'],
    ['une formule', { cellules: { [`${CASE}5`]: { formule: '"oui"', resultat: 'oui' } } }, 'E-REVUE-FORMULE'],
    ['une cellule protégée changée', { cellules: { [`${CASE}5`]: 'oui', E5: 'autre chose' } }, 'E-REVUE-LIGNE'],
    [
      'deux oui pour une décision',
      { cellules: { [`${CASE}5`]: 'oui', [`${CASE}6`]: 'oui' } },
      'est déjà confirmée sur',
    ],
  ])('%s : dit à sa case, et rien n’est pris', async (_, recette, dit) => {
    changerLaLigne((ligne) => [avec(ligne, '5000.00', ' (1)'), avec(ligne, '2200.00', ' (2)')]);
    await enJson('--classeur', CLASSEUR);
    await remplir(recette);
    const avant = decisions();
    const { code, erreur } = await reporter('--ecrire', '--reprendre', CLASSEUR);
    expect([code, erreur]).toEqual([1, expect.stringContaining(dit)]);
    expect(erreur).toMatch(/feuille À confirmer, ligne [56]/);
    expect(decisions()).toBe(avant);
  });

  test('la ligne change encore avant la reprise : l’ancienne confirmation ne vaut pas', async () => {
    changerLaLigne((ligne) => [avec(ligne, '7300.00')]);
    await enJson('--classeur', CLASSEUR);
    await remplir({ cellules: { [`${CASE}5`]: 'oui' } });
    changerLaLigne((ligne) => [avec(ligne, '9900.00')]);
    const { code, erreur } = await reporter('--ecrire', '--reprendre', CLASSEUR);
    expect([code, erreur]).toEqual([1, expect.stringContaining('a changé depuis que le classeur a été fait')]);
  });

  test('rien à confirmer : aucun classeur ; un classeur qui est là n’est pas écrasé ; pas d’options contraires', async () => {
    expect((await enJson('--classeur', CLASSEUR)).classeur).toEqual({ decisions: 0, propositions: 0, restantes: 0 });
    expect(existsSync(join(racine, CLASSEUR))).toBe(false);
    changerLaLigne((ligne) => [avec(ligne, '7300.00')]);
    const { sortie } = await reporter('--classeur', CLASSEUR);
    expect(sortie).toContain(`jaune arbitrer reporter dossier --ecrire --reprendre ${CLASSEUR}`);
    const deja = await reporter('--classeur', CLASSEUR);
    expect([deja.code === 0, deja.erreur]).toEqual([false, expect.stringContaining('avec --reprendre')]);
    await enJson('--classeur', CLASSEUR, '--remplacer');
    const contraire = await reporter('--classeur', 'b.xlsx', '--reprendre', CLASSEUR);
    expect([contraire.code, contraire.erreur]).toEqual([2, expect.stringContaining('ne va ni avec')]);
  });
});

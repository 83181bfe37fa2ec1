import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { dossierDEssai } from '../../outils/atelier.ts';
import { deposerDossier, lireDossier, TITRES_DES_DECISIONS } from '../../outils/dossier-temporaire.ts';
import { courirIci } from '../../outils/dossiers.ts';
import { dansUnNavigateur } from '../../outils/navigateur.ts';
import { commencer, enregistrer, exporterLaPage } from '../../outils/page-de-revue.ts';

const atelier = dossierDEssai();
const dossier = join(atelier, 'dossier');
const COLONNES = [...TITRES_DES_DECISIONS.split(';'), 'organisme', 'operation', 'montant_est'];

let fichier = '';
/** Amounts are illustrative; the first two lines are paid to a body, and say it. */
beforeAll(async () => {
  const contenu = 'Objet;Engagé\nForum;100,00\nForum;50,00\nSiège;30,00\n';
  deposerDossier(dossier, {
    entete: { organismes: { agence: { nom: 'Agence' } } },
    sources: [{ fichier: 'sources/a.csv', contenu }],
  });
  const { affectations } = await lireDossier(dossier);
  writeFileSync(join(dossier, 'arbitrages.csv'), `${COLONNES.join(';')}\n`);
  const decider = (rang: number, dites: Readonly<Record<string, string>>) => {
    const {
      fichier: source,
      numero,
      empreinte,
    } = affectations[rang]?.ligne ?? { fichier: '', numero: 0, empreinte: '' };
    const ecrite: Readonly<Record<string, string>> = {
      ...{ ref: `${source}:${numero}`, empreinte, motif: 'Vu', auteur: 'Cabinet', date: '2012-11-06' },
      ...dites,
    };
    appendFileSync(join(dossier, 'arbitrages.csv'), `${COLONNES.map((nom) => ecrite[nom] ?? '').join(';')}\n`);
  };
  decider(0, { decision: 'internationale', axe: 'jeunesse', organisme: 'agence', montant_est: 'net' });
  decider(1, { decision: 'non_internationale', organisme: 'agence', montant_est: 'brut' });
  decider(2, { decision: 'non_internationale' });
  fichier = await exporterLaPage(dossier, join(atelier, 'page.html'), '--decidees');
});

const choisir = (page: Page, montant: string) => page.locator('#liste li', { hasText: montant }).click();
const repondre = (page: Page, reponse: string) => page.check(`input[name="reponse"][value="${reponse}"]`);
const dits = (page: Page) => page.locator('#dit-gardees, #dit-perdues').allTextContents();

dansUnNavigateur('une ligne décidée, qui l’est à nouveau', (ouvrirUnFichier) => {
  const ouvrir = async () => {
    const { page } = await ouvrirUnFichier(fichier, { acceptDownloads: true });
    await commencer(page, 'Direction');
    await page.selectOption('#filtre-etat', 'toutes');
    return page;
  };

  it('montre ce qui reste de sa décision, ce qui n’est plus dit, et n’en perd rien sans un mot', async () => {
    const page = await ouvrir();
    await choisir(page, '100,00');
    expect(await page.isVisible('#organisme')).toBe(true);
    expect(await page.isVisible('#flux')).toBe(false);
    const axe = 'axe « Jeunesse », organisme « Agence », brut ou net « net »';
    expect(await dits(page)).toEqual([`De la décision en vigueur, sont gardés : ${axe}.`, '']);
    await repondre(page, 'exclue');
    expect(await dits(page)).toEqual(['', `Ne sont plus dits : ${axe}.`]);
    await repondre(page, 'non');
    expect(await dits(page)).toEqual([
      'De la décision en vigueur, sont gardés : organisme « Agence », brut ou net « net ».',
      'Ne sont plus dits : axe « Jeunesse ».',
    ]);
    await page.selectOption('#montant_est', 'brut');
    expect((await dits(page))[1]).toContain('Changent : brut ou net « net » devient « brut ».');
    await repondre(page, 'oui');
    await page.selectOption('#montant_est', 'net');
    await page.fill('#motif', 'Relue');
    await page.click('#decider');

    await choisir(page, '50,00');
    await repondre(page, 'oui');
    await page.fill('#motif', 'Un partenaire étranger');
    await page.click('#decider');
    // One that never named a body is not asked for one.
    await choisir(page, '30,00');
    expect(await page.isVisible('#organisme')).toBe(false);
    const { nom, texte } = await enregistrer(page);
    await page.close();
    expect(JSON.parse(texte).decisions).toMatchObject([
      { decision: 'internationale', axe: 'jeunesse', organisme: 'agence', montant_est: 'net' },
      { decision: 'internationale', organisme: 'agence', montant_est: 'brut' },
    ]);
    const copie = join(atelier, nom);
    writeFileSync(copie, texte);
    const course = await courirIci(['arbitrer', 'import', dossier, copie, '--garder']);
    expect(course.code, course.erreur).toBe(0);
  });

  it('dont seul le motif est redit, garde tout ce qu’elle disait, son organisme aussi', async () => {
    const page = await ouvrir();
    for (const montant of ['100,00', '50,00', '30,00']) {
      await choisir(page, montant);
      await page.fill('#motif', 'Relue');
      await page.click('#decider');
    }
    const { texte } = await enregistrer(page);
    await page.close();
    expect(JSON.parse(texte).decisions).toMatchObject([
      { decision: 'internationale', axe: 'jeunesse', organisme: 'agence', montant_est: 'net', motif: 'Relue' },
      { decision: 'non_internationale', organisme: 'agence', montant_est: 'brut', motif: 'Relue' },
      { decision: 'non_internationale', organisme: '', motif: 'Relue' },
    ]);
  });

  it('un groupe dit combien de lignes n’auront plus ce que dit leur décision', async () => {
    const page = await ouvrir();
    await choisir(page, '30,00');
    await page.fill('#filtre-texte', 'o');
    await repondre(page, 'exclue');
    await page.selectOption('#portee', 'liste');
    expect((await dits(page))[1]).toMatch(
      /^2\u00a0lignes n’auront plus .* : axe \(1\), organisme \(2\), brut ou net \(2\)\.$/,
    );
    await page.close();
  });
});

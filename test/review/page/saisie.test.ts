import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { fichierDeDecisions } from '../../../src/review/page/fichier-de-decisions.ts';
import { dossierDEssai } from '../../outils/atelier.ts';
import { deposerDossier } from '../../outils/dossier-temporaire.ts';
import { courirIci } from '../../outils/dossiers.ts';
import { dansUnNavigateur } from '../../outils/navigateur.ts';
import { commencer, enregistrer, exporterLaPage } from '../../outils/page-de-revue.ts';

const atelier = dossierDEssai();
const dossier = join(atelier, 'dossier');

/** Amounts are illustrative. */
const SOURCE = [
  'Objet;Bénéficiaire;Lieu;Engagé',
  'Résidence à Dakar;Lycée Rodin;Dakar;9 000,00',
  'Résidence à Tokyo, Japon;Ville;Tokyo;1 000,00',
  'Échange avec le Japon;Association;Japon;2 000,00',
  'Festival du Japon;Association;Japon;300,00',
].join('\n');

let fichier = '';
beforeAll(async () => {
  const declaration = { colonnes: { libelle: 'Objet', beneficiaire: 'Bénéficiaire', lieu: 'Lieu' } };
  deposerDossier(dossier, { sources: [{ fichier: 'sources/a.csv', contenu: SOURCE, declaration }] });
  fichier = await exporterLaPage(dossier, join(atelier, 'page.html'));
});

/** Makes the line of a label the current one. */
const choisir = (page: Page, libelle: string) => page.locator('#liste li', { hasText: libelle }).click();
const decisionsDe = async (page: Page) =>
  fichierDeDecisions.parse(JSON.parse((await enregistrer(page)).texte)).decisions;

dansUnNavigateur('ce que la page prend de ce qui est saisi', (ouvrirUnFichier) => {
  const ouvrir = async (adresse = fichier) => {
    const { page } = await ouvrirUnFichier(adresse, { acceptDownloads: true });
    await commencer(page);
    return page;
  };

  it('le groupe de la liste est ce qui répond aux filtres, sans la ligne ouverte qui n’y répond plus', async () => {
    const page = await ouvrir();
    await choisir(page, 'Résidence à Dakar');
    await page.fill('#filtre-texte', 'japon');
    expect(await page.locator('#compte').textContent()).toBe(
      '3\u00a0lignes, 3\u202f300,00\u00a0€ ; la ligne ouverte n’y répond pas.',
    );
    // Without another line being chosen: the one that is open is not decided.
    await page.check('input[name="reponse"][value="non"]');
    await page.fill('#motif', 'Japon');
    expect(await page.locator('#portee option[value="liste"]').textContent()).toContain('3\u00a0lignes, 3\u202f300,00');
    await page.selectOption('#portee', 'liste');
    await page.click('#decider');
    const refs = (await decisionsDe(page)).map(({ ref }) => ref).sort();
    expect(refs).toEqual(['sources/a.csv:3', 'sources/a.csv:4', 'sources/a.csv:5']);
    await page.selectOption('#filtre-etat', 'decidee');
    expect(await page.locator('#compte').textContent()).toContain('3\u00a0lignes, 3\u202f300,00\u00a0€');
    await page.close();
  });

  it('changer de filtre garde un groupe de lignes semblables, et dit que celui de la liste ne vaut plus', async () => {
    const page = await ouvrir();
    await choisir(page, 'Résidence à Dakar');
    await page.fill('#filtre-texte', 'japon');
    await page.check('input[name="reponse"][value="non"]');
    await page.selectOption('#portee', 'liste');
    await page.fill('#filtre-texte', 'japo');
    expect(await page.inputValue('#portee')).toBe('');
    expect(await page.locator('#annonce').textContent()).toContain('« Décider » ne vaut plus que pour cette ligne.');
    expect(await page.locator('#decider').textContent()).toBe('Décider');
    await page.keyboard.press('Enter');
    const semblables = await page.locator('#portee option:not([value=""]):not([value="liste"])').first();
    const nom = (await semblables.getAttribute('value')) ?? '';
    await page.selectOption('#portee', nom);
    const dit = await page.locator('#decider').textContent();
    await page.fill('#filtre-texte', '');
    expect(await page.inputValue('#portee')).toBe(nom);
    expect(await page.locator('#decider').textContent()).toBe(dit);
    await page.close();
  });

  it.each(['9000', '9 000', '9 000,00 €', '9000,0', '−9000'])('un montant se cherche : %s', async (montant) => {
    const page = await ouvrir();
    await page.fill('#filtre-texte', montant);
    await page.keyboard.press('Enter');
    expect(await page.locator('#liste li').allTextContents()).toEqual([expect.stringContaining('Résidence à Dakar')]);
    await page.fill('#filtre-texte', `${montant.replace('€', '')}1,11`);
    expect(await page.locator('#compte').textContent()).toContain('Aucune ligne');
    await page.close();
  });

  it('une ligne qui ne répond plus quitte la liste dès qu’une autre est choisie', async () => {
    const page = await ouvrir();
    await choisir(page, 'Résidence à Dakar');
    await page.fill('#filtre-texte', 'japon');
    await page.keyboard.press('Enter');
    expect(await page.locator('#liste').textContent()).not.toContain('Dakar');
    expect(await page.locator('#compte').textContent()).toBe('3\u00a0lignes, 3\u202f300,00\u00a0€.');
    await page.close();
  });

  it('une rangée de pays à demi remplie est une faute ; non ventilé et les euros sont pris, comme à l’import', async () => {
    const page = await ouvrir();
    await choisir(page, 'Résidence à Dakar');
    await page.check('input[name="reponse"][value="oui"]');
    await page.fill('#motif', 'Jumelage');
    const decider = async (...rangees: readonly (readonly [string, string])[]) => {
      while ((await page.locator('#pays .un-pays').count()) < rangees.length) await page.click('#ajouter-pays');
      for (const [rang, [nom, part]] of rangees.entries()) {
        await page.fill(`#pays-${rang}`, nom);
        await page.fill(`#part-pays-${rang}`, part);
      }
      await page.click('#decider');
      return page.locator('#dit-fautes').textContent();
    };
    expect(await decider(['Sénégal', '60 %'], ['', '40 %'])).toBe('Nommez le pays de cette part, ou ôtez-la.');
    expect(await page.getAttribute('#pays-1', 'aria-invalid')).toBe('true');
    expect(await decider(['Sénégal', '60 %'], ['', ''])).toContain('font moins que le tout');
    expect(await decider(['Sénégal', ''], ['Mali', '40 %'])).toContain('Donnez à chacun sa part');
    const pasUnePart = 'n’est pas une part : il faut plus que rien, et le tout au plus.';
    for (const part of ['150 %', '0 %', '3/2', '0,0 %'])
      expect(await decider(['Sénégal', part], ['', ''])).toBe(`« ${part} » ${pasUnePart}`);
    expect(await decider(['Sénégal', '0 €'], ['', ''])).toBe(
      '« 0 € » n’est pas une part : écrivez un montant, ou ôtez-la.',
    );
    expect(await decider(['Sénégal', 'beaucoup'], ['', ''])).toContain('Donnez à Sénégal sa part');
    expect(await decider(['Sénégal', '8 000 €'], ['Mali', '2 000 €'])).toBe(
      'Les parts des pays dépassent ensemble les 9\u202f000,00\u00a0€ retenus.',
    );
    expect(await decider(['non ventilé', '60 %'], ['Mali', '50 %'])).toContain('dépassent le tout');
    expect(await decider(['Sénégal', '60 %'], ['Non ventile', '40 %'])).toBe('');
    await choisir(page, 'Échange');
    await page.check('input[name="reponse"][value="oui"]');
    await page.fill('#motif', 'Échange');
    expect(await decider(['Japon', '1 500,50 €'])).toBe('');
    const { nom, texte } = await enregistrer(page);
    const { decisions } = fichierDeDecisions.parse(JSON.parse(texte));
    expect(decisions.map(({ pays }) => pays).sort()).toEqual(['Japon 1 500,50 €', 'Sénégal 60 %, non ventilé 40 %']);
    await page.close();

    writeFileSync(join(atelier, nom), texte);
    const reprise = await courirIci(['arbitrer', 'import', dossier, join(atelier, nom)]);
    expect(reprise.code, reprise.erreur).toBe(0);
    const figure = async (pays: string) => (await courirIci(['expliquer', dossier, '--figure', `pays.${pays}`])).sortie;
    expect(await figure('senegal')).toContain('5\u202f400,00');
    expect(await figure('japon')).toContain('1\u202f500,50');
  });

  it('« Passer » une ligne décidée dit qu’elle garde sa décision', async () => {
    const page = await ouvrir();
    await choisir(page, 'Festival');
    await page.check('input[name="reponse"][value="non"]');
    await page.fill('#motif', 'Festival local');
    await page.click('#decider');
    await page.selectOption('#filtre-etat', 'decidee');
    await choisir(page, 'Festival');
    await page.click('#passer');
    expect(await page.locator('#annonce').textContent()).toContain(
      'garde sa décision : « Effacer cette décision » la retire',
    );
    expect(await page.locator('#dit-reste').textContent()).toBe('1\u00a0décision pas encore enregistrée.');
    await choisir(page, 'Festival');
    await page.click('#effacer');
    expect(await page.locator('#dit-avancement').textContent()).toContain('0 sur 4');
    await page.close();
  });

  it('une part écrite n’est jamais laissée sans un mot', async () => {
    const page = await ouvrir();
    await choisir(page, 'Festival');
    await page.check('input[name="reponse"][value="part"]');
    await page.fill('#part', '30 %');
    await page.check('input[name="reponse"][value="oui"]');
    await page.fill('#motif', 'Festival');
    await page.click('#decider');
    expect(await page.locator('#dit-fautes').textContent()).toContain('Videz la part pour retenir toute la ligne');
    await page.fill('#part', '');
    await page.click('#decider');
    expect(await decisionsDe(page)).toMatchObject([{ decision: 'internationale', quote_part: '' }]);
    await page.close();
  });

  it('--decidees : la part, la clé, l’axe et les pays de la décision sont là, et une raison seule ne les perd pas', async () => {
    const sien = join(atelier, 'decide');
    const declaration = { colonnes: { libelle: 'Objet', beneficiaire: 'Bénéficiaire', lieu: 'Lieu' } };
    deposerDossier(sien, { sources: [{ fichier: 'sources/a.csv', contenu: SOURCE, declaration }] });
    const importer = async (page: Page, ...options: readonly string[]) => {
      const { nom, texte } = await enregistrer(page);
      await page.close();
      writeFileSync(join(atelier, nom), texte);
      const course = await courirIci(['arbitrer', 'import', sien, join(atelier, nom), ...options]);
      expect(course.code, course.erreur).toBe(0);
    };
    const page = await ouvrir(await exporterLaPage(sien, join(atelier, 'ouverte.html')));
    await choisir(page, 'Résidence à Dakar');
    await page.check('input[name="reponse"][value="part"]');
    await page.fill('#part', '1/3');
    await page.fill('#cle', 'un lieu sur trois');
    const axe = await page.locator('#axe option').nth(1).getAttribute('value');
    await page.selectOption('#axe', axe);
    await page.fill('#pays-0', 'Sénégal');
    await page.fill('#part-pays-0', '60 %');
    await page.click('#ajouter-pays');
    await page.fill('#pays-1', 'non ventilé');
    await page.fill('#part-pays-1', '40 %');
    await page.fill('#motif', 'Première raison');
    await page.click('#decider');
    await importer(page);

    const revue = await ouvrir(await exporterLaPage(sien, join(atelier, 'decidees.html'), '--decidees'));
    const montre = await Promise.all(
      ['part', 'cle', 'axe', 'pays-0', 'part-pays-0', 'pays-1', 'part-pays-1'].map((id) => revue.inputValue(`#${id}`)),
    );
    expect(montre).toEqual(['1/3', 'un lieu sur trois', axe, 'Sénégal', '60 %', 'non ventilé', '40 %']);
    await revue.click('#passer');
    await revue.selectOption('#filtre-etat', 'toutes');
    await choisir(revue, 'Résidence à Dakar');
    await revue.check('input[name="reponse"][value="oui"]');
    await revue.fill('#motif', 'Seconde raison');
    await revue.click('#decider');
    expect(await revue.locator('#dit-fautes').textContent()).toContain('répondez « Oui, en partie »');
    await revue.check('input[name="reponse"][value="part"]');
    await revue.click('#decider');
    await importer(revue, '--garder');
    const rangees = readFileSync(join(sien, 'arbitrages.csv'), 'utf8')
      .split('\n')
      .filter((rangee) => rangee.includes('raison'));
    expect(rangees).toHaveLength(2);
    for (const rangee of rangees)
      expect(rangee).toContain(`internationale;1/3;un lieu sur trois;${axe};;;Sénégal 60 %, non ventilé 40 %;`);
  });

  it('une ligne du périmètre garde l’axe et le pays que l’import prend', async () => {
    const page = await ouvrir();
    await choisir(page, 'Festival');
    await page.check('input[name="reponse"][value="incluse"]');
    await page.fill('#pays-0', 'japon');
    await page.fill('#motif', 'Aux règles de dire');
    await page.click('#decider');
    expect(await decisionsDe(page)).toMatchObject([{ decision: 'incluse', pays: 'Japon' }]);
    await page.close();
  });
});

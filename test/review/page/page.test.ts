import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { fichierDeDecisions } from '../../../src/review/page/fichier-de-decisions.ts';
import { dossierDEssai } from '../../outils/atelier.ts';
import { redites } from '../../outils/axe.ts';
import { deposerDossier } from '../../outils/dossier-temporaire.ts';
import { courirIci } from '../../outils/dossiers.ts';
import { adresseDuFichier, dansUnNavigateur } from '../../outils/navigateur.ts';
import { commencer, enregistrer, exporterLaPage, taper } from '../../outils/page-de-revue.ts';
import { regleDEssai } from '../../outils/regle-d-essai.ts';

const atelier = dossierDEssai();
const place = (nom: string) => join(atelier, nom);

/** What people paste into a label, and what stands for a name. */
const HOSTILE = '</script><img src=x onerror=alert(1)> & "guillemets" \u202eecnarF';
const SOURCE = [
  'Objet;Bénéficiaire;Lieu;Action;Engagé',
  `"${HOSTILE.replaceAll('"', '""')}";Ville;;104;900,00`,
  'Jumelage avec Dakar;Lycée Rodin;Dakar;105;1 000,01',
  'Jumelage avec Bamako;Lycée Rodin;Bamako;105;2 000,00',
  'Voyage à Hanoï;Lycée Rodin;Hanoï;106;-30,00',
  'Voirie;Ville;;107;5 000,00',
].join('\n');

const exporter = (dossier: string, nom: string, ...options: readonly string[]) =>
  exporterLaPage(dossier, place(nom), ...options);

let petite = '';
let de2012 = '';
beforeAll(async () => {
  const declaration = { colonnes: { libelle: 'Objet', beneficiaire: 'Bénéficiaire', lieu: 'Lieu', action: 'Action' } };
  deposerDossier(place('petit'), { sources: [{ fichier: 'sources/a.csv', contenu: SOURCE, declaration }] });
  petite = await exporter(place('petit'), 'petite.html', '--pour', 'Service jeunesse');
  cpSync('data/2012', place('2012'), { recursive: true });
  de2012 = await exporter(place('2012'), '2012.html');
});

const centimes = (dit: string) => Number(dit.replace(/[^\d−]/g, '').replace('−', '-'));
const chiffres = async (page: Page) => (await page.locator('.chiffres .montant').allTextContents()).map(centimes);

describe('le fichier de la page', () => {
  it('est le même deux fois, et n’appelle rien du réseau', async () => {
    const encore = await exporter(place('2012'), 'encore.html');
    expect(readFileSync(encore).equals(readFileSync(de2012))).toBe(true);
    const page = readFileSync(de2012, 'utf8');
    expect(page).toMatch(/Content-Security-Policy" content="default-src 'none'; style-src 'sha256-/);
    expect(page).not.toMatch(/https?:\/\//);
    expect(page).not.toMatch(/\{\{/);
  });

  it('dit de chaque ligne ce qui parle, ce qui fut décidé de semblable, et les règles à qui manque une condition', async () => {
    const declaration = {
      colonnes: { libelle: 'Objet', beneficiaire: 'Bénéficiaire', lieu: 'Lieu', action: 'Action' },
    };
    const si = (libelle: string) => ({ tous: [{ beneficiaire: 'Lycée Rodin' }, { libelle: { mots: [libelle] } }] });
    deposerDossier(place('regles'), {
      sources: [{ fichier: 'sources/a.csv', contenu: SOURCE, declaration }],
      regles: [
        regleDEssai('jumelage', 'international', 'internationale', si('Bamako'), {
          beneficiaire: 'Lycée Rodin',
          libelle: 'Bamako',
        }),
        regleDEssai('stage', 'international', 'non_internationale', si('stage'), {
          beneficiaire: 'Lycée Rodin',
          libelle: 'Un stage',
        }),
        regleDEssai(
          'seule',
          'international',
          'non_internationale',
          { libelle: { mots: ['stage'] } },
          { libelle: 'Un stage' },
        ),
      ],
    });
    const page = readFileSync(await exporter(place('regles'), 'regles.html'), 'utf8');
    const { lignes } = JSON.parse(/id="donnees">(.*?)<\/script>/s.exec(page)?.[1] ?? '');
    expect(lignes.map(({ ref }: { ref: string }) => ref)).not.toContain('sources/a.csv:4');
    const dakar = lignes.find(({ ref }: { ref: string }) => ref === 'sources/a.csv:3');
    expect(dakar.presque.map(([id, , manque]: string[]) => [id, manque])).toEqual([
      ['jumelage', 'libellé : le mot « Bamako »'],
      ['stage', 'libellé : le mot « stage »'],
    ]);
    const [nom, nombre, internationales, [exemple]] = dakar.semblables[0];
    expect([nom, nombre, internationales]).toEqual(['beneficiaire', 1, 1]);
    expect(exemple).toEqual([
      'sources/a.csv:4',
      'Jumelage avec Bamako',
      200_000,
      'internationale',
      'règle jumelage',
      'Essai.',
    ]);
    expect(dakar.pour.map(([, dit]: string[]) => dit).join()).toContain('« Dakar » (lieu, dans « libellé »)');
    const decidees = await exporter(place('2012'), 'decidees.html', '--decidees');
    const revues = JSON.parse(/id="donnees">(.*?)<\/script>/s.exec(readFileSync(decidees, 'utf8'))?.[1] ?? '').lignes;
    for (const { ref, semblables } of revues)
      expect(
        semblables.flatMap(([, , , exemples]: [0, 0, 0, string[][]]) => exemples.map(([autre]) => autre)),
      ).not.toContain(ref);
    const passees = JSON.parse(/id="donnees">(.*?)<\/script>/s.exec(readFileSync(de2012, 'utf8'))?.[1] ?? '').lignes[0]
      .passees;
    expect(passees[0].slice(0, 3)).toEqual(['2011', true, "Résidence d'écrivain en bibliothèque"]);
  });

  it('n’écrase ni ce qui n’est pas une page, ni une page sans qu’on le demande', async () => {
    writeFileSync(place('autre.html'), '<p>à moi</p>');
    const refus = (...options: readonly string[]) =>
      courirIci(['arbitrer', 'export', place('petit'), '--page', ...options]);
    expect((await refus('--sortie', place('autre.html'), '--remplacer')).erreur).toContain(
      'n’est pas une page d’arbitrage',
    );
    expect((await refus('--sortie', petite)).erreur).toContain('contient peut-être des décisions');
    expect((await refus('--sortie', place('a.xlsx'))).erreur).toContain('finit par .html');
    expect((await refus('--sortie', place('petit/a.html'))).erreur).toContain('dans le dossier de l’exercice');
  });

  it('ne donne à chacun que les lignes de son secteur', async () => {
    const culture = await exporter(place('2012'), 'culture.html', '--secteur', 'Culture');
    const donnees = JSON.parse(/id="donnees">(.*?)<\/script>/s.exec(readFileSync(culture, 'utf8'))?.[1] ?? '');
    expect(new Set(donnees.lignes.map(({ secteur }: { secteur: string }) => secteur))).toEqual(new Set(['Culture']));
  });
});

dansUnNavigateur('dans un navigateur', (ouvrirUnFichier, navigateur) => {
  const ouvrir = (fichier: string, options = {}) =>
    ouvrirUnFichier(fichier, { acceptDownloads: true, viewport: { width: 1100, height: 900 }, ...options });

  it('vingt lignes de 2012 se décident au clavier, et la compilation donne les chiffres annoncés', async () => {
    const { page, plaintes, demandes } = await ouvrir(de2012);
    await commencer(page);
    for (let rang = 0; rang < 20; rang++) {
      const motif = `Motif illustratif ${rang + 1}`;
      if (rang % 4 === 0) await taper(page, 'o', motif, 'Enter');
      else if (rang % 4 === 1)
        await taper(page, 'p', '33,3 %', 'Tab', 'un lieu sur trois', 'm', 'Escape', 'm', motif, 'Enter');
      else if (rang % 4 === 2) await taper(page, 'n', motif, 'Enter');
      else await taper(page, rang === 3 ? 'e' : 'x', motif, 'Enter');
    }
    expect(await page.locator('#dit-avancement').textContent()).toContain('20 sur 249');
    const annonces = await chiffres(page);
    const { nom, texte } = await enregistrer(page);
    expect(nom).toBe('decisions-2012-direction-des-finances.json');
    const { decisions, provenance } = fichierDeDecisions.parse(JSON.parse(texte));
    expect(decisions).toHaveLength(20);
    for (const { ligne_imputation, ligne_montant } of decisions)
      expect([ligne_imputation, ligne_montant]).toEqual([
        expect.stringMatching(/\S/),
        expect.stringMatching(/^-?\d+,\d\d$/),
      ]);
    expect(provenance).toMatchObject({ exercice: '2012', base: 'engagements', edition: '2012-12-13' });
    expect(demandes).toEqual([adresseDuFichier(de2012)]);
    expect(plaintes).toEqual([]);

    const dossier = place('2012-decide');
    cpSync(place('2012'), dossier, { recursive: true });
    writeFileSync(place(nom), texte);
    const reprise = await courirIci(['arbitrer', 'import', dossier, place(nom)]);
    expect(reprise.code, reprise.erreur).toBe(0);
    expect(reprise.sortie).toContain('20 décisions ajoutées à arbitrages.csv.');
    const course = await courirIci(['compiler', dossier, '--sortie', place('sortie')]);
    expect(course.code, course.erreur).toBe(0);
    const { synthese } = JSON.parse(readFileSync(place('sortie/synthese-2012.json'), 'utf8'));
    const { secteur_pilote, autres_secteurs, total_hors_exceptionnelles, exceptionnelles } = synthese;
    expect(annonces).toEqual([secteur_pilote, autres_secteurs, total_hors_exceptionnelles, exceptionnelles]);
    await page.close();
  });

  it('le travail survit à la fenêtre fermée, et une décision s’annule', async () => {
    const contexte = await navigateur().newContext();
    const premiere = await contexte.newPage();
    await premiere.goto(adresseDuFichier(petite));
    expect(await premiere.inputValue('#auteur')).toBe('Service jeunesse');
    await commencer(premiere, 'Service jeunesse');
    await taper(premiere, 'n', 'Voirie locale', 'Enter', 'o', 'Une raison', 'Enter', 'p', '50 %');
    await premiere.close();
    const seconde = await contexte.newPage();
    await seconde.goto(adresseDuFichier(petite));
    expect(await seconde.locator('#dit-avancement').textContent()).toContain('2 sur 5');
    expect(await seconde.inputValue('#jour')).toBe('2012-11-20');
    expect(await seconde.locator('#liste .etat-commencee').count()).toBe(1);
    await commencer(seconde, 'Service jeunesse');
    await taper(seconde, 'n', 'Autre', 'Enter');
    await seconde.locator('#liste').focus();
    await seconde.keyboard.press('Control+z');
    expect(await seconde.locator('#dit-avancement').textContent()).toContain('2 sur 5');
    await contexte.close();
  });

  it('un groupe se décide d’un coup, son total vu d’abord ; plusieurs pays ont leurs parts', async () => {
    const { page } = await ouvrir(petite);
    await commencer(page);
    await page.fill('#filtre-texte', 'jumelage dakar');
    await page.keyboard.press('Enter');
    await taper(page, 'o');
    await page.fill('#pays-0', 'senegal');
    await page.click('#ajouter-pays');
    await page.fill('#pays-1', 'Mali');
    await page.fill('#part-pays-0', '60 %');
    await page.fill('#part-pays-1', '50 %');
    await page.fill('#motif', 'Un lycée et ses partenaires');
    await page.selectOption('#portee', 'beneficiaire');
    expect(await page.locator('#groupe').textContent()).toContain('3\u00a0lignes, 2\u202f970,01\u00a0€');
    await page.click('#decider');
    expect(await page.locator('#dit-fautes').textContent()).toBe('Les parts des pays dépassent le tout.');
    await page.fill('#part-pays-1', '40 %');
    await page.click('#decider');
    const { decisions } = fichierDeDecisions.parse(JSON.parse((await enregistrer(page)).texte));
    expect(decisions.map(({ pays }) => pays)).toEqual(Array(3).fill('Sénégal 60 %, Mali 40 %'));
    expect((await chiffres(page))[2]).toBe(297_001);
    await page.close();
  });

  it('un fichier se reprend ; celui d’un autre dossier, ou à demi écrit, est refusé', async () => {
    const { page } = await ouvrir(petite);
    await commencer(page);
    await taper(page, 'n', `Raison <b>grasse</b> ${HOSTILE}`, 'Enter');
    const { texte } = await enregistrer(page);
    await page.close();
    const { page: autre, plaintes } = await ouvrir(petite);
    const donner = async (contenu: string) => {
      await autre.setInputFiles('#fichier', {
        name: 'd.json',
        mimeType: 'application/json',
        buffer: Buffer.from(contenu),
      });
      await autre.waitForFunction("document.getElementById('annonce').textContent.includes('d.json')");
      const dit = await autre.locator('#annonce').textContent();
      await autre.evaluate("document.getElementById('annonce').replaceChildren()");
      return dit;
    };
    expect(await donner(texte.slice(0, 300))).toContain('n’est pas un fichier de décisions entier');
    expect(await donner(texte.replace('"2012"', '"2011"'))).toContain('ce n’est pas celui de cette page');
    expect(await donner(texte.replace(/"somme": "\w+"/, '"somme": "0000000000000000"'))).toContain(
      'Aucune décision reprise de d.json. Non reprises, changées depuis : à relire et à décider à nouveau ici : sources/a.csv:',
    );
    const ailleurs = texte.replace(/"ref": "sources\/a\.csv:\d+"/, '"ref": "sources/a.csv:99"');
    expect(await donner(ailleurs.replace(/"ligne_semblables": "0"/, '"ligne_semblables": "1"'))).toContain(
      'Non reprises, semblables à d’autres qui ne sont plus aussi nombreuses',
    );
    expect(await donner(ailleurs.replaceAll(/"empreinte": "\w+"/g, '"empreinte": "0000000000000000"'))).toContain(
      'pas dans cette page : si le dossier les a encore, « jaune arbitrer import » les retrouve : sources/a.csv:99.',
    );
    const muet = JSON.parse(texte);
    for (const decision of muet.decisions) decision.motif = '';
    expect(await donner(JSON.stringify(muet))).toContain('Non reprises, sans décision entière : sources/a.csv:');
    expect(await donner(ailleurs)).toContain(
      '1\u00a0décision reprise de d.json, dont 1 sur une ligne qui a changé de place.',
    );
    // The title alone was worded anew: each line is compared all the same, as the import does.
    expect(await donner(texte.replace(/"titre": "[^"]*"/, '"titre": "Autre titre"'))).toContain('de d.json.');
    await autre.selectOption('#filtre-etat', 'decidee');
    await autre.locator('#liste li').last().click();
    expect(await autre.inputValue('#motif')).toContain('<b>grasse</b>');
    expect(await autre.locator('img, b').count()).toBe(0);
    expect(plaintes).toEqual([]);
    await autre.close();
  });

  it('ce qui est écrit ailleurs est du texte, et les sens d’écriture sont montrés', async () => {
    const { page, plaintes } = await ouvrir(petite);
    await page.selectOption('#filtre-etat', 'toutes');
    const texte = await page.locator('#liste').textContent();
    expect(texte).toContain('</script><img src=x onerror=alert(1)>');
    expect(texte).toContain('[U+202E]');
    expect(plaintes).toEqual([]);
    await page.close();
  });

  it('sans lieu où garder, le dit, et le fichier reste', async () => {
    const contexte = await navigateur().newContext({ acceptDownloads: true });
    await contexte.addInitScript(() =>
      Object.defineProperty(globalThis, 'localStorage', {
        get() {
          throw new DOMException('refusé', 'SecurityError');
        },
      }),
    );
    const page = await contexte.newPage();
    await page.goto(adresseDuFichier(petite));
    expect(await page.locator('#dit-garde').textContent()).toContain('refuse de garder votre travail');
    await commencer(page);
    await taper(page, 'n', 'Sans garde', 'Enter');
    expect(fichierDeDecisions.parse(JSON.parse((await enregistrer(page)).texte)).decisions).toHaveLength(1);
    await contexte.close();
  });

  it('n’a pas de violation d’accessibilité, claire, sombre, étroite et agrandie, ni de défilement de côté', async () => {
    for (const options of [
      { colorScheme: 'light' },
      { colorScheme: 'dark' },
      { colorScheme: 'light', forcedColors: 'active' },
      { colorScheme: 'light', viewport: { width: 360, height: 740 } },
      // A window of 1 280 pixels at 400 %.
      { colorScheme: 'dark', viewport: { width: 320, height: 256 } },
    ] as const) {
      const { page } = await ouvrir(de2012, options);
      await commencer(page);
      await taper(page, 'p');
      await page.click('#ajouter-pays');
      await page.locator('#decider').click();
      await page.locator('#complements summary').first().click();
      expect(await redites(page), JSON.stringify(options)).toEqual([]);
      const large: number = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(large, JSON.stringify(options)).toBeLessThanOrEqual(0);
      await page.click('#ouvrir-aide');
      expect(await redites(page), JSON.stringify(options)).toEqual([]);
      await page.close();
    }
  });
});

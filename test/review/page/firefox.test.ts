import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fichierDeDecisions } from '../../../src/review/page/fichier-de-decisions.ts';
import { dossierDEssai } from '../../outils/atelier.ts';
import { deposerDossier } from '../../outils/dossier-temporaire.ts';
import { chercherFirefox, Firefox } from '../../outils/firefox.ts';
import { dansUnNavigateurSi } from '../../outils/navigateur.ts';
import { commencer, enregistrer, exporterLaPage, taper } from '../../outils/page-de-revue.ts';

const firefox = chercherFirefox();
const atelier = dossierDEssai();

/** A line that is not, another in part, by the keyboard alone. */
const FRAPPES = [
  ...['n', 'Voirie locale', 'Enter'],
  ...['p', '33,3 %', 'Tab', 'Un lieu sur trois', 'Escape', 'm', 'Échange à Dakar', 'Enter'],
];

dansUnNavigateurSi(firefox !== undefined)('dans Firefox', (ouvrir) => {
  it('deux lignes se décident au clavier, sont là après un rechargement, et donnent le fichier que donne Chromium', async () => {
    const contenu = 'Objet;Engagé\nVoirie;900,00\nÉchange;300,00\nSiège;30,00\n';
    deposerDossier(join(atelier, 'dossier'), { sources: [{ fichier: 'sources/a.csv', contenu }] });
    const page = await exporterLaPage(join(atelier, 'dossier'), join(atelier, 'page.html'));
    const { page: ouverte } = await ouvrir(page, { acceptDownloads: true });
    await commencer(ouverte);
    await taper(ouverte, ...FRAPPES);
    const attendu = await enregistrer(ouverte);
    expect(fichierDeDecisions.parse(JSON.parse(attendu.texte)).decisions).toHaveLength(2);

    const autre = await Firefox.lancer(firefox ?? '', join(atelier, 'firefox'));
    try {
      await autre.ouvrir(page);
      await autre.evaluer(
        `for (const [id, valeur] of arguments[0]) {
          document.getElementById(id).value = valeur;
          document.getElementById(id).dispatchEvent(new Event('input', { bubbles: true }));
        }
        document.getElementById('liste').focus();`,
        [
          ['auteur', 'Direction des finances'],
          ['jour', '2012-11-20'],
        ],
      );
      await autre.taper(...FRAPPES);
      await autre.recharger();
      const dits = await autre.evaluer(
        "return ['dit-avancement', 'dit-reste'].map((id) => document.getElementById(id).textContent)",
      );
      expect(dits).toEqual(['Décidées : 2 sur 3\u00a0lignes', '2\u00a0décisions pas encore enregistrées.']);
      await autre.evaluer("document.getElementById('enregistrer').focus()");
      await autre.taper('Enter');
      expect(await autre.telecharge()).toEqual(attendu);
    } finally {
      await autre.fermer();
    }
  });
});

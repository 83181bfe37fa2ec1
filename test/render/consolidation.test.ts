import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Jaune } from '../../src/compile/jaune.ts';
import { packageRoot } from '../../src/files/tool.ts';
import { renderHtml } from '../../src/render/html/ecrire-html.ts';
import { ecrireLeClasseur } from '../../src/render/xlsx/ecrire-le-classeur.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { lireEbauche } from '../outils/dossier-temporaire.ts';
import { EBAUCHE_A_FLUX } from '../outils/ebauche-a-flux.ts';
import { type ClasseurLu, lireClasseur } from '../outils/lecteur-xlsx.ts';
import { captures, sectionDe, texteDe } from '../outils/page-lue.ts';
import { recalculer } from '../outils/recalcul.ts';
import { tableurPresent } from '../outils/tableur.ts';

const GABARITS = join(packageRoot(), 'templates');
const FEUILLES = ['Consolidation', 'Reste par organisme', 'Rapprochement', 'Versements'];
let jaune: Jaune;
beforeAll(async () => {
  const lecture = await lireEbauche(EBAUCHE_A_FLUX);
  if (!lecture.jaune) throw new Error('le dossier ne se compile pas');
  jaune = lecture.jaune;
});

describe('la page', () => {
  it('va du reçu au consolidé, prouve les sommes, et ouvre chaque montant sur ses lignes', async () => {
    const page = await renderHtml(jaune, GABARITS);
    const section = sectionDe(page, 'organismes');
    const dit = texteDe(section);
    expect(dit).toContain('2 262,00 € reçus, moins 1 307,00 €');
    expect(dit).toContain('font 955,00 €');
    expect(section).not.toContain('preuve alerte');
    expect(dit).toContain('Dernier détenteur connu : Agence → Comité → École');
    expect(dit).toMatch(/Sans détail : École ?\./);
    const ancres = new Set(captures(page, /\sid="([^"]+)"/g));
    const liens = captures(section, /href="#([^"]+)"/g);
    expect(liens).toContain('verdict=exclue&amp;flux=agence&amp;genre_de_flux=flux_interne');
    expect(liens.filter((lien) => !ancres.has(lien))).toEqual([]);
    // Every amount opens, receipts and what they leave too; sums and what nobody passes on are made of them.
    const rangees = section
      .replaceAll(/<tfoot>.*?<\/tfoot>/gs, '')
      .split('</tr>')
      .filter((rangee) => !rangee.includes('Dernier détenteur'));
    const cases = captures(rangees.join(''), /<td class="n">([^<]*(?:<a class="c"[^>]*>[^<]*<\/a>)?)<\/td>/g);
    const fermes = cases.filter((dite) => /\d,\d\d/.test(dite) && !dite.includes('<a') && !/^0,00$/.test(dite));
    expect(fermes).toEqual([]);
  });

  it('ne dit rien des flux où le dossier ne liste pas d’organisme', async () => {
    const { jaune: sans } = await lireEbauche({ ...EBAUCHE_A_FLUX, entete: {}, regles: [] });
    const page = await renderHtml(sans as Jaune, GABARITS);
    expect(sectionDe(page, 'organismes')).not.toContain('consolid');
  });
});

/** The cents of the first cell in a column, in the row that begins so. */
function centimes({ feuilles }: ClasseurLu, nom: string, rangee: string, colonne: string): number {
  const feuille = feuilles.get(nom);
  const [adresse = ''] = [...(feuille ?? [])].find(([, { valeur }]) => valeur === rangee) ?? [];
  return Math.round(Number(feuille?.get(`${colonne}${adresse.replace(/\D/g, '')}`)?.valeur) * 100);
}

/** What the row of a body holds in a column of the rapprochement. */
function celleDe({ feuilles }: ClasseurLu, organisme: string, colonne: string) {
  const feuille = feuilles.get('Rapprochement');
  const [adresse = ''] = [...(feuille ?? [])].find(([, { valeur }]) => valeur === organisme) ?? [];
  return feuille?.get(`${colonne}${adresse.replace(/\D/g, '')}`)?.valeur;
}

describe.skipIf(!tableurPresent())('le classeur', () => {
  it('LibreOffice refait la consolidation, le rapprochement et leurs contrôles', async () => {
    const cible = join(dossierDEssai(), 'jaune.xlsx');
    await ecrireLeClasseur(jaune, cible);
    const octets = await readFile(cible);
    const ecrit = lireClasseur(octets);
    const refait = await recalculer(octets);
    for (const classeur of [ecrit, refait]) {
      expect(centimes(classeur, 'Consolidation', 'Dépenses consolidées', 'D')).toBe(95_500);
      expect(centimes(classeur, 'Consolidation', 'Moins : Comité', 'D')).toBe(-30_000);
      expect(['B', 'C', 'D', 'E', 'G'].map((c) => centimes(classeur, 'Reste par organisme', 'Agence', c))).toEqual([
        91_200, 30_700, 60_500, 60_500, 60_500,
      ]);
      expect(centimes(classeur, 'Reste par organisme', 'Région', 'G')).toBe(600);
      expect(['D', 'E', 'F', 'G'].map((c) => centimes(classeur, 'Rapprochement', 'Agence', c))).toEqual([
        100_000, 99_000, 1_000, 91_200,
      ]);
      const controles = FEUILLES.flatMap((nom) =>
        [...(classeur.feuilles.get(nom)?.values() ?? [])].filter(({ valeur }) => valeur === 'OK'),
      );
      expect(controles).toHaveLength(6);
      // Where a body does not say what it received, nothing is written, and nothing added up.
      expect([celleDe(classeur, 'Comité', 'E'), celleDe(classeur, 'Comité', 'F')]).toEqual([undefined, undefined]);
      expect(centimes(classeur, 'Rapprochement', 'Total', 'F')).toBe(1_000);
    }
    const faux = FEUILLES.flatMap((nom) =>
      [...(ecrit.feuilles.get(nom) ?? [])].filter(
        ([adresse, { valeur }]) => valeur !== refait.feuilles.get(nom)?.get(adresse)?.valeur,
      ),
    );
    expect(faux).toEqual([]);
    const [verdict = ''] =
      [...(ecrit.feuilles.get('Recettes') ?? [])].find(([, { valeur }]) => valeur === 'Internationale') ?? [];
    const change = await recalculer(octets, [{ feuille: 'Recettes', adresse: verdict, valeur: 'Non internationale' }]);
    expect(['F', 'G'].map((c) => centimes(change, 'Reste par organisme', 'Région', c))).toEqual([0, 1_000]);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { uneFois } from '../../outils/atelier.ts';
import { fautesOoxml } from '../../outils/conformite-xlsx.ts';
import { courirIci } from '../../outils/dossiers.ts';
import { type ClasseurLu, lireClasseur, rangDe, type SheetRead } from '../../outils/lecteur-xlsx.ts';
import { recalculer } from '../../outils/recalcul.ts';
import { tableurPresent } from '../../outils/tableur.ts';

const ENTETE = 4;

/** What is exported of a dossier of the project, once a run. */
async function exportDe(exercice: string): Promise<string> {
  return join(
    await uneFois(`apd-${exercice}`, async (dossier) => {
      const { code } = await courirIci([
        'exporter',
        `data/${exercice}`,
        '--vers',
        'apd',
        '--sortie',
        join(dossier, 'apd'),
      ]);
      expect(code).toBe(0);
    }),
    'apd',
  );
}

interface Declaration {
  readonly octets: Buffer;
  readonly rangees: readonly Record<string, string>[];
  readonly pont: { readonly total: number; readonly declare: number; readonly etapes: readonly { centimes: number }[] };
}

async function declarationDe(exercice: string): Promise<Declaration> {
  const dossier = await exportDe(exercice);
  const texte = readFileSync(join(dossier, `apd-${exercice}.csv`), 'utf8');
  return {
    octets: readFileSync(join(dossier, `apd-${exercice}.xlsx`)),
    rangees: parse(texte, { columns: true, delimiter: ';' }),
    pont: JSON.parse(readFileSync(join(dossier, `pont-apd-${exercice}.json`), 'utf8')),
  };
}

const centimes = (ecrit = '') => Number(ecrit.replace(',', ''));
const feuille = (classeur: ClasseurLu, nom: string): SheetRead => {
  const lue = classeur.feuilles.get(nom);
  if (lue === undefined) throw new Error(`pas de feuille ${nom}`);
  return lue;
};

/** The letter of the column of a title. */
function lettreDe(lue: SheetRead, titre: string): string {
  const [adresse = ''] = [...lue].find(([ou, { valeur }]) => valeur === titre && ou.endsWith(String(ENTETE))) ?? [];
  expect(adresse, titre).not.toBe('');
  return adresse.replace(/\d+$/, '');
}

describe.each(['2012', '2013'])('la déclaration d’aide de data/%s', (exercice) => {
  it('fait ce qui est déclaré, et le pont y mène au centime depuis le total du jaune', async () => {
    const { rangees, pont } = await declarationDe(exercice);
    const verse = rangees.reduce((somme, rangee) => somme + centimes(rangee.Versements), 0);
    expect(verse).toBe(pont.declare);
    expect(pont.etapes.reduce((somme, etape) => somme + etape.centimes, pont.total)).toBe(pont.declare);
    expect(pont.total).toBe(exercice === '2012' ? 4_619_000_000 : 2_942_104_064);
    expect(rangees.length).toBeGreaterThan(50);
  });

  it('s’écrit deux fois avec les mêmes octets', async () => {
    const { octets } = await declarationDe(exercice);
    const encore = await uneFois(`apd-encore-${exercice}`, async (dossier) => {
      await courirIci(['exporter', `data/${exercice}`, '--vers', 'apd', '--sortie', join(dossier, 'apd')]);
    });
    expect(readFileSync(join(encore, 'apd', `apd-${exercice}.xlsx`)).equals(octets)).toBe(true);
  });

  it('est dans le classeur ce qu’elle est dans le CSV, cellule par cellule', async () => {
    const { octets, rangees } = await declarationDe(exercice);
    expect(fautesOoxml(octets)).toEqual([]);
    const lue = feuille(lireClasseur(octets), 'Déclaration');
    const titres = Object.keys(rangees[0] ?? {});
    for (const titre of titres) {
      const lettre = lettreDe(lue, titre);
      const dites = rangees.map((rangee, rang) => {
        const valeur = lue.get(`${lettre}${ENTETE + 1 + rang}`)?.valeur ?? '';
        const ecrite = rangee[titre] ?? '';
        if (typeof valeur === 'number') return Math.round(valeur * 100) === centimes(ecrite);
        // A text that a spreadsheet would run is guarded in the CSV; a label of several codes says its own.
        return String(valeur).replace(/ \(\d{5}\)$/, '') === ecrite.replace(/^'/, '');
      });
      expect(dites.indexOf(false), titre).toBe(-1);
    }
  });
});

describe.skipIf(!tableurPresent())('le classeur de la déclaration, ouvert par LibreOffice', () => {
  it('recalcule les mêmes codes et totaux, et un secteur choisi donne son code', async () => {
    const { octets, pont, rangees } = await declarationDe('2013');
    const ecrit = lireClasseur(octets);
    const declaration = feuille(ecrit, 'Déclaration');
    const vide = rangees.findIndex((rangee) => rangee.Secteur === '');
    expect(vide).toBeGreaterThan(-1);
    const rangee = ENTETE + 1 + vide;
    const [secteur, objet, famille] = ['Secteur', 'Code objet', 'code secteur CAD'].map((titre) =>
      lettreDe(declaration, titre),
    );
    const [tel, choisi] = await Promise.all([
      recalculer(octets),
      recalculer(octets, [
        { feuille: 'Déclaration', adresse: `${secteur}${rangee}`, valeur: 'Enseignement supérieur' },
      ]),
    ]);
    const ecarts = [...ecrit.feuilles].flatMap(([nom, cellules]) =>
      [...cellules].flatMap(([adresse, { formule, valeur }]) => {
        if (formule === undefined) return [];
        const lu = tel.feuilles.get(nom)?.get(adresse)?.valeur ?? '';
        const pareil = typeof valeur === 'number' ? Math.abs(Number(lu) - valeur) < 0.001 : lu === (valeur ?? '');
        return pareil ? [] : [`${nom}!${adresse} : ${String(valeur)} écrit, ${String(lu)} recalculé`];
      }),
    );
    expect(ecarts).toEqual([]);
    const lePont = feuille(tel, 'Pont');
    const declare = lePont.get(`B${rangDe(lePont, 'A', 'Déclaré')}`)?.valeur;
    expect(Math.round(Number(declare) * 100)).toBe(pont.declare);
    expect(lePont.get(`D${rangDe(lePont, 'A', 'La feuille « Déclaration » en fait autant')}`)?.valeur).toBe('OK');
    const rempli = feuille(choisi, 'Déclaration');
    expect(rempli.get(`${objet}${rangee}`)?.valeur).toBe('11420');
    expect(rempli.get(`${famille}${rangee}`)?.valeur).toBe('114');
  });
});

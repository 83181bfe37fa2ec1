import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Jaune } from '../../src/compile/jaune.ts';
import { renderWorkbook } from '../../src/render/xlsx/render-workbook.ts';
import { type ClasseurLu, lireClasseur, rangDe, reecrireClasseur } from '../outils/lecteur-xlsx.ts';
import { convertir, tableurPresent } from '../outils/tableur.ts';
import { jauneExemple } from './jaune-exemple.ts';
import { jauneAuxTextesHostiles, jauneVide } from './xlsx-jaunes.ts';

const FAUX = 777.77;
let dossier: string;
beforeAll(async () => {
  dossier = await mkdtemp(path.join(tmpdir(), 'jaune-tableur-'));
});
afterAll(() => rm(dossier, { recursive: true, force: true }));

/**
 * The workbook as written, and as LibreOffice gives it back after a change. All results of formulas are made false
 * first: none of them comes back but recalculated.
 */
async function recalculer(jaune: Jaune, changer = (_nom: string, xml: string) => xml) {
  const cible = path.join(dossier, 'jaune.xlsx');
  await renderWorkbook(jaune, cible);
  const octets = await readFile(cible);
  const fausser = (xml: string) =>
    xml.replace(/ t="str"(><f>)/g, '$1').replace(/(<\/f><v>)[^<]*(<\/v>)/g, `$1${FAUX}$2`);
  await writeFile(
    cible,
    reecrireClasseur(octets, (nom, xml) => fausser(changer(nom, xml))),
  );
  const fausse = lireClasseur(await readFile(cible));
  expect([...fausse.feuilles.values()].flatMap((feuille) => resultats(feuille)).every((lu) => lu === FAUX)).toBe(true);
  const recalcule = lireClasseur(await readFile(await convertir(cible, 'xlsx', dossier)));
  return { ecrit: lireClasseur(octets), recalcule };
}

function resultats(feuille: ReadonlyMap<string, { formule?: string; valeur: string | number }>) {
  return [...feuille.values()].flatMap(({ formule, valeur }) => (formule === undefined ? [] : [valeur]));
}

/** Where LibreOffice finds another result than the one written, to the cent (or a ten thousandth for a share). */
function ecarts({ feuilles }: ClasseurLu, recalcule: ClasseurLu): string[] {
  return [...feuilles].flatMap(([nom, feuille]) =>
    [...feuille].flatMap(([adresse, { formule, valeur }]) => {
      if (formule === undefined) return [];
      const lue = recalcule.feuilles.get(nom)?.get(adresse)?.valeur;
      const pareil =
        typeof valeur === 'number' ? typeof lue === 'number' && Math.abs(lue - valeur) < 0.000_1 : lue === valeur;
      return pareil ? [] : [`${nom}!${adresse} : ${valeur} écrit, ${lue} recalculé (${formule})`];
    }),
  );
}

const enErreur = ({ feuilles }: ClasseurLu) =>
  [...feuilles].flatMap(([nom, feuille]) =>
    [...feuille].flatMap(([adresse, { type, valeur }]) => (type === 'e' ? [`${nom}!${adresse} ${valeur}`] : [])),
  );

describe.skipIf(!tableurPresent())('le classeur recalculé par LibreOffice', () => {
  it.each([
    ['de l’exemple', jauneExemple],
    ['aux textes hostiles', jauneAuxTextesHostiles],
    ['sans ligne', jauneVide],
  ])('%s : chaque formule redonne le chiffre du jaune, sans erreur', async (_, faire) => {
    const { ecrit, recalcule } = await recalculer(faire());
    expect(enErreur(recalcule)).toEqual([]);
    expect(ecarts(ecrit, recalcule)).toEqual([]);
  });

  it('un verdict et un montant changés dans Lignes changent la synthèse, les tables et les contrôles', async () => {
    const jaune = jauneExemple();
    const arbitree = jaune.lignes.findIndex(({ verdict }) => verdict.place === 'a_arbitrer');
    const avant = jaune.lignes.slice(0, arbitree).reduce((parts, { verdict }) => parts + verdict.parts.length, 0);
    const lignes = 'xl/worksheets/sheet17.xml';
    let premier = 0;
    const { ecrit, recalcule } = await recalculer(jaune, (nom, xml) => {
      if (nom !== lignes) return xml;
      premier = Number(/<autoFilter ref="A(\d+)/.exec(xml)?.[1]) + 1;
      const internationale = new RegExp(`<c r="F${premier}" t="s"><v>(\\d+)<`).exec(xml)?.[1];
      return xml
        .replace(new RegExp(`(<c r="F${premier + avant}" t="s"><v>)\\d+`), `$1${internationale}`)
        .replace(new RegExp(`(<c r="J${premier}"[^>]*><v>)[^<]*`), '$1250000.5');
    });
    const synthese = ecrit.feuilles.get('Synthèse');
    const lire = (classeur: ClasseurLu, colonne: string, libelle: string) =>
      classeur.feuilles.get('Synthèse')?.get(`${colonne}${rangDe(synthese, 'A', libelle)}`)?.valeur;
    const difference = (colonne: string, libelle: string) =>
      Number(lire(recalcule, colonne, libelle)) - Number(lire(ecrit, colonne, libelle));
    const ajout = (jaune.lignes[arbitree]?.montant ?? 0) / 100;
    expect(ajout).toBeGreaterThan(0);
    expect(difference('B', jaune.enTete.libellePilote)).toBeCloseTo(0.5, 2);
    expect(difference('B', 'Autres secteurs (hors opérations exceptionnelles)')).toBeCloseTo(ajout, 2);
    expect(difference('B', 'Total général hors opérations exceptionnelles')).toBeCloseTo(ajout + 0.5, 2);
    expect(difference('B', 'À arbitrer')).toBeCloseTo(-ajout, 2);
    expect([difference('C', 'Internationale'), difference('C', 'À arbitrer')]).toEqual([1, -1]);
    expect(difference('B', 'Total des fichiers reçus')).toBeCloseTo(0.5, 2);
    const controles = [...recalcule.feuilles]
      .filter(([nom]) => !['Synthèse', 'À arbitrer', 'Sources', 'Quotes-parts'].includes(nom))
      .flatMap(([, feuille]) => [...feuille.values()].filter(({ formule }) => formule?.includes('"OK"')));
    expect(controles.map(({ valeur }) => valeur)).toEqual(controles.map(() => 'OK'));
    expect(lire(recalcule, 'B', 'À arbitrer : rien n’a changé depuis l’édition')).toBeCloseTo(ajout, 2);
  });
});

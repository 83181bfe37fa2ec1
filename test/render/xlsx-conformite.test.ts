import { readFile } from 'node:fs/promises';
import path from 'node:path';
import readXlsxFile from 'read-excel-file/node';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Jaune } from '../../src/compile/jaune.ts';
import { ecrireLeClasseur } from '../../src/render/xlsx/ecrire-le-classeur.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { fautesOoxml } from '../outils/conformite-xlsx.ts';
import { jauneDuDossier } from '../outils/jaune-du-dossier.ts';
import { lireClasseur, reecrireClasseur } from '../outils/lecteur-xlsx.ts';
import { jauneExemple } from './jaune-exemple.ts';
import { jauneAuxParts, jauneAuxTextesHostiles, jauneVide } from './xlsx-jaunes.ts';

const dossier = dossierDEssai();

async function rendre(jaune: Jaune): Promise<Buffer> {
  const cible = path.join(dossier, 'jaune.xlsx');
  await ecrireLeClasseur(jaune, cible);
  return readFile(cible);
}

describe('le classeur suit les règles du format', () => {
  it.each<[string, () => Jaune | Promise<Jaune>]>([
    ['de 2012', () => jauneDuDossier('data/2012')],
    ['de l’exemple', jauneExemple],
    ['aux parts de toute sorte', jauneAuxParts],
    ['aux textes hostiles', jauneAuxTextesHostiles],
    ['sans ligne', jauneVide],
  ])('%s', async (_, faire) => {
    expect(fautesOoxml(await rendre(await faire()))).toEqual([]);
  });

  it('n’a de feuille qu’en A4 à l’italienne, à la largeur des pages, titres répétés, ouverte en A1 sous des titres figés', async () => {
    const { parties } = lireClasseur(await rendre(jauneExemple()));
    const feuilles = [...parties].filter(([nom]) => nom.startsWith('xl/worksheets/sheet'));
    expect(feuilles).toHaveLength(32);
    for (const [, xml] of feuilles) {
      expect(xml).toMatch(/<sheetPr><tabColor rgb="[0-9A-F]{8}"\/><pageSetUpPr fitToPage="1"\/>/);
      expect(xml).toMatch(/<pageSetup paperSize="9" orientation="landscape"[^>]* fitToWidth="1" fitToHeight="0"/);
      expect(xml).toMatch(/<pane [^>]*state="frozen"\/><selection [^>]*activeCell="A1"/);
      expect(xml).not.toContain('mergeCell');
    }
    const classeur = parties.get('xl/workbook.xml') ?? '';
    for (const nom of ['Print_Area', 'Print_Titles'])
      expect(classeur.match(new RegExp(`name="_xlnm\\.${nom}"`, 'g'))).toHaveLength(32);
  });
});

/** Changes that make Excel repair a file, or refuse it, in the part of a pattern or in that of a table: the rules must see each. */
const DEGATS: readonly (readonly [quoi: string, partie: RegExp | string, avant: RegExp, apres: string])[] = [
  ['un filtre par-dessus un tableau', /sheet6\.xml$/, /<\/sheetData>/, '</sheetData><autoFilter ref="A8:B9"/>'],
  [
    'des liens avant les mises en forme',
    /sheet6\.xml$/,
    /(<conditionalFormatting.*?)(<hyperlinks>.*?<\/hyperlinks>)/,
    '$2$1',
  ],
  ['un titre qui n’est plus celui de la colonne', 'Lignes', /name="Verdict"/, 'name="Avis"'],
  ['deux colonnes du même nom', 'Parts', /name="Axe"/, 'name="DOMAINE"'],
  ['un tableau d’une autre étendue', 'Lignes', / ref="A(\d+)/, ' ref="B$1'],
  ['un tableau sans type', /Content_Types/, /<Override PartName="\/xl\/tables[^>]*\/>/, ''],
  ['un lien vers une partie absente', /sheet12\.xml\.rels$/, /table\d+\.xml/, 'table99.xml'],
  ['une formule qui appelle une colonne absente', /sheet1\.xml$/, /Parts\[Verdict\]/, 'Parts[Avis]'],
  ['une formule qui appelle un nom absent', /workbook\.xml$/, /name="secteur_pilote"/, 'name="secteur"'],
  ['une formule sans résultat', /sheet1\.xml$/, /(<\/f>)<v>[^<]*<\/v>/, '$1'],
  ['un style absent', /sheet1\.xml$/, /<c r="B8" s="\d+"/, '<c r="B8" s="999"'],
  ['un texte absent', /sheet1\.xml$/, /<c r="A2"([^>]*)><v>\d+/, '<c r="A2"$1><v>999999'],
  ['deux noms pareils', /workbook\.xml$/, /name="autres_secteurs"/, 'name="SECTEUR_PILOTE"'],
  ['un nom comme une cellule', /workbook\.xml$/, /name="total_recu"/, 'name="TR12"'],
  ['un nom de feuille trop long', /workbook\.xml$/, /name="Règles"/, `name="${'R'.repeat(32)}"`],
  [
    'un nom de feuille à deux-points',
    /workbook\.xml$/,
    /<sheet sheetId="(\d+)" name="Pays"/,
    '<sheet sheetId="$1" name="Pays:"',
  ],
  ['une rangée deux fois', /sheet7\.xml$/, /<row r="2"/, '<row r="1"'],
  ['un filtre de cellules qui n’en sont pas', 'Lignes', /<autoFilter ref="A/, '<autoFilter ref="A0'],
  ['un lien vers une feuille absente', /sheet9\.xml$/, /location="'Parts'/, "location=\"'Rangs'"],
  ['une mise en forme absente', /sheet1\.xml$/, /dxfId="\d+"/, 'dxfId="9999"'],
  ['une mauvaise somme de styles', /styles\.xml$/, /<fonts count="\d+"/, '<fonts count="1"'],
  ['un dessin sans type', /Content_Types/, /<Override PartName="\/xl\/drawings[^>]*\/>/, ''],
  ['un graphique sans type', /Content_Types/, /<Override PartName="\/xl\/charts\/chart2[^>]*\/>/, ''],
  ['un dessin qui n’est pas posé', /sheet3\.xml$/, /<drawing [^>]*\/>/, ''],
  ['un dessin avant les pages', /sheet3\.xml$/, /(<pageMargins.*?)(<drawing [^>]*\/>)/, '$2$1'],
  ['un graphique que rien ne décrit', /drawing1\.xml$/, /descr="[^"]+"/, 'descr=""'],
  ['un graphique d’une feuille absente', /chart1\.xml$/, /<c:f>'Axes'/, "<c:f>'Axis'"],
  ['un graphique d’autres cellules', /chart1\.xml$/, /\$D\$(\d+):/, '$$E$$$1:'],
  ['un graphique d’un autre chiffre', /chart2\.xml$/, /(<c:numCache>.*?<c:v>)[^<]*/, '$11'],
  ['un point de moins qu’annoncé', /chart2\.xml$/, /<c:pt idx="0">.*?<\/c:pt>/, ''],
  ['une série dans le désordre', /chart1\.xml$/, /(<c:cat>.*<\/c:cat>)(<c:val>.*<\/c:val>)/, '$2$1'],
  ['un axe qui n’en croise aucun', /chart1\.xml$/, /<c:crossAx val="\d+"/, '<c:crossAx val="7"'],
  ['des montants au bout d’une pile', /chart3\.xml$/, /<c:cat>/, '<c:dLbls><c:dLblPos val="outEnd"/></c:dLbls><c:cat>'],
  ['du XML mal fermé', /sheet2\.xml$/, /<\/worksheet>/, ''],
];

describe('les règles du format voient', () => {
  let octets: Buffer;
  beforeAll(async () => {
    octets = await rendre(jauneExemple());
    expect(fautesOoxml(octets)).toEqual([]);
  });

  it.each(DEGATS)('%s', (_, partie, avant, apres) => {
    let touchees = 0;
    const abime = reecrireClasseur(octets, (nom, xml) => {
      if (typeof partie === 'string' ? !xml.includes(` displayName="${partie}"`) : !partie.test(nom)) return xml;
      const change = xml.replace(avant, apres);
      touchees += change === xml ? 0 : 1;
      return change;
    });
    expect(touchees).toBe(1);
    expect(fautesOoxml(abime)).not.toEqual([]);
  });
});

describe('un autre lecteur que le nôtre', () => {
  it('lit les mêmes cellules, feuille par feuille, résultats des formules compris', async () => {
    const octets = await rendre(await jauneDuDossier('data/2012'));
    const lues = await readXlsxFile(octets);
    const { feuilles } = lireClasseur(octets);
    expect(lues.map(({ sheet }) => sheet)).toEqual([...feuilles.keys()]);
    for (const { sheet, data } of lues) {
      const autre = data.flatMap((rangee, ligne) =>
        rangee.flatMap((valeur, colonne) => (valeur === null ? [] : [`${ligne + 1} ${colonne + 1} ${valeur}`])),
      );
      // Of a formula that gives an empty text, it says nothing.
      const ecrites = [...(feuilles.get(sheet) ?? [])].filter(([, { valeur }]) => valeur !== '');
      const notres = ecrites.map(([adresse, { valeur }]) => {
        const [, lettres = '', rangee] = /^([A-Z]+)(\d+)$/.exec(adresse) ?? [];
        const colonne = [...lettres].reduce((rang, lettre) => rang * 26 + lettre.charCodeAt(0) - 64, 0);
        return `${rangee} ${colonne} ${typeof valeur === 'string' ? valeur.trim() : valeur}`;
      });
      expect(autre.length).toBeGreaterThan(10);
      expect(autre).toEqual(notres);
    }
  });
});

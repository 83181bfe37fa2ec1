import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { lireMontant } from '../../src/domain/argent/montant.ts';
import { listSheets, SheetNotFound, visitRows } from '../../src/files/xlsx/read-rows.ts';
import { UnreadableWorkbook } from '../../src/files/xlsx/unreadable.ts';
import type { RowRead } from '../../src/files/xlsx/visit-sheet.ts';
import { avecDossier } from '../outils/atelier.ts';
import { type ClasseurALaMain, classeurALaMain, liens, partiesALaMain } from '../outils/classeur-a-la-main.ts';

interface RangeeGardee extends Pick<RowRead, 'number' | 'cells' | 'hidden'> {
  readonly defauts: Readonly<Record<number, unknown>>;
}

/** Reads all the rows of a sheet, with what is wrong in their first ten columns. */
function lireOctets(octets: Uint8Array, decimale: ',' | '.' = ',', feuille = 'Une') {
  return avecDossier((racine) => {
    const chemin = join(racine, 'a.xlsx');
    writeFileSync(chemin, octets);
    const rangees: RangeeGardee[] = [];
    const lue = visitRows(chemin, { sheet: feuille, decimal: decimale }, (rangee) => {
      const { number, cells, hidden } = rangee;
      const defauts = Object.fromEntries(
        Array.from({ length: 10 }, (_, rang) => [rang, rangee.defect(rang)]).filter(([, defaut]) => defaut),
      );
      rangees.push({ number, cells, hidden, defauts });
    });
    return { ...lue, rangees };
  });
}

const lire = (ecrit: ClasseurALaMain, decimale?: ',' | '.') => lireOctets(classeurALaMain(ecrit), decimale);

/** The cells of a row, of which each is told by its XML. */
async function cellules(xml: readonly string[], autres: ClasseurALaMain = {}) {
  const { rangees } = await lire({ ...autres, rangees: `<row r="1">${xml.join('')}</row>` });
  return rangees[0];
}

/** The text of numbers, as a file writes them. */
async function nombres(ecrits: readonly string[], format?: string) {
  const rangee = await cellules(
    ecrits.map((ecrit) => `<c s="${format === undefined ? 0 : 1}"><v>${ecrit}</v></c>`),
    format === undefined ? {} : { formats: [format] },
  );
  return rangee?.cells;
}

describe('les nombres', () => {
  it('s’écrivent avec les quinze chiffres d’Excel, sans exposant ni groupes', async () => {
    const ecrits = ['12500.1', '0.30000000000000004', '1E-05', '7.0000000000000007E-2', '1e15', '123456789012345678'];
    expect(await nombres(ecrits)).toEqual([
      '12500,1',
      '0,3',
      '0,00001',
      '0,07',
      '1000000000000000',
      '123456789012346000',
    ]);
    expect(await nombres(['-0', '-12.50', ' 3 ', '9007199254740991', '.5', '1.5E+3', '-1e-7'])).toEqual([
      '0',
      '-12,5',
      '3',
      '9007199254740991',
      '0,5',
      '1500',
      '-0,0000001',
    ]);
    const { rangees } = await lire({ rangees: '<row><c><v>1234.56</v></c></row>' }, '.');
    expect(rangees[0]?.cells).toEqual(['1234.56']);
  });

  it('tout nombre entier de centimes divisé par cent en flottant revient à ces centimes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.integer({ min: -1e13, max: 1e13 }), fc.integer({ min: -1000, max: 1000 })), {
          minLength: 1,
          maxLength: 200,
        }),
        fc.constantFrom<',' | '.'>(',', '.'),
        async (cents, decimale) => {
          const xml = cents.map((centimes) => `<row><c><v>${centimes / 100}</v></c></row>`);
          const { rangees } = await lire({ rangees: xml.join('') }, decimale);
          const lus = rangees.map(({ cells: [texte = ''] }) => lireMontant(texte, { decimale }));
          expect(lus).toEqual(cents.map((centimes) => ({ etat: 'lu', montant: centimes === 0 ? 0 : centimes })));
        },
      ),
      { seed: 20121213, numRuns: 40 },
    );
  });

  it('un montant que des formules ont fait flotter retombe sur son centime, ou ne se lit pas', async () => {
    const [somme = '', tiers = '', reste = ''] =
      (await nombres([String(0.1 + 0.2), String(100 / 3), String(1_000_000.1 - 1_000_000)])) ?? [];
    expect(lireMontant(somme)).toMatchObject({ etat: 'lu', montant: 30 });
    expect(tiers).toBe('33,3333333333333');
    expect(lireMontant(tiers).etat).toBe('illisible');
    expect(lireMontant(reste).etat).toBe('illisible');
  });

  it('un format de zéros rend aux codes les leurs, aux seuls entiers positifs', async () => {
    expect(await nombres(['48', '1048', '0', '4.5', '-48'], '000')).toEqual(['048', '1048', '000', '4,5', '-48']);
    expect(await nombres(['4'], '00')).toEqual(['04']);
    expect(await nombres(['48'], '[$-40C]00000')).toEqual(['00048']);
    expect(await nombres(['48'], '00000000;[Red]-00000000')).toEqual(['00000048']);
  });

  it.each([
    '0%',
    '0.00%',
    '# ##0 "k€"',
    '#,##0,',
    '#,##0.0,,',
    '0.0',
    '#,##0.00\\ "€"',
    '_-* #,##0.00\\ _€_-;\\-* #,##0.00\\ _€_-;_-* "-"??\\ _€_-;_-@_-',
    '[Red]0',
    '[<1000]000;0',
    '0',
    '@',
    '0" jours"',
    'General',
    '# ?/?',
  ])('le format %s ne change pas la valeur', async (format) => {
    expect(await nombres(['12500.25', '7'], format)).toEqual(['12500,25', '7']);
  });

  it('un format sans fin ne fait pas attendre, et ne change rien', async () => {
    expect(await nombres(['12.5'], `${'['.repeat(200_000)}${'"'.repeat(200_001)}`)).toEqual(['12,5']);
  });

  it('ce qui n’est pas un nombre est dit, sans passer pour un autre', async () => {
    const rangee = await cellules([
      '<c><v>NaN</v></c>',
      '<c><v>0x10</v></c>',
      '<c><v>1e999</v></c>',
      '<c><v> </v></c>',
    ]);
    expect(rangee?.cells).toEqual(['NaN', '0x10', '1e999']);
    expect(Object.keys(rangee?.defauts ?? {})).toEqual(['0', '1', '2']);
  });
});

describe('les jours', () => {
  const jours = (ecrits: readonly string[], format = 'dd/mm/yyyy', autres: ClasseurALaMain = {}) =>
    cellules(
      ecrits.map((ecrit) => `<c s="1"><v>${ecrit}</v></c>`),
      { ...autres, formats: [format] },
    );

  it('s’écrivent année, mois, jour, dans le calendrier d’Excel et son faux 29 février', async () => {
    const rangee = await jours(['41219', '1', '59', '60', '61', '0', '2958465', '2958466', '-1']);
    expect(rangee?.cells).toEqual([
      '2012-11-06',
      '1900-01-01',
      '1900-02-28',
      '1900-02-29',
      '1900-03-01',
      '1900-01-00',
      '9999-12-31',
      '########',
      '########',
    ]);
    expect(rangee?.defauts).toEqual({
      7: { type: 'erreur', content: '########' },
      8: { type: 'erreur', content: '########' },
    });
  });

  it('se comptent depuis 1904 quand le classeur le dit', async () => {
    const rangee = await jours(['39757', '0', '0.5'], 'yyyy\\-mm\\-dd', { classeur: '<workbookPr date1904="1"/>' });
    expect(rangee?.cells).toEqual(['2012-11-06', '1904-01-01', '1904-01-01 12:00:00']);
  });

  it('gardent leur heure quand il y en a une, à la seconde', async () => {
    const rangee = await jours(['41219.5', '41219.604166666664', '41219.99999999', '41219.0000001']);
    expect(rangee?.cells).toEqual(['2012-11-06 12:00:00', '2012-11-06 14:30:00', '2012-11-07', '2012-11-06']);
  });

  it('une heure et une durée n’ont pas de jour', async () => {
    expect((await jours(['0.5', '0.75', '41219.5'], 'h:mm'))?.cells).toEqual([
      '12:00:00',
      '18:00:00',
      '2012-11-06 12:00:00',
    ]);
    expect((await jours(['1.5'], '[h]:mm'))?.cells).toEqual(['36:00:00']);
    expect((await jours(['1.5'], '[hh]'))?.cells).toEqual(['36:00:00']);
  });

  it.each(['mmm\\-yy', '[$-40C]d\\ mmmm\\ yyyy;@', 'yyyy"-"mm', 'dddd', '[$-F800]dddd\\,\\ mmmm\\ dd', 'jj/mm/aaaa'])(
    'le format %s est celui d’un jour',
    async (format) => {
      expect((await jours(['41219'], format))?.cells).toEqual(['2012-11-06']);
    },
  );

  it('s’écrivent aussi en texte ISO, comme dans les fichiers stricts', async () => {
    const ecrits = ['2012-11-06', '2012-11-06T00:00:00', '2012-11-06T14:30:00.000Z', '14:30:00', 'hier', '2012-11-06T'];
    const rangee = await cellules(ecrits.map((ecrit) => `<c t="d"><v>${ecrit}</v></c>`));
    expect(rangee?.cells.slice(0, 5)).toEqual(['2012-11-06', '2012-11-06', '2012-11-06 14:30:00', '14:30:00', 'hier']);
    expect(rangee?.defauts).toMatchObject({ 4: { type: 'erreur', content: 'hier' } });
  });
});

describe('les textes', () => {
  it('sont ceux du fichier, espaces, fins de ligne et zéros compris', async () => {
    const rangee = await cellules(
      [
        '<c t="s"><v>0</v></c>',
        '<c t="s"><v>1</v></c>',
        '<c t="inlineStr"><is><t xml:space="preserve"> 048 </t></is></c>',
        '<c t="str"><f>A1</f><v>12,50</v></c>',
        '<c t="s"><v>2</v></c>',
        '<c t="inlineStr"><is><t><![CDATA[a<b]]>&amp;</t></is></c>',
        '<c t="inlineStr"><is><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></is></c>',
        '<c t="s"><v>3</v></c>',
      ],
      {
        textes: [
          '<si><r><t>Aide à </t></r><r><rPr><b/></rPr><t>l’export</t></r></si>',
          '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si>',
          '<si><t>une_x000D_\nautre_x005F_x0041_</t></si>',
          '<si><t/></si>',
        ],
      },
    );
    expect(rangee?.cells).toEqual(['Aide à l’export', '東京', ' 048 ', '12,50', 'une\r\nautre_x0041_', 'a<b&', '東京']);
  });

  it('les booléens et les erreurs sont en français', async () => {
    const rangee = await cellules([
      '<c t="b"><v>1</v></c>',
      '<c t="b"><v>0</v></c>',
      '<c t="e"><v>#REF!</v></c>',
      '<c t="e"><f>NA()</f><v>#N/A</v></c>',
      '<c t="e"><v>#VALUE!</v></c>',
      '<c t="b"><v>oui</v></c>',
    ]);
    expect(rangee?.cells).toEqual(['VRAI', 'FAUX', '#REF!', '#N/A', '#VALEUR!', 'oui']);
    expect(Object.keys(rangee?.defauts ?? {})).toEqual(['2', '3', '4', '5']);
    expect(rangee?.defauts[3]).toEqual({ type: 'erreur', content: '#N/A' });
  });
});

describe('les formules', () => {
  it('valent leur résultat ; sans résultat, c’est dit ; un texte vide en est un', async () => {
    const rangee = await cellules([
      '<c><f>B1*2</f><v>12.5</v></c>',
      '<c><f>SUM(B1:B9)</f></c>',
      '<c><f>SUM(C1:C9)</f><v></v></c>',
      '<c t="str"><f>IF(A1,"","")</f><v></v></c>',
      '<c t="str"><f>CONCAT(A1)</f></c>',
      '<c><f t="shared" ref="F1:G1" si="0">A1+1</f><v>2</v></c>',
      '<c><f t="shared" si="0"/></c>',
      '<c><f t="array" ref="H1:H2">A1:A2</f><v>3</v></c>',
      '<c t="b"><f>TRUE()</f><v/></c>',
    ]);
    expect(rangee?.cells).toEqual(['12,5', '=SUM(B1:B9)', '=SUM(C1:C9)', '', '=CONCAT(A1)', '2', '=', '3', '=TRUE()']);
    expect(rangee?.defauts).toEqual({
      1: { type: 'formule_sans_resultat', formula: 'SUM(B1:B9)' },
      2: { type: 'formule_sans_resultat', formula: 'SUM(C1:C9)' },
      4: { type: 'formule_sans_resultat', formula: 'CONCAT(A1)' },
      6: { type: 'formule_sans_resultat', formula: '' },
      8: { type: 'formule_sans_resultat', formula: 'TRUE()' },
    });
  });
});

describe('les lignes', () => {
  it('gardent leurs numéros, se comptent sans eux, et s’arrêtent à ce qu’elles contiennent', async () => {
    const { rangees } = await lire({
      rangees:
        '<row r="2"><c r="B2"><v>1</v></c><c><v>2</v></c><c r="AA2" s="0"/></row><row><c r="A3"/></row><row r="9" hidden="1"/><row ht="0"><c r="AA10"><v>7</v></c></row>',
    });
    expect(rangees.map(({ number: numero, hidden: masquee }) => [numero, masquee])).toEqual([
      [2, false],
      [3, false],
      [9, true],
      [10, true],
    ]);
    expect(rangees.map(({ cells: cellules }) => cellules.length)).toEqual([3, 0, 0, 27]);
    expect(rangees[0]?.cells).toEqual(['', '1', '2']);
    expect(rangees[3]?.cells[26]).toBe('7');
  });

  it('les cellules fusionnées sont connues avant les lignes, y compris celles qui n’y sont pas', async () => {
    const { rangees, sheet: feuille } = await lire({
      rangees: '<row r="1"><c><v>1</v></c></row><row r="2"/><row r="3"><c r="B3"><v>5</v></c></row><row r="4"/>',
      apres: '<mergeCells count="2"><mergeCell ref="C3:D3"/><mergeCell ref="A1:B2"/></mergeCells>',
    });
    const fusion = { type: 'fusion', range: 'A1:B2' };
    expect(rangees.map(({ defauts }) => defauts)).toEqual([
      { 1: fusion },
      { 0: fusion, 1: fusion },
      { 3: { type: 'fusion', range: 'C3:D3' } },
      {},
    ]);
    expect(feuille.merged).toEqual(['C3:D3', 'A1:B2']);
  });

  it('ce qui ressemble aux lignes sans en être ne trompe pas', async () => {
    const apres = '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>';
    const rangees = '<row><c><v>1</v></c></row><row/>';
    const mentions =
      '<conditionalFormatting><cfRule><formula>sheetData&gt;1</formula></cfRule></conditionalFormatting>';
    const lues = await Promise.all([
      lire({ rangees, apres: `${apres}${mentions}` }),
      lire({ rangees, apres: `${apres}<!-- </sheetData> -->` }).catch((erreur: Error) => erreur.message),
      lire({ rangees, avant: '<!-- <sheetData> -->', apres }),
    ]);
    for (const lue of lues) {
      if (typeof lue === 'string') expect(lue).toMatch(/fusionnées mal placées/);
      else expect(lue.rangees[1]?.defauts).toEqual({ 0: { type: 'fusion', range: 'A1:A2' } });
    }
  });

  it('cinquante mille fusions ne coûtent que leur nombre', async () => {
    const nombre = 50_000;
    const rangs = Array.from({ length: nombre }, (_, rang) => rang);
    // Bottom up, as no program writes them: looking through all of them at each row would never end.
    const { rangees } = await lire({
      rangees: rangs.map(() => '<row><c><v>1</v></c></row>').join(''),
      apres: `<mergeCells>${rangs.map((rang) => `<mergeCell ref="B${nombre - rang}:C${nombre - rang}"/>`).join('')}</mergeCells>`,
    });
    expect(rangees).toHaveLength(nombre);
    expect(
      rangees.every(
        ({ number: numero, defauts }) =>
          JSON.stringify(defauts) === `{"2":{"type":"fusion","range":"B${numero}:C${numero}"}}`,
      ),
    ).toBe(true);
  });
});

describe('autour des lignes', () => {
  const critere = '<filterColumn colId="0"><filters><filter val="a"/></filters></filterColumn>';

  it('dit la feuille et les colonnes masquées, les liens, le calcul', async () => {
    const { sheet: feuille } = await lire({
      avant:
        '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="0"/><col min="6" max="6" width="9"/></cols>',
      attributs: 'state="veryHidden"',
      classeur: '<calcPr calcMode="manual"/>',
      relations: [['externalLink', 'externalLinks/externalLink1.xml']],
    });
    expect(feuille).toEqual({
      name: 'Une',
      hidden: true,
      filter: undefined,
      hiddenColumns: [1, 2, 4],
      merged: [],
      externalLinks: 1,
      manualCalculation: true,
    });
  });

  it('un filtre n’est actif qu’avec un critère, et n’est pas celui d’une vue gardée', async () => {
    const filtre = async (apres: string) => (await lire({ apres })).sheet.filter;
    expect(await filtre('<autoFilter ref="A1:D9"/>')).toBeUndefined();
    expect(
      await filtre('<autoFilter ref="A1:D9"><filterColumn colId="1" hiddenButton="1"/></autoFilter>'),
    ).toBeUndefined();
    expect(await filtre(`<autoFilter ref="A1:D9">${critere}</autoFilter>`)).toBe('A1:D9');
    const vue = `<customSheetViews><customSheetView><autoFilter ref="A1:D9">${critere}</autoFilter></customSheetView></customSheetViews>`;
    expect(await filtre(vue)).toBeUndefined();
  });

  it('celui d’un tableau est dans la partie du tableau', async () => {
    const { sheet: feuille } = await lire({
      parties: {
        'xl/worksheets/_rels/sheet1.xml.rels': liens([['table', '../tables/table1.xml']]),
        'xl/tables/table1.xml': `<table ref="A1:D9"><autoFilter ref="A1:D9">${critere}</autoFilter></table>`,
      },
    });
    expect(feuille.filter).toBe('A1:D9');
  });

  it('l’empreinte et la taille sont celles du fichier', async () => {
    const octets = classeurALaMain({});
    const { sha256, octets: taille } = await lireOctets(octets);
    expect([sha256, taille]).toEqual([createHash('sha256').update(octets).digest('hex'), octets.length]);
  });

  it('d’une feuille absente, dit celles qui ont des cellules', async () => {
    const parties = {
      'xl/workbook.xml':
        '<workbook xmlns:r="r"><sheets><sheet name="Une" r:id="r1"/><sheet name="Graphique" r:id="r4"/></sheets></workbook>',
    };
    const octets = classeurALaMain({ parties, relations: [['chartsheet', 'chartsheets/sheet1.xml']] });
    for (const feuille of ['Deux', 'une', 'Graphique'])
      await expect(lireOctets(octets, ',', feuille)).rejects.toThrow(
        expect.objectContaining({ constructor: SheetNotFound, sheet: feuille, sheets: ['Une'] }),
      );
  });
});

describe('d’autres façons d’écrire le même classeur', () => {
  it('strict, préfixé, aux noms de parties en majuscules ou à barres inverses', async () => {
    const strict = 'http://purl.oclc.org/ooxml/spreadsheetml/main';
    const feuille = `<x:worksheet xmlns:x="${strict}"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c></x:row><x:row/></x:sheetData><x:mergeCells><x:mergeCell ref="A1:A2"/></x:mergeCells></x:worksheet>`;
    const parties = partiesALaMain({ feuille, textes: ['<si><t>a</t></si>'] });
    for (const nommer of [
      (nom: string) => nom,
      (nom: string) => nom.replace('sharedStrings', 'SharedStrings'),
      (nom: string) => nom.replaceAll('/', '\\'),
    ]) {
      const octets = zipSync(Object.fromEntries(Object.entries(parties).map(([nom, partie]) => [nommer(nom), partie])));
      const { rangees } = await lireOctets(octets);
      expect(rangees).toMatchObject([
        { cells: ['a'] },
        { cells: [], defauts: { 0: { type: 'fusion', range: 'A1:A2' } } },
      ]);
    }
  });

  it('un attribut d’une extension n’est pas pris pour celui de la feuille', async () => {
    const { rangees } = await lire({
      feuille:
        '<worksheet xmlns:y="y"><sheetData><row y:r="9" r="2"><c y:t="s" r="A2"><v>5</v></c></row></sheetData></worksheet>',
    });
    expect(rangees).toMatchObject([{ number: 2, cells: ['5'] }]);
  });
});

describe('est refusé', () => {
  const deux = (rangees: string): Uint8Array => classeurALaMain({ rangees });
  const cas: readonly (readonly [nom: string, octets: () => Uint8Array, message: RegExp, remede: RegExp])[] = [
    ['un fichier vide', () => new Uint8Array(), /vide/, /secteur/],
    ['un .xls', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), /ancien classeur/, /Enregistrer sous/],
    ['un .csv renommé', () => Buffer.from('a;b\n1;2'), /texte \(\.csv\)/, /exercice\.yaml/],
    ['une page web', () => Buffer.from('\n<table><tr><td>1,2</td></tr></table>'), /page web/, /Enregistrer sous/],
    ['un .xlsb', () => zipSync({ 'xl/workbook.bin': new Uint8Array(4) }), /\.xlsb/, /Enregistrer sous/],
    ['un .ods', () => zipSync({ mimetype: new Uint8Array(4) }), /\.ods/, /Enregistrer sous/],
    ['un .docx', () => zipSync({ 'word/document.xml': new Uint8Array(4) }), /n’est pas un classeur/, /secteur/],
    [
      'un mot de passe',
      () => Buffer.concat([Buffer.from('d0cf11e0', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      /mot de passe/,
      /secteur/,
    ],
    ['une ligne répétée', () => deux('<row r="2"/><row r="2"/>'), /abîmé : la ligne « 2 »/, /réparer/],
    ['des lignes à rebours', () => deux('<row r="3"/><row r="2"/>'), /la ligne « 2 ».*après la ligne 3/, /réparer/],
    ['une ligne sans numéro lisible', () => deux('<row r="1e3"/>'), /la ligne « 1e3 »/, /réparer/],
    ['une ligne trop basse', () => deux('<row r="1048576"/><row/>'), /plus de lignes/, /réparer/],
    ['une cellule répétée', () => deux('<row r="1"><c r="B1"/><c r="B1"/></row>'), /la cellule « B1 »/, /réparer/],
    ['une cellule d’une autre ligne', () => deux('<row r="5"><c r="A15"/></row>'), /la cellule « A15 »/, /réparer/],
    ['une cellule sans colonne', () => deux('<row r="1"><c r="1"/></row>'), /la cellule « 1 »/, /réparer/],
    ['une cellule trop à droite', () => deux('<row r="1"><c r="XFE1"/></row>'), /la cellule « XFE1 »/, /réparer/],
    ['des lignes imbriquées', () => deux('<row><row/></row>'), /l’une dans l’autre/, /réparer/],
    ['un texte partagé absent', () => deux('<row><c t="s"><v>3</v></c></row>'), /le texte d’une cellule/, /réparer/],
    [
      'une fusion impossible',
      () => classeurALaMain({ apres: '<mergeCells><mergeCell ref="B2:A1"/></mergeCells>' }),
      /fusionnées en « B2:A1 »/,
      /réparer/,
    ],
    [
      'des éléments sans fond',
      () => deux(`<row>${'<a>'.repeat(1000)}${'</a>'.repeat(1000)}</row>`),
      /abîmé/,
      /réparer/,
    ],
    [
      'une entité déclarée',
      () => classeurALaMain({ feuille: '<!DOCTYPE a [<!ENTITY b "c">]><worksheet><sheetData/></worksheet>' }),
      /abîmé/,
      /réparer/,
    ],
    [
      'deux parties que seule la casse distingue',
      () => classeurALaMain({ parties: { 'xl/worksheets/Sheet1.xml': '<worksheet/>' } }),
      /abîmé ou incomplet/,
      /secteur/,
    ],
    [
      'deux feuilles du même nom',
      () =>
        classeurALaMain({
          parties: {
            'xl/workbook.xml':
              '<workbook xmlns:r="r"><sheets><sheet name="Une" r:id="r1"/><sheet name="UNE" r:id="r1"/></sheets></workbook>',
          },
        }),
      /deux feuilles/,
      /réparer/,
    ],
    [
      'une feuille sans contenu',
      () => {
        const { 'xl/worksheets/sheet1.xml': _, ...parties } = partiesALaMain({});
        return zipSync(parties);
      },
      /le contenu de la feuille « Une »/,
      /réparer/,
    ],
  ];
  it.each(cas)('%s', async (_, octets, message, remede) => {
    const erreur: unknown = await lireOctets(octets()).catch((attrapee: unknown) => attrapee);
    expect(erreur).toBeInstanceOf(UnreadableWorkbook);
    expect(erreur).toMatchObject({ message: expect.stringMatching(message), remede: expect.stringMatching(remede) });
    expect((erreur as UnreadableWorkbook).remede).not.toContain('arbitrer');
  });

  it('cinq millions de lignes vides, dès la première de trop', async () => {
    await expect(lire({ rangees: '<row/>'.repeat(5_000_000) })).rejects.toThrow(/plus de lignes qu’Excel/);
  });

  it('peu d’octets qui demandent beaucoup de places', async () => {
    const larges = Array.from({ length: 4_200 }, (_, rang) => `<row><c r="XFD${rang + 1}"><v>1</v></c></row>`);
    await expect(lire({ rangees: larges.join('') })).rejects.toThrow('ce classeur est trop gros : trop de cellules');
  });
});

describe('un coup d’œil', () => {
  it('montre le début de chaque feuille, sans lire la suite', async () => {
    const octets = classeurALaMain({
      avant: '<dimension ref="A1:B9"/>',
      rangees: `<row/><row r="3"><c><v>1</v></c></row>${'<row><c><v>2</v></c></row>'.repeat(100_000)}<row r="1"/>`,
    });
    const vues = await avecDossier((racine) => {
      writeFileSync(join(racine, 'a.xlsx'), octets);
      return listSheets(join(racine, 'a.xlsx'), { rows: 2, decimal: ',' });
    });
    expect(vues.octets).toBe(octets.length);
    expect(vues.sheets).toMatchObject([
      {
        name: 'Une',
        hidden: false,
        extent: 'A1:B9',
        rows: [
          { number: 3, cells: ['1'] },
          { number: 4, cells: ['2'] },
        ],
      },
    ]);
  });
});

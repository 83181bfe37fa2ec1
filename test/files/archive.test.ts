import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../../src/files/xlsx/read-workbook.ts';
import { UnreadableWorkbook } from '../../src/files/xlsx/unreadable.ts';
import { avecDossier } from '../outils/atelier.ts';

const BORNES = { rows: 100, columns: 10 };
const LIENS = (cible: string) =>
  strToU8(`<Relationships><Relationship Id="r1" Type="x" Target="${cible}"/></Relationships>`);

/** The smallest workbook with one sheet. */
function classeur(feuille: string, autres: Record<string, Uint8Array> = {}): Record<string, Uint8Array> {
  return {
    '_rels/.rels': LIENS('xl/workbook.xml'),
    'xl/workbook.xml': strToU8(
      '<workbook xmlns:r="r"><sheets><sheet name="Une" sheetId="1" r:id="r1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': LIENS('worksheets/sheet1.xml'),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${feuille}</sheetData></worksheet>`),
    ...autres,
  };
}

async function lire(octets: Uint8Array) {
  return avecDossier((racine) => {
    const chemin = join(racine, 'a.xlsx');
    writeFileSync(chemin, octets);
    try {
      return readWorkbook(chemin, ['Une'], BORNES).sheets.get('Une');
    } catch (erreur) {
      if (erreur instanceof UnreadableWorkbook) return erreur.message;
      throw erreur;
    }
  });
}

describe('un classeur', () => {
  it('se lit, avec ou sans adresses, préfixes, textes en ligne et échappements', async () => {
    const feuille = await lire(
      zipSync(
        classeur(
          '<row r="2"><c r="B2" t="inlineStr"><is><t>a_x0041_</t></is></c><c><v>1.5</v></c></row><row><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="str"><f>1</f><v>f</v></c></row>',
        ),
      ),
    );
    expect(feuille).toMatchObject({ merged: [] });
    const { rows: rangees } = feuille as Exclude<typeof feuille, string | undefined>;
    expect(rangees.get(2)?.get(2)).toMatchObject({ type: 'texte', content: 'aA' });
    expect(rangees.get(2)?.get(3)).toMatchObject({ type: 'nombre', content: '1.5' });
    expect(rangees.get(3)?.get(1)).toMatchObject({ type: 'booleen' });
    expect(rangees.get(3)?.get(2)).toMatchObject({ type: 'erreur', content: '#N/A' });
    expect(rangees.get(3)?.get(3)).toMatchObject({ type: 'texte', hasFormula: true });
  });

  it('dit qu’il y a quelque chose plus bas que ce qu’il lit', async () => {
    const feuille = await lire(zipSync(classeur('<row r="500"><c r="A500"><v>1</v></c></row>')));
    expect(feuille).toMatchObject({ beyond: 500 });
  });
});

describe('est refusé', () => {
  it.each<[nom: string, octets: () => Uint8Array, message: RegExp]>([
    ['un fichier vide', () => new Uint8Array(), /vide/],
    ['un zip qui n’est pas un classeur', () => zipSync({ 'a.txt': strToU8('a') }), /pas un classeur Excel/],
    ['un OpenDocument', () => zipSync({ mimetype: strToU8('application/vnd.oasis') }), /\.ods/],
    ['du XML mal formé', () => zipSync(classeur('<row>')), /abîmé/],
    [
      'des entités déclarées',
      () =>
        zipSync(classeur('', { 'xl/workbook.xml': strToU8('<!DOCTYPE a [<!ENTITY b "c">]><workbook>&b;</workbook>') })),
      /abîmé/,
    ],
    [
      'autre chose que de l’UTF-8',
      () =>
        zipSync(
          classeur('', {
            'xl/sharedStrings.xml': new Uint8Array([0x3c, 0x61, 0xff]),
            'xl/workbook.xml': new Uint8Array([0x3c, 0xff]),
          }),
        ),
      /abîmé/,
    ],
    ['une bombe', () => annoncer(10_000, 0x7fff_fff0), /bien plus gros/],
    [
      'un octet changé',
      () => {
        const octets = zipSync(classeur('<row r="1"><c><v>1</v></c></row>'), { level: 0 });
        const rang = Buffer.from(octets).indexOf('<v>1</v>');
        octets[rang + 3] = 0x32;
        return octets;
      },
      /abîmé/,
    ],
    ['un zip coupé', () => zipSync(classeur('')).slice(0, -40), /abîmé/],
  ])('%s', async (_, octets, message) => {
    expect(await lire(octets())).toMatch(message);
  });

  it('une bombe qui ment sur sa taille est coupée à ce qu’elle annonce', async () => {
    expect(await lire(annoncer(1_000_000, 10))).toMatch(/abîmé/);
  });
});

/** A workbook of which a part is not of the size that the archive announces, in its directory and before the part. */
function annoncer(taille: number, annoncee: number): Uint8Array {
  const octets = Buffer.from(zipSync(classeur('', { 'xl/styles.xml': new Uint8Array(taille) })));
  const vraie = Buffer.alloc(4);
  vraie.writeUInt32LE(taille);
  for (let rang = octets.indexOf(vraie); rang >= 0; rang = octets.indexOf(vraie, rang))
    octets.writeUInt32LE(annoncee, rang);
  return octets;
}

import { strToU8, zipSync } from 'fflate';
import { type ClasseurALaMain, classeurALaMain } from '../../outils/classeur-a-la-main.ts';

const classeur = (ecrit: ClasseurALaMain) => () => Buffer.from(classeurALaMain(ecrit));
const cellule = (texte: string) => `<row r="1"><c t="inlineStr"><is><t>${texte}</t></is></c></row>`;
const ENTITES = Array.from({ length: 12 }, (_, rang) => `<!ENTITY e${rang + 1} "${`&e${rang};`.repeat(10)}">`);
const RIRES = `<!DOCTYPE x [<!ENTITY e0 "rire">${ENTITES.join('')}]>`;

/** Workbooks made to harm. */
export const CLASSEURS_A_LA_MAIN: ReadonlyMap<string, () => Buffer | string> = new Map([
  ['un zip vide', () => Buffer.from(zipSync({}))],
  ['un zip sans classeur', () => Buffer.from(zipSync({ 'a.txt': strToU8('x') }))],
  [
    'une bombe : cinq cents Mo d’espaces',
    () => Buffer.from(zipSync({ 'xl/workbook.xml': new Uint8Array(500_000_000) })),
  ],
  ['une bombe dans la feuille', classeur({ rangees: '<row/>'.repeat(8_000_000) })],
  ['un milliard de rires', classeur({ feuille: `${RIRES}<worksheet>&e12;</worksheet>` })],
  [
    'une entité du dehors',
    classeur({ feuille: '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet>&f;</worksheet>' }),
  ],
  ['cent mille éléments emboîtés', classeur({ feuille: '<a>'.repeat(100_000) })],
  [
    'une rangée au bout du monde',
    classeur({ rangees: '<row r="99999999999999999999"><c r="A99999999999999999999"/></row>' }),
  ],
  ['une colonne au bout du monde', classeur({ rangees: `<row r="1"><c r="${'Z'.repeat(50)}1"><v>1</v></c></row>` })],
  [
    'un million de cellules fusionnées',
    classeur({ apres: `<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`, rangees: cellule('x') }),
  ],
  ['un texte partagé absent', classeur({ rangees: '<row r="1"><c t="s"><v>99999999999</v></c></row>' })],
  ['un texte partagé nommé __proto__', classeur({ rangees: '<row r="1"><c t="s"><v>__proto__</v></c></row>' })],
  ['un texte de trente millions de signes', classeur({ rangees: cellule('x'.repeat(30_000_000)) })],
  [
    'un format de nombre sans fin',
    classeur({ formats: ['#,'.repeat(100_000)], rangees: '<row r="1"><c s="1"><v>1</v></c></row>' }),
  ],
  ['un lien vers un autre dossier', classeur({ relations: [['worksheet', '../../../../etc/passwd']] })],
  ['un classeur à mot de passe', () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096)])],
]);

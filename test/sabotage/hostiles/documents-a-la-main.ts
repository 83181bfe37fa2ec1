import {
  compteFinancierUnique,
  documentBudgetaire,
  type EbaucheDeDocument,
  ligneBudget,
} from '../../outils/document-budgetaire.ts';
import { NOMS_D_OBJETS } from './mutations-hostiles.ts';

const ENTITES = Array.from({ length: 12 }, (_, rang) => `<!ENTITY e${rang + 1} "${`&e${rang};`.repeat(10)}">`);
type ALaMain = ReadonlyMap<string, () => Buffer | string>;

/** What harms a document, whatever is around it. */
function faitsPourNuire(
  ecrire: (ebauche: EbaucheDeDocument) => string,
): [quoi: string, contenu: () => Buffer | string][] {
  const avec = (ligne: string) => ecrire({ lignes: [ligne] });
  const avecPrologue = (prologue: string) => () => ecrire({ prologue, lignes: [ligneBudget()] });
  return [
    [
      'un milliard de rires',
      () => `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "rire">${ENTITES.join('')}]><x>&e12;</x>`,
    ],
    [
      'une entité du dehors',
      () => '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><DocumentBudgetaire>&f;</DocumentBudgetaire>',
    ],
    ['une définition du dehors', avecPrologue('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">')],
    ['un encodage inconnu', avecPrologue('<?xml version="1.0" encoding="x-inconnu"?>')],
    ['un encodage qui n’est pas le sien', avecPrologue('<?xml version="1.0" encoding="UTF-16"?>')],
    ['cent mille éléments emboîtés', () => avec('<a>'.repeat(100_000))],
    ['cent mille éléments fermés', () => avec(`${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`)],
    [
      'cent mille attributs',
      () => avec(`<LigneBudget ${Array.from({ length: 100_000 }, (_, n) => `a${n}="1"`).join(' ')}/>`),
    ],
    ['un attribut de dix millions de signes', () => avec(ligneBudget({ Nature: 'x'.repeat(10_000_000) }))],
    ['un montant démesuré', () => avec(ligneBudget({ MtReal: '9'.repeat(1000) }))],
    ['des noms d’objets', () => avec(ligneBudget(Object.fromEntries(NOMS_D_OBJETS.map((nom) => [`${nom}x`, nom]))))],
    ['des noms d’objets pour éléments', () => avec(NOMS_D_OBJETS.map((nom) => `<${nom} V="1"/>`).join(''))],
    ['une référence hors des signes', () => avec(ligneBudget({ Nature: '&#x110000;&#0;' }))],
    ['deux mêmes attributs', () => avec('<LigneBudget V="1" V="2"/>')],
    ['un espace de noms absent', () => avec('<z:LigneBudget V="1"/>')],
    ['une section jamais fermée', () => avec(`<![CDATA[${'x'.repeat(1_000_000)}`)],
    ['un commentaire jamais fermé', () => avec(`<!--${'-'.repeat(1_000_000)}`)],
  ];
}

/** Budget documents made to harm. */
export const DOCUMENTS_A_LA_MAIN: ALaMain = new Map(faitsPourNuire(documentBudgetaire));

const compte = compteFinancierUnique({ lignes: [ligneBudget()] });
const [, budgetDuCompte = ''] = /(<DocumentBudgetaire[\s\S]*<\/DocumentBudgetaire>)/.exec(compte) ?? [];

/** Single accounts made to harm: the same, and what only they have around their budgets. */
export const COMPTES_A_LA_MAIN: ALaMain = new Map<string, () => Buffer | string>([
  ...faitsPourNuire(compteFinancierUnique),
  ['sans budgets', () => compte.replace(budgetDuCompte, '')],
  ['dix mille fois ses budgets', () => compte.replace(budgetDuCompte, () => budgetDuCompte.repeat(10_000))],
  ['des budgets dans des budgets', () => compte.replace('<Budget>', () => '<Budget>'.repeat(50_000))],
  [
    'des comptes dans des comptes',
    () => compte.replace('<Signatures/>', () => compte.slice(compte.indexOf('<doccfu:'))),
  ],
  ['un autre espace de noms', () => compte.replaceAll('http://www.minefi.gouv.fr/cp/demat/', 'http://exemple.fr/')],
  ['un préfixe qui n’est pas dit', () => compte.replace(/ xmlns:doccfu="[^"]*"/, '')],
  [
    'une pièce jointe de dix millions de signes',
    () => compte.replace('<Signatures/>', `<Signatures>${'QUJD'.repeat(2_500_000)}</Signatures>`),
  ],
  [
    'cent mille signatures',
    () => compte.replace('<Signatures/>', '<Signatures><S V="1"/></Signatures>'.repeat(100_000)),
  ],
  ['toutes ses lignes calculées', () => compte.replaceAll('<LigneBudget', '<LigneBudget calculated="true"')],
  [
    'un « calculated » qui n’en est pas un',
    () => compte.replaceAll('<LigneBudget', '<LigneBudget calculated="peut-être"'),
  ],
  ['deux « calculated »', () => compte.replaceAll('<LigneBudget', '<LigneBudget calculated="true" calculated="false"')],
]);

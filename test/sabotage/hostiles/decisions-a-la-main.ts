import { NOMS_D_OBJETS } from './mutations-hostiles.ts';

const TITRES = 'ref;empreinte;decision;quote_part;cle;axe;domaine;territoire;pays;motif;auteur;date';
const decision = (cellules: Readonly<Record<string, string>>) => {
  const defaut: Readonly<Record<string, string>> = {
    ref: 'sources/culture.csv:3',
    empreinte: '0'.repeat(16),
    decision: 'internationale',
    motif: 'M',
    auteur: 'A',
    date: '2012-01-01',
  };
  return TITRES.split(';')
    .map((titre) => cellules[titre] ?? defaut[titre] ?? '')
    .join(';');
};
const decisions = (...lignes: readonly string[]) => `${[TITRES, ...lignes].join('\n')}\n`;

/** Decisions made to harm. */
export const DECISIONS_A_LA_MAIN: ReadonlyMap<string, () => Buffer | string> = new Map([
  ['vide', () => ''],
  ['sans titres', () => 'x\n'],
  ['cent mille fois la même', () => decisions(...Array<string>(100_000).fill(decision({})))],
  ['une part démesurée', () => decisions(decision({ quote_part: `${'9'.repeat(500)} %` }))],
  ['une part par zéro', () => decisions(decision({ quote_part: '1/0', cle: 'x' }))],
  ['une date impossible', () => decisions(decision({ date: '2012-02-31' }))],
  ['une ligne au bout du monde', () => decisions(decision({ ref: 'sources/culture.csv:99999999999999999999' }))],
  ['une ligne d’ailleurs', () => decisions(decision({ ref: '../../etc/passwd:1' }))],
  [
    'des noms d’objets',
    () => decisions(...NOMS_D_OBJETS.map((nom) => decision({ ref: nom, decision: nom, axe: nom, pays: nom }))),
  ],
  ['un motif de deux millions de signes', () => decisions(decision({ motif: 'x'.repeat(2_000_000) }))],
  ['un guillemet jamais fermé', () => decisions(decision({ motif: `"${'y\n'.repeat(100_000)}` }))],
]);

const MEMOIRE = 'ref;empreinte;exercice;libelle;verdict';

/** Memories made to harm. */
export const MEMOIRES_A_LA_MAIN: ReadonlyMap<string, () => Buffer | string> = new Map<string, () => Buffer | string>([
  ['vide', () => ''],
  ['sans les colonnes', () => 'a;b\n1;2\n'],
  ['une année démesurée', () => `${MEMOIRE}\na;b;${'9'.repeat(400)};x;internationale\n`],
  [
    'un verdict qui est un nom d’objet',
    () => `${MEMOIRE}\n${NOMS_D_OBJETS.map((nom) => `a;b;2011;x;${nom}`).join('\n')}\n`,
  ],
  ['deux cent mille rangées vides', () => `${MEMOIRE}\n${';;;;\n'.repeat(200_000)}`],
  ['des octets nuls', () => Buffer.alloc(50_000)],
]);

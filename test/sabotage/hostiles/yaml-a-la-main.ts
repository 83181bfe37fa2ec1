import { NOMS_D_OBJETS, RENVERSEMENT } from './mutations-hostiles.ts';

const emboiter = (ouvre: string, combien: number) => ouvre.repeat(combien);
const rires = () =>
  [...'abcdefghijkl']
    .map(
      (lettre, rang, lettres) =>
        `${lettre}: &${lettre} [${Array(10).fill(rang === 0 ? 'rire' : `*${lettres[rang - 1]}`)}]`,
    )
    .join('\n');

/** What harms wherever YAML is read. */
const YAML: readonly (readonly [string, () => Buffer | string])[] = [
  ['vide', () => ''],
  ['un milliard de rires', rires],
  ['un alias de lui-même', () => 'a: &a [*a]\n'],
  ['cent mille crochets', () => emboiter('[', 100_000)],
  ['cinq mille accolades', () => emboiter('{a: ', 5000)],
  ['vingt mille tirets', () => emboiter('- ', 20_000)],
  ['dix mille retraits', () => Array.from({ length: 3000 }, (_, rang) => `${' '.repeat(rang)}a:`).join('\n')],
  ['une étiquette de programme', () => '!!js/function "return 1"\n'],
  ['deux documents', () => 'a: 1\n---\nb: 2\n'],
  ['des clés qui sont des objets', () => '? [a, b]\n: 1\n? {c: d}\n: 2\n'],
  ['des noms d’objets pour clés', () => NOMS_D_OBJETS.map((nom) => `${nom}: { ${nom}: 1 }`).join('\n')],
  ['une fusion de clés', () => 'a: &a { b: 1 }\n<<: [*a, *a]\n'],
  ['un nombre démesuré', () => `exercice: ${'9'.repeat(10_000)}\n`],
];
const EXERCICE =
  'exercice: 2012\ncollectivite: Région\ntitre: T\nnorme: M71\nvote: par_fonction\nbase: mandats\nsecteur_pilote: Culture\n';

/** Declarations made to harm. */
export const EXERCICES_A_LA_MAIN: ReadonlyMap<string, () => Buffer | string> = new Map([
  ...YAML,
  [
    'un chemin vers le dehors',
    () => `${EXERCICE}sources:\n  - fichier: ../../../etc/passwd\n    format: totem\n    secteur: S\n`,
  ],
  [
    'un chemin qui est un périphérique',
    () => `${EXERCICE}sources:\n  - fichier: /dev/zero\n    format: totem\n    secteur: S\n`,
  ],
  [
    'un chemin qui est un dossier',
    () => `${EXERCICE}sources:\n  - fichier: sources\n    format: totem\n    secteur: S\n`,
  ],
  [
    'un chemin à octet nul',
    () => `${EXERCICE}sources:\n  - fichier: "sources/a\\0.xml"\n    format: totem\n    secteur: S\n`,
  ],
  ['un titre renversé', () => EXERCICE.replace('titre: T', `titre: "${RENVERSEMENT}T"`)],
  ['des signes de commande dans un nom', () => EXERCICE.replace('Région', '"\\e[2J\\a"')],
]);

const regle = (si: string) =>
  `- id: r\n  question: international\n  si: ${si}\n  conclusion: internationale\n  motif: m\n`;

/** Rules made to harm. */
export const REGLES_A_LA_MAIN: ReadonlyMap<string, () => Buffer | string> = new Map([
  ...YAML,
  ['une étoile qui s’emballe', () => regle(`{ libelle: { mots: ["${'a*'.repeat(2000)}"] } }`)],
  ['une expression qui s’emballe', () => regle('{ libelle: "(a+)+$" }')],
  ['cinq cents refus emboîtés', () => regle(`${'{ sauf: '.repeat(500)}{ fonction: "048" }${' }'.repeat(500)}`)],
  [
    'cent mille mots',
    () => regle(`{ libelle: { mots: [${Array.from({ length: 100_000 }, (_, n) => `mot${n}`).join(', ')}] } }`),
  ],
  ['des champs qui sont des noms d’objets', () => NOMS_D_OBJETS.map((nom) => regle(`{ ${nom}: x }`)).join('')],
  ['un intervalle à l’envers', () => regle('{ montant: { de: 99999999999999999999999, a: -1 } }')],
]);

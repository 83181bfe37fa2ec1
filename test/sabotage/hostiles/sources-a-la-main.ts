import { NOMS_D_OBJETS, RENVERSEMENT } from './mutations-hostiles.ts';

const TITRES = 'Exercice;Chapitre;Fonction;Objet;Bénéficiaire;Mandaté';
const fichier = (...lignes: readonly string[]) => `${[TITRES, ...lignes].join('\n')}\n`;
const avecLibelle = (libelle: string) => fichier(`2012;930;048;${libelle};Comité;10,00`);
const avecMontant = (montant: string) => fichier(`2012;930;048;Jumelage;Comité;${montant}`);

/** CSV files made to harm. */
export const SOURCES_A_LA_MAIN: ReadonlyMap<string, () => Buffer | string> = new Map<string, () => Buffer | string>([
  ['vide', () => ''],
  ['une marque d’ordre seule', () => '\ufeff'],
  ['des octets nuls seulement', () => Buffer.alloc(100_000)],
  ['un guillemet jamais fermé', () => avecLibelle(`"${'x\n'.repeat(200_000)}`)],
  ['deux millions de guillemets', () => avecLibelle('"'.repeat(2_000_000))],
  ['cent mille colonnes', () => `${';'.repeat(100_000)}\n${';'.repeat(100_000)}\n`],
  ['trois cent mille rangées vides', () => `${fichier()}${';;;;;\n'.repeat(300_000)}`],
  ['un montant de mille chiffres', () => avecMontant('9'.repeat(1000))],
  ['un montant à mille décimales', () => avecMontant(`0,${'3'.repeat(1000)}`)],
  ['un montant en puissances', () => avecMontant('1e400')],
  ['un montant sans fin d’espaces', () => avecMontant(`1${' '.repeat(100_000)}2`)],
  ['des parenthèses emboîtées', () => avecMontant(`${'('.repeat(50_000)}1${')'.repeat(50_000)}`)],
  ['une formule de tableur', () => avecLibelle('=HYPERLINK("http://exemple.fr";"x")')],
  ['un libellé en HTML', () => avecLibelle('<script>alert(1)</script><img src=x onerror=alert(1)>')],
  ['un libellé de gabarit', () => avecLibelle('{{#each .}}{{/each}}{{{constructor}}}')],
  ['une écriture renversée', () => avecLibelle(`${RENVERSEMENT}Dakar`)],
  ['des moitiés de signes', () => Buffer.from(avecLibelle('x').replace('x', '\ud800'), 'utf16le')],
  ['des noms d’objets pour titres', () => `${NOMS_D_OBJETS.join(';')}\n1;2;3;4;5;6\n`],
  ['des noms d’objets pour valeurs', () => fichier(...NOMS_D_OBJETS.map((n) => `2012;930;048;${n};${n};1,00`))],
  ['un mot répété pour les expressions', () => avecLibelle(`${'a a '.repeat(100_000)}!`)],
  ['dix mille accents combinés', () => avecLibelle(`e${'\u0301'.repeat(100_000)}`)],
]);

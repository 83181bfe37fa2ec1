import { NOMS_D_OBJETS, RENVERSEMENT } from './mutations-hostiles.ts';

const section = (corps: string) => () => `<section id="pays">\n${corps}\n</section>\n`;

/** Templates made to harm. */
export const GABARITS_A_LA_MAIN: ReadonlyMap<string, () => Buffer | string> = new Map([
  ['vide', () => ''],
  ['un bloc jamais fermé', section('{{#each tables}}')],
  ['un élément qui s’appelle', section('{{> table tables.pays}}{{> pays}}')],
  ['un élément absent', section('{{> nulle-part}}')],
  ['un élément au nom calculé', section('{{> (lookup . "titre")}}')],
  ['un nom cherché qui n’est pas là', section('{{lookup synthese "__proto__"}}{{lookup synthese "rien"}}')],
  ['mille blocs emboîtés', section(`${'{{#if enTete}}'.repeat(1000)}x${'{{/if}}'.repeat(1000)}`)],
  ['vingt mille blocs emboîtés', section(`${'{{#if enTete}}'.repeat(20_000)}x${'{{/if}}'.repeat(20_000)}`)],
  ['des boucles dans des boucles', section(`${'{{#each @root}}'.repeat(40)}x${'{{/each}}'.repeat(40)}`)],
  ['un élément écrit dans la page', section('{{#*inline "a"}}{{> a}}{{/inline}}{{> a}}')],
  ['des noms d’objets', section(NOMS_D_OBJETS.map((nom) => `{{${nom}}}{{enTete.${nom}}}`).join(''))],
  ['un constructeur', section('{{#with enTete}}{{constructor.constructor "return 1"}}{{/with}}')],
  ['une adresse cachée par un commentaire', section('<meta http-equiv="ref{{! }}resh" content="0">')],
  ['un script caché par un commentaire', section('<scr{{!x}}ipt>alert(1)</scr{{!x}}ipt>')],
  ['une balise jamais fermée', section(`<p title="${'x'.repeat(100_000)}`)],
  ['une aide sur ce qui n’est pas à elle', section('{{euros titre}}{{date synthese}}{{entier enTete}}')],
  ['dix mille parenthèses', section(`{{euros ${'('.repeat(10_000)}${')'.repeat(10_000)}}}`)],
  ['cent mille accolades', section('{'.repeat(100_000))],
]);

const texte = (corps: string) => () => `---\nexercice: 2012\n---\n${corps}\n`;

/** Texts made to harm. */
export const TEXTES_A_LA_MAIN: ReadonlyMap<string, () => Buffer | string> = new Map([
  ['vide', () => ''],
  ['sans en-tête', () => 'Bonjour.\n'],
  ['un en-tête jamais fermé', () => `---\n${'exercice: 2012\n'.repeat(10_000)}`],
  ['un chiffre jamais fermé', texte('{{synthese.total')],
  ['cent mille chiffres', texte('{{synthese.total}} '.repeat(100_000))],
  ['un chiffre qui est un nom d’objet', texte(NOMS_D_OBJETS.map((nom) => `{{${nom}}} {{pays.${nom}}}`).join(' '))],
  ['cent mille crochets', texte('['.repeat(100_000))],
  ['cinquante mille étoiles', texte('*a **b '.repeat(50_000))],
  ['dix mille citations', texte('>'.repeat(10_000))],
  [
    'cinq mille listes emboîtées',
    texte(Array.from({ length: 2000 }, (_, rang) => `${' '.repeat(rang)}- x`).join('\n')),
  ],
  ['un lien vers un programme', texte('[x](javascript:alert(1)) [y](data:text/html;base64,AAAA)')],
  ['une balise', texte('<script>alert(1)</script>')],
  ['une écriture renversée', texte(`${RENVERSEMENT}Total`)],
  ['cent mille accents graves', texte('`'.repeat(100_000))],
]);

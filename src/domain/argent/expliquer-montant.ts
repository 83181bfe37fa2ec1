import { SIGNES_INVISIBLES } from '../textes/signes.ts';
import type { NotationMontant } from './notation-montant.ts';

/** Why a text is not an amount, in French, with the span at fault (indexes in the text, end excluded). */
export interface RaisonIllisible {
  readonly raison: string;
  readonly debut: number;
  readonly fin: number;
}

type Essai = readonly [motif: RegExp, raison: string | ((trouve: string) => string)];

const EURO = '(?:€(?:uros?)?|EUR(?:OS?)?|euros?|E)';
/** The currency, however often it is written, and what people put after it. */
const EUROS = `(?:\\s?(?:d['’]\\s?)?${EURO})*(?:\\s?(?:TTC|HT))?`;

const MULTIPLES: readonly Essai[] = [
  [
    'millions d’euros',
    'M|Mio|millions?',
    'seuls des euros ou des milliers d’euros (unite: milliers dans exercice.yaml) se lisent, demandez le fichier dans l’un des deux.',
  ],
  [
    'milliards d’euros',
    'Mds?|milliards?',
    'seuls des euros ou des milliers d’euros (unite: milliers dans exercice.yaml) se lisent, demandez le fichier dans l’un des deux.',
  ],
  ['centimes', 'c(?=\\s?€)|centimes?', 'seuls des euros ou des milliers d’euros se lisent, demandez-le en euros.'],
  [
    'milliers',
    'k|milliers?|mille',
    'si tout le fichier est ainsi, demandez-le sans unité et écrivez unite: milliers dans exercice.yaml.',
  ],
].flatMap(([multiple, noms, quoiFaire]): Essai[] => [
  [
    new RegExp(`(?<=\\d\\s?)(?:${noms})${EUROS}$`, 'i'),
    (trouve) => {
      const monnaie = trouve.replace(new RegExp(`^(?:${noms})`, 'i'), '');
      return `Le montant est en ${multiple}${ditDeuxFois(monnaie) ? `, et « ${trouve} » dit deux fois la monnaie` : ''} : ${quoiFaire}`;
    },
  ],
  [new RegExp(`^(?:${noms})\\s?${EURO}(?=\\s?\\d)`, 'i'), `Le montant est en ${multiple} : ${quoiFaire}`],
]);

function ditDeuxFois(monnaie: string): boolean {
  return (monnaie.match(new RegExp(EURO, 'gi'))?.length ?? 0) > 1;
}

/** Money that is not euros, by its sign or its name beside a number. */
const AUTRES_MONNAIES: readonly Essai[] = [
  ['francs CFA', 'F\\s?CFA|XOF|XAF|francs? CFA'],
  ['francs suisses', 'CHF|francs? suisses?'],
  ['francs', 'F|FF|FRF|kF|MF|francs?'],
  ['dirhams', 'MAD|DH|dirhams?'],
  ['dollars', '(?:US|CA)?\\$|USD|CAD|dollars?'],
  ['livres sterling', '£|GBP|livres?(?: sterling)?'],
].map(([monnaie, noms]) => [
  new RegExp(`(?<=^|[\\s\\d\\u00a0\\u202f])(?:${noms})(?=$|[\\s\\d\\u00a0\\u202f])`, 'i'),
  `Le montant est en ${monnaie} : l’outil ne convertit aucune monnaie, demandez-le en euros au secteur.`,
]);

const ESSAIS: readonly Essai[] = [
  [/#(?:REF|N\/?A|VALEUR|VALUE|DIV\/0|NOM|NAME|NUL)[!?]?/i, 'La cellule porte une erreur de tableur, pas un montant.'],
  [/^p\.?\s?m\.?$/i, '« p.m. » (pour mémoire) n’est pas un montant : écrivez 0 si rien n’est dû.'],
  [
    new RegExp(`[${SIGNES_INVISIBLES}]+`),
    'Un signe que l’on ne voit pas est parmi les chiffres : effacez la cellule et retapez-la.',
  ],
  [
    /\d[\d.,]*\s?E\s?[+-]?\d+/i,
    'Le tableur a réécrit ce nombre en notation scientifique ; il a pu perdre des chiffres.',
  ],
  [/(?<=[\d.,])[Oo]+|[Oo]+(?=[\d.,])/, 'La lettre O se trouve parmi les chiffres, à la place du zéro.'],
  [/(?<=[\d.,])[lI]+|[lI]+(?=[\d.,])/, 'La lettre l ou I se trouve parmi les chiffres, à la place du un.'],
  [/^[-–—\u2212.]+$/, 'Un tiret n’est pas un montant : écrivez 0 s’il s’agit de zéro.'],
  [/^[–—](?=\s?\d)/, 'Un tiret long n’est pas un signe moins : écrivez « - ».'],
  [/(?<=[\d\s])[-\u2212]$/, 'Le signe moins est écrit après le nombre : écrivez-le devant.'],
  [/^\+/, 'Le signe plus ne s’écrit pas devant un montant.'],
  [/^['’](?=\d)/, 'L’apostrophe devant le nombre en fait un texte : ôtez-la.'],
  [/^€(?=\s?\d)/, 'Le signe € s’écrit après le nombre.'],
  ...MULTIPLES,
  ...AUTRES_MONNAIES,
  [
    new RegExp(`(?<=\\d\\s?)(?:€\\s?)?${EURO}${EUROS}$`, 'i'),
    (trouve) =>
      /TTC|HT/i.test(trouve)
        ? `« ${trouve} » est de trop : ne laissez que le nombre.`
        : ditDeuxFois(trouve)
          ? `« ${trouve} » dit deux fois la monnaie : ne laissez que le nombre.`
          : 'Le nom de la monnaie est de trop : ne laissez que le nombre.',
  ],
];

/** What is a number but for its marks; `env. 5 000` is not. */
const CHIFFRES_ET_MARQUES = /^[\s\d.,()€\u00a0\u202f\u2212-]+$/;
/** Thousands parted by a mark, several times or before the other mark and cents. */
const MILLIERS_SURS =
  /^[-(\u2212]?\d{1,3}(?:([.,])\d{3}(?:\1\d{3})+(?:(?!\1)[.,]\d+)?|([.,])\d{3}(?!\2)[.,]\d+)\)?\s?€?$/;
/** The same once, and no cents: `12.500` may be a number of three decimals. */
const MILLIERS_POSSIBLES = /^[-(\u2212]?\d{1,3}([.,])\d{3}\)?\s?€?$/;

/**
 * Finds the most useful thing to say of a text that is no amount: the letter among the digits, the wrong decimal mark, too many
 * decimals… Only explains; never corrects. Where it says to change the declaration, the text reads once that is done.
 */
export function expliquerMontant(texte: string, notation: NotationMontant): RaisonIllisible {
  for (const [motif, raison] of ESSAIS) {
    const trouve = motif.exec(texte);
    if (trouve)
      return {
        raison: typeof raison === 'string' ? raison : raison(trouve[0]),
        debut: trouve.index,
        fin: trouve.index + trouve[0].length,
      };
  }
  return direLesMarques(texte, notation) ?? direLeReste(texte, notation);
}

/** What the marks of a number have that the declaration does not expect. */
function direLesMarques(
  texte: string,
  { decimale, milliers, unite, nombre = false, fixe = false }: NotationMontant,
): RaisonIllisible | undefined {
  if (!CHIFFRES_ET_MARQUES.test(texte)) return undefined;
  const sur = MILLIERS_SURS.exec(texte);
  const marque = sur?.[1] ?? sur?.[2];
  const [debut, fin] = [texte.search(/[.,]/), texte.length];
  if (marque !== undefined && marque !== milliers)
    return { raison: direLesMilliers(marque, decimale, fixe), debut, fin: debut + 1 };
  if (/[.,]\d*[.,]/.test(texte))
    return {
      raison:
        milliers === undefined
          ? 'Il y a plusieurs marques décimales.'
          : `Les signes « . » et « , » n’y séparent pas les milliers par trois chiffres, puis les centimes : milliers est « ${milliers} » et decimale « ${decimale ?? autreQue(milliers)} ».`,
      debut,
      fin,
    };
  const possible = MILLIERS_POSSIBLES.exec(texte)?.[1];
  if (possible !== undefined && !nombre && milliers === undefined && unite !== 'milliers') {
    // Of the declared mark, three decimals are what they say; of the other one, they are none.
    if (possible !== (decimale ?? possible))
      return { raison: direLesMilliers(possible, decimale, fixe), debut, fin: debut + 1 };
    return {
      raison: `Il y a plus de 2 décimales : le montant ne tombe pas sur un centime. Ou ${direLesMilliers(possible, decimale, fixe)}`,
      debut: debut + 1,
      fin: debut + 4,
    };
  }
  const declaree = decimale ?? (milliers && autreQue(milliers));
  if (declaree === undefined || debut < 0 || texte[debut] === declaree) return undefined;
  if (milliers !== undefined)
    return {
      raison: `« ${milliers} » sépare ici les milliers (milliers dans exercice.yaml), et n’a pas trois chiffres après lui : écrivez les centimes après « ${declaree} ».`,
      debut,
      fin: debut + 1,
    };
  return {
    raison: `La marque décimale déclarée est « ${declaree} », la cellule porte « ${autreQue(declaree)} » : si tout le fichier est ainsi, changez decimale dans exercice.yaml ; s’il mêle les deux, faites-le corriger.`,
    debut,
    fin: debut + 1,
  };
}

function direLesMilliers(marque: string, decimale: string | undefined, fixe: boolean): string {
  if (fixe) return `« ${marque} » sépare sans doute les milliers : mettez une espace à sa place, ou rien.`;
  const autre = autreQue(marque);
  const ecrire = [`milliers: "${marque}"`, ...(decimale === autre ? [] : [`decimale: "${autre}"`])].join(' et ');
  return `« ${marque} » sépare sans doute les milliers : si tout le fichier est ainsi, écrivez ${ecrire} dans exercice.yaml.`;
}

function autreQue(marque: string): ',' | '.' {
  return marque === ',' ? '.' : ',';
}

/** What is told of more digits than any budget has. */
export const TROP_GRAND = 'Le nombre est trop grand pour un montant de budget.';

function direLeReste(texte: string, { unite }: NotationMontant): RaisonIllisible {
  const decimalesMax = unite === 'milliers' ? 5 : 2;
  const decimales = /^[-(\u2212]?[\d\s\u00a0\u202f.,]+[.,](\d+)/.exec(texte);
  if (decimales?.[1] !== undefined && decimales[1].length > decimalesMax)
    return {
      raison: `Il y a plus de ${decimalesMax} décimales : le montant ne tombe pas sur un centime.`,
      debut: decimales[0].length - decimales[1].length,
      fin: decimales[0].length,
    };
  const chiffres = texte.replace(/[.,]\d*/, '').replace(/\D/g, '');
  if (chiffres.length > (unite === 'milliers' ? 10 : 13) && CHIFFRES_ET_MARQUES.test(texte))
    return { raison: TROP_GRAND, debut: 0, fin: texte.length };
  if (/^[\d\s\u00a0\u202f]+(?:[.,]\d+)?$/.test(texte))
    return { raison: 'Les espaces ne séparent pas des groupes de trois chiffres.', debut: 0, fin: texte.length };
  return { raison: 'Ce n’est pas un nombre.', debut: 0, fin: texte.length };
}

/** Why a text is not an amount, in French, with the span at fault (indexes in the text, end excluded). */
export interface RaisonIllisible {
  readonly raison: string;
  readonly debut: number;
  readonly fin: number;
}

type Essai = readonly [motif: RegExp, raison: string];

const ESSAIS: readonly Essai[] = [
  [/#(?:REF|N\/?A|VALEUR|VALUE|DIV\/0|NOM|NAME|NUL)[!?]?/i, 'La cellule porte une erreur de tableur, pas un montant.'],
  [/^p\.?\s?m\.?$/i, '« p.m. » (pour mémoire) n’est pas un montant : écrivez 0 si rien n’est dû.'],
  [
    /\d[\d.,]*\s?E\s?[+-]?\d+/i,
    'Le tableur a réécrit ce nombre en notation scientifique ; il a pu perdre des chiffres.',
  ],
  [/(?<=[\d.,])[Oo]+|[Oo]+(?=[\d.,])/, 'La lettre O se trouve parmi les chiffres, à la place du zéro.'],
  [/(?<=[\d.,])[lI]+|[lI]+(?=[\d.,])/, 'La lettre l ou I se trouve parmi les chiffres, à la place du un.'],
  [/^[-–—\u2212.]+$/, 'Un tiret n’est pas un montant : écrivez 0 s’il s’agit de zéro.'],
  [/(?<=[\d\s])[-\u2212]$/, 'Le signe moins est écrit après le nombre.'],
  [/^\+/, 'Le signe plus ne s’écrit pas devant un montant.'],
  [/[.,]\d*[.,][\d.,]*/, 'Il y a plusieurs marques décimales ou des séparateurs de milliers autres que des espaces.'],
];

/** What is a number but for its marks; `env. 5 000` is not. */
const CHIFFRES_ET_MARQUES = /^[\s\d.,()€\u00a0\u202f\u2212-]+$/;

/**
 * Finds the most useful thing to say of a text that {@link lireMontant} refused: the letter among the digits, the wrong
 * decimal mark, too many decimals… Only explains; never corrects.
 */
export function expliquerMontant(
  texte: string,
  decimale: ',' | '.' | undefined,
  unite: 'euros' | 'milliers',
): RaisonIllisible {
  for (const [motif, raison] of ESSAIS) {
    const trouve = motif.exec(texte);
    if (trouve) return { raison, debut: trouve.index, fin: trouve.index + trouve[0].length };
  }
  const autre = decimale === ',' ? '.' : ',';
  const rang = texte.indexOf(autre);
  if (decimale !== undefined && rang >= 0 && CHIFFRES_ET_MARQUES.test(texte))
    return {
      raison: `La marque décimale déclarée est « ${decimale} », la cellule porte « ${autre} » : si tout le fichier est ainsi, changez decimale dans exercice.yaml.`,
      debut: rang,
      fin: rang + 1,
    };
  const decimalesMax = unite === 'milliers' ? 5 : 2;
  const decimales = /^[-(\u2212]?[\d\s\u00a0\u202f]+[.,](\d+)/.exec(texte);
  if (decimales?.[1] !== undefined && decimales[1].length > decimalesMax)
    return {
      raison: `Il y a plus de ${decimalesMax} décimales : le montant ne tombe pas sur un centime.`,
      debut: decimales[0].length - decimales[1].length,
      fin: decimales[0].length,
    };
  const chiffres = texte.replace(/[.,]\d*/, '').replace(/\D/g, '');
  if (chiffres.length > (unite === 'milliers' ? 10 : 13) && CHIFFRES_ET_MARQUES.test(texte))
    return { raison: 'Le nombre est trop grand pour un montant de budget.', debut: 0, fin: texte.length };
  if (/^[\d\s\u00a0\u202f]+(?:[.,]\d+)?$/.test(texte))
    return { raison: 'Les espaces ne séparent pas des groupes de trois chiffres.', debut: 0, fin: texte.length };
  return { raison: 'Ce n’est pas un nombre.', debut: 0, fin: texte.length };
}

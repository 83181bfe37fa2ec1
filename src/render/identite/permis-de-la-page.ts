import type { Refus } from './refus-de-la-page.ts';

const mots = (ecrits: string): ReadonlySet<string> => new Set(ecrits.split(' '));

/** What a document is written with. All else moves, opens, closes, asks or hides: it has no place on paper. */
const BALISES_PERMISES = mots(
  'a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup data dd del dfn div dl dt em figcaption ' +
    'figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main mark nav ol p pre q rp rt ruby s samp section ' +
    'small span strong sub sup table tbody td tfoot th thead time tr u ul var wbr ' +
    // The two that fold away the other bases of a table, and those that fold an annex: paper has them open.
    'input label details summary',
);
const DESSINS_PERMIS = mots(
  'svg g path rect circle ellipse line polyline polygon text tspan textPath title desc defs symbol use marker pattern ' +
    'clipPath mask linearGradient radialGradient stop image a',
);
/** What the window over the page is made of besides, which nothing shows before it is asked for. */
const BALISES_DE_LA_FENETRE = mots('dialog button select option optgroup');

const ATTRIBUTS_PERMIS = mots('id class lang dir title role tabindex translate');
const ATTRIBUTS_DES_BALISES: Readonly<Record<string, ReadonlySet<string>>> = {
  a: mots('href hreflang rel target'),
  img: mots('src alt width height'),
  td: mots('colspan rowspan headers'),
  th: mots('colspan rowspan headers scope abbr'),
  col: mots('span'),
  colgroup: mots('span'),
  ol: mots('start reversed type'),
  li: mots('value'),
  data: mots('value'),
  time: mots('datetime'),
  details: mots('open'),
  del: mots('datetime'),
  ins: mots('datetime'),
  input: mots('type'),
  label: mots('for'),
};
const ATTRIBUTS_DE_LA_FENETRE = mots(
  'type name autocomplete spellcheck placeholder hidden for value selected label disabled inputmode maxlength',
);

/** Where a tag of the page stands. */
export interface LieuDeBalise {
  readonly dessin: boolean;
  /** In `<template id="explorateur">`. */
  readonly fenetre: boolean;
}

const REMEDE = 'Retirez-le : docs/gabarits.md donne les balises et les attributs dont un gabarit se sert.';

/** @param attributs by name, as read */
export function balisePermise(
  nom: string,
  attributs: ReadonlyMap<string, string>,
  { dessin, fenetre }: LieuDeBalise,
): Refus | undefined {
  if (dessin ? DESSINS_PERMIS.has(nom) : fenetre && BALISES_DE_LA_FENETRE.has(nom)) return undefined;
  const bascule = nom !== 'input' || fenetre || attributs.get('type')?.toLowerCase() === 'checkbox';
  if (!dessin && BALISES_PERMISES.has(nom) && bascule) return undefined;
  return {
    message: `la balise <${nom}> n’est pas de celles d’un document, qui se lit en entier et sur papier`,
    remede: REMEDE,
  };
}

export function attributPermis(balise: string, nom: string, { dessin, fenetre }: LieuDeBalise): Refus | undefined {
  if (dessin || ATTRIBUTS_PERMIS.has(nom) || /^(?:data|aria)-[a-z]/.test(nom)) return undefined;
  if (ATTRIBUTS_DES_BALISES[balise]?.has(nom) || (fenetre && ATTRIBUTS_DE_LA_FENETRE.has(nom))) return undefined;
  return { message: `« ${nom} » n’est pas de ce qu’une balise <${balise}> de la page peut dire`, remede: REMEDE };
}

/** Tags that HTML itself ends; every other must be closed. */
export const FINS_FACULTATIVES = mots('p li dt dd td th tr tbody thead tfoot caption colgroup option optgroup rt rp');

/** What the script of the page looks for in its window: a tag, a class, a name. */
export const PIECES_DE_LA_FENETRE = [
  'h2',
  'tbody',
  '[name=texte]',
  '.autres-criteres',
  '.bilan',
  '.compte',
  '.copier-adresse',
  '.copier-nom',
  '.fermer',
  '.filtres',
  '.indice',
  '.nom-du-chiffre',
  '.partager',
  '.resultats',
  '.suite',
  '.suivantes',
  '.tout',
] as const;

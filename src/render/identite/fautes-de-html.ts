import { type DefaultTreeAdapterTypes, parse, parseFragment, type Token } from 'parse5';
import { type Refus, refusDAttribut, refusDeBalise } from './refus-de-la-page.ts';

/** Something of HTML that a template of a dossier may not hold, with the span that is at fault. */
export interface FauteDeHtml extends Refus {
  readonly debut: number;
  readonly fin: number;
  /** What is at fault instead, when that was written by a template of the dossier, and this was not. */
  readonly sinon?: FauteDeHtml;
  /** Where several are ended at once: the first told is at fault, the others hold it. */
  readonly bout?: number;
}

/** What stands in them is text, whatever it looks like. */
const BALISES_DE_TEXTE: ReadonlySet<string> = new Set(
  'textarea title script style xmp iframe noembed noframes plaintext'.split(' '),
);

/**
 * What the content security policy of the page would stop in silence, and what calls outside: told here, so that a designer
 * is not surprised. What Handlebars writes stands as blanks: it is escaped.
 */
export function fautesDeHtml(texte: string): FauteDeHtml[] {
  const html = sansMoustaches(texte);
  return balisesDe(html)
    .flatMap(({ nom, debut, attributs }) => {
      const ecrite = html.slice(debut, debut + 1 + nom.length);
      const refusee = refusDeBalise(nom, ecrite);
      return [
        ...(refusee ? [{ debut, fin: debut + ecrite.length, ...refusee }] : []),
        ...attributs.flatMap((attribut) => {
          const refus = refusDAttribut(nom, attribut.nom, attribut.valeur);
          return refus ? [{ debut: attribut.debut, fin: attribut.fin, ...refus }] : [];
        }),
      ];
    })
    .sort((une, autre) => une.debut - autre.debut);
}

interface Balise {
  readonly nom: string;
  readonly debut: number;
  readonly fin: number;
  readonly attributs: readonly { nom: string; valeur: string; debut: number; fin: number }[];
}

/** A tag that goes on beyond this is looked at up to there. */
const BALISE_MAX = 10_000;

/**
 * The tags of a piece of HTML. Where a browser would drop some in this piece alone (a row out of its table, a tag that
 * another template closes), they are read by themselves: once joined to others, it may keep them.
 */
function balisesDe(html: string): Balise[] {
  const lues: Balise[] = [];
  const passes: (readonly [debut: number, fin: number])[] = [];
  for (const noeud of noeudsDe(parseFragment(html, LIEUX))) {
    const balise = baliseDe(noeud, 0);
    if (balise) lues.push(balise);
    const place = placeSansBalise(noeud) ?? (balise && ([balise.debut, balise.fin] as const));
    if (place) passes.push(place);
  }
  passes.sort(([une], [autre]) => une - autre);
  let suivante = 0;
  let jusque = 0;
  for (const { index } of html.matchAll(/<[a-z]/gi)) {
    for (; (passes[suivante]?.[0] ?? Number.POSITIVE_INFINITY) <= index; suivante++)
      jusque = Math.max(jusque, passes[suivante]?.[1] ?? 0);
    if (index < jusque) continue;
    const balise = baliseSeule(html.slice(index, index + BALISE_MAX), index);
    if (!balise) continue;
    lues.push(balise);
    jusque = balise.fin;
  }
  return lues;
}

/** Without scripts, `noscript` holds HTML. */
const LIEUX = { sourceCodeLocationInfo: true, scriptingEnabled: false } as const;
/** What may lack to a tag for it to be one. */
const FINS = ['', '>', '">', "'>"] as const;

/** Where a browser may keep it: nearly everywhere, at the start of a page, in a page of frames. */
const LECTURES = [
  (html: string) => parseFragment(html, LIEUX),
  (html: string) => parse(html, LIEUX),
  (html: string) => parse(CADRES + html, LIEUX),
] as const;
const CADRES = '<frameset>';

function baliseSeule(html: string, depuis: number): Balise | undefined {
  // Most tags end where they seem to; a value between quotes may hold what looks like an end.
  const courte = html.slice(0, html.indexOf('>') + 1);
  for (const ecrite of [courte, ...FINS.map((fin) => html + fin)])
    for (const [rang, lire] of LECTURES.entries()) {
      const debut = rang === 2 ? CADRES.length : 0;
      for (const noeud of noeudsDe(lire(ecrite))) {
        const balise = baliseDe(noeud, depuis - debut);
        if (balise?.debut === depuis) return balise;
      }
    }
  return undefined;
}

/** All that a tree holds, in the order of the text. Goes down without calling itself: the text may be nested to any depth. */
function noeudsDe(racine: DefaultTreeAdapterTypes.Node): DefaultTreeAdapterTypes.Node[] {
  const noeuds: DefaultTreeAdapterTypes.Node[] = [];
  const aVoir = [racine];
  for (let noeud = aVoir.pop(); noeud; noeud = aVoir.pop()) {
    noeuds.push(noeud);
    if ('content' in noeud) aVoir.push(noeud.content);
    if ('childNodes' in noeud) aVoir.push(...noeud.childNodes.toReversed());
  }
  return noeuds;
}

function baliseDe(noeud: DefaultTreeAdapterTypes.Node, depuis: number): Balise | undefined {
  if (!('attrs' in noeud)) return undefined;
  const place: Token.Location | null | undefined = noeud.sourceCodeLocation?.startTag ?? noeud.sourceCodeLocation;
  if (!place) return undefined;
  const attributs = noeud.attrs.flatMap(({ prefix, name, value }) => {
    const nom = (prefix ? `${prefix}:${name}` : name).toLowerCase();
    const lieu = noeud.sourceCodeLocation?.attrs?.[nom];
    return lieu ? [{ nom, valeur: value, debut: depuis + lieu.startOffset, fin: depuis + lieu.endOffset }] : [];
  });
  return { nom: noeud.tagName, debut: depuis + place.startOffset, fin: depuis + place.endOffset, attributs };
}

/** Where a comment stands, or the text of an element that holds nothing else: what looks like a tag there is none. */
function placeSansBalise(noeud: DefaultTreeAdapterTypes.Node): readonly [debut: number, fin: number] | undefined {
  const estUnTexte =
    noeud.nodeName === '#text' && 'parentNode' in noeud && BALISES_DE_TEXTE.has(noeud.parentNode?.nodeName ?? '');
  if (noeud.nodeName !== '#comment' && !estUnTexte) return undefined;
  const place = 'sourceCodeLocation' in noeud ? noeud.sourceCodeLocation : undefined;
  return place ? [place.startOffset, place.endOffset] : undefined;
}

const MOUSTACHE = /\{\{!--[\s\S]*?--~?\}\}|\{\{\{[\s\S]*?\}\}\}|\{\{[\s\S]*?\}\}/g;

/**
 * The HTML of a template, with blanks where Handlebars is: each sign stays in its place. What is alone the name of a tag
 * becomes a name, and what is alone the value of an attribute an empty one: what follows would be taken for it otherwise.
 */
function sansMoustaches(texte: string): string {
  return texte.replace(MOUSTACHE, (moustache, rang: number) => {
    const blancs = moustache.replace(/[^\n]/g, ' ');
    const avant = texte.slice(Math.max(0, rang - BALISE_MAX), rang);
    if (/<\/?$/.test(avant)) return moustache.replace(/[^\n]/g, 'x');
    const seule =
      /=\s*$/.test(avant) && /^(?:[\s>/]|$)/.test(texte.slice(rang + moustache.length, rang + moustache.length + 1));
    return seule ? `""${blancs.slice(2)}` : blancs;
  });
}

import {
  type Document,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
} from 'yaml';
import type { Chemin } from '../domain/constats/constat.ts';

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A piece of a collection, from where it starts to the end of what it holds. */
interface Extent {
  readonly start: number;
  readonly end: number;
}

/**
 * Changes a YAML text here and there and leaves all the rest as people wrote it: comments, blank lines, quotes. The text is
 * one that was read without a fault; a path that leads nowhere changes nothing.
 */
export class YamlEdits {
  readonly #text: string;
  readonly #document: Document;
  readonly #edits: Edit[] = [];

  constructor(texte: string) {
    this.#text = texte;
    this.#document = parseDocument(texte, { schema: 'failsafe', uniqueKeys: false });
  }

  /** Puts a plain text in the place of a value; an empty one leaves the key alone, to be filled in. */
  replace(chemin: Chemin, valeur: string): void {
    const noeud = this.#document.getIn(chemin, true);
    if (!isScalar(noeud) || !noeud.range) return;
    const [debut, fin] = noeud.range;
    if (valeur !== '') this.#edits.push({ start: debut, end: fin, text: valeur });
    else this.#edits.push({ start: debut - spacesBefore(this.#text, debut), end: fin, text: '' });
  }

  /** Adds a line of comment above a key of a map written line by line. */
  annotate(chemin: Chemin, commentaire: string): void {
    const parent = this.#parent(chemin);
    const place = parent && isMap(parent) && !parent.flow ? extentOf(parent.items, indexOf(parent, chemin)) : undefined;
    if (!place) return;
    const debut = startOfLine(this.#text, place.start);
    const retrait = this.#text.slice(debut, place.start);
    if (retrait.trim() !== '') return;
    this.#edits.push({ start: debut, end: debut, text: `${retrait}# ${commentaire}${this.#lineEnd}` });
  }

  /** Takes out a key with its value, or an element of a list with the comment that stands on it. */
  remove(chemin: Chemin): void {
    const parent = this.#parent(chemin);
    if (!parent || !isCollection(parent)) return;
    const rang = indexOf(parent, chemin);
    const place = extentOf(parent.items, rang);
    if (!place) return;
    const suivante = extentOf(parent.items, rang + 1);
    if (parent.flow) this.#removeBetweenCommas(place, suivante, extentOf(parent.items, rang - 1));
    else this.#removeLines(place, suivante, isSeq(parent));
  }

  /** The text with all its changes. */
  result(): string {
    return [...this.#edits]
      .sort((gauche, droite) => droite.start - gauche.start)
      .reduce(
        (texte, { start: debut, end: fin, text: mis }) => `${texte.slice(0, debut)}${mis}${texte.slice(fin)}`,
        this.#text,
      );
  }

  get #lineEnd(): string {
    return this.#text.includes('\r\n') ? '\r\n' : '\n';
  }

  #parent(chemin: Chemin): Node | undefined {
    const noeud = chemin.length < 2 ? this.#document.contents : this.#document.getIn(chemin.slice(0, -1), true);
    return isNode(noeud) ? noeud : undefined;
  }

  #removeBetweenCommas(place: Extent, suivante: Extent | undefined, precedente: Extent | undefined): void {
    if (suivante) this.#edits.push({ start: place.start, end: suivante.start, text: '' });
    else this.#edits.push({ start: precedente?.end ?? place.start, end: place.end, text: '' });
  }

  #removeLines(place: Extent, suivante: Extent | undefined, liste: boolean): void {
    const texte = this.#text;
    const tiret = liste ? texte.lastIndexOf('-', place.start - 1) : place.start;
    const ligne = startOfLine(texte, tiret);
    // The first key of an element stands behind its dash, which the next key then takes.
    if (texte.slice(ligne, tiret).trim() !== '' && suivante) {
      this.#edits.push({ start: place.start, end: suivante.start, text: '' });
      return;
    }
    const debut = liste ? startOfComment(texte, ligne) : ligne;
    let fin = endOfLine(texte, place.end);
    if (liste && suivante) while (isBlankLine(texte, fin)) fin = endOfLine(texte, fin + 1);
    this.#edits.push({ start: debut, end: fin, text: '' });
  }
}

function indexOf(parent: Node, chemin: Chemin): number {
  const cle = chemin.at(-1);
  if (!isMap(parent)) return Number(cle);
  return parent.items.findIndex(({ key }) => isScalar(key) && key.value === cle);
}

function extentOf(elements: readonly unknown[], rang: number): Extent | undefined {
  const element = elements[rang];
  const noeud = isPair(element) ? (element as Pair).key : element;
  const debut = isNode(noeud) ? noeud.range?.[0] : undefined;
  return debut === undefined ? undefined : { start: debut, end: endOf(element) };
}

/** Where the last thing written in a node ends: the range of a collection also takes what follows it. */
function endOf(element: unknown): number {
  if (isPair(element)) {
    const { key, value } = element as Pair;
    return Math.max(endOf(key), isNode(value) ? endOf(value) : 0);
  }
  if (isCollection(element) && !element.flow) return Math.max(element.range?.[0] ?? 0, ...element.items.map(endOf));
  return isNode(element) ? (element.range?.[1] ?? 0) : 0;
}

function spacesBefore(texte: string, rang: number): number {
  return /[ \t]*$/.exec(texte.slice(startOfLine(texte, rang), rang))?.[0].length ?? 0;
}

function startOfLine(texte: string, rang: number): number {
  return texte.lastIndexOf('\n', rang - 1) + 1;
}

/** Where the line after this place starts. */
function endOfLine(texte: string, rang: number): number {
  // A folded text ends after its line feed: its last line is its own.
  if (texte[rang - 1] === '\n') return rang;
  const fin = texte.indexOf('\n', rang);
  return fin < 0 ? texte.length : fin + 1;
}

function isBlankLine(texte: string, debut: number): boolean {
  return debut < texte.length && texte.slice(debut, endOfLine(texte, debut + 1)).trim() === '';
}

/** Where the comment that stands right above a line starts, when a blank line parts it from the rest. */
function startOfComment(texte: string, ligne: number): number {
  let debut = ligne;
  while (debut > 0) {
    const avant = startOfLine(texte, debut - 1);
    const contenu = texte.slice(avant, debut).trim();
    if (contenu === '') return debut;
    if (!contenu.startsWith('#')) return ligne;
    debut = avant;
  }
  return ligne;
}

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

interface Retouche {
  readonly debut: number;
  readonly fin: number;
  readonly texte: string;
}

/** A piece of a collection, from where it starts to the end of what it holds. */
interface Etendue {
  readonly debut: number;
  readonly fin: number;
}

/**
 * Changes a YAML text here and there and leaves all the rest as people wrote it: comments, blank lines, quotes. The text is
 * one that was read without a fault; a path that leads nowhere changes nothing.
 */
export class YamlEdits {
  readonly #texte: string;
  readonly #document: Document;
  readonly #retouches: Retouche[] = [];

  constructor(texte: string) {
    this.#texte = texte;
    this.#document = parseDocument(texte, { schema: 'failsafe', uniqueKeys: false });
  }

  /** Puts a plain text in the place of a value; an empty one leaves the key alone, to be filled in. */
  remplacer(chemin: Chemin, valeur: string): void {
    const noeud = this.#document.getIn(chemin, true);
    if (!isScalar(noeud) || !noeud.range) return;
    const [debut, fin] = noeud.range;
    if (valeur !== '') this.#retouches.push({ debut, fin, texte: valeur });
    else this.#retouches.push({ debut: debut - espacesAvant(this.#texte, debut), fin, texte: '' });
  }

  /** Adds a line of comment above a key of a map written line by line. */
  annoter(chemin: Chemin, commentaire: string): void {
    const parent = this.#parent(chemin);
    const place = parent && isMap(parent) && !parent.flow ? etendueDe(parent.items, rangDe(parent, chemin)) : undefined;
    if (!place) return;
    const debut = debutDeLigne(this.#texte, place.debut);
    const retrait = this.#texte.slice(debut, place.debut);
    if (retrait.trim() !== '') return;
    this.#retouches.push({ debut, fin: debut, texte: `${retrait}# ${commentaire}${this.#finDeLigne}` });
  }

  /** Takes out a key with its value, or an element of a list with the comment that stands on it. */
  retirer(chemin: Chemin): void {
    const parent = this.#parent(chemin);
    if (!parent || !isCollection(parent)) return;
    const rang = rangDe(parent, chemin);
    const place = etendueDe(parent.items, rang);
    if (!place) return;
    const suivante = etendueDe(parent.items, rang + 1);
    if (parent.flow) this.#retirerEntreVirgules(place, suivante, etendueDe(parent.items, rang - 1));
    else this.#retirerLignes(place, suivante, isSeq(parent));
  }

  /** The text with all its changes. */
  resultat(): string {
    return [...this.#retouches]
      .sort((gauche, droite) => droite.debut - gauche.debut)
      .reduce((texte, { debut, fin, texte: mis }) => `${texte.slice(0, debut)}${mis}${texte.slice(fin)}`, this.#texte);
  }

  get #finDeLigne(): string {
    return this.#texte.includes('\r\n') ? '\r\n' : '\n';
  }

  #parent(chemin: Chemin): Node | undefined {
    const noeud = chemin.length < 2 ? this.#document.contents : this.#document.getIn(chemin.slice(0, -1), true);
    return isNode(noeud) ? noeud : undefined;
  }

  #retirerEntreVirgules(place: Etendue, suivante: Etendue | undefined, precedente: Etendue | undefined): void {
    if (suivante) this.#retouches.push({ debut: place.debut, fin: suivante.debut, texte: '' });
    else this.#retouches.push({ debut: precedente?.fin ?? place.debut, fin: place.fin, texte: '' });
  }

  #retirerLignes(place: Etendue, suivante: Etendue | undefined, liste: boolean): void {
    const texte = this.#texte;
    const tiret = liste ? texte.lastIndexOf('-', place.debut - 1) : place.debut;
    const ligne = debutDeLigne(texte, tiret);
    // The first key of an element stands behind its dash, which the next key then takes.
    if (texte.slice(ligne, tiret).trim() !== '' && suivante) {
      this.#retouches.push({ debut: place.debut, fin: suivante.debut, texte: '' });
      return;
    }
    const debut = liste ? debutDuCommentaire(texte, ligne) : ligne;
    let fin = finDeLigne(texte, place.fin);
    if (liste && suivante) while (ligneVide(texte, fin)) fin = finDeLigne(texte, fin + 1);
    this.#retouches.push({ debut, fin, texte: '' });
  }
}

function rangDe(parent: Node, chemin: Chemin): number {
  const cle = chemin.at(-1);
  if (!isMap(parent)) return Number(cle);
  return parent.items.findIndex(({ key }) => isScalar(key) && key.value === cle);
}

function etendueDe(elements: readonly unknown[], rang: number): Etendue | undefined {
  const element = elements[rang];
  const noeud = isPair(element) ? (element as Pair).key : element;
  const debut = isNode(noeud) ? noeud.range?.[0] : undefined;
  return debut === undefined ? undefined : { debut, fin: finDe(element) };
}

/** Where the last thing written in a node ends: the range of a collection also takes what follows it. */
function finDe(element: unknown): number {
  if (isPair(element)) {
    const { key, value } = element as Pair;
    return Math.max(finDe(key), isNode(value) ? finDe(value) : 0);
  }
  if (isCollection(element) && !element.flow) return Math.max(element.range?.[0] ?? 0, ...element.items.map(finDe));
  return isNode(element) ? (element.range?.[1] ?? 0) : 0;
}

function espacesAvant(texte: string, rang: number): number {
  return /[ \t]*$/.exec(texte.slice(debutDeLigne(texte, rang), rang))?.[0].length ?? 0;
}

function debutDeLigne(texte: string, rang: number): number {
  return texte.lastIndexOf('\n', rang - 1) + 1;
}

/** Where the line after this place starts. */
function finDeLigne(texte: string, rang: number): number {
  // A folded text ends after its line feed: its last line is its own.
  if (texte[rang - 1] === '\n') return rang;
  const fin = texte.indexOf('\n', rang);
  return fin < 0 ? texte.length : fin + 1;
}

function ligneVide(texte: string, debut: number): boolean {
  return debut < texte.length && texte.slice(debut, finDeLigne(texte, debut + 1)).trim() === '';
}

/** Where the comment that stands right above a line starts, when a blank line parts it from the rest. */
function debutDuCommentaire(texte: string, ligne: number): number {
  let debut = ligne;
  while (debut > 0) {
    const avant = debutDeLigne(texte, debut - 1);
    const contenu = texte.slice(avant, debut).trim();
    if (contenu === '') return debut;
    if (!contenu.startsWith('#')) return ligne;
    debut = avant;
  }
  return ligne;
}

import type { PlaceInWindow } from './text-window.ts';

/** What keeps an XML document from being read, in words, and what to do about it. */
export interface XmlFault {
  readonly message: string;
  readonly remede: string;
  readonly place?: PlaceInWindow;
}

/** Thrown while a document is read, by its reader or its visitor, when nothing more of it can be understood. */
export class UnreadableXml extends Error {
  readonly fault: XmlFault;
  constructor(fault: XmlFault) {
    super(fault.message);
    this.name = 'UnreadableXml';
    this.fault = fault;
  }
}

const ASK_AGAIN =
  'Le fichier est incomplet, abîmé ou retouché à la main. Redemandez-le, tel que le logiciel l’a produit.';

/** What the parser says, by how its messages begin, in our words; nothing of its own is kept but the names of the file. */
const SAYINGS: readonly (readonly [start: RegExp, said: string])[] = [
  [/^unclosed tag: (.+)$/, 'le document s’arrête avant la fin : l’élément « $1 » n’est pas fermé'],
  [/^unexpected end/, 'le document s’arrête au milieu d’un élément'],
  [/^document must contain a root/, 'le document est vide'],
  [/^unmatched closing tag: (.+)\.$/, 'la balise fermante « $1 » ne ferme aucun élément'],
  [/^(?:unexpected close tag|weird empty close)/, 'une balise fermante ne ferme aucun élément'],
  [
    /^(?:undefined entity|disallowed character in entity|malformed (?:character )?entity|empty entity)/,
    'une entité « &…; » n’est pas de celles du XML',
  ],
  [/^disallowed character(?: in attribute value)?\.?$/, 'un caractère n’est pas permis ici'],
  [/^(?:disallowed character in|malformed name)/, 'un caractère n’est pas permis dans un nom'],
  [/^text data outside/, 'du texte se trouve hors de l’élément racine'],
  [/^documents may contain only one root/, 'le document a plus d’un élément racine'],
  [/^duplicate attribute: (?:\{.*\})?(.+)\.$/, 'l’attribut « $1 » est écrit deux fois dans le même élément'],
  [/^unbound namespace prefix: "(.+)"\.$/, 'le préfixe « $1 » n’est pas déclaré'],
  [/(?:xmlns|namespace|prefix)/, 'un espace de noms est mal déclaré'],
  [
    /^(?:attribute without value|unquoted attribute|no whitespace between|forward-slash in opening tag)/,
    'un attribut est mal écrit',
  ],
  [
    /^(?:an|the) XML declaration must (?:be|appear) at the start/,
    'le prologue <?xml …?> n’est pas au tout début du fichier',
  ],
  [
    /^(?:XML declaration|version number|standalone value|expected (?:one of|the name)|value (?:required|must be quoted)|did not expect any more|whitespace required|The character \? is disallowed)/,
    'le prologue <?xml …?> est mal écrit',
  ],
  [/^processing instruction/, 'une instruction <?…?> est mal écrite, ou mal placée'],
  [/^malformed comment/, 'un commentaire contient « -- »'],
  [/^the string "\]\]>"/, '« ]]> » ne s’écrit pas dans un texte'],
];

/** A fault found by the parser, told in our words. */
export function syntaxFault(message: string, place: PlaceInWindow): XmlFault {
  // The parser may put where it stands before what it says.
  const bare = message.replace(/^(?:[^:]*:)?\d+:\d+: /, '');
  let told = 'la syntaxe est fautive';
  for (const [start, said] of SAYINGS) {
    const found = start.exec(bare);
    if (found === null) continue;
    told = said.replace('$1', () => (found[1] ?? '').slice(0, 100));
    break;
  }
  return { message: `ce XML n’est pas bien formé : ${told}`, remede: ASK_AGAIN, place };
}

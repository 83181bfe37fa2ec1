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

/** What the parser says, by how its messages begin, in our words. */
const SAYINGS: readonly (readonly [debut: RegExp, message: string])[] = [
  [/^unclosed tag: (.+)$/, 'le document s’arrête avant la fin : l’élément « $1 » n’est pas fermé'],
  [/^unexpected end/, 'le document s’arrête au milieu d’un élément'],
  [/^document must contain a root/, 'le document est vide'],
  [/^(?:unexpected close tag|unmatched closing tag|weird empty close)/, 'une balise fermante ne ferme aucun élément'],
  [/^disallowed character(?: in attribute value)?\.?$/, 'un caractère n’est pas permis ici'],
  [/^disallowed character in/, 'un caractère n’est pas permis dans un nom'],
  [
    /^(?:undefined entity|disallowed character in entity|malformed (?:character )?entity|empty entity)/,
    'une entité « &…; » n’est pas de celles du XML',
  ],
  [/^text data outside/, 'du texte se trouve hors de l’élément racine'],
  [/^documents may contain only one root/, 'le document a plus d’un élément racine'],
  [/^duplicate attribute/, 'un attribut est écrit deux fois dans le même élément'],
  [/^unbound namespace prefix/, 'un préfixe n’est pas déclaré'],
  [/^(?:attribute without value|unquoted attribute|no whitespace between)/, 'un attribut est mal écrit'],
  [/^an XML declaration must be at the start/, 'le prologue <?xml …?> n’est pas au tout début du fichier'],
];

/** A fault found by the parser, told in our words. */
export function syntaxFault(message: string, place: PlaceInWindow): XmlFault {
  // The parser may put where it stands before what it says.
  const bare = message.replace(/^(?:[^:]*:)?\d+:\d+: /, '');
  const known = SAYINGS.find(([start]) => start.test(bare));
  const said = known === undefined ? 'la syntaxe est fautive' : bare.replace(known[0], known[1]).slice(0, 200);
  return { message: `ce XML n’est pas bien formé : ${said}`, remede: ASK_AGAIN, place };
}

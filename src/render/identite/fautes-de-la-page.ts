import { html as norme, parse, type Token, type TreeAdapter, type TreeAdapterTypeMap } from 'parse5';
import type { FauteDeHtml } from './fautes-de-html.ts';
import { refusDAttribut, refusDeBalise } from './refus-de-la-page.ts';

/** Where the body of every page starts, after the head that the tool alone writes; where its own last scripts start. */
const CORPS = '<body>';
const FIN = '<script type="application/json" id="donnees">';
/** The scripts of the tool at the end: the data, the script. */
const SCRIPTS_DE_LA_FIN = 2;
/** Deeper than any page that people read; browsers themselves stop at 512. */
const NIVEAUX_MAX = 200;
/** Faults of one page that are looked at: a template of one line may be drawn five thousand times. */
const FAUTES_MAX = 10_000;

/**
 * What a page holds that it may not, as a browser reads it: run by itself, fetched, led elsewhere. What is read is the page as
 * drawn, whatever the templates that drew it look like.
 */
export function fautesDeLaPage(page: string): FauteDeHtml[] {
  const fautes = lire(page, true);
  // Only without scripts does a browser read what stands there.
  if (fautes.length === 0 && /<noscript/i.test(page)) return lire(page, false);
  return fautes;
}

function lire(page: string, scripts: boolean): FauteDeHtml[] {
  const lecture = new Lecture(page);
  try {
    parse(page, { treeAdapter: lecture.arbre, sourceCodeLocationInfo: true, scriptingEnabled: scripts });
  } catch (erreur) {
    if (!(erreur instanceof TropProfonde)) throw erreur;
    return lecture.fautes;
  }
  lecture.exigerLaFin();
  return lecture.fautes;
}

/** What a name of an attribute is made of once the text of a page is read as a tag. */
const MAL_FERME = {
  message: 'une balise, ou une valeur entre guillemets, n’est pas fermée : la suite de la page s’y perd',
  remede: 'Fermez la balise par >, ou les guillemets.',
} as const;

/**
 * What a browser reads as text alone, and of what else it keeps nothing: opened by a template and left so, it takes the tags that
 * follow, to the first end of its name. Each with what tells that it did: a tag, or another of what stands between.
 */
const TAIRE: ReadonlyMap<string, RegExp> = new Map([
  ...['title', 'textarea', 'xmp', 'noembed', 'noframes'].map((nom) => [nom, /<[a-z/!]/i] as const),
  ['noscript', /<noscript[\s/>]/i],
  ['select', /<(?!\/?(?:option|optgroup|hr)[\s/>])[a-z/]/i],
]);

class TropProfonde extends Error {}

/** A place of the tree: what stands in it is not kept, so that the longest of pages takes no more than its text. */
interface Noeud {
  readonly nom: string;
  readonly espace: norme.NS;
  readonly attributs: Token.Attribute[];
  contenu?: Noeud;
  parent: Noeud | null;
  /** Where its tag stands, and where what it holds starts. */
  debut: number;
  dedans: number;
}

type Types = TreeAdapterTypeMap<Noeud, Noeud, Noeud, Noeud, Noeud, Noeud, Noeud, Noeud, Noeud, Noeud>;

const TEXTE = '#text';
const COMMENTAIRE = '#comment';
const PAGE = '#document';
const MORCEAU = '#document-fragment';
const PLACE: Token.ElementLocation = {
  startLine: 0,
  startCol: 0,
  startOffset: 0,
  endLine: 0,
  endCol: 0,
  endOffset: 0,
};

class Lecture {
  readonly fautes: FauteDeHtml[] = [];
  readonly #page: string;
  readonly #corps: number;
  readonly #fin: number;
  #niveau = 0;
  /** Where the last tag that was read stands. */
  #dernier = 0;
  #mode = norme.DOCUMENT_MODE.NO_QUIRKS;
  #deLaFin = 0;

  constructor(page: string) {
    this.#page = page;
    this.#corps = page.indexOf(CORPS);
    this.#fin = page.lastIndexOf(FIN);
  }

  /** What is written by the tool itself: before the body, and from its own data on. */
  #estDeLOutil(debut: number): boolean {
    return debut < this.#corps || debut >= this.#fin;
  }

  #dire(faute: FauteDeHtml): void {
    if (this.fautes.length < FAUTES_MAX) this.fautes.push(faute);
  }

  /** The scripts of the tool are read as such, else something before them swallowed them. */
  exigerLaFin(): void {
    if (this.#deLaFin === SCRIPTS_DE_LA_FIN || this.fautes.length > 0) return;
    const nom = /^<[a-z0-9]*/i.exec(this.#page.slice(this.#dernier, this.#dernier + 30))?.[0] ?? '';
    this.#dire({
      debut: this.#dernier,
      fin: this.#dernier + Math.max(nom.length, 1),
      message: 'une balise, une valeur entre guillemets ou un commentaire n’est pas fermé : la fin de la page s’y perd',
      remede: 'Fermez-le dans ce gabarit.',
    });
  }

  #verifier(nom: string, attributs: readonly Token.Attribute[], place: Token.ElementLocation): void {
    const { startOffset: debut } = place;
    this.#dernier = Math.max(this.#dernier, debut);
    if (this.#estDeLOutil(debut)) {
      if (debut >= this.#fin && nom === 'script') this.#deLaFin += 1;
      return;
    }
    const fin = debut + 1 + nom.length;
    const refusee = refusDeBalise(nom, this.#page.slice(debut, fin));
    if (refusee) this.#dire({ debut, fin, ...refusee });
    for (const { prefix, name, value } of attributs) {
      const entier = (prefix ? `${prefix}:${name}` : name).toLowerCase();
      const refus = refusDAttribut(nom.toLowerCase(), entier, value) ?? (/["'<]/.test(entier) ? MAL_FERME : undefined);
      const ici = place.attrs?.[entier];
      if (refus) this.#dire({ debut: ici?.startOffset ?? debut, fin: ici?.endOffset ?? fin, ...refus });
    }
  }

  /** @param fin where what it holds ends */
  #verifierLeTexte({ nom, espace, debut, dedans }: Noeud, fin: number): void {
    const signe = espace === norme.NS.HTML && !this.#estDeLOutil(debut) ? TAIRE.get(nom) : undefined;
    if (!signe?.test(this.#page.slice(dedans, fin))) return;
    this.#dire({
      debut,
      fin: debut + 1 + nom.length,
      message: `<${nom}> n’est pas fermé là où il devrait l’être : la page y perd les balises qui suivent, jusqu’à celle qui le ferme`,
      remede: `Fermez-le par </${nom}> dans ce gabarit, avant toute autre balise.`,
    });
  }

  /** What the tool writes last stands in the body itself, else something left open before holds it, and hides it. */
  #exigerLeCorps(noeud: Noeud, dans: Noeud): void {
    if (noeud.nom !== 'script' || noeud.debut < this.#fin || dans.nom === 'body' || this.fautes.length > 0) return;
    const { nom, debut } = dans.nom === MORCEAU ? (dans.parent ?? dans) : dans;
    this.#dire({
      debut,
      fin: debut + 1 + nom.length,
      message: `<${nom}> n’est pas fermé : il tient la page jusqu’à sa fin`,
      remede: `Fermez-le par </${nom}> dans ce gabarit.`,
    });
  }

  #noeud(nom: string, espace = norme.NS.HTML, attributs: Token.Attribute[] = []): Noeud {
    return { nom, espace, attributs, parent: null, debut: 0, dedans: 0 };
  }

  get arbre(): TreeAdapter<Types> {
    const texte = this.#noeud(TEXTE);
    const enfants = [texte];
    return {
      createDocument: () => this.#noeud(PAGE),
      createDocumentFragment: () => this.#noeud(MORCEAU),
      createElement: (nom, espace, attributs) => this.#noeud(nom, espace, attributs),
      createCommentNode: () => this.#noeud(COMMENTAIRE),
      createTextNode: () => texte,
      setNodeSourceCodeLocation: (noeud, place) => {
        if (place === null) return;
        if (noeud.nom === COMMENTAIRE) this.#dernier = place.startOffset;
        else if (!noeud.nom.startsWith('#')) {
          noeud.debut = place.startOffset;
          noeud.dedans = place.startTag?.endOffset ?? place.endOffset;
          this.#verifier(noeud.nom, noeud.attributs, place);
        }
      },
      getNodeSourceCodeLocation: () => PLACE,
      updateNodeSourceCodeLocation: (noeud, { endTag, endOffset }) => {
        const fin = endTag?.startOffset ?? endOffset;
        if (fin !== undefined) this.#verifierLeTexte(noeud, fin);
      },
      // A second <body> is not one: what it says is given to the first.
      adoptAttributes: (_, attributs) => {
        const ecrite = /<(?:body|html)[\s/>]/i.exec(this.#page.slice(this.#dernier + 1));
        const debut = this.#dernier + 1 + (ecrite?.index ?? 0);
        const nom = (ecrite?.[0] ?? '<body>').slice(1, -1);
        this.#verifier(nom, attributs, { ...PLACE, startOffset: debut });
      },
      appendChild: (parent, noeud) => {
        noeud.parent = parent;
        this.#exigerLeCorps(noeud, parent);
      },
      insertBefore: (parent, noeud) => {
        noeud.parent = parent;
      },
      detachNode: (noeud) => {
        noeud.parent = null;
      },
      insertText: () => {},
      insertTextBefore: () => {},
      setTemplateContent: (noeud, contenu) => {
        noeud.contenu = contenu;
        contenu.parent = noeud;
      },
      getTemplateContent: (noeud) => noeud.contenu ?? noeud,
      setDocumentType: () => {},
      setDocumentMode: (_, mode) => {
        this.#mode = mode;
      },
      getDocumentMode: () => this.#mode,
      getFirstChild: () => null,
      getChildNodes: () => enfants,
      getParentNode: ({ parent }) => parent,
      getAttrList: ({ attributs }) => attributs,
      getTagName: ({ nom }) => nom,
      getNamespaceURI: ({ espace }) => espace,
      getTextNodeContent: () => '',
      getCommentNodeContent: () => '',
      getDocumentTypeNodeName: () => '',
      getDocumentTypeNodePublicId: () => '',
      getDocumentTypeNodeSystemId: () => '',
      isTextNode: (noeud): noeud is Noeud => noeud.nom === TEXTE,
      isCommentNode: (noeud): noeud is Noeud => noeud.nom === COMMENTAIRE,
      isDocumentTypeNode: (noeud): noeud is Noeud => false,
      isElementNode: (noeud): noeud is Noeud => !noeud.nom.startsWith('#'),
      onItemPush: ({ nom }) => {
        this.#niveau += 1;
        if (this.#niveau <= NIVEAUX_MAX) return;
        this.#dire({
          debut: this.#dernier,
          fin: this.#dernier + 1 + nom.length,
          message: `plus de ${NIVEAUX_MAX} balises ouvertes les unes dans les autres`,
          remede: 'Fermez chaque balise, ou simplifiez ce gabarit.',
        });
        throw new TropProfonde();
      },
      onItemPop: () => {
        this.#niveau -= 1;
      },
    };
  }
}

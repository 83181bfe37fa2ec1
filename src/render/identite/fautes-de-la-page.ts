import { html as norme, parse, type Token, type TreeAdapter, type TreeAdapterTypeMap } from 'parse5';
import { BalisesLues } from './balises-lues.ts';
import type { FauteDeHtml } from './fautes-de-html.ts';
import { attributPermis, balisePermise, PIECES_DE_LA_FENETRE } from './permis-de-la-page.ts';
import { refusDAttribut, refusDeBalise } from './refus-de-la-page.ts';

/** Where the body of every page starts, after the head that the tool alone writes; where its own last scripts start. */
const CORPS = '<body>';
const FIN = '<script type="application/json" id="donnees">';
/** The scripts of the tool at the end: the data, the script. */
const SCRIPTS_DE_LA_FIN = 2;
/** What the tool itself writes around the sections, at their end. */
const FIN_DES_SECTIONS = '</div>\n</div>\n</div>\n</main>\n<footer class="pied"';
/** What is open there: the last <div> of the sections is that of the appendices. */
const OUVERTES_A_LA_FIN = 'html body main div div div';
/** Where the last scripts stand, the foot of the page and the window on lines. */
const DANS_LE_CORPS = 'html body';
/** What an element draws each time that it is placed: templates may place it twice, and links lead to the first. */
const REPERES_D_ELEMENT = /^(?:table|bases)-/;
/** Deeper than any page that people read; browsers themselves stop at 512. */
const NIVEAUX_MAX = 200;
/** Faults of one page that are looked at: a template of one line may be drawn five thousand times. */
const FAUTES_MAX = 10_000;

/**
 * What a page holds that it may not, as a browser reads it: run by itself, fetched, led elsewhere. What is read is the page as
 * drawn, whatever the templates that drew it look like.
 */
export function fautesDeLaPage(page: string): FauteDeHtml[] {
  const lecture = new Lecture(page);
  try {
    parse(page, { treeAdapter: lecture.arbre, sourceCodeLocationInfo: true });
  } catch (erreur) {
    if (!(erreur instanceof TropProfonde)) throw erreur;
    return lecture.fautes;
  }
  lecture.finir();
  return lecture.fautes;
}

/** What a name of an attribute is made of once the text of a page is read as a tag. */
const MAL_FERME = {
  message: 'une balise, ou une valeur entre guillemets, n’est pas fermée : la suite de la page s’y perd',
  remede: 'Fermez la balise par >, ou les guillemets.',
} as const;

/** What no comment of a template holds. */
const AUTRE_CHOSE = /<!--|<\/?(?:section|main|header|footer)\b/i;

class TropProfonde extends Error {}

/** A place of the tree: what stands in it is not kept, so that the longest of pages takes no more than its text. */
interface Noeud {
  readonly nom: string;
  readonly espace: norme.NS;
  readonly attributs: Token.Attribute[];
  contenu?: Noeud;
  /** Where it starts in the page. */
  debut?: number;
  parent: Noeud | null;
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
  readonly #lieuDeFin: number;
  readonly #balises: BalisesLues;
  /** The names of what is open. */
  readonly #ouvertes: string[] = [];
  readonly #reperes = new Map<string, FauteDeHtml>();
  /** What stands in the window on lines. */
  readonly #pieces = new Set<string>();
  #fenetre: number | undefined;
  #finDesSections = '';
  /** Where the last tag that was read stands. */
  #dernier = 0;
  #mode = norme.DOCUMENT_MODE.NO_QUIRKS;
  #deLaFin = 0;

  constructor(page: string) {
    this.#page = page;
    this.#corps = page.indexOf(CORPS);
    this.#fin = page.lastIndexOf(FIN);
    this.#balises = new BalisesLues(page);
    this.#lieuDeFin = page.lastIndexOf(FIN_DES_SECTIONS, this.#fin);
  }

  /** What is written by the tool itself: before the body, and from its own data on. */
  #estDeLOutil(debut: number): boolean {
    return debut <= this.#corps || debut >= this.#fin;
  }

  #dire(faute: FauteDeHtml): void {
    if (this.fautes.length < FAUTES_MAX) this.fautes.push(faute);
  }

  /** What can only be said once all is read. */
  finir(): void {
    if (this.fautes.length > 0) return;
    for (const faute of this.#balises.jetees(this.#corps + CORPS.length, this.#fin)) this.#dire(faute);
    if (this.fautes.length > 0) return;
    if (this.#deLaFin !== SCRIPTS_DE_LA_FIN || this.#finDesSections !== OUVERTES_A_LA_FIN) this.#direLaFin();
    const absentes = PIECES_DE_LA_FENETRE.filter((piece) => !this.#pieces.has(piece));
    if (absentes.length === 0) return;
    const debut = this.#fenetre ?? this.#fin;
    this.#dire({
      debut,
      fin: debut + '<template'.length,
      message: `la fenêtre des lignes n’a pas tout ce dont la page se sert : ${absentes.join(', ')}`,
      remede: 'Reprenez-le du gabarit livré, templates/sections/explorateur.hbs.',
    });
  }

  /** The scripts of the tool are read as such, else something before them swallowed them. */
  #direLaFin(): void {
    const nom = /^<[a-z0-9]*/i.exec(this.#page.slice(this.#dernier, this.#dernier + 30))?.[0] ?? '';
    this.#dire({
      debut: this.#dernier,
      fin: this.#dernier + Math.max(nom.length, 1),
      message: 'une balise, une valeur entre guillemets ou un commentaire n’est pas fermé : la fin de la page s’y perd',
      remede: 'Fermez-le dans ce gabarit.',
    });
  }

  #verifier({ nom, espace, attributs }: Noeud, place: Token.ElementLocation): void {
    const { startOffset: debut } = place;
    this.#dernier = Math.max(this.#dernier, debut);
    this.#balises.ouvrir(place.startTag ?? place);
    if (debut <= this.#corps) return;
    const fin = debut + 1 + nom.length;
    const ouvertes = this.#ouvertes.join(' ');
    const valeurs = new Map(attributs.map(({ name, value }) => [name, value]));
    const repere = valeurs.get('id');
    if (repere !== undefined) this.#verifierLeRepere(repere, place.attrs?.id ?? { startOffset: debut, endOffset: fin });
    if (this.#estDeLOutil(debut)) {
      if (debut >= this.#fin && nom === 'script' && ouvertes === DANS_LE_CORPS) this.#deLaFin += 1;
      return;
    }
    const lieu = { dessin: espace === norme.NS.SVG, fenetre: this.#ouvertes.includes('template') };
    let permise = true;
    if (nom === 'template' && repere === 'explorateur' && ouvertes === DANS_LE_CORPS) this.#fenetre = debut;
    else {
      const refusee = refusDeBalise(nom, this.#page.slice(debut, fin)) ?? balisePermise(nom, valeurs, lieu);
      if (refusee) {
        this.#balises.refuser(place);
        this.#dire({ debut, fin, ...refusee });
      }
      permise = refusee === undefined;
    }
    if (lieu.fenetre) this.#noter(nom, valeurs);
    for (const { prefix, name, value } of attributs) {
      const entier = (prefix ? `${prefix}:${name}` : name).toLowerCase();
      const refus =
        refusDAttribut(nom.toLowerCase(), entier, value) ??
        (/["'<]/.test(entier) ? MAL_FERME : undefined) ??
        (permise ? attributPermis(nom, entier, lieu) : undefined);
      const ici = place.attrs?.[entier];
      if (refus) this.#dire({ debut: ici?.startOffset ?? debut, fin: ici?.endOffset ?? fin, ...refus });
    }
  }

  /** One that takes in another, or a section, was not closed where it was meant to be. */
  #verifierLeCommentaire(place: Token.Location): void {
    const { startOffset: debut, endOffset } = place;
    this.#balises.ouvrir(place);
    if (this.#estDeLOutil(debut)) return;
    if (endOffset <= this.#fin && !AUTRE_CHOSE.test(this.#page.slice(debut + 4, endOffset))) return;
    this.#dire({
      debut,
      fin: debut + '<!--'.length,
      bout: endOffset,
      message: 'ce commentaire n’est pas fermé, ou prend une section entière : la suite de la page s’y perd',
      remede: 'Fermez-le par -->, ou écrivez un commentaire de gabarit : {{!-- … --}}.',
    });
  }

  #noter(nom: string, valeurs: ReadonlyMap<string, string>): void {
    this.#pieces.add(nom);
    this.#pieces.add(`[name=${valeurs.get('name') ?? ''}]`);
    for (const classe of (valeurs.get('class') ?? '').split(/\s+/)) this.#pieces.add(`.${classe}`);
  }

  #verifierLeRepere(
    repere: string,
    { startOffset: debut, endOffset: fin }: Pick<Token.Location, 'startOffset' | 'endOffset'>,
  ): void {
    const ici: FauteDeHtml = {
      debut,
      fin,
      message: `« ${repere} » est déjà le nom d’un autre endroit de la page (id=) : les liens et le script n’en trouveraient qu’un`,
      remede: 'Prenez un autre nom, ou retirez-le.',
    };
    const sinon = this.#reperes.get(repere);
    if (sinon === undefined) this.#reperes.set(repere, ici);
    else if (sinon.debut !== debut && !REPERES_D_ELEMENT.test(repere)) this.#dire({ ...ici, sinon });
  }

  #noeud(nom: string, espace = norme.NS.HTML, attributs: Token.Attribute[] = []): Noeud {
    return { nom, espace, attributs, parent: null };
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
        noeud.debut = place.startOffset;
        if (noeud.nom === COMMENTAIRE) {
          this.#dernier = place.startOffset;
          this.#verifierLeCommentaire(place);
        } else if (!noeud.nom.startsWith('#')) this.#verifier(noeud, place);
      },
      getNodeSourceCodeLocation: () => PLACE,
      updateNodeSourceCodeLocation: ({ nom, debut }, { endTag, endOffset = 0 }) => {
        if (debut === undefined || nom.startsWith('#') || this.#estDeLOutil(debut)) return;
        const fin = endTag?.startOffset ?? endOffset;
        if (fin === this.#lieuDeFin) this.#finDesSections = this.#ouvertes.join(' ');
        const faute = this.#balises.fermer(nom, debut, fin);
        if (faute) this.#dire(faute);
      },
      // A second <body> is not one: it is told with what is not read as a tag.
      adoptAttributes: () => {},
      appendChild: (parent, noeud) => {
        noeud.parent = parent;
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
        this.#ouvertes.push(nom);
        if (this.#ouvertes.length <= NIVEAUX_MAX) return;
        this.#dire({
          debut: this.#dernier,
          fin: this.#dernier + 1 + nom.length,
          message: `plus de ${NIVEAUX_MAX} balises ouvertes les unes dans les autres`,
          remede: 'Fermez chaque balise, ou simplifiez ce gabarit.',
        });
        throw new TropProfonde();
      },
      // A copy may stand for what was opened: they have one name.
      onItemPop: ({ nom }) => {
        const rang = this.#ouvertes.lastIndexOf(nom);
        if (rang >= 0) this.#ouvertes.splice(rang, 1);
      },
    };
  }
}

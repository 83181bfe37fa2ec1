/** Why the page refuses a tag or an attribute, and what to do. */
export interface Refus {
  readonly message: string;
  readonly remede: string;
}

/** What runs, fetches, leads elsewhere by itself, or holds another page; of HTML and of the drawings in it. */
const BALISES_REFUSEES: ReadonlySet<string> = new Set(
  (
    'script style link meta base iframe frame frameset object embed applet audio video source track portal fencedframe bgsound ' +
    'animate animatecolor animatemotion animatetransform set foreignobject handler listener'
  ).split(' '),
);

const ADRESSES: ReadonlySet<string> = new Set(
  (
    'src srcset srcdoc href xlink:href action formaction poster data ping background lowsrc dynsrc longdesc manifest ' +
    'codebase classid archive imagesrcset attributionsrc'
  ).split(' '),
);
/** What people follow; all else that has an address is fetched. */
const LIENS: ReadonlySet<string> = new Set(['a', 'area']);
/** What shows a picture that the page holds. */
const IMAGES: ReadonlySet<string> = new Set(['img', 'image']);
/** Attributes of drawings that are read as style. */
const STYLES_DE_DESSIN: ReadonlySet<string> = new Set(
  'fill stroke filter mask clip-path marker marker-start marker-mid marker-end cursor'.split(' '),
);
/** What fetches in a style, however it is written: anything between parentheses but a piece of the drawing, or a sign that hides. */
const APPEL_DE_STYLE = /\\|@import|(?:url|image|image-set|src|element|cross-fade)\s*\((?!\s*["']?\s*#)/i;

const REMEDE_STYLE =
  'Servez-vous des classes des feuilles de style ; les couleurs se déclarent dans exercice.yaml, sous apparence.';
const REMEDE_SCRIPT = 'Retirez-le : la page n’exécute que ses propres scripts.';
const REMEDE_DEHORS =
  'Retirez-le : la page n’appelle rien au-dehors. Le logo se déclare dans exercice.yaml, sous apparence.';

/** @param ecrite the tag as written, without its end: `<Script` */
export function refusDeBalise(nom: string, ecrite = `<${nom}`): Refus | undefined {
  if (!BALISES_REFUSEES.has(nom.toLowerCase())) return undefined;
  return {
    message: `la balise ${ecrite}> n’a pas d’effet dans la page, ou lui est interdite`,
    remede: /style|link/i.test(nom) ? REMEDE_STYLE : /script/i.test(nom) ? REMEDE_SCRIPT : REMEDE_DEHORS,
  };
}

/** @param nom in lower case, its prefix before it: `xlink:href` */
export function refusDAttribut(balise: string, nom: string, brut: string): Refus | undefined {
  const valeur = brut.trim();
  if (nom.startsWith('on'))
    return { message: `« ${nom} » exécuterait un script, ce que la page refuse`, remede: REMEDE_SCRIPT };
  if (nom === 'style')
    return { message: 'un style écrit dans une balise est refusé par la page', remede: REMEDE_STYLE };
  const refus = { message: `« ${nom} » mène là où la page ne va pas`, remede: REMEDE_DEHORS };
  if (STYLES_DE_DESSIN.has(nom)) return APPEL_DE_STYLE.test(valeur) ? refus : undefined;
  if (!ADRESSES.has(nom) || valeur === '' || valeur.startsWith('#')) return undefined;
  if (nom.endsWith('href') && LIENS.has(balise) && /^(?:https:\/\/|mailto:)/i.test(valeur)) return undefined;
  if (nom === 'href' && LIENS.has(balise) && DOCUMENT_A_COTE.test(valeur)) return undefined;
  if ((nom === 'src' || nom.endsWith('href')) && IMAGES.has(balise) && IMAGE_TENUE.test(valeur)) return undefined;
  return refus;
}

const IMAGE_TENUE = /^data:image\/(?:png|jpeg|svg\+xml)[;,]/i;
/** The documents published beside the page, to which its foot leads. */
const DOCUMENT_A_COTE = /^(?:jaune|lignes|synthese)-[\w-]*\.(?:xlsx|csv|json)$/;

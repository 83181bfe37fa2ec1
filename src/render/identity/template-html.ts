/** Something of HTML that a template of a dossier may not hold, with the span that is at fault. */
export interface FauteDeHtml {
  readonly debut: number;
  readonly fin: number;
  readonly message: string;
  readonly remede: string;
}

const BALISES_REFUSEES = /<(?:script|style|link|meta|base|iframe|frame|object|embed|applet|audio|video|source)\b/gi;
const BALISE = /<[a-z][^\s/>"']*((?:[^"'>]|"[^"]*"|'[^']*')*)(?:>|$)/gi;
const ATTRIBUT = /(?<=^|[\s"'/])([a-z][a-z:-]*)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]*)/gi;

const REMEDE_STYLE =
  'Servez-vous des classes des feuilles de style ; les couleurs se déclarent dans exercice.yaml, sous apparence.';
const REMEDE_SCRIPT = 'Retirez-le : la page n’exécute que ses propres scripts.';
const REMEDE_DEHORS =
  'Retirez-le : la page n’appelle rien au-dehors. Le logo se déclare dans exercice.yaml, sous apparence.';

/**
 * What the content security policy of the page would stop in silence, and what calls outside: told here, so that a designer
 * is not surprised. What Handlebars writes stands as blanks: it is escaped.
 */
export function fautesDeHtml(texte: string): FauteDeHtml[] {
  const html = sansMoustaches(texte);
  const balises = [...html.matchAll(BALISES_REFUSEES)].map(({ 0: balise, index }) => ({
    debut: index,
    fin: index + balise.length,
    message: `la balise ${balise}> n’a pas d’effet dans la page, ou lui est interdite`,
    remede: /style|link/i.test(balise) ? REMEDE_STYLE : /script/i.test(balise) ? REMEDE_SCRIPT : REMEDE_DEHORS,
  }));
  const attributs = [...html.matchAll(BALISE)].flatMap((balise) => {
    const [entiere, dedans = ''] = balise;
    const depuis = balise.index + entiere.indexOf(dedans, 1);
    return [...dedans.matchAll(ATTRIBUT)].flatMap(({ 0: ecrit, 1: nom = '', 2: valeur = '', index }) => {
      const faute = direAttribut(nom.toLowerCase(), valeur.replace(/^["']|["']$/g, '').trim());
      return faute ? [{ debut: depuis + index, fin: depuis + index + ecrit.length, ...faute }] : [];
    });
  });
  return [...balises, ...attributs].sort((une, autre) => une.debut - autre.debut);
}

function direAttribut(nom: string, valeur: string): Pick<FauteDeHtml, 'message' | 'remede'> | undefined {
  if (/^on/.test(nom))
    return { message: `« ${nom} » exécuterait un script, ce que la page refuse`, remede: REMEDE_SCRIPT };
  if (nom === 'style')
    return { message: 'un style écrit dans une balise est refusé par la page', remede: REMEDE_STYLE };
  const adresse = /^(?:src|srcset|srcdoc|href|xlink:href|action|formaction|poster|data|ping)$/.test(nom);
  if (!adresse || valeur === '' || valeur.startsWith('#')) return undefined;
  if (/href$/.test(nom) && /^(?:https:\/\/|mailto:)/i.test(valeur)) return undefined;
  if (nom === 'src' && /^data:image\/(?:png|jpeg|svg\+xml)[;,]/i.test(valeur)) return undefined;
  return { message: `« ${nom} » mène là où la page ne va pas`, remede: REMEDE_DEHORS };
}

/** The HTML of a template, with blanks where Handlebars is: each sign stays in its place. */
function sansMoustaches(texte: string): string {
  return texte.replace(/\{\{!--[\s\S]*?--~?\}\}|\{\{\{[\s\S]*?\}\}\}|\{\{[\s\S]*?\}\}/g, (moustache) =>
    moustache.replace(/[^\n]/g, ' '),
  );
}

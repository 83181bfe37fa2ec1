import { plier } from './texte.ts';

/** What stands in every output for the name of a person. */
export const NOM_MASQUE = '(nom masqué)';

const MOTS = /[\p{L}\p{M}\p{N}]+/gu;
/** Between two words of one name: spaces, hyphens, apostrophes, a comma, an initial and its dot. */
const ENTRE_DEUX_MOTS = /^[\s.,'’‑-]*(?:[\p{L}\p{M}]{1,2}[\s.,'’‑-]+)?$/u;
const CIVILITES: ReadonlySet<string> = new Set(
  'm mr mme mlle me dr pr monsieur madame mademoiselle docteur maitre'.split(' '),
);
/** Shorter words are too common to be a name by themselves. */
const SEUL_MIN = 4;

interface Mot {
  readonly plie: string;
  readonly debut: number;
  readonly fin: number;
}

function motsDe(texte: string): Mot[] {
  return [...texte.matchAll(MOTS)].map((trouve) => ({
    plie: plier(trouve[0]),
    debut: trouve.index,
    fin: trouve.index + trouve[0].length,
  }));
}

/** The words of names by which they are found again, folded: neither initials nor civilities. */
export function motsDesNoms(noms: readonly string[]): ReadonlySet<string> {
  return new Set(
    noms
      .flatMap(motsDe)
      .map(({ plie }) => plie)
      .filter((plie) => plie.length > 1 && !CIVILITES.has(plie)),
  );
}

/** A text of which spans gave way to the mask, and where what stood elsewhere stands now. */
export interface TexteMasque {
  readonly texte: string;
  deplacer(rang: number): number;
}

function remplacer(texte: string, spans: readonly { readonly debut: number; readonly fin: number }[]): TexteMasque {
  let masque = '';
  let fin = 0;
  for (const span of spans) {
    masque += texte.slice(fin, span.debut) + NOM_MASQUE;
    fin = span.fin;
  }
  const deplacer = (rang: number) => {
    let decalage = 0;
    for (const span of spans) {
      if (rang <= span.debut) break;
      if (rang < span.fin)
        return span.debut + decalage + (rang - span.debut < (span.fin - span.debut) / 2 ? 0 : NOM_MASQUE.length);
      decalage += NOM_MASQUE.length - (span.fin - span.debut);
    }
    return rang + decalage;
  };
  return { texte: masque + texte.slice(fin), deplacer };
}

/** Puts the mask in the place of each word of a name, for what shows a record as it was received; neighbours make one. */
export function masquerLesMots(texte: string, mots: ReadonlySet<string>): TexteMasque {
  const spans: { debut: number; fin: number }[] = [];
  for (const { plie, debut, fin } of motsDe(texte)) {
    if (!mots.has(plie) && !estUnDebut(plie, texte.charAt(fin), mots)) continue;
    const dernier = spans.at(-1);
    if (dernier && ENTRE_DEUX_MOTS.test(texte.slice(dernier.fin, debut))) dernier.fin = fin;
    else spans.push({ debut, fin });
  }
  return remplacer(texte, spans);
}

/** Whether a word that was cut short is the beginning of one of a name. */
function estUnDebut(plie: string, apres: string, mots: ReadonlySet<string>): boolean {
  return apres === '…' && [...mots].some((mot) => mot.startsWith(plie));
}

/**
 * Puts the mask in the place of names in a text that is published: two words of one name side by side, in whatever order, « Jean
 * Dupont » and « DUPONT Jean Marie ». One alone may be another word (France, Maurice): it stays, and is told, but for a name that
 * is one word.
 */
export function masquerLesNoms(
  texte: string,
  noms: readonly string[],
): { readonly texte: string; readonly reste: boolean } {
  if (texte === '') return { texte, reste: false };
  const mots = motsDe(texte).filter(({ plie }) => plie.length > 1);
  const cherches = noms.map((nom) => motsDesNoms([nom]));
  const spans: { debut: number; fin: number }[] = [];
  let reste = false;
  for (let rang = 0; rang < mots.length; ) {
    const longueurs = cherches.map((cherche) => longueurDuNom(texte, mots, rang, cherche));
    const longueur = Math.max(0, ...longueurs);
    const [premier, dernier] = [mots[rang], mots[rang + longueur - 1]];
    const seul = cherches[longueurs.indexOf(longueur)]?.size === 1 && (premier?.plie.length ?? 0) >= SEUL_MIN;
    if (premier && dernier && (longueur > 1 || (longueur === 1 && seul)))
      spans.push({ debut: premier.debut, fin: dernier.fin });
    else if (longueur === 1 && (premier?.plie.length ?? 0) >= SEUL_MIN) reste = true;
    rang += Math.max(1, longueur);
  }
  return { texte: remplacer(texte, spans).texte, reste };
}

/** How many words side by side, from one of a text on, are all of one name. */
function longueurDuNom(texte: string, mots: readonly Mot[], depuis: number, cherche: ReadonlySet<string>): number {
  let rang = depuis;
  for (let mot = mots[rang]; mot !== undefined && cherche.has(mot.plie); mot = mots[++rang]) {
    const avant = rang > depuis ? mots[rang - 1] : undefined;
    if (avant !== undefined && !ENTRE_DEUX_MOTS.test(texte.slice(avant.fin, mot.debut))) break;
  }
  return rang - depuis;
}

/** A text without its masks, for what compares texts: they say nothing of a line. */
export function sansMasque(texte: string): string {
  return texte.includes(NOM_MASQUE) ? texte.replaceAll(NOM_MASQUE, '').trim() : texte;
}

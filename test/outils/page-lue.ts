/** Reads the page of the jaune as text, with no browser: links, anchors, amounts, the entries of the index. */

/** What a pattern captures, each time it is found. */
export const captures = (texte: string, motif: RegExp): string[] =>
  [...texte.matchAll(motif)].map((trouve) => trouve[1] ?? '');

/** `−1 234,56` as cents. */
export const enCentimes = (texte: string): number => Number(texte.replace('\u2212', '-').replace(/[^\d-]/g, '')) || 0;

/** A text without its tags, its entities read, its spaces plain. */
export function texteDe(html: string): string {
  return lireEntites(html.replace(/<[^>]*>/g, ' '))
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim();
}

const ENTITES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
]);

/** `&amp;` and `&#x27;` as what they stand for. */
export function lireEntites(texte: string): string {
  return texte.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (entite, hexa, decimal, nom) => {
    if (hexa) return String.fromCodePoint(Number.parseInt(hexa, 16));
    if (decimal) return String.fromCodePoint(Number(decimal));
    return ENTITES.get(nom) ?? entite;
  });
}

/** The identifiers of a page, in order. */
export const idsDe = (page: string): string[] => captures(page, /\sid="([^"]+)"/g).map(lireEntites);

/** The addresses in the page to which its links lead, each once. */
export const ciblesDe = (page: string): string[] => [...new Set(captures(page, /\shref="#([^"]*)"/g).map(lireEntites))];

/** The rest of an element from its opening tag; enough for elements that do not hold others of their kind. */
export function elementDe(page: string, ouverture: string, balise: string): string {
  const debut = page.indexOf(ouverture);
  return debut < 0 ? '' : page.slice(debut, page.indexOf(`</${balise}>`, debut));
}

/** A section of the document, up to the next of the same level. */
export function sectionDe(page: string, id: string): string {
  const debut = page.indexOf(`<section id="${id}"`);
  if (debut < 0) return '';
  const fin = page.slice(debut + 1).search(/<section id="|<\/main>/);
  return page.slice(debut, debut + 1 + fin);
}

/** What a figure leads to without a script: the numbers of its lines, from its entry in the index or its list. */
export function numerosSous(page: string, adresse: string): number[] {
  const id = `id="${adresse.replaceAll('&', '&amp;')}"`;
  const entree = elementDe(page, `<dt ${id}`, 'dd');
  if (entree !== '') {
    const suites = captures(entree.slice(entree.indexOf('<dd>')), /(<a href="#l\d+">\d+<\/a>(?:–\d+)?)/g);
    return suites.flatMap((suite) => {
      const [debut = 0, fin = debut] = texteDe(suite).replaceAll(' ', '').split('–').map(Number);
      return Array.from({ length: fin - debut + 1 }, (_, rang) => debut + rang);
    });
  }
  const [corps = ''] = captures(
    elementDe(page, `<table class="longue actions" ${id}`, 'table'),
    /<tbody>(.*)<\/tbody>/gs,
  );
  return captures(corps, /<tr><td><a href="#l(\d+)">/g).map(Number);
}

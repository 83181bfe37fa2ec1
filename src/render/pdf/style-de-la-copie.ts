import { enCss } from '../html/en-css.ts';
import type { Reperes } from './reperes-du-pdf.ts';

/**
 * The contents as a list with its numbers of pages, and the base at the foot, where the head names the section. The outline says
 * titles as they are drawn: none is in capitals.
 */
const SOMMAIRE = `
:is(h1, h2, h3, h4) { text-transform: none !important; }
h2 > .numero { color: var(--discret); font-weight: 300; }
.sommaire a { display: flex; align-items: baseline; }
.sommaire a::before { content: ""; order: 1; flex: 1; margin-inline: 0.6em; border-bottom: 1px dotted #a39c88; }
.sommaire a::after { content: "000"; order: 2; min-width: 2.2em; text-align: right; font-variant-numeric: tabular-nums; }
@page { @top-right { content: none; } @bottom-left { font: 8pt "Liberation Sans", Arial, sans-serif; color: #5d584a; white-space: nowrap; } }
@page :first { @bottom-left { content: none; } }
@media print {
[data-papier="essentiel"] .sommaire { display: block; break-before: auto; break-after: auto; font-size: 8.5pt; }
[data-papier="essentiel"] .sommaire ol { columns: 2; column-gap: 3em; }
[data-papier="essentiel"] .sommaire :is(ul, h3, .annexes) { display: none; }
}
`;

/** What a head holds beside the name of the region. */
const TITRE_AU_PLUS = 70;

/**
 * What the copy shows besides the page, once the places of its sections are known.
 * @param pied what stood at the right of the head
 * @param sommaire the anchors to which the contents lead
 * @param reperes those of the print before; none for the first
 */
export function styleDeLaCopie(pied: string, sommaire: readonly string[], reperes: Reperes | undefined): string {
  const base = `${SOMMAIRE}@page { @bottom-left { content: ${enCss(pied)} } }\n`;
  if (reperes === undefined) return base;
  const numeros = sommaire.map((ancre) => {
    const lien = `.sommaire a[href="#${ancre}"]`;
    const page = reperes.ancres.get(ancre);
    // What this form does not print is not in its contents.
    return page === undefined
      ? `.sommaire :is(li, p):has(> a[href="#${ancre}"]) { display: none; }`
      : `${lien}::after { content: "${page}"; }`;
  });
  // By no other means does a head say the section of its page: the number of the page is written in a numbering of our own.
  const tetes = tetesDesPages(reperes).map((titre) => enCss(titre));
  return `${base}${numeros.join('\n')}
@counter-style section-de-la-page { system: fixed; symbols: ${tetes.join(' ')}; suffix: ""; }
@page { @top-right { content: counter(page, section-de-la-page); } }
@page :first { @top-right { content: none; } }
`;
}

/** The section in which each page begins. */
export function tetesDesPages({ pages, titres }: Reperes): readonly string[] {
  return Array.from({ length: pages }, (_, rang) => {
    const ouverte = titres.findLast(({ page, enHaut }) => page < rang + 1 || (page === rang + 1 && enHaut));
    return ecourterLeTitre(ouverte?.titre ?? '');
  });
}

function ecourterLeTitre(titre: string): string {
  const signes = [...titre.replaceAll(/\s+/g, ' ').trim()];
  return signes.length > TITRE_AU_PLUS ? `${signes.slice(0, TITRE_AU_PLUS - 1).join('')}…` : signes.join('');
}

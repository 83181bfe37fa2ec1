import type { FormeSurPapier } from '../../domain/dossier/formes-sur-papier.ts';
import { sealElement } from '../../files/sealed-element.ts';

/**
 * The page as the browser prints it: in one form, all that folds being open in the whole one, without script nor the data of scripts,
 * and with a style of its own, which its content security policy lets apply. The numbers of sections are text there, so that the
 * outline has them.
 */
export function copieAImprimer(page: string, forme: FormeSurPapier, style: string): string {
  const scelle = sealElement(style, 'style');
  const nue = page
    .replaceAll(/<script\b[^>]*>.*?<\/script>/gs, '')
    .replace(/<html\b[^>]*>/, (html) => html.replace(/ data-papier="[^"]*"|(?=>$)/, ` data-papier="${forme}"`))
    .replace("style-src '", `style-src '${scelle.empreinte}' '`)
    .replaceAll(/<h2 data-numero="([^"]*)">/g, '<h2><span class="numero">$1\u2002</span>')
    .replace('</head>', `<style>${scelle.texte}</style>\n</head>`);
  return forme === 'complet' ? nue.replaceAll(/<details\b(?![^>]*\sopen\b)/g, '<details open') : nue;
}

/** The anchors to which the contents of a page lead, in their order. */
export function ancresDuSommaire(page: string): readonly string[] {
  const [sommaire = ''] = /<nav class="sommaire"[^>]*>.*?<\/nav>/s.exec(page) ?? [];
  return [...sommaire.matchAll(/<a href="#([A-Za-z][\w-]*)"/g)].map(([, ancre = '']) => ancre);
}

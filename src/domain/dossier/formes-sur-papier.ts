import { finDesNoms } from './edition-nommee.ts';

/** What the page is on paper, when it is not a selection of its lines: eight pages for who has three minutes, all of it, or a sheet for the press. */
export const FORMES_SUR_PAPIER = ['essentiel', 'complet', 'presse'] as const;

export type FormeSurPapier = (typeof FORMES_SUR_PAPIER)[number];

/** The PDF of an edition in one form: `jaune-2012-complet.pdf`. */
export function nomDuPdf(edition: Parameters<typeof finDesNoms>[0], forme: FormeSurPapier): string {
  return `jaune-${finDesNoms(edition)}-${forme}.pdf`;
}

/** The PDF that may stand beside a page, by the name of that page. */
export function pdfDeLaPage(page: string): readonly string[] {
  return /^jaune-.*\.html$/.test(page)
    ? FORMES_SUR_PAPIER.map((forme) => page.replace(/\.html$/, `-${forme}.pdf`))
    : [];
}

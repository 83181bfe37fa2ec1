import { createHash } from 'node:crypto';
import type HandlebarsType from 'handlebars';
import { aides } from './aides.ts';
import { ECRIRE } from './controle-des-aides.ts';

type Moteur = Pick<typeof HandlebarsType, 'parse'>;

/** The sections that grow with the lines, and the one before the glossary, which says what was drawn: the page is given on after each. */
const LONGUES: ReadonlySet<string> = new Set(['lignes', 'actions-par-pays', 'nomenclature', 'index']);

/** How templates are compiled: strict, so that a name that the view lacks throws. */
export const OPTIONS = {
  strict: true,
  preventIndent: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(
    [ECRIRE, ...Object.keys(aides(() => ({ toString: () => '', toHTML: () => '' })))].map((nom) => [nom, true]),
  ),
};

/** By what a text is known among those that were compiled when the tool was built. */
export function empreinteDe(texte: string): string {
  return createHash('sha256').update(texte).digest('hex');
}

const arbres = new Map<string, hbs.AST.Program>();

/** The tree of a template of the tool, which several look at, page after page: parsed once, to be read and not changed. */
export function arbreLivre({ parse }: Moteur, texte: string): hbs.AST.Program {
  const connu = arbres.get(texte);
  if (connu !== undefined) return connu;
  const arbre = parse(texte);
  arbres.set(texte, arbre);
  return arbre;
}

/** A template as the pieces that it is drawn by: one, but for the page as a whole. */
export function couperLeGabarit(moteur: Moteur, texte: string): hbs.AST.Program[] {
  const programme = moteur.parse(texte);
  const morceaux: hbs.AST.Statement[][] = [[]];
  for (const element of programme.body) {
    morceaux.at(-1)?.push(element);
    const appelee = 'name' in element && (element as hbs.AST.PartialStatement).name;
    if (appelee && 'original' in appelee && LONGUES.has(String(appelee.original))) morceaux.push([]);
  }
  return morceaux.map((body) => ({ ...programme, body }));
}

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { comparer } from '../../domain/ordre.ts';
import { aides } from './aides.ts';
import type { Vue } from './vue.ts';

/** The directories whose templates are partials, each known by its name without extension. */
const DOSSIERS_DE_PARTIES = ['sections', 'elements'] as const;

/** The style sheets, in the order in which they apply. */
const FEUILLES_DE_STYLE = ['jaune.css', 'tableaux.css', 'impression.css'] as const;

/**
 * Reads the templates of a directory and gives the function that draws the page. Handlebars is strict: a name that the
 * view lacks throws. It is loaded here and not at the program's start, which most commands would pay for nothing.
 */
export async function chargerGabarits(dossier: string): Promise<(vue: Vue) => string> {
  const { default: Handlebars } = await import('handlebars');
  const moteur = Handlebars.create();
  const outils = aides((html) => new Handlebars.SafeString(html));
  for (const [nom, aide] of Object.entries(outils)) moteur.registerHelper(nom, aide);
  const options = {
    strict: true,
    preventIndent: true,
    knownHelpersOnly: true,
    knownHelpers: Object.fromEntries(Object.keys(outils).map((nom) => [nom, true])),
  };
  for (const sousDossier of DOSSIERS_DE_PARTIES) {
    const noms = (await readdir(join(dossier, sousDossier))).filter((nom) => nom.endsWith('.hbs')).sort(comparer);
    for (const nom of noms) {
      const texte = await readFile(join(dossier, sousDossier, nom), 'utf8');
      moteur.registerPartial(nom.slice(0, -'.hbs'.length), moteur.compile(texte, options));
    }
  }
  const style = await lireStyle(FEUILLES_DE_STYLE.map((nom) => join(dossier, nom)));
  const page = moteur.compile(await readFile(join(dossier, 'jaune.hbs'), 'utf8'), options);
  return (vue) => page({ ...vue, style });
}

/** The style and the hash by which the content security policy lets it, and nothing else, apply. */
async function lireStyle(chemins: readonly string[]): Promise<{ readonly css: string; readonly empreinte: string }> {
  const feuilles = await Promise.all(chemins.map((chemin) => readFile(chemin, 'utf8')));
  const css = feuilles
    .join('\n')
    .replaceAll('\r\n', '\n')
    .replace(/\/\*.*?\*\/\n*/gs, '');
  if (css.includes('</')) throw new Error('Une feuille de style ne contient pas « </ ».');
  return { css, empreinte: `sha256-${createHash('sha256').update(css).digest('base64')}` };
}

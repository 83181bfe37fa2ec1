import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { couperLeGabarit, empreinteDe, OPTIONS } from './compilation-des-gabarits.ts';
import { lireParties } from './parties.ts';

/** For the building of the tool: writes the module that takes the place of `gabarits-compiles.ts`. */
export async function precompiler(gabarits: string): Promise<string> {
  const parties = lireParties(gabarits);
  const textes = [...parties.map(({ texte }) => texte), await readFile(join(gabarits, 'jaune.hbs'), 'utf8')];
  const entrees = textes.map((texte) => {
    const morceaux = couperLeGabarit(Handlebars, texte).map((morceau) =>
      String(Handlebars.precompile(morceau, OPTIONS)),
    );
    return `['${empreinteDe(texte)}', [${morceaux.join(', ')}]]`;
  });
  return `export const GABARITS_COMPILES = new Map([${entrees.join(',\n')}]);\n`;
}

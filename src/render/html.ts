import type { Jaune } from '../compile/jaune.ts';
import { neutraliser } from './html/caracteres.ts';
import { chargerGabarits } from './html/gabarits.ts';
import { vueDe } from './html/vue.ts';

/**
 * Draws the jaune as one self-contained page of HTML, in French: no network, no script, a content security policy that
 * forbids both. Each figure opens on links to the lines that make it, which an annex lists once each.
 *
 * @param gabarits directory of the templates: `jaune.hbs`, `sections/*.hbs`, `elements/*.hbs` and the style
 *   sheets
 * @throws Error when a template is missing or asks for a name that the page does not have
 */
export async function renderHtml(jaune: Jaune, gabarits: string): Promise<string> {
  const dessiner = await chargerGabarits(gabarits);
  return neutraliser(dessiner(vueDe(jaune)));
}

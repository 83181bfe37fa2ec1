import type { EvolutionPontee } from '../../compile/comparaison/passage.ts';
import type { Jaune } from '../../compile/jaune.ts';
import { LIBELLES_BASES } from '../../domain/argent/base.ts';
import { donneesDe } from './donnees.ts';
import { chargerGabarits, type Habillage } from './gabarits.ts';
import { type Atlas, dessinerGraphiques } from './graphiques.ts';
import { lignesDeLaPage } from './lignes-de-la-page.ts';
import { avecTextes, type TexteDeSection } from './page.ts';
import { MisesDeCote, SortieDePage } from './sortie-de-page.ts';
import { vueDe } from './vue.ts';
import { evolutionVue } from './vue-evolution.ts';
import { chiffresPartiels } from './vue-index.ts';

/** What the page shows besides the jaune; each may be missing. */
export interface Accompagnement {
  /** For the map. */
  readonly atlas?: Atlas;
  /** The words of the sections, by name. */
  readonly textes?: ReadonlyMap<string, TexteDeSection>;
  /** What changed since an earlier edition. */
  readonly evolution?: EvolutionPontee;
  /** The logo, as a data address. */
  readonly logo?: string;
  /** The partials and the colours of the region. */
  readonly habillage?: Habillage;
  /** Lines that the page holds at the most; {@link LIGNES_DE_LA_PAGE} when absent. */
  readonly lignesAuPlus?: number;
}

/**
 * Draws the jaune as one self-contained page of HTML, in French: no network, its own script and style only, by a content
 * security policy that forbids all else. Each figure leads to the lines that make it: without the script, by an index.
 *
 * @param gabarits directory of the templates: `jaune.hbs`, `sections/*.hbs`, `elements/*.hbs`, the style sheets and the
 *   scripts
 * @param ecrire takes the bytes of the page, piece after piece; a piece holds only until the next
 * @throws GabaritEnEchec when a template of the dossier asks for what the page does not have
 * @throws Error when a template of the tool is missing or asks for a name that the page does not have
 */
export async function ecrireHtml(
  jaune: Jaune,
  gabarits: string,
  { atlas, textes = new Map(), evolution, logo = '', habillage = {}, lignesAuPlus }: Accompagnement,
  ecrire: (octets: Uint8Array) => void,
): Promise<void> {
  const { exercice, collectivite, base } = jaune.enTete;
  const enTete = {
    gauche: `${collectivite} · Jaune budgétaire ${exercice}`,
    droite: `Base : ${LIBELLES_BASES[base]}`,
  };
  const page = lignesDeLaPage(jaune, lignesAuPlus);
  const cote = new MisesDeCote();
  let deCote = true;
  const ranger = (html: string) => (deCote ? cote.ranger(html) : html);
  const dessiner = await chargerGabarits(gabarits, { enTete, bornee: page.bornee }, habillage, ranger);
  const vue = vueDe(jaune, page);
  const morceaux = dessiner({
    ...avecTextes(vue, textes),
    graphiques: await dessinerGraphiques(jaune, vue, atlas),
    evolution: evolution && evolutionVue(evolution, exercice, page),
    logo,
    donnees: donneesDe(jaune, page, chiffresPartiels(vue)),
  });
  const sortie = new SortieDePage(ecrire);
  for (const dessinerLeMorceau of morceaux) {
    cote.vider();
    deCote = cote.assembler(dessinerLeMorceau(), sortie);
    if (!deCote) sortie.ajouter(dessinerLeMorceau());
    deCote = true;
  }
  sortie.finir();
}

/** The same page, as a text. */
export async function renderHtml(jaune: Jaune, gabarits: string, accompagnement: Accompagnement = {}): Promise<string> {
  const morceaux: Buffer[] = [];
  await ecrireHtml(jaune, gabarits, accompagnement, (octets) => morceaux.push(Buffer.from(octets)));
  return Buffer.concat(morceaux).toString('utf8');
}

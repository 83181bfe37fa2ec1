import type { EvolutionPontee } from '../../compile/comparaison/passage.ts';
import type { Jaune } from '../../compile/jaune.ts';
import { LIBELLES_BASES } from '../../domain/argent/base.ts';
import { suiteDuJour } from '../../domain/dossier/edition-nommee.ts';
import { neutraliser } from './caracteres.ts';
import { chiffresPartiels } from './chiffres-partiels.ts';
import { donneesDe } from './donnees.ts';
import { chargerGabarits, type Habillage } from './gabarits.ts';
import { type EntreeDeGlossaire, Glossaire } from './glossaire.ts';
import { type Atlas, dessinerGraphiques } from './graphiques.ts';
import { lignesDeLaPage } from './lignes-de-la-page.ts';
import { avecTextes, type TexteDeSection } from './page.ts';
import type { PartieDuDossier } from './parties.ts';
import { sectionsVues } from './sections.ts';
import { vueDe } from './vue.ts';
import { anneeParAnneeVue } from './vue-annee-par-annee.ts';
import { evolutionVue } from './vue-evolution.ts';

/** What the page shows besides the jaune; each may be missing. */
export interface Accompagnement {
  readonly atlas?: Atlas;
  readonly textes?: ReadonlyMap<string, TexteDeSection>;
  readonly evolution?: EvolutionPontee;
  /** The logo, as a data address. */
  readonly logo?: string;
  readonly habillage?: Habillage;
  /** Whether abbreviations lead to the glossary where they are first met; `true` when absent. */
  readonly expliquer?: boolean;
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
  { atlas, textes = new Map(), evolution, logo = '', habillage = {}, expliquer = true, lignesAuPlus }: Accompagnement,
  ecrire: (octets: Uint8Array) => void,
): Promise<void> {
  const { exercice, collectivite, base } = jaune.enTete;
  const enTete = {
    gauche: `${collectivite} · Jaune budgétaire ${exercice}${suiteDuJour(jaune.enTete)}`,
    droite: `Base : ${LIBELLES_BASES[base]}`,
  };
  const page = lignesDeLaPage(jaune, lignesAuPlus);
  const cote = new MisesDeCote();
  let deCote = true;
  const glossaire = new Glossaire(jaune.enTete.glossaire, expliquer);
  const ranger = (html: string) => {
    glossaire.lire(html);
    return deCote ? cote.ranger(html) : html;
  };
  const dessiner = await chargerGabarits(
    gabarits,
    { enTete, bornee: page.bornee, volets: jaune.volets.length > 0, tables: jaune.tables.map(({ nom }) => nom) },
    habillage,
    ranger,
  );
  const parGroupes = !habillage.parties?.some(ditToutDeChaqueLigne);
  const vue = vueDe(jaune, page, parGroupes);
  const contenu = {
    ...avecTextes(vue, textes),
    // Filled as the page is drawn: it comes after all that says its words.
    glossaire: [] as EntreeDeGlossaire[],
    graphiques: await dessinerGraphiques(jaune, vue, atlas),
    evolution: evolution && evolutionVue(evolution, exercice, page),
    anneeParAnnee: anneeParAnneeVue(jaune),
    logo,
    donnees: donneesDe(jaune, page, chiffresPartiels(vue), evolution),
  };
  const morceaux = dessiner({ ...contenu, ...sectionsVues(contenu) });
  const sortie = new SortieDePage(ecrire);
  for (const dessinerLeMorceau of morceaux) {
    cote.vider();
    contenu.glossaire.splice(0, Number.POSITIVE_INFINITY, ...glossaire.entrees());
    const morceau = dessinerLeMorceau();
    glossaire.lire(morceau);
    deCote = cote.assembler(glossaire.expliquer(morceau), sortie);
    if (!deCote) sortie.ajouter(glossaire.expliquer(dessinerLeMorceau(), true));
    deCote = true;
  }
  sortie.finir();
}

/** Templates of a dossier that draw lines and know no groups, as those of 0.1, expect each line to say all. */
function ditToutDeChaqueLigne({ nom, texte }: PartieDuDossier): boolean {
  return (nom === 'lignes' || nom === 'ligne') && !/\bgroupes?\b/.test(texte);
}

export async function renderHtml(jaune: Jaune, gabarits: string, accompagnement: Accompagnement = {}): Promise<string> {
  const morceaux: Buffer[] = [];
  await ecrireHtml(jaune, gabarits, accompagnement, (octets) => morceaux.push(Buffer.from(octets)));
  return Buffer.concat(morceaux).toString('utf8');
}

const TAILLE = 1 << 20;

/** Where a page goes, as the bytes of the file: texts without what could scramble them, given on by large pieces. */
export class SortieDePage {
  readonly #ecrire: (octets: Uint8Array) => void;
  readonly #tampon = Buffer.allocUnsafe(TAILLE);
  #pris = 0;

  /** @param ecrire takes the bytes; they hold only until the next */
  constructor(ecrire: (octets: Uint8Array) => void) {
    this.#ecrire = ecrire;
  }

  ajouter(texte: string): void {
    const sain = neutraliser(texte);
    const place = Buffer.byteLength(sain, 'utf8');
    if (place > TAILLE) {
      this.copier(Buffer.from(sain, 'utf8'));
      return;
    }
    if (this.#pris + place > TAILLE) this.finir();
    this.#pris += this.#tampon.write(sain, this.#pris, 'utf8');
  }

  copier(octets: Uint8Array): void {
    if (this.#pris + octets.length > TAILLE) this.finir();
    if (octets.length > TAILLE) {
      this.#ecrire(octets);
      return;
    }
    this.#tampon.set(octets, this.#pris);
    this.#pris += octets.length;
  }

  finir(): void {
    if (this.#pris > 0) this.#ecrire(this.#tampon.subarray(0, this.#pris));
    this.#pris = 0;
  }
}

/** Characters under which a text is left where it is. */
const LONGUEUR_MIN = 256;
const BLOC = 1 << 20;
/** What stands in the page for a text put aside: neither templates nor files received have a reason to hold this. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: being nothing else is the point
const MARQUE = /\u0002(\d+)\u0003/;

interface Place {
  readonly bloc: Buffer;
  readonly debut: number;
  readonly fin: number;
}

/**
 * The long pieces of a page, put aside as the bytes of the file while the page is drawn around them: as one text, a page of
 * ten thousand lines takes five times its size in memory.
 */
export class MisesDeCote {
  readonly #places: Place[] = [];
  /** They serve again for the next pieces. */
  readonly #blocs: Buffer[] = [];
  #rang = 0;
  #pris = 0;

  /** Puts a piece aside; gives what stands for it in the page: itself when it is short. */
  ranger(morceau: string): string {
    if (morceau.length < LONGUEUR_MIN) return morceau;
    const sain = neutraliser(morceau);
    return `\u0002${this.#places.push(this.#placer(sain)) - 1}\u0003`;
  }

  vider(): void {
    this.#places.length = 0;
    this.#rang = 0;
    this.#pris = 0;
  }

  #placer(texte: string): Place {
    const taille = Buffer.byteLength(texte, 'utf8');
    if (taille > BLOC) return { bloc: Buffer.from(texte, 'utf8'), debut: 0, fin: taille };
    if (this.#pris + taille > BLOC) {
      this.#rang += 1;
      this.#pris = 0;
    }
    const bloc = this.#blocs[this.#rang] ?? Buffer.allocUnsafe(BLOC);
    this.#blocs[this.#rang] = bloc;
    const debut = this.#pris;
    this.#pris += bloc.write(texte, debut, 'utf8');
    return { bloc, debut, fin: this.#pris };
  }

  /**
   * Writes a text, the pieces put aside in their places.
   * @returns whether each piece has one place and one only. Else nothing was written: something in the text looks like what
   *   stands for a piece
   */
  assembler(texte: string, sortie: SortieDePage): boolean {
    const morceaux = texte.split(MARQUE);
    const marques = morceaux.filter((_, rang) => rang % 2 === 1);
    const connues = new Set(
      marques.filter((marque) => String(Number(marque)) === marque && this.#places[Number(marque)]),
    );
    if (marques.length !== this.#places.length || connues.size !== marques.length) return false;
    for (const [rang, morceau] of morceaux.entries()) {
      const place = rang % 2 === 1 ? this.#places[Number(morceau)] : undefined;
      if (place) sortie.copier(place.bloc.subarray(place.debut, place.fin));
      else sortie.ajouter(morceau);
    }
    return true;
  }
}

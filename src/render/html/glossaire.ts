import { nommer } from '../../domain/textes/nom.ts';
import { trierPar } from '../../domain/textes/ordre.ts';
import { plier } from '../../domain/textes/texte.ts';
import { typographier } from '../../domain/textes/typographier.ts';
import { echapper } from './caracteres.ts';
import { MOTS_DE_L_OUTIL, type MotDuGlossaire } from './mots-du-glossaire.ts';

/** A word as the page lists it. */
export interface EntreeDeGlossaire {
  readonly mot: string;
  readonly sens: string;
  /** Where it stands in the page. */
  readonly repere: string;
}

/** Letters that only an abbreviation has: two capitals, or a capital and a figure. */
const SIGLE = /^(?=\S*\p{Lu}\S*[\p{Lu}\d])\S+$/u;
/** What a text that is to be read in one go is not: titles, what leads elsewhere, what is drawn or written as a code. */
const A_PART = /^(?:h[1-6]|a|abbr|code|svg|table|dl|summary|template|script|style|title|button)$/;
const DE_PROSE = /^(?:p|li|figcaption)$/;
const JETON = /<(\/?)([a-z][a-z0-9]*)[^>]*>|[^<]+|</gi;

/** What was read so far of a page. */
interface EtatDeLecture {
  /** Abbreviations that no sentence held yet. */
  readonly aExpliquer: Set<MotDuGlossaire>;
  /** Elements open around what is read next: of those that are no sentences, and of those that are. */
  aPart: number;
  prose: number;
  dansLeDocument: boolean;
}

/**
 * The words of a page, as it is drawn: those that it says are listed in its glossary, which comes last, and an abbreviation leads
 * there from the first sentence that holds it.
 */
export class Glossaire {
  readonly #mots: readonly MotDuGlossaire[];
  readonly #tus: Set<MotDuGlossaire>;
  #etat: EtatDeLecture;
  /** That before the piece read last. */
  #avant: EtatDeLecture;

  /**
   * @param duDossier its own words and what they mean; a word of the tool that it says otherwise is its own
   * @param explique whether abbreviations are explained where they are first met
   */
  constructor(duDossier: ReadonlyMap<string, string> = new Map(), explique = true) {
    const siens = [...duDossier].map(([mot, sens]) => ({ mot, sens: typographier(sens), dit: enEntier(mot) }));
    const noms = new Set(siens.map(({ mot }) => plier(mot)));
    this.#mots = trierPar([...siens, ...MOTS_DE_L_OUTIL.filter(({ mot }) => !noms.has(plier(mot)))], ({ mot }) =>
      plier(mot),
    );
    this.#tus = new Set(this.#mots);
    const aExpliquer = new Set(explique ? this.#mots.filter(({ mot }) => SIGLE.test(mot)) : []);
    this.#etat = { aExpliquer, aPart: 0, prose: 0, dansLeDocument: false };
    this.#avant = this.#etat;
  }

  /** Reads a piece of the page for the words that it says. */
  lire(html: string): void {
    if (this.#tus.size === 0) return;
    const texte = html.replace(/<style>.*?<\/style>|<[^>]*>/gs, ' ');
    for (const mot of this.#tus) if (mot.dit.test(texte)) this.#tus.delete(mot);
  }

  /** The words said so far. */
  entrees(): EntreeDeGlossaire[] {
    return this.#mots
      .filter((mot) => !this.#tus.has(mot))
      .map(({ mot, sens }) => ({ mot, sens, repere: repereDe(mot) }));
  }

  /**
   * A piece of the page, an abbreviation that no sentence held before leading to what it means.
   * @param encore whether it is the last piece, drawn again
   */
  expliquer(html: string, encore = false): string {
    if (encore) this.#etat = this.#avant;
    if (this.#etat.aExpliquer.size === 0) return html;
    this.#avant = { ...this.#etat, aExpliquer: new Set(this.#etat.aExpliquer) };
    const etat = this.#etat;
    return html.replace(JETON, (jeton, fermante: string | undefined, balise: string | undefined) => {
      if (balise === undefined)
        return etat.dansLeDocument && etat.prose > 0 && etat.aPart === 0 ? this.#dansLeTexte(jeton) : jeton;
      const nom = balise.toLowerCase();
      const pas = fermante === '/' ? -1 : 1;
      if (nom === 'main') etat.dansLeDocument = pas > 0;
      else if (A_PART.test(nom)) etat.aPart += pas;
      else if (DE_PROSE.test(nom)) etat.prose += pas;
      return jeton;
    });
  }

  #dansLeTexte(texte: string): string {
    const [premier] = [...this.#etat.aExpliquer]
      .flatMap((mot) => {
        const trouve = mot.dit.exec(texte);
        return trouve === null ? [] : [{ mot, ici: trouve.index, ecrit: trouve[0] }];
      })
      .sort((gauche, droite) => gauche.ici - droite.ici);
    if (premier === undefined) return texte;
    const { mot, ici, ecrit } = premier;
    this.#etat.aExpliquer.delete(mot);
    const lien = `<a class="sigle" href="#${repereDe(mot.mot)}" title="${echapper(developper(mot.sens))}">${ecrit}</a>`;
    return `${texte.slice(0, ici)}${lien}${this.#dansLeTexte(texte.slice(ici + ecrit.length))}`;
  }
}

/** What an abbreviation stands for, without what is told of it. */
function developper(sens: string): string {
  return (/^.*?(?=\s*(?:[:;]|\.(?:\s|$)))/.exec(sens)?.[0] ?? sens).trim();
}

function repereDe(mot: string): string {
  return `mot-${nommer(mot)}`;
}

/** A word of a dossier as a text holds it: whole, as it is written. */
function enEntier(mot: string): RegExp {
  const ecrit = echapper(typographier(mot)).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${ecrit}(?![\\p{L}\\p{N}])`, 'u');
}

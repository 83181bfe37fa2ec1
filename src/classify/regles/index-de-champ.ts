import type { Atome } from '../../domain/conditions/atomes.ts';
import type { Attente, Predicat } from '../../domain/conditions/attente.ts';
import { atomesDe, attentesSimples, compterAtomes, formeLue, testerTexte } from '../../domain/conditions/mecanismes.ts';
import { Lexique, TextesRetenus } from '../../domain/textes/lexique.ts';
import { normaliserCode, plier } from '../../domain/textes/texte.ts';

/** Numbers given to the texts of one field. */
export const SORTES_MAX = 4_096;
/** Texts of which the number is remembered. */
const TEXTES_MAX = 4_096;
const AUCUN: readonly number[] = [];
/** The first sign of what is told of an empty text; figures and blanks are that of the others. */
const VIDE = '-';

/** What a text has or has not by what stands in it. */
const CHERCHES: ReadonlySet<Atome['type']> = new Set(['valeur', 'mot', 'debut', 'prefixe', 'intervalle']);

/** Expectations that are looked at again each time; those of more are lists. */
const ATOMES_SANS_MEMOIRE = 16;

interface AttenteRangee {
  readonly rang: number;
  readonly exigee: boolean;
}

/** How the texts of a field are compared. */
export interface ComparaisonDeChamp {
  readonly code: boolean;
  /** What brings a text to its folded form, where the field has its own way. */
  readonly plier?: ((texte: string) => string) | undefined;
  /** What else tells texts apart. */
  readonly enPlus?: ((texte: string) => string) | undefined;
}

/**
 * All that rules expect of one field, to tell which of it a text meets without trying each: values and beginnings are looked
 * up, words are looked for at once. Texts that meet the same expectations have the same number, and no rule tells them apart.
 */
export class IndexDeChamp {
  readonly #comparaison: ComparaisonDeChamp;
  readonly #plier: (texte: string) => string;
  /** Ranks of the expectations; alike or shared, they are one. */
  readonly #rangs = new Map<unknown, number>();
  readonly #partagees = new Map<object, AttenteRangee>();
  readonly #lexique = new Lexique();
  /** By rank of a word, the expectations that it meets. */
  readonly #parMot: number[][] = [];
  /** By value in normal form; by beginning in normal form, and folded where that is another. */
  readonly #parValeur = new Map<string, number[]>();
  readonly #parPrefixe = new Prefixes();
  readonly #parDebut = new Prefixes();
  /** The expectations of which nothing but the test is known. */
  readonly #autres: { readonly rang: number; readonly pliee: boolean; readonly tester: Predicat<string> }[] = [];
  readonly #parTexte = new TextesRetenus<number>(TEXTES_MAX);
  readonly #sortes = new Map<string, number>();
  /** By number, the expectations that its texts meet. */
  readonly #touches: (readonly number[])[] = [];

  constructor(comparaison: ComparaisonDeChamp) {
    this.#comparaison = comparaison;
    this.#plier = comparaison.plier ?? plier;
  }

  /**
   * Has texts told apart by whether they meet an expectation, and gives its rank. What it refuses tells them apart as what it
   * asks for does: a text touches both.
   */
  ajouter(attente: Attente): number {
    return this.#lire(attente).rang;
  }

  /** Whether a text that meets an expectation is sure to touch it: not one that asks for nothing, or for what is not there. */
  exige(attente: Attente): boolean {
    return this.#lire(attente).exigee;
  }

  /** Rules that refer to one named list share it: it is looked at once. */
  #lire(attente: Attente): AttenteRangee {
    const partagee = attente.type === 'mots' ? attente.mots : attente;
    let lue = this.#partagees.get(partagee);
    if (lue === undefined) {
      const exigee = atomesDe(attente, this.#comparaison.code).every(({ type }) => CHERCHES.has(type));
      lue = { rang: this.#ranger(attente), exigee };
      if (compterAtomes(attente) > ATOMES_SANS_MEMOIRE) this.#partagees.set(partagee, lue);
    }
    return lue;
  }

  #ranger(attente: Attente): number {
    const simples = attentesSimples(attente);
    const cle = this.#identite(attente, simples);
    const connu = this.#rangs.get(cle);
    if (connu !== undefined) return connu;
    const rang = this.#rangs.size;
    this.#rangs.set(cle, rang);
    for (const simple of simples)
      for (const atome of atomesDe(simple, this.#comparaison.code)) this.#chercher(atome, simple, rang);
    return rang;
  }

  /** The number of a text, below {@link SORTES_MAX}; nothing once so many were given. */
  sorteDe(texte: string): number | undefined {
    const connue = this.#parTexte.lire(texte);
    if (connue !== undefined) return connue;
    const touches = this.#trouver(texte);
    const cle = this.#cle(texte, touches);
    let sorte = this.#sortes.get(cle);
    if (sorte === undefined) {
      if (this.#sortes.size >= SORTES_MAX) return undefined;
      sorte = this.#sortes.size;
      this.#sortes.set(cle, sorte);
      this.#touches.push(touches);
    }
    this.#parTexte.noter(texte, sorte);
    return sorte;
  }

  /** The ranks of the expectations that a text touches, in order, each once. */
  touchesDe(texte: string): readonly number[] {
    const sorte = this.sorteDe(texte);
    return (sorte === undefined ? undefined : this.#touches[sorte]) ?? this.#trouver(texte);
  }

  /** Expectations alike are one; rules that refer to one named list share it, and may be many. */
  #identite(attente: Attente, simples: readonly Attente[]): unknown {
    const [simple] = simples;
    if (simples.length !== 1 || simple === undefined) return attente;
    if (simple.type === 'mots' && simple.mots.length > 1) return simple.mots;
    const [atome] = atomesDe(simple, this.#comparaison.code);
    return atome && 'texte' in atome ? `${simple.type} ${atome.texte}` : simple;
  }

  #chercher(atome: Atome, attente: Attente, rang: number): void {
    const propre = this.#comparaison.plier !== undefined;
    // Whether a text is empty is told of all of them.
    if (atome.type === 'vide' || atome.type === 'rempli') return;
    if (atome.type === 'mot') {
      const mot = this.#lexique.ajouter(atome.texte);
      const siens = this.#parMot[mot];
      if (siens) siens.push(rang);
      else this.#parMot[mot] = [rang];
    } else if (atome.type === 'valeur' && !propre) ranger(this.#parValeur, atome.texte, rang);
    else if (attente.type === 'egal') ranger(this.#parValeur, this.#plier(attente.valeur), rang);
    else if (atome.type === 'prefixe' && !propre) this.#parPrefixe.ajouter(atome.texte, rang);
    else if (atome.type === 'debut' && !propre) this.#parDebut.ajouter(atome.texte, rang);
    else {
      const { code } = this.#comparaison;
      const pliee = !code || formeLue(attente) === 'pliee';
      this.#autres.push({ rang, pliee, tester: testerTexte(attente, code ? normaliserCode : this.#plier) });
    }
  }

  #trouver(texte: string): readonly number[] {
    const plie = this.#plier(texte);
    const normal = this.#comparaison.code ? normaliserCode(texte) : plie;
    const touches: number[] = [];
    for (const mot of this.#lexique.trouver(plie)) for (const rang of this.#parMot[mot] ?? AUCUN) touches.push(rang);
    for (const rang of this.#parValeur.get(normal) ?? AUCUN) touches.push(rang);
    this.#parPrefixe.trouver(normal, touches);
    this.#parDebut.trouver(plie, touches);
    for (const { rang, pliee, tester } of this.#autres) if (tester(pliee ? plie : normal)) touches.push(rang);
    if (touches.length < 2) return touches;
    return [...new Set(touches)].sort((gauche, droite) => gauche - droite);
  }

  #cle(texte: string, touches: readonly number[]): string {
    const { code, enPlus } = this.#comparaison;
    const normal = code ? normaliserCode(texte) : this.#plier(texte);
    return `${normal === '' ? VIDE : ''}${enPlus?.(texte) ?? ''} ${touches.join(' ')}`;
  }
}

/** What looks for the beginnings of texts: by length, of which there are few. */
class Prefixes {
  readonly #parTexte = new Map<string, number[]>();
  readonly #longueurs = new Set<number>();

  ajouter(prefixe: string, rang: number): void {
    this.#longueurs.add(prefixe.length);
    ranger(this.#parTexte, prefixe, rang);
  }

  trouver(texte: string, touches: number[]): void {
    for (const longueur of this.#longueurs)
      if (longueur <= texte.length)
        for (const rang of this.#parTexte.get(texte.slice(0, longueur)) ?? AUCUN) touches.push(rang);
  }
}

function ranger(table: Map<string, number[]>, cle: string, rang: number): void {
  const rangs = table.get(cle);
  if (rangs === undefined) table.set(cle, [rang]);
  else if (rangs.at(-1) !== rang) rangs.push(rang);
}

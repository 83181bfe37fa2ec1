import type { Predicat } from '../../domain/condition-evaluation.ts';
import { Lexique } from '../../domain/lexique.ts';
import type { LigneBudgetaire } from '../../domain/ligne-budgetaire.ts';
import { detacher, plier } from '../../domain/texte.ts';
import type { TestPropre } from './compiled-rules.ts';

/** The texts that are a line's own and that rules look at. */
export const CHAMPS_DE_TEXTE = ['libelle', 'beneficiaire', 'reference', 'lieu'] as const;
export type ChampDeTexte = (typeof CHAMPS_DE_TEXTE)[number];

/** Numbers given to the texts of one field. */
export const SORTES_MAX = 4_096;
/** Texts of which the number is remembered: most come back, and those that do not pass. */
const TEXTES_MAX = 4_096;

/**
 * Sorts the texts of one field by which of the tests of rules hold on them: texts on which the same ones hold have the same
 * number, and no rule tells them apart. The words of all the tests are looked for at once.
 */
export class EssaisDeChamp {
  readonly #champ: ChampDeTexte;
  readonly #enPlus: (texte: string) => string;
  readonly #lexique = new Lexique();
  /** By rank of a word, the tests that look for it. */
  readonly #parMot: number[][] = [];
  /** The tests that look for something else than words. */
  readonly #autres: { readonly rang: number; readonly predicat: Predicat<LigneBudgetaire> }[] = [];
  readonly #parTexte = new Map<string, number>();
  readonly #sortes = new Map<string, number>();
  #vide: number | undefined;

  /**
   * @param tests each looks at nothing but this field
   * @param enPlus what else tells texts apart
   */
  constructor(champ: ChampDeTexte, tests: readonly TestPropre[], enPlus: (texte: string) => string = () => '') {
    this.#champ = champ;
    this.#enPlus = enPlus;
    tests.forEach(({ predicat, mots }, rang) => {
      if (mots === undefined) this.#autres.push({ rang, predicat });
      for (const mot of mots ?? []) {
        const rangDuMot = this.#lexique.ajouter(mot);
        this.#parMot[rangDuMot] ??= [];
        this.#parMot[rangDuMot].push(rang);
      }
    });
  }

  /** The number of the text of a line, below {@link SORTES_MAX}; nothing once so many were given. */
  sorteDe(ligne: LigneBudgetaire): number | undefined {
    const texte = ligne[this.#champ];
    if (texte === '') {
      this.#vide ??= this.#sorte(texte, ligne);
      return this.#vide;
    }
    const connue = this.#parTexte.get(texte);
    if (connue !== undefined) return connue;
    const sorte = this.#sorte(texte, ligne);
    if (sorte === undefined) return undefined;
    if (this.#parTexte.size >= TEXTES_MAX) this.#parTexte.clear();
    this.#parTexte.set(detacher(texte), sorte);
    return sorte;
  }

  #sorte(texte: string, ligne: LigneBudgetaire): number | undefined {
    const tiennent = new Set<number>();
    for (const mot of this.#lexique.trouver(plier(texte)))
      for (const rang of this.#parMot[mot] ?? []) tiennent.add(rang);
    for (const { rang, predicat } of this.#autres) if (predicat(ligne)) tiennent.add(rang);
    const cle = [this.#enPlus(texte), ...[...tiennent].sort((gauche, droite) => gauche - droite)].join(' ');
    const connue = this.#sortes.get(cle);
    if (connue !== undefined || this.#sortes.size >= SORTES_MAX) return connue;
    this.#sortes.set(cle, this.#sortes.size);
    return this.#sortes.size - 1;
  }
}

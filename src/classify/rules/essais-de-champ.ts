import type { Predicat } from '../../domain/condition-evaluation.ts';
import type { LigneBudgetaire } from '../../domain/ligne-budgetaire.ts';
import { detacher } from '../../domain/texte.ts';

/** The texts that are a line's own and that rules look at. */
export const CHAMPS_DE_TEXTE = ['libelle', 'beneficiaire', 'reference', 'lieu'] as const;
export type ChampDeTexte = (typeof CHAMPS_DE_TEXTE)[number];

/** Numbers given to the texts of one field. */
export const SORTES_MAX = 4_096;
/** Texts of which the number is remembered: most come back, and those that do not pass. */
const TEXTES_MAX = 4_096;

/**
 * Sorts the texts of one field by which of the tests of rules hold on them: texts on which the same ones hold have the same
 * number, and no rule tells them apart.
 */
export class EssaisDeChamp {
  readonly #champ: ChampDeTexte;
  readonly #tests: readonly Predicat<LigneBudgetaire>[];
  readonly #enPlus: (texte: string) => string;
  readonly #parTexte = new Map<string, number>();
  readonly #sortes = new Map<string, number>();

  /**
   * @param tests each looks at nothing but this field
   * @param enPlus what else tells texts apart
   */
  constructor(
    champ: ChampDeTexte,
    tests: readonly Predicat<LigneBudgetaire>[],
    enPlus: (texte: string) => string = () => '',
  ) {
    this.#champ = champ;
    this.#tests = tests;
    this.#enPlus = enPlus;
  }

  /** The number of the text of a line, below {@link SORTES_MAX}; nothing once so many were given. */
  sorteDe(ligne: LigneBudgetaire): number | undefined {
    const texte = ligne[this.#champ];
    const connue = this.#parTexte.get(texte);
    if (connue !== undefined) return connue;
    const sorte = this.#sorte(ligne);
    if (sorte === undefined) return undefined;
    if (this.#parTexte.size >= TEXTES_MAX) this.#parTexte.clear();
    this.#parTexte.set(detacher(texte), sorte);
    return sorte;
  }

  #sorte(ligne: LigneBudgetaire): number | undefined {
    let cle = this.#enPlus(ligne[this.#champ]);
    for (let rang = 0; rang < this.#tests.length; rang++) if (this.#tests[rang]?.(ligne)) cle += ` ${rang}`;
    const connue = this.#sortes.get(cle);
    if (connue !== undefined || this.#sortes.size >= SORTES_MAX) return connue;
    this.#sortes.set(cle, this.#sortes.size);
    return this.#sortes.size - 1;
  }
}

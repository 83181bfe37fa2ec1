import type { Attente, Predicat } from '../../domain/conditions/attente.ts';
import { attentesSimples, testerNormal } from '../../domain/conditions/mecanismes.ts';
import { CHAMPS_TEXTE, type ChampPropre } from '../../domain/lignes/champs.ts';
import type { LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import { Lexique, TextesRetenus } from '../../domain/textes/lexique.ts';
import { plier } from '../../domain/textes/texte.ts';
import type { TestPropre } from './regle-prete.ts';

/** Numbers given to the texts of one field. */
export const SORTES_MAX = 4_096;
/** Texts of which the number is remembered. */
const TEXTES_MAX = 4_096;
const AUCUN: readonly number[] = [];

/**
 * Sorts the texts of one field by which of the tests of rules hold on them: texts on which the same ones hold have the same
 * number, and no rule tells them apart. A text is folded once, and the words of all the tests are looked for at once.
 */
export class EssaisDeChamp {
  readonly #champ: (typeof CHAMPS_TEXTE)[ChampPropre];
  readonly #enPlus: (texte: string) => string;
  readonly #lexique = new Lexique();
  /** By rank of a word, the tests that look for it. */
  readonly #parMot: number[][] = [];
  /** By folded text, the tests that ask for it to the letter. */
  readonly #parValeur = new Map<string, number[]>();
  /** The tests that look for something else, on the folded text. */
  readonly #autres: { readonly rang: number; readonly tester: Predicat<string> }[] = [];
  readonly #parTexte = new TextesRetenus<number>(TEXTES_MAX);
  readonly #sortes = new Map<string, number>();
  #vide: number | undefined;

  /**
   * @param tests each looks at nothing but this field
   * @param enPlus what else tells texts apart
   */
  constructor(champ: ChampPropre, tests: readonly TestPropre[], enPlus: (texte: string) => string = () => '') {
    this.#champ = CHAMPS_TEXTE[champ];
    this.#enPlus = enPlus;
    tests.forEach(({ attente }, rang) => {
      // What a test refuses tells texts apart as what it asks for does.
      for (const simple of attentesSimples(attente)) this.#chercher(simple, rang);
    });
  }

  /** The number of the text of a line, below {@link SORTES_MAX}; nothing once so many were given. */
  sorteDe(ligne: LigneBudgetaire): number | undefined {
    const texte = ligne[this.#champ];
    if (texte === '') {
      this.#vide ??= this.#sorte(texte);
      return this.#vide;
    }
    const connue = this.#parTexte.lire(texte);
    if (connue !== undefined) return connue;
    const sorte = this.#sorte(texte);
    if (sorte !== undefined) this.#parTexte.noter(texte, sorte);
    return sorte;
  }

  /** Has a test look at texts: two that it does not tell apart touch it alike. */
  #chercher(attente: Attente, test: number): void {
    if (attente.type === 'mots') for (const mot of attente.mots) this.#chercherMot(mot, test);
    else if (attente.type === 'egal') {
      const valeur = plier(attente.valeur);
      this.#parValeur.set(valeur, [...(this.#parValeur.get(valeur) ?? []), test]);
    } else {
      const tester = testerNormal(attente, false);
      if (tester === undefined) throw new RangeError(`${this.#champ} n’est pas un montant`);
      this.#autres.push({ rang: test, tester });
    }
  }

  #chercherMot(mot: string, test: number): void {
    const rang = this.#lexique.ajouter(mot);
    this.#parMot[rang] ??= [];
    this.#parMot[rang].push(test);
  }

  #sorte(texte: string): number | undefined {
    const cle = this.#cle(texte);
    const connue = this.#sortes.get(cle);
    if (connue !== undefined || this.#sortes.size >= SORTES_MAX) return connue;
    this.#sortes.set(cle, this.#sortes.size);
    return this.#sortes.size - 1;
  }

  #cle(texte: string): string {
    const plie = plier(texte);
    const touches: number[] = [];
    for (const mot of this.#lexique.trouver(plie)) for (const test of this.#parMot[mot] ?? []) touches.push(test);
    for (const test of this.#parValeur.get(plie) ?? AUCUN) touches.push(test);
    for (const { rang, tester } of this.#autres) if (tester(plie)) touches.push(rang);
    const enPlus = this.#enPlus(texte);
    // Most texts hold nothing that rules look for.
    if (touches.length === 0) return enPlus;
    return [enPlus, ...[...new Set(touches)].sort((gauche, droite) => gauche - droite)].join(' ');
  }
}

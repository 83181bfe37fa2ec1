import { NUL } from '../../domain/argent/montant.ts';
import { type LigneBudgetaire, ParImputation } from '../../domain/lignes/ligne-budgetaire.ts';
import type { Enregistrement } from '../../formats/source-ouverte.ts';
import { type ContexteDeSoupcon, placeDuChamp, Releve, type Soupcon } from './soupcon.ts';

/**
 * Lines with neither chapter nor function, in a file that has them and a budget that is voted by function: no rule on a code sees
 * them, and they are in no row of the tables by code.
 */
export class ImputationsAbsentes implements Soupcon {
  readonly #contexte: ContexteDeSoupcon;
  readonly #absente = new ParImputation(({ chapitre, fonction }) => chapitre === '' && fonction === '');
  readonly #releve = new Releve();

  /** Whether lines of the source are expected to have one of the two: a file without these columns never has. */
  static attendues({ codes: { vote, nomenclature }, colonnes: { champs } }: ContexteDeSoupcon): boolean {
    return (
      vote === 'par_fonction' &&
      nomenclature.aDesFonctions &&
      (champs.get('chapitre') ?? champs.get('fonction')) !== undefined
    );
  }

  constructor(contexte: ContexteDeSoupcon) {
    this.#contexte = contexte;
  }

  ligne(ligne: LigneBudgetaire, vu: Enregistrement): void {
    // An annex budget among others may be voted by nature.
    if (vu.regime?.vote === 'par_nature') return;
    if (this.#absente.lire(ligne.imputation)) this.#noter(ligne, vu);
  }

  #noter(ligne: LigneBudgetaire, vu: Enregistrement): void {
    const { base, colonnes } = this.#contexte;
    const champ = colonnes.champs.has('fonction') ? 'fonction' : 'chapitre';
    this.#releve.noter(ligne.numero, ligne.montants[base] ?? NUL, () => placeDuChamp(this.#contexte, champ, vu));
  }

  fin(): void {
    const { place } = this.#releve;
    if (place === undefined) return;
    this.#contexte.constats.ajouter({
      code: 'A-IMPUTATION-ABSENTE',
      ...place,
      message: `ni chapitre ni fonction, dans un budget voté par fonction : ${this.#releve.enMots()}`,
      remede:
        'Aucune règle sur un code ne voit ces lignes. Demandez leur imputation au secteur ; si ce sont des totaux ou des notes, écartez-les sous lignes_a_ecarter, avec un motif.',
    });
  }
}

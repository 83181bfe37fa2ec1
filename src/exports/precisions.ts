import type { Predicat } from '../domain/conditions/attente.ts';
import { compilerCondition, type Lecteurs, parcourirAttentes } from '../domain/conditions/condition.ts';
import { lireCondition } from '../domain/conditions/lire-condition.ts';
import type { Chemin, SurQuoi } from '../domain/constats/constat.ts';
import { CHAMPS_REGLES } from '../domain/lignes/champs.ts';
import { lecteursDeLignes } from '../domain/lignes/lecteurs-de-lignes.ts';
import type { LigneBudgetaire } from '../domain/lignes/ligne-budgetaire.ts';
import { nomLePlusProche } from '../domain/textes/texte.ts';
import type { MatiereDExport } from './export.ts';

/** Beyond, each line would be tried on too many conditions: what is said line by line has a map of its own. */
export const PRECISIONS_MAX = 1000;

/** Something said of the lines that a condition retains, written as in rules; of all of them without one. */
export interface PrecisionEcrite {
  readonly si?: unknown;
}

interface PrecisionLue<T> {
  readonly ecrite: T;
  readonly rang: number;
  readonly retient: Predicat<LigneBudgetaire>;
}

/** What a block of `declarations.yaml` says of lines, in its order; it is told of what is said of no line. */
export class Precisions<T extends PrecisionEcrite> {
  readonly #lues: readonly PrecisionLue<T>[];
  readonly #cle: string;
  readonly #refuser: MatiereDExport['refuser'];
  readonly #servies = new Set<number>();

  /** @param cle of the list in the block */
  constructor(ecrites: readonly T[], cle: string, matiere: Pick<MatiereDExport, 'jaune' | 'refuser'>) {
    this.#cle = cle;
    this.#refuser = matiere.refuser;
    const lecteurs = lecteursDeLignes(matiere.jaune.enTete.base, matiere.jaune.enTete.secteurs);
    this.#lues = ecrites.flatMap((ecrite, rang) => {
      const retient =
        ecrite.si === undefined ? () => true : lirePredicat(ecrite.si, [cle, rang, 'si'], lecteurs, matiere.refuser);
      return retient ? [{ ecrite, rang, retient }] : [];
    });
  }

  /** What is said of a line: where two say the same thing, the first is right. */
  pour(ligne: LigneBudgetaire): T[] {
    return this.#lues.flatMap(({ ecrite, rang, retient }) => {
      if (!retient(ligne)) return [];
      this.#servies.add(rang);
      return [ecrite];
    });
  }

  /** Tells what was said of none of the lines asked for: a word wrongly written, or a line that is in the total no more. */
  signalerLesMuettes(): void {
    for (const { rang, ecrite } of this.#lues)
      if (!this.#servies.has(rang))
        this.#refuser(
          'A-DECLARATION-SANS-LIGNE',
          ecrite.si === undefined ? [this.#cle, rang] : [this.#cle, rang, 'si'],
          'ceci n’est dit d’aucune ligne à déclarer',
          'Corrigez la condition, ou retirez-la : jaune expliquer montre les champs d’une ligne.',
        );
  }
}

/**
 * Reads a condition on lines, as rules have them but for named lists. Each fault is told.
 * @returns `undefined` when there was one
 */
export function lirePredicat(
  si: unknown,
  chemin: Chemin,
  lecteurs: Lecteurs<LigneBudgetaire>,
  refuser: MatiereDExport['refuser'],
): Predicat<LigneBudgetaire> | undefined {
  let juste = true;
  const signaler = (ou: Chemin, message: string, remede: string, sur?: SurQuoi) => {
    juste = false;
    refuser('E-CONDITION', ou, message, remede, sur);
  };
  const condition = lireCondition(si, chemin, signaler);
  if (!condition) return undefined;
  parcourirAttentes(condition, (champ, attente, ou = chemin) => {
    if (!CHAMPS_REGLES.includes(champ)) {
      const proche = nomLePlusProche(champ, CHAMPS_REGLES);
      signaler(
        ou,
        `« ${champ} » n’est pas un champ des lignes`,
        proche === undefined
          ? 'Les champs sont ceux des règles : voyez docs/dossier.md.'
          : `Vouliez-vous écrire « ${proche} » ?`,
        'cle',
      );
    } else if ((champ === 'montant') !== (attente.type === 'montant'))
      signaler(
        ou,
        champ === 'montant' ? 'un montant s’attend avec min ou max' : 'min et max ne vont qu’avec montant',
        'Écrivez { montant: { min: 10 000 } }, ou la valeur attendue du champ.',
      );
  });
  return juste ? compilerCondition(condition, lecteurs) : undefined;
}

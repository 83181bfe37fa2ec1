import { comparer } from '../../domain/textes/ordre.ts';
import { COLONNE_REMPLACEE } from '../../domain/verdict/decision-ecrite.ts';
import type { PlaceOfField } from '../../files/csv-place.ts';

interface Remplacee {
  readonly date: string;
  readonly remplaceeLe: string;
  readonly place: PlaceOfField;
}

interface Rangees {
  readonly remplacees: Remplacee[];
  /** How many rows were decided each day. */
  readonly parDate: Map<string, number>;
  enVigueur: boolean;
  enFaute: boolean;
}

/** Checks that each decision that was replaced was so by another of the same file: a decision struck out by none would be lost unseen. */
export class SuiviDesRemplacements {
  readonly #parRef = new Map<string, Rangees>();
  /** The day of each decision in force that is the only row of its reference, as nearly all are. */
  readonly #seules = new Map<string, string>();

  /** A row that could not be read: nothing more is said of its reference, which it may explain. */
  enFaute(ref: string): void {
    this.#de(ref).enFaute = true;
  }

  enVigueur(ref: string, date: string): void {
    if (!this.#seules.has(ref) && !this.#parRef.has(ref)) {
      this.#seules.set(ref, date);
      return;
    }
    const rangees = this.#de(ref);
    rangees.enVigueur = true;
    compter(rangees, date);
  }

  /** @param place where the day of replacement stands */
  remplacee(ref: string, date: string, remplaceeLe: string, place: PlaceOfField): void {
    const rangees = this.#de(ref);
    rangees.remplacees.push({ date, remplaceeLe, place });
    compter(rangees, date);
  }

  /** Once all rows were seen, tells those that nothing replaced. */
  signaler(refuser: (place: PlaceOfField, message: string, remede: string) => void): void {
    for (const [ref, rangees] of this.#parRef) {
      if (rangees.enFaute) continue;
      const derniere =
        rangees.remplacees
          .map(({ remplaceeLe }) => remplaceeLe)
          .sort(comparer)
          .at(-1) ?? '';
      for (const { date, remplaceeLe, place } of rangees.remplacees) {
        const autres = (rangees.parDate.get(remplaceeLe) ?? 0) - (date === remplaceeLe ? 1 : 0);
        // Two rows of one day may each name the other: the last of a chain is a decision that holds.
        if (autres > 0 && (rangees.enVigueur || remplaceeLe < derniere)) continue;
        refuser(
          place,
          rangees.enVigueur
            ? `aucune décision du ${remplaceeLe} sur ${ref} ne remplace celle-ci`
            : `rien ne remplace cette décision : ${ref} n’a plus de décision en vigueur`,
          rangees.enVigueur
            ? `Mettez dans ${COLONNE_REMPLACEE} la date de la décision qui la remplace.`
            : `Ajoutez la décision du ${remplaceeLe} ; ou videz ${COLONNE_REMPLACEE}, et celle-ci vaut de nouveau ; ou retirez la rangée.`,
        );
      }
    }
  }

  #de(ref: string): Rangees {
    const deja = this.#parRef.get(ref);
    if (deja) return deja;
    const seule = this.#seules.get(ref);
    this.#seules.delete(ref);
    const enVigueur = seule !== undefined;
    const rangees = { remplacees: [], parDate: new Map<string, number>(), enVigueur, enFaute: false };
    if (enVigueur) compter(rangees, seule);
    this.#parRef.set(ref, rangees);
    return rangees;
  }
}

function compter({ parDate }: Rangees, date: string): void {
  parDate.set(date, (parDate.get(date) ?? 0) + 1);
}

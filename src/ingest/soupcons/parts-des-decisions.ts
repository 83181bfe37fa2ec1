import { montant } from '../../domain/argent/montant.ts';
import type { LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import { accord, formaterEntier, formaterEuros } from '../../domain/textes/format.ts';
import type { ContexteDeSoupcon, Soupcon } from './soupcon.ts';

/** Decisions that are followed, and amounts of one of them; beyond, none is looked at and their number is told. */
const DECISIONS_MAX = 20_000;
const MONTANTS_MAX = 50;
const LIGNES_NOMMEES = 5;
/** Cents by which a split amount may have been rounded before it was written, and how far wholes may be apart by that. */
const ARRONDI = 50;
const ECART_RELATIF_MAX = 0.005;
/** Cents written, all together: their sums stay exact. */
const CUMUL_MAX = Number.MAX_SAFE_INTEGER / 100;

/** The lines of a decision that write the same amount, of which each has a share. */
interface Partage {
  /** Cents written, before the shares. */
  readonly ecrit: number;
  readonly premiere: number;
  /** Cents counted: the shares of all of them. */
  compte: number;
  lignes: number;
}

/**
 * Looks at the shares of grants that several beneficiaries have. Those of one decision make the whole, else money is missing
 * or counted twice; and amounts that differ as their shares do were likely split before they were written.
 */
export class PartsDesDecisions implements Soupcon {
  readonly #contexte: ContexteDeSoupcon;
  readonly #decisions = new Map<string, Partage[]>();
  #lignesNonSuivies = 0;
  #cumul = 0;

  constructor(contexte: ContexteDeSoupcon) {
    this.#contexte = contexte;
  }

  ligne(ligne: LigneBudgetaire): void {
    const { montantEcrit: ecrit } = ligne;
    if (ecrit === undefined) return;
    const compte = ligne.montants[this.#contexte.base] ?? 0;
    if (compte === ecrit) return;
    this.#cumul += Math.abs(ecrit);
    if (this.#cumul > CUMUL_MAX) {
      this.#lignesNonSuivies += 1;
      return;
    }
    const { reference } = ligne;
    const cle = [ligne.organisme, reference, reference === '' ? ligne.libelle : ''].join('\u0002');
    let partages = this.#decisions.get(cle);
    if (partages === undefined) {
      if (this.#decisions.size >= DECISIONS_MAX) {
        this.#lignesNonSuivies += 1;
        return;
      }
      partages = [];
      this.#decisions.set(cle, partages);
    }
    const partage = partages.find((autre) => autre.ecrit === ecrit);
    if (partage !== undefined) {
      partage.compte += compte;
      partage.lignes += 1;
    } else if (partages.length < MONTANTS_MAX) partages.push({ ecrit, premiere: ligne.numero, compte, lignes: 1 });
    else this.#lignesNonSuivies += 1;
  }

  fin(): void {
    const incompletes = new Lot();
    const dejaPartages = new Lot();
    for (const partages of this.#decisions.values()) {
      // Several grants of one amount under one decision make as many wholes.
      const restes = partages.filter(({ ecrit, compte }) => compte % ecrit !== 0);
      const { proportionnels, autres } = separer(restes);
      dejaPartages.ajouter(proportionnels);
      incompletes.ajouter(autres);
    }
    const suite =
      this.#lignesNonSuivies > 0 ? ` ; ${accord(this.#lignesNonSuivies, 'ligne')} de plus n’ont pas été suivies` : '';
    if (dejaPartages.decisions > 0)
      this.#contexte.constats.ajouter({
        code: 'A-MONTANTS-DEJA-PARTAGES',
        lieu: { fichier: this.#contexte.source.nom, ligne: dejaPartages.premiere },
        message: `${accord(dejaPartages.decisions, 'décision')} dont les montants diffèrent déjà comme leurs parts : ${dejaPartages.enMots()}${suite}`,
        remede: `Si chaque montant est déjà la part du bénéficiaire, il est partagé deux fois : mettez ${this.#titre()} sous ignorees au lieu de part, et chaque montant comptera en entier.`,
      });
    if (incompletes.decisions > 0)
      this.#contexte.constats.ajouter({
        code: 'A-PARTS-INCOMPLETES',
        lieu: { fichier: this.#contexte.source.nom, ligne: incompletes.premiere },
        message: `${accord(incompletes.decisions, 'décision')} dont les parts ne font pas 1 : ${incompletes.enMots()}${suite}`,
        remede:
          'Un bénéficiaire manque, ou une part est fausse : voyez la décision avec qui publie le fichier. Les parts sont appliquées comme elles sont écrites.',
      });
  }

  #titre(): string {
    return `« ${this.#contexte.source.part ?? ''} »`;
  }
}

/**
 * Parts the amounts that stand to one another as their shares do, each a share of one and the same whole, from the others.
 */
function separer(restes: readonly Partage[]) {
  const tout = ({ ecrit, compte, lignes }: Partage) => (ecrit * ecrit * lignes) / compte;
  const tries = [...restes].sort((un, autre) => tout(un) - tout(autre));
  const proportionnels: Partage[] = [];
  const autres: Partage[] = [];
  let groupe: Partage[] = [];
  const clore = () => {
    (groupe.length > 1 ? proportionnels : autres).push(...groupe);
    groupe = [];
  };
  for (const partage of tries) {
    const dernier = groupe.at(-1);
    const marge = (une: Partage) =>
      Math.min(Math.abs((ARRONDI * une.ecrit * une.lignes) / une.compte), Math.abs(tout(une)) * ECART_RELATIF_MAX);
    if (dernier !== undefined && Math.abs(tout(partage) - tout(dernier)) > marge(partage) + marge(dernier)) clore();
    groupe.push(partage);
  }
  clore();
  return { proportionnels, autres };
}

/** Decisions of which one thing is told. */
class Lot {
  decisions = 0;
  #lignes = 0;
  #compte = 0;
  #ecrit = 0;
  readonly #numeros: number[] = [];

  ajouter(partages: readonly Partage[]): void {
    if (partages.length === 0) return;
    this.decisions += 1;
    for (const { ecrit, compte, lignes, premiere } of partages) {
      this.#lignes += lignes;
      this.#compte += compte;
      this.#ecrit += ecrit;
      if (this.#numeros.length < LIGNES_NOMMEES) this.#numeros.push(premiere);
    }
  }

  get premiere(): number {
    return Math.min(...this.#numeros);
  }

  enMots(): string {
    const cites = [...this.#numeros].sort((un, autre) => un - autre).map((numero) => formaterEntier(numero));
    const suite = this.#lignes > cites.length ? '…' : '';
    const ou = `${cites.length > 1 ? 'lignes' : 'ligne'} ${cites.join(', ')}${suite}`;
    return `${accord(this.#lignes, 'ligne')} (${ou}), ${formaterEuros(montant(this.#compte))} comptés pour ${formaterEuros(montant(this.#ecrit))} écrits`;
  }
}

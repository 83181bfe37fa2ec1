import type { PartPubliee } from '../../domain/lignes/lignes-publiees.ts';
import { detacher } from '../../domain/textes/texte.ts';
import { clesDesMemesMots } from '../evolution/rapprocher-les-actions.ts';
import type { Rapport } from './causes.ts';
import { type LigneComparable, lignePubliee, type TraitsDeRapprochement, traitsPublies } from './ligne-comparable.ts';

/**
 * Tells which lines may be the same as lines that are kept of the other edition. Only those need to be kept: memory grows with
 * the headlines, not with the budgets.
 */
export class Candidates {
  readonly #rapport: Rapport;
  readonly #cles = new Set<string>();

  /** @param lignes lines kept of the other edition */
  constructor(lignes: Iterable<TraitsDeRapprochement>, rapport: Rapport) {
    this.#rapport = rapport;
    for (const ligne of lignes) for (const cle of clesDe(ligne, rapport)) this.#cles.add(cle);
  }

  /** Whether a line shares with one of them something by which lines are matched. */
  reconnait(ligne: TraitsDeRapprochement): boolean {
    return clesDe(ligne, this.#rapport).some((cle) => this.#cles.has(cle));
  }
}

/** Makes lines of published parts, which follow one another, as they pass. */
export class LignesPubliees {
  readonly #visiter: (ligne: LigneComparable) => void;
  readonly #voulue: (part: PartPubliee, traits: TraitsDeRapprochement) => boolean;
  readonly #garder: (part: PartPubliee) => PartPubliee;
  #courante: [PartPubliee, ...PartPubliee[]] | undefined;
  #ref = '';

  /**
   * @param voulue whether a line is to be made, told by its first part; what is not costs nothing
   * @param garder copies the texts of a part out of the file that they were cut from
   */
  constructor(
    voulue: (part: PartPubliee, traits: TraitsDeRapprochement) => boolean,
    garder: (part: PartPubliee) => PartPubliee,
    visiter: (ligne: LigneComparable) => void,
  ) {
    this.#voulue = voulue;
    this.#garder = garder;
    this.#visiter = visiter;
  }

  /** Receipts count in no total: they are compared with nothing. */
  ajouter(part: PartPubliee): void {
    if (part.sens === 'recette') return;
    if (part.ref !== this.#ref) {
      this.finir();
      const voulue = this.#voulue(part, traitsPublies(part));
      this.#courante = voulue ? [this.#garder(part)] : undefined;
      this.#ref = this.#courante?.[0].ref ?? detacher(part.ref);
    } else this.#courante?.push(this.#garder(part));
  }

  finir(): void {
    if (this.#courante) this.#visiter(lignePubliee(this.#courante));
    this.#courante = undefined;
  }
}

function clesDe(ligne: TraitsDeRapprochement, rapport: Rapport): string[] {
  const cles = clesDesMemesMots(rapport === 'autre_norme' ? { ...ligne, programme: '', action: '' } : ligne);
  return rapport === 'meme_exercice' ? [...cles, `réf ${ligne.ref}`, `empreinte ${ligne.empreinte}`] : cles;
}

import { type Montant, montant, NUL } from './montant.ts';
import { comparer } from './ordre.ts';
import { detacher, plier } from './texte.ts';

/** Who sends lines: a body and, within it, a sector, as received. */
export interface Emetteur {
  readonly organisme: string;
  readonly secteur: string;
}

/** A sender, and what its lines add up to. */
interface EmetteurConnu extends Emetteur {
  somme: number;
}

/**
 * Those who sent lines, each once, whatever the case and the accents. A total grows when more of them send: what changed from
 * one year to the next is only told apart from that when both lists are known.
 */
export class Emetteurs {
  readonly #connus = new Map<string, EmetteurConnu>();
  #dernier: { readonly ecrit: Emetteur; readonly connu: EmetteurConnu } | undefined;

  /**
   * Takes note of the sender of a line; cheap for the lines of one sender in a row.
   * @param dansLaBase what the line, or a part of it, weighs in the base of its edition
   */
  ajouter({ organisme, secteur }: Emetteur, dansLaBase: Montant = NUL): void {
    if (organisme !== this.#dernier?.ecrit.organisme || secteur !== this.#dernier.ecrit.secteur) {
      const ecrit = { organisme: detacher(organisme), secteur: detacher(secteur) };
      const cle = cleDeLEmetteur(ecrit);
      const connu = this.#connus.get(cle) ?? { ...ecrit, somme: 0 };
      this.#connus.set(cle, connu);
      this.#dernier = { ecrit, connu };
    }
    this.#dernier.connu.somme += dansLaBase;
  }

  /** What the lines of a sender add up to, in cents of the base of their edition. */
  sommeDe(emetteur: Emetteur): Montant {
    return montant(this.#connus.get(cleDeLEmetteur(emetteur))?.somme ?? 0);
  }

  connait(emetteur: Emetteur): boolean {
    return this.#connus.has(cleDeLEmetteur(emetteur));
  }

  /** All of them, by body then sector. */
  get liste(): readonly Emetteur[] {
    return [...this.#connus.values()]
      .map(({ organisme, secteur }) => ({ organisme, secteur }))
      .sort(
        (gauche, droite) => comparer(gauche.organisme, droite.organisme) || comparer(gauche.secteur, droite.secteur),
      );
  }
}

/** What two spellings of one sender have in common. */
export function cleDeLEmetteur({ organisme, secteur }: Emetteur): string {
  return `${plier(organisme)}\u0001${plier(secteur)}`;
}

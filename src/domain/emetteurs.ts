import { comparer } from './ordre.ts';
import { detacher, plier } from './texte.ts';

/** Who sends lines: a body and, within it, a sector, as received. */
export interface Emetteur {
  readonly organisme: string;
  readonly secteur: string;
}

/**
 * Those who sent lines, each once, whatever the case and the accents. A total grows when more of them send: what changed from
 * one year to the next is only told apart from that when both lists are known.
 */
export class Emetteurs {
  readonly #connus = new Map<string, Emetteur>();
  #dernier: Emetteur = { organisme: '', secteur: '' };

  /** Takes note of the sender of a line; cheap for the lines of one sender in a row. */
  ajouter({ organisme, secteur }: Emetteur): void {
    if (organisme === this.#dernier.organisme && secteur === this.#dernier.secteur && this.#connus.size > 0) return;
    const cle = cleDeLEmetteur({ organisme, secteur });
    let connu = this.#connus.get(cle);
    if (connu === undefined) {
      connu = { organisme: detacher(organisme), secteur: detacher(secteur) };
      this.#connus.set(cle, connu);
    }
    this.#dernier = { organisme: detacher(organisme), secteur: detacher(secteur) };
  }

  connait(emetteur: Emetteur): boolean {
    return this.#connus.has(cleDeLEmetteur(emetteur));
  }

  /** All of them, by body then sector. */
  get liste(): readonly Emetteur[] {
    return [...this.#connus.values()].sort(
      (gauche, droite) => comparer(gauche.organisme, droite.organisme) || comparer(gauche.secteur, droite.secteur),
    );
  }
}

/** What two spellings of one sender have in common. */
export function cleDeLEmetteur({ organisme, secteur }: Emetteur): string {
  return `${plier(organisme)}\u0001${plier(secteur)}`;
}

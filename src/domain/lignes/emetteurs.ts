import { type Montant, montant, NUL } from '../argent/montant.ts';
import type { Secteurs } from '../dossier/secteurs.ts';
import { type CleComposee, composerCle } from '../textes/cle-composee.ts';
import { cleDeNom } from '../textes/nom.ts';
import { comparer } from '../textes/ordre.ts';
import { detacher } from '../textes/texte.ts';
import type { LigneBudgetaire } from './ligne-budgetaire.ts';

/** Who sends lines: a body and, within it, a sector, as received. */
export interface Emetteur {
  readonly organisme: string;
  readonly secteur: string;
}

/** Bodies, and sectors of one, of which the writing is remembered. */
const ECRITS_MAX = 1_000;

/** A sender, and what its lines add up to. */
interface EmetteurConnu extends Emetteur {
  somme: number;
}

type AvecUnSens = Pick<LigneBudgetaire, 'sens'>;

/**
 * Those who sent lines, each once, whatever the case and the accents. A total grows when more of them send: what changed from
 * one year to the next is only told apart from that when both lists are known.
 */
export class Emetteurs {
  readonly #secteurs: Secteurs | undefined;
  readonly #connus = new Map<string, EmetteurConnu>();
  /** The same, by body then sector, as they were written. */
  readonly #ecrits = new Map<string, Map<string, EmetteurConnu>>();

  /** @param secteurs those by whose names senders are known: the alias of one is that one */
  constructor(secteurs?: Secteurs) {
    this.#secteurs = secteurs;
  }

  /**
   * Takes note of the sender of a line; receipts add up to nothing here.
   * @param dansLaBase what the line, or a part of it, weighs in the base of its edition
   */
  ajouter({ organisme, secteur, sens }: Emetteur & Partial<AvecUnSens>, dansLaBase: Montant = NUL): void {
    const connu = this.#ecrits.get(organisme)?.get(secteur) ?? this.#inscrire(organisme, secteur);
    if (sens !== 'recette') connu.somme += dansLaBase;
  }

  #inscrire(organisme: string, secteur: string): EmetteurConnu {
    const ecrit = { organisme: detacher(organisme), secteur: detacher(secteur) };
    const cle = this.#cleDe(ecrit);
    const connu = this.#connus.get(cle) ?? { ...ecrit, somme: 0 };
    this.#connus.set(cle, connu);
    if (this.#ecrits.size >= ECRITS_MAX) this.#ecrits.clear();
    const deLOrganisme = this.#ecrits.get(organisme) ?? new Map<string, EmetteurConnu>();
    if (deLOrganisme.size >= ECRITS_MAX) deLOrganisme.clear();
    deLOrganisme.set(ecrit.secteur, connu);
    this.#ecrits.set(ecrit.organisme, deLOrganisme);
    return connu;
  }

  #cleDe({ organisme, secteur }: Emetteur): CleComposee {
    return cleDeLEmetteur({ organisme, secteur: this.#secteurs?.nomCompte(secteur) ?? secteur });
  }

  /** What the lines of a sender add up to, in cents of the base of their edition. */
  sommeDe(emetteur: Emetteur): Montant {
    return montant(this.#connus.get(this.#cleDe(emetteur))?.somme ?? 0);
  }

  connait(emetteur: Emetteur): boolean {
    return this.#connus.has(this.#cleDe(emetteur));
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
export function cleDeLEmetteur({ organisme, secteur }: Emetteur): CleComposee {
  return composerCle(cleDeNom(organisme), cleDeNom(secteur));
}

import { montant } from '../../domain/argent/montant.ts';
import type { OrganismeDeclare } from '../../domain/dossier/organismes.ts';
import type { GenreDeFlux } from '../../domain/verdict/flux.ts';
import type { Compte } from '../compte.ts';

/** Money that a declared body sends to another, by its own lines. */
export interface Passage {
  readonly de: OrganismeDeclare;
  readonly vers: OrganismeDeclare;
  readonly genre: GenreDeFlux;
  readonly compte: Compte;
}

/** Who has the money in the end, as far as the lines of a dossier tell, and through whom it came. */
export interface Detenteur {
  /** From the body that was paid to the holder, both included. */
  readonly chemin: readonly OrganismeDeclare[];
  /** What its last giver sent it, or, of the body that was paid, what it does not pass on. */
  readonly compte: Compte;
}

/** Bodies through which money comes back to where it started, in their order. */
export interface Cercle {
  readonly organismes: readonly OrganismeDeclare[];
  /** Whether each of them only passes money on: none can be the money of another grant then. */
  readonly reverse: boolean;
}

/** The flows between the declared bodies of a dossier, followed from one to the next. */
export class SuiviDeLArgent {
  readonly #parDonneur = new Map<OrganismeDeclare, Passage[]>();

  /** @param passages money spent for the account of another is not passed on: mandates are not followed */
  constructor(passages: readonly Passage[]) {
    for (const passage of passages) {
      if (passage.genre === 'mandat' || passage.de === passage.vers) continue;
      const siens = this.#parDonneur.get(passage.de);
      if (siens) siens.push(passage);
      else this.#parDonneur.set(passage.de, [passage]);
    }
  }

  /**
   * The last known holders of what a body was paid: those that pass nothing on, each by the shortest way, and itself for what
   * it keeps. Each body is visited once: a circle ends.
   */
  derniersDetenteurs(depart: OrganismeDeclare, verse: Compte): Detenteur[] {
    const passes = this.#parDonneur.get(depart) ?? [];
    const garde = montant(passes.reduce((reste, { compte }) => reste - compte.centimes, Number(verse.centimes)));
    const soi = { chemin: [depart], compte: { lignes: verse.lignes, centimes: garde } };
    if (passes.length === 0) return [soi];
    const trouves: Detenteur[] = garde > 0 ? [soi] : [];
    const vus = new Set([depart]);
    const aSuivre: { readonly organisme: OrganismeDeclare; readonly chemin: readonly OrganismeDeclare[] }[] = [
      { organisme: depart, chemin: [depart] },
    ];
    for (const { organisme, chemin } of aSuivre) {
      const suivants = this.#parDonneur.get(organisme) ?? [];
      const donneur = chemin.at(-2);
      // It gives only to those through whom the money came: it is the last to have had it.
      if (donneur !== undefined && suivants.every(({ vers }) => chemin.includes(vers)))
        trouves.push({ chemin, compte: this.#envoye(donneur, organisme) });
      for (const { vers } of suivants) {
        if (vus.has(vers)) continue;
        vus.add(vers);
        const suite = [...chemin, vers];
        if (this.#parDonneur.has(vers)) aSuivre.push({ organisme: vers, chemin: suite });
        else trouves.push({ chemin: suite, compte: this.#envoye(organisme, vers) });
      }
    }
    return trouves;
  }

  /** Each circle once, told by its first body in the order of the dossier; first those of money that is only passed on. */
  cercles(organismes: readonly OrganismeDeclare[]): Cercle[] {
    const dits = new Set<OrganismeDeclare>();
    return [true, false].flatMap((reverse) =>
      organismes.flatMap((depart) => {
        const retour = dits.has(depart) ? undefined : this.#revenir(depart, reverse);
        for (const organisme of retour ?? []) dits.add(organisme);
        return retour === undefined ? [] : [{ organismes: retour, reverse }];
      }),
    );
  }

  /** The shortest way by which money comes back to a body, or money that is only passed on; nothing when it does not. */
  #revenir(depart: OrganismeDeclare, reverse: boolean): readonly OrganismeDeclare[] | undefined {
    const venuDe = new Map<OrganismeDeclare, OrganismeDeclare>();
    const aSuivre = [depart];
    for (const organisme of aSuivre)
      for (const { vers, genre } of this.#parDonneur.get(organisme) ?? []) {
        if (reverse && genre !== 'reversement') continue;
        if (vers === depart) return remonter(venuDe, organisme);
        if (venuDe.has(vers)) continue;
        venuDe.set(vers, organisme);
        aSuivre.push(vers);
      }
    return undefined;
  }

  #envoye(de: OrganismeDeclare, vers: OrganismeDeclare): Compte {
    const siens = this.#parDonneur.get(de)?.filter((passage) => passage.vers === vers) ?? [];
    return {
      lignes: siens.reduce((nombre, { compte }) => nombre + compte.lignes, 0),
      centimes: montant(siens.reduce((total, { compte }) => total + compte.centimes, 0)),
    };
  }
}

function remonter(
  venuDe: ReadonlyMap<OrganismeDeclare, OrganismeDeclare>,
  dernier: OrganismeDeclare,
): readonly OrganismeDeclare[] {
  const chemin: OrganismeDeclare[] = [];
  for (let ici: OrganismeDeclare | undefined = dernier; ici !== undefined; ici = venuDe.get(ici)) chemin.push(ici);
  return chemin.reverse();
}

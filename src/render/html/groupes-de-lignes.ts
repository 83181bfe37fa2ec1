import type { Jaune } from '../../compile/jaune.ts';
import { nommerLaCellule } from '../../compile/libelles.ts';
import type { Dimension } from '../../domain/verdict/dimensions.ts';
import { ecrirePartVentilee, estRetenue, NON_VENTILE, type Verdict } from '../../domain/verdict/verdict.ts';

/** What lines that follow each other in a file have in common, said once above them. */
export interface TeteDeGroupe {
  /** Where they lie in the breakdown, as far as they lie at the same place. */
  readonly ventilation: string;
  readonly place: string;
  /** The name of their place, but for those that make the total. */
  readonly placeLibelle: string;
  readonly motif: string;
  readonly regle: string;
  readonly ancreDeRegle: string;
  readonly decideur: string;
}

/** What lines share before they differ by where in the world they go, or by what they aim at. */
const DU_GROUPE: ReadonlySet<Dimension> = new Set<Dimension>(['axe', 'domaine', 'secteur']);

/** Where the parts of a line lie in the breakdown. */
export interface Lieux {
  /** What is the same for all of them, of what groups are made by: `Image · Coopération`. */
  readonly communs: string;
  /** The rest, a text for each: `Viêt Nam (60 %)`. What all have in common before they part is said of the first alone. */
  readonly propres: readonly string[];
}

/** @param pilote the sector that is not said: it is the one that lines are of as a rule */
export function lieuxDe(verdict: Verdict, libelles: Jaune['libelles'], pilote: string): Lieux {
  if (!estRetenue(verdict.place)) return { communs: '', propres: [] };
  const parts = verdict.parts.filter(({ place }) => place === verdict.place);
  const nommees = parts.map((part) =>
    nommerLaCellule(part, libelles).filter(({ dimension, nom }) => dimension !== 'secteur' || nom !== pilote),
  );
  const communs = new Map(
    (nommees[0] ?? [])
      .filter(({ dimension }) => DU_GROUPE.has(dimension))
      .filter(({ dimension, nom }) =>
        nommees.every((noms) => noms.some((autre) => autre.dimension === dimension && autre.nom === nom)),
      )
      .map(({ dimension, nom }) => [dimension, nom]),
  );
  const restes = nommees.map((noms) => noms.flatMap(({ dimension, nom }) => (communs.has(dimension) ? [] : [nom])));
  const seSeparent = (restes[0] ?? []).findIndex((nom, rang) =>
    restes.some((autres) => autres[rang] !== nom || autres.length <= rang + 1),
  );
  const propres = parts.map((part, rang) => {
    const nom = restes[rang]?.slice(rang === 0 ? 0 : Math.max(0, seSeparent)).join(' · ') ?? '';
    if (parts.length === 1) return nom;
    // A part in euros says nothing that the amount beside it does not.
    return part.partEcrite === undefined ? `${nom || NON_VENTILE} (${ecrirePartVentilee(part)})` : nom || NON_VENTILE;
  });
  return { communs: [...communs.values()].join(' · '), propres };
}

/** Cuts a list where what follows does not share the same key. */
export function couperEnGroupes<T extends { readonly cle: string }>(liste: readonly T[]): T[][] {
  const groupes: T[][] = [];
  for (const element of liste) {
    const dernier = groupes.at(-1);
    if (dernier?.[0]?.cle === element.cle) dernier.push(element);
    else groupes.push([element]);
  }
  return groupes;
}

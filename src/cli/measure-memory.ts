import { anneeDeMemoire, type Epreuve, eprouverLaMemoire } from '../classify/memoire/eprouver-la-memoire.ts';
import { type Montant, valeurAbsolue } from '../domain/argent/montant.ts';
import { enjeuDe, type Suggestion } from '../domain/verdict/indice.ts';
import type { Preparation } from '../edition/preparation.ts';
import { LIGNES_MAX } from '../review/colonnes-de-revue.ts';
import { courbeDesEnjeux, type PointDeCourbe } from '../review/courbe-des-enjeux.ts';
import { type Enjeu, PlusGrandsEnjeux } from '../review/plus-grands-enjeux.ts';

/** Lines of which something was said, and how many of them were international. */
interface Tally {
  readonly lignes: number;
  readonly internationales: number;
}

/** So many lines of the past looked at, so much found. */
export interface PastPoint extends PointDeCourbe {
  readonly internationales: number;
}

export interface MemoryMeasure extends Epreuve {
  readonly internationales: number;
  /** What was kept of them in the total or beside it, whatever its sign, in cents. */
  readonly centimes: bigint;
  /** By what memory would have suggested; nothing in between. */
  readonly suggestions: Readonly<Record<Suggestion['conclusion'] | 'aucune', Tally>>;
  /** What was expected of its lines, in cents. */
  readonly attendu: bigint;
  readonly courbe: readonly PastPoint[];
  /** What was found in the lines that had as much at stake, in cents; unknown under what the last line kept had. */
  auSeuil(seuil: Montant): bigint | undefined;
}

/** The exercices that a dossier remembers, the first one first. */
export function rememberedYears({ dossier }: Preparation): readonly string[] {
  return dossier.memoires.map(anneeDeMemoire).sort();
}

/**
 * Leaves one remembered exercice out and measures what would have been suggested of its lines, and found by looking at them in the
 * order of the worklist. However many lines are remembered, only those that a worklist may hold are kept.
 * @throws ConstatsBloquants when the amounts of a file of memory are at fault
 */
export async function measureMemory(preparation: Preparation, year: string): Promise<MemoryMeasure> {
  const { dossier, classement, constats } = preparation;
  const { racine, memoires, enTete } = dossier;
  const { detecteur } = classement.examinateur;
  const stakes = new PlusGrandsEnjeux<PastStake>(LIGNES_MAX);
  const suggestions = { internationale: emptyTally(), non_internationale: emptyTally(), aucune: emptyTally() };
  let centimes = 0n;
  const context = { racine, exercice: enTete.exercice, detecteur, constats };
  const tried = await eprouverLaMemoire(memoires, year, context, (line) => {
    const { fichier, numero, montant, internationale, examen } = line;
    const found = valeurAbsolue(line.retenu);
    const tally = suggestions[examen.suggestion?.conclusion ?? 'aucune'];
    tally.lignes += 1;
    if (internationale) tally.internationales += 1;
    centimes += BigInt(found);
    const stake = { fichier, numero, sens: 'depense', montant, enjeu: enjeuDe(montant, examen.points) } as const;
    stakes.ajouter(stake, () => ({ ...stake, found, international: internationale ? 1 : 0 }));
  });
  const list = stakes.liste;
  const counts = courbeDesEnjeux(list, ({ international }) => international);
  return {
    ...tried,
    internationales: Object.values(suggestions).reduce((sum, tally) => sum + tally.internationales, 0),
    centimes,
    suggestions,
    attendu: stakes.vues.enjeu,
    auSeuil: (seuil) => {
      const unknown = list.length < tried.lignes && seuil < (list.at(-1)?.enjeu ?? 0);
      if (unknown) return undefined;
      return list.reduce((sum, stake) => (stake.enjeu < seuil ? sum : sum + BigInt(stake.found)), 0n);
    },
    courbe: courbeDesEnjeux(list, ({ found }) => found).map((point, rank) => ({
      ...point,
      internationales: Number(counts[rank]?.trouve),
    })),
  };
}

interface PastStake extends Enjeu {
  readonly found: number;
  readonly international: number;
}

function emptyTally() {
  return { lignes: 0, internationales: 0 };
}

import { morceauxDeSomme } from '../../../domain/lignes/morceaux.ts';
import { LIBELLE_PROCHE, ressemblance } from '../../../domain/textes/ressemblance.ts';
import { plier } from '../../../domain/textes/texte.ts';
import {
  type ChampDecrit,
  cleDImputation,
  type DescriptionDeLigne,
  type LigneDecrite,
  type LigneVue,
} from './ligne-decrite.ts';

/** What a decided line may be now: one line, or several into which it was split. */
export interface Candidate {
  readonly lignes: readonly LigneVue[];
  /** What says something else than it did; empty when all is the same. */
  readonly differe: readonly ChampDecrit[];
  /** Whether it is one of the lines into which it was split, by itself. */
  readonly morceau?: true;
}

/** Candidates that are shown of one line. */
const CANDIDATES_MAX = 5;
/** Enough for a line that stands where the other stood. */
const LIBELLE_PARENT = 0.35;

interface Jugee {
  readonly candidate: Candidate;
  readonly points: number;
}

/**
 * Of the lines that a decided one may be, those that are shown, the likeliest first.
 * @param attendue the reference where it would stand, had the lines around it alone moved; of lines alike it is the likeliest
 * @param resteUneMeme whether a line still says all that it said, free or not: one that says much else is then another
 */
export function choisirLesCandidates(
  cherchee: LigneDecrite,
  possibles: readonly LigneVue[],
  { attendue, resteUneMeme }: { readonly attendue: string; readonly resteUneMeme: boolean },
): readonly Candidate[] {
  const { etait, empreinte } = cherchee;
  if (etait === undefined) {
    const identiques = possibles.filter((ligne) => ligne.empreinte === empreinte);
    return identiques.slice(0, CANDIDATES_MAX).map((ligne) => ({ lignes: [ligne], differe: [] }));
  }
  const partagees = enMorceaux(etait, possibles);
  const morceaux = new Set(partagees.flatMap(({ candidate }) => candidate.lignes));
  const seules = possibles
    .flatMap((ligne) => juger(cherchee, etait, ligne, { attendue, resteUneMeme }))
    .map(({ candidate, points }) => {
      const morceau = candidate.lignes.some((ligne) => morceaux.has(ligne));
      return { candidate: { ...candidate, ...(morceau && { morceau }) }, points };
    });
  return [...seules, ...partagees]
    .sort((gauche, droite) => droite.points - gauche.points)
    .slice(0, CANDIDATES_MAX)
    .map(({ candidate }) => candidate);
}

function juger(
  { ref, empreinte }: LigneDecrite,
  etait: DescriptionDeLigne,
  ligne: LigneVue,
  { attendue, resteUneMeme }: { readonly attendue: string; readonly resteUneMeme: boolean },
): Jugee[] {
  const differe = direCeQuiDiffere(etait, ligne);
  const candidate = { lignes: [ligne], differe };
  if (ligne.empreinte === empreinte) return [{ candidate, points: ligne.ref === attendue ? 101 : 100 }];
  if (resteUneMeme && differe.length > 1) return [];
  const proche = ressemblance(plier(etait.libelle), plier(ligne.libelle));
  const memeImputation = !differe.includes('imputation') && !differe.includes('beneficiaire');
  const memeMontant = !differe.includes('montant');
  const auMemeLieu = (ligne.ref === ref || ligne.ref === attendue) && proche >= LIBELLE_PARENT;
  const raisons = [memeImputation, memeMontant, proche >= LIBELLE_PROCHE, auMemeLieu].filter(Boolean).length;
  if (raisons < 2) return [];
  return [{ candidate, points: 10 * raisons + 10 * proche + (ligne.ref === attendue ? 3 : 0) - differe.length }];
}

/** What a line of now says otherwise. */
function direCeQuiDiffere(etait: DescriptionDeLigne, ligne: DescriptionDeLigne): ChampDecrit[] {
  return [
    ...(cleDImputation(etait.imputation) === cleDImputation(ligne.imputation) ? [] : (['imputation'] as const)),
    ...(['beneficiaire', 'lieu', 'libelle'] as const).filter((champ) => plier(etait[champ]) !== plier(ligne[champ])),
    ...(etait.montant === ligne.montant ? [] : (['montant'] as const)),
  ];
}

/** Lines of the same imputation and beneficiary, with like labels, that are together the amount of the one that was. */
function enMorceaux(etait: DescriptionDeLigne, possibles: readonly LigneVue[]): Jugee[] {
  const proches = possibles.filter((ligne) => {
    const differe = direCeQuiDiffere(etait, ligne);
    return (
      !differe.includes('imputation') &&
      !differe.includes('beneficiaire') &&
      ressemblance(plier(etait.libelle), plier(ligne.libelle)) >= LIBELLE_PROCHE
    );
  });
  const trouves = morceauxDeSomme(etait.montant, proches, ({ montant }) => montant);
  return trouves.map((lignes) => {
    const proche = Math.min(...lignes.map(({ libelle }) => ressemblance(plier(etait.libelle), plier(libelle))));
    const differe = proche < 1 ? (['libelle'] as const) : [];
    return { candidate: { lignes, differe }, points: 50 + 10 * proche - lignes.length };
  });
}

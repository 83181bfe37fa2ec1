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
}

/** Candidates that are shown of one line. */
const CANDIDATES_MAX = 5;
/** Lines into which one may have been split, and how many are tried. */
const MORCEAUX_MAX = 4;
const MORCEAUX_ESSAYES = 14;
/** Labels that have so much in common are one that was put right. */
const LIBELLE_PROCHE = 0.6;
/** Enough for a line that stands where the other stood. */
const LIBELLE_PARENT = 0.35;

interface Jugee {
  readonly candidate: Candidate;
  readonly points: number;
}

/** Of the lines that a decided one may be, those that are shown, the likeliest first. */
export function choisirLesCandidates(cherchee: LigneDecrite, possibles: readonly LigneVue[]): readonly Candidate[] {
  const { etait, empreinte } = cherchee;
  if (etait === undefined) {
    const identiques = possibles.filter((ligne) => ligne.empreinte === empreinte);
    return identiques.slice(0, CANDIDATES_MAX).map((ligne) => ({ lignes: [ligne], differe: [] }));
  }
  const seules = possibles.flatMap((ligne) => juger(cherchee, etait, ligne));
  return [...seules, ...enMorceaux(etait, possibles)]
    .sort((gauche, droite) => droite.points - gauche.points)
    .slice(0, CANDIDATES_MAX)
    .map(({ candidate }) => candidate);
}

function juger({ ref, empreinte }: LigneDecrite, etait: DescriptionDeLigne, ligne: LigneVue): Jugee[] {
  const differe = direCeQuiDiffere(etait, ligne);
  const candidate = { lignes: [ligne], differe };
  if (ligne.empreinte === empreinte) return [{ candidate, points: 100 }];
  const proche = ressemblance(plier(etait.libelle), plier(ligne.libelle));
  const memeImputation = !differe.includes('imputation') && !differe.includes('beneficiaire');
  const memeMontant = !differe.includes('montant');
  const auMemeLieu = ligne.ref === ref && proche >= LIBELLE_PARENT;
  const raisons = [memeImputation, memeMontant, proche >= LIBELLE_PROCHE, auMemeLieu].filter(Boolean).length;
  if (raisons < 2) return [];
  return [{ candidate, points: 10 * raisons + 10 * proche + (ligne.ref === ref ? 3 : 0) - differe.length }];
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
  const signe = Math.sign(etait.montant);
  if (signe === 0) return [];
  const morceaux = possibles
    .filter((ligne) => {
      const differe = direCeQuiDiffere(etait, ligne);
      return (
        Math.sign(ligne.montant) === signe &&
        Math.abs(ligne.montant) < Math.abs(etait.montant) &&
        !differe.includes('imputation') &&
        !differe.includes('beneficiaire') &&
        ressemblance(plier(etait.libelle), plier(ligne.libelle)) >= LIBELLE_PROCHE
      );
    })
    .slice(0, MORCEAUX_ESSAYES);
  const trouves: LigneVue[][] = [];
  const essayer = (choisis: LigneVue[], debut: number, reste: number) => {
    if (reste === 0 && choisis.length > 1) trouves.push(choisis);
    if (reste * signe <= 0 || choisis.length === MORCEAUX_MAX) return;
    for (let rang = debut; rang < morceaux.length; rang++) {
      const ligne = morceaux[rang] as LigneVue;
      essayer([...choisis, ligne], rang + 1, reste - ligne.montant);
    }
  };
  essayer([], 0, etait.montant);
  return trouves.map((lignes) => {
    const proche = Math.min(...lignes.map(({ libelle }) => ressemblance(plier(etait.libelle), plier(libelle))));
    const differe = proche < 1 ? (['libelle'] as const) : [];
    return { candidate: { lignes, differe }, points: 50 + 10 * proche - lignes.length };
  });
}

/** How much two folded texts have in common: pairs of letters that both have, of all that either has. From 0 to 1. */
function ressemblance(gauche: string, droite: string): number {
  if (gauche === droite) return 1;
  const paires = new Map<string, number>();
  for (let rang = 0; rang + 1 < gauche.length; rang++) {
    const paire = gauche.slice(rang, rang + 2);
    paires.set(paire, (paires.get(paire) ?? 0) + 1);
  }
  let communes = 0;
  for (let rang = 0; rang + 1 < droite.length; rang++) {
    const paire = droite.slice(rang, rang + 2);
    const restent = paires.get(paire) ?? 0;
    if (restent === 0) continue;
    communes += 1;
    paires.set(paire, restent - 1);
  }
  const toutes = Math.max(gauche.length - 1, 0) + Math.max(droite.length - 1, 0);
  return toutes === 0 ? 0 : (2 * communes) / toutes;
}

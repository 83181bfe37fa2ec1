import { additionner, complement, type Fraction } from '../../domain/argent/fraction.ts';
import { estMontantExact, type Part } from '../../domain/argent/part.ts';
import type { Condition } from '../../domain/conditions/condition.ts';
import type { Constats, Lieu } from '../../domain/constats/constat.ts';
import { trierPar } from '../../domain/textes/ordre.ts';
import type { PartDeDimension } from '../../domain/verdict/dimension.ts';
import type { Dimension } from '../../domain/verdict/dimensions.ts';
import type { Flux, Rattachement } from '../../domain/verdict/flux.ts';
import type { Question, RegleCitee } from '../../domain/verdict/verdict.ts';

/** What a rule concludes, by the question it answers. */
export type Conclusion =
  /** A flow leaves the line out where its other end counts, and only then. */
  | { readonly question: 'perimetre'; readonly exclue: boolean; readonly flux?: Flux }
  /** `part` is `undefined` when the line is not international at all. */
  | { readonly question: 'international'; readonly part: Part | undefined; readonly cle: string }
  | { readonly question: 'exceptionnel'; readonly exceptionnelle: boolean }
  | { readonly question: 'ventilation'; readonly dimensions: ReadonlyMap<Dimension, readonly PartDeDimension[]> }
  | { readonly question: 'rattachement'; readonly rattachement: Rattachement };

/** A rule as officers write it, once understood. */
export interface Regle {
  readonly question: Question;
  readonly condition: Condition;
  readonly conclusion: Conclusion;
  readonly citee: RegleCitee;
  readonly lieu: Lieu;
  /** Whether it holds for the exercice; set aside otherwise. */
  readonly enVigueur: boolean;
}

/** A dimension that a rule does not break down whole: what is left of it is shown as « non ventilé ». */
export interface PartIncomplete {
  readonly id: string;
  readonly dimension: Dimension;
  readonly reste: Fraction;
}

/** The breakdowns whose shares do not reach 100 %; those with exact amounts depend on the line, and are left to it. */
export function partsIncompletes(regles: readonly Regle[]): PartIncomplete[] {
  return regles.flatMap(({ citee: { id }, conclusion }) => {
    if (conclusion.question !== 'ventilation') return [];
    return [...conclusion.dimensions].flatMap(([dimension, parts]) => {
      const fractions = parts.flatMap(({ part }) => (estMontantExact(part) ? [] : [part]));
      const reste = complement(additionner(fractions));
      if (fractions.length < parts.length || reste === undefined || reste.numerateur === 0n) return [];
      return [{ id, dimension, reste }];
    });
  });
}

/** Rules to try beside those of a dossier, under the name that their file would have there: `regles/35-essai.yaml`. */
export interface FichierALEssai {
  readonly nom: string;
  readonly regles: readonly Regle[];
}

/**
 * The rules of a dossier without some of them and with files added, in the order in which they would be read: each file at
 * the rank that its name gives it, in the place of the one that has this name. Tells, as reading the dossier would, the
 * rules whose identifier is taken.
 * @param regles all those of the dossier, those that do not hold included
 */
export function composerLesRegles(
  regles: readonly Regle[],
  sans: ReadonlySet<string>,
  ajouts: readonly FichierALEssai[],
  constats: Constats,
): readonly Regle[] {
  const fichiers = new Map<string, Regle[]>();
  for (const regle of regles) {
    const { fichier } = regle.lieu;
    const siennes = fichiers.get(fichier) ?? [];
    fichiers.set(fichier, siennes);
    if (!sans.has(regle.citee.id)) siennes.push(regle);
  }
  for (const { nom, regles: ajoutees } of ajouts) fichiers.set(nom, [...ajoutees]);
  const composees = trierPar([...fichiers], ([nom]) => nom).flatMap(([, siennes]) => siennes);
  refuserDoubles(composees, new Set(ajouts.flatMap(({ regles: ajoutees }) => ajoutees)), constats);
  return composees;
}

function refuserDoubles(regles: readonly Regle[], ajoutees: ReadonlySet<Regle>, constats: Constats): void {
  const parId = new Map<string, Regle>();
  for (const regle of regles) {
    const { id } = regle.citee;
    const deja = parId.get(id);
    parId.set(id, regle);
    if (deja === undefined) continue;
    const [ajoutee, autre] = ajoutees.has(regle) ? [regle, deja] : [deja, regle];
    constats.ajouter({
      code: 'E-REGLE-DOUBLE',
      lieu: ajoutee.lieu,
      message: `la règle « ${id} » existe déjà, en ${autre.citee.lieu}`,
      remede: ajoutees.has(autre)
        ? 'Les deux sont à l’essai : donnez à chacune un identifiant à elle.'
        : `Pour essayer celle-ci à la place de l’autre, ajoutez --sans ${id} ; sinon, donnez-lui un autre identifiant.`,
    });
  }
}

/** Something that a plan declares: its identifier, and what readers are shown. */
export interface Declare {
  readonly id: string;
  readonly libelle: string;
}

/** What a question of a group is cut by: domains, territories, durations… Its identifier may be that of a territory of the jaune. */
export type Dimension = Declare;

export interface Acteur extends Declare {
  readonly groupe: Groupe;
}

/** A question, which is known by its group and its number: two groups may be asked different things under one number. */
export interface Question {
  readonly groupe: Groupe;
  readonly numero: string;
  readonly libelle: string;
  readonly theme: Declare;
  /** None where it is asked in one piece. */
  readonly dimensions: readonly Dimension[];
}

/** Actors that were asked the same questions. */
export interface Groupe extends Declare {
  readonly acteurs: readonly Acteur[];
  readonly questions: readonly Question[];
}

/** Who was asked what, in the order of `questionnaires/plan.yaml`. */
export interface Plan {
  /** Where the answers come from; empty for nothing. */
  readonly origine: string;
  readonly themes: readonly Declare[];
  readonly dimensions: readonly Dimension[];
  readonly groupes: readonly Groupe[];
}

/** One place that an answer is expected at: a question asked of an actor, for one of its dimensions. */
export interface Demande {
  readonly acteur: Acteur;
  readonly question: Question;
  readonly dimension: Dimension | undefined;
}

/** All that was asked, group by group, then question by question. */
export function demandes({ groupes }: Pick<Plan, 'groupes'>): Demande[] {
  return groupes.flatMap(({ acteurs, questions }) =>
    questions.flatMap((question) =>
      dimensionsDe(question).flatMap((dimension) => acteurs.map((acteur) => ({ acteur, question, dimension }))),
    ),
  );
}

/** The dimensions of a question; one that is none, where it is asked in one piece. */
export function dimensionsDe({ dimensions }: Question): readonly (Dimension | undefined)[] {
  return dimensions.length === 0 ? [undefined] : dimensions;
}

/** What tells an answer from the others, the same from one edition to the next. */
export function cleDeDemande({ acteur, question, dimension }: Demande): string {
  return [acteur.groupe.id, acteur.id, question.numero, dimension?.id ?? ''].join('.');
}

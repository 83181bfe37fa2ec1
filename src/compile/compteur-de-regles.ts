import type { Condition } from '../domain/conditions/condition.ts';
import { type LigneBudgetaire, referenceDe, type Sens } from '../domain/lignes/ligne-budgetaire.ts';
import { comparer } from '../domain/textes/ordre.ts';
import type { Question, RegleCitee, Reponse, Verdict } from '../domain/verdict/verdict.ts';
import type { CompteDesDeuxSens } from './compte.ts';
import { Compteur } from './compteur.ts';
import type { EffetRegle, RencontreDeRegles } from './jaune.ts';
import { LIGNES_VUES, type LigneReperee } from './lignes-groupees.ts';

/** Answers counted before what they say is unfolded: lines alike share theirs, and most budgets have fewer. */
const REPONSES_MAX = 4_096;
/** Pairs of rules told apart; beyond, what each rule loses is still counted in whole. */
const RENCONTRES_MAX = 20_000;
/** Lines named for a pair of rules. */
const EXEMPLES_MAX = LIGNES_VUES;

interface Effets {
  readonly emporte: Compteur;
  readonly devance: Compteur;
  readonly contredite: Compteur;
}

interface Rencontre {
  readonly question: Question;
  readonly gagnante: RegleCitee | undefined;
  readonly devancee: RegleCitee;
  readonly compteur: Compteur;
  exemples: readonly LigneReperee[];
}

/** The lines that share the same answers. */
class Paquet extends Compteur {
  vues: readonly LigneReperee[] = [];
  /** How many of the answers were given before other rules: when none was, no line needs to be named. */
  readonly disputees: number;

  constructor(disputees: number) {
    super();
    this.disputees = disputees;
  }
}

/**
 * Counts what each rule does: the lines it decides, those it would have decided had none come before, and the rules that it
 * meets there. A line counts once for a rule, however many dimensions it is broken down by. Lines are counted by the answers
 * they share, and what answers say is unfolded in batches, so that a line costs one look-up and memory stays bounded.
 */
export class CompteurDeRegles {
  readonly #effets = new Map<string, Effets>();
  readonly #rencontres = new Map<string, Rencontre>();
  readonly #paquets = new Map<Verdict['reponses'], Paquet>();
  #lignes = 0;

  ajouter(
    { fichier, numero, sens }: Pick<LigneBudgetaire, 'fichier' | 'numero' | 'sens'>,
    { reponses }: Verdict,
    centimes: number,
  ): void {
    this.#lignes += 1;
    this.ajouterEnsemble(reponses, sens, centimes, 1, [{ rang: this.#lignes, fichier, numero }]);
  }

  /** @param vues the first of these lines */
  ajouterEnsemble(
    reponses: Verdict['reponses'],
    sens: Sens,
    centimes: number,
    lignes: number,
    vues: readonly LigneReperee[],
  ): void {
    let paquet = this.#paquets.get(reponses);
    if (paquet === undefined) {
      const disputees = compterDisputees(reponses);
      if (disputees === 0 && !reponses.some(({ auteur }) => auteur.type === 'regle')) return;
      if (this.#paquets.size >= REPONSES_MAX) this.#deplier();
      paquet = new Paquet(disputees);
      this.#paquets.set(reponses, paquet);
    }
    paquet.ajouter(sens, centimes, lignes);
    if (paquet.disputees > 0) paquet.vues = premieres(paquet.vues, vues);
  }

  /** The effects of all the rules in force, in their order, those that never spoke included. */
  effets(
    regles: readonly { readonly citee: RegleCitee; readonly question: Question; readonly condition?: Condition }[],
  ): EffetRegle[] {
    this.#deplier();
    const rien = new Compteur().compte();
    return regles.map(({ citee, question, condition }) => {
      const effets = this.#effets.get(citee.id);
      return {
        regle: citee,
        question,
        condition,
        emporte: effets?.emporte.compte() ?? rien,
        devance: effets?.devance.compte() ?? rien,
        contredite: effets?.contredite.compte() ?? rien,
      };
    });
  }

  /** The pairs of rules that meet on lines, those that weigh most first. */
  rencontres(): RencontreDeRegles[] {
    this.#deplier();
    return [...this.#rencontres.values()]
      .map(({ question, gagnante, devancee, compteur, exemples }) => ({
        question,
        gagnante,
        devancee,
        contraires: gagnante !== undefined && question !== 'ventilation' && gagnante.conclusion !== devancee.conclusion,
        compte: compteur.compte(),
        exemples: exemples.map(referenceDe),
      }))
      .sort(
        (gauche, droite) =>
          poidsDe(droite.compte) - poidsDe(gauche.compte) ||
          droite.compte.lignes - gauche.compte.lignes ||
          comparer(gauche.devancee.id, droite.devancee.id) ||
          comparer(gauche.gagnante?.id ?? '', droite.gagnante?.id ?? ''),
      );
  }

  #deplier(): void {
    for (const [reponses, paquet] of this.#paquets) {
      this.#compterEffets(reponses, paquet);
      if (paquet.disputees > 0) this.#compterRencontres(reponses, paquet);
    }
    this.#paquets.clear();
  }

  #compterEffets(reponses: Verdict['reponses'], paquet: Paquet): void {
    const { emporte, devance, contredite } = rolesDesRegles(reponses);
    for (const id of emporte) this.#effetsDe(id).emporte.ajouterTout(paquet);
    for (const id of devance) this.#effetsDe(id).devance.ajouterTout(paquet);
    for (const id of contredite) this.#effetsDe(id).contredite.ajouterTout(paquet);
  }

  #compterRencontres(reponses: Verdict['reponses'], paquet: Paquet): void {
    // Only a breakdown may put a rule twice behind another: once for each dimension.
    const rencontrees = new Set<string>();
    for (const { auteur, autres, question } of reponses) {
      const gagnante = auteur.type === 'regle' ? auteur.regle : undefined;
      for (const autre of autres) this.#rencontrer(gagnante, autre, question, paquet, rencontrees);
    }
  }

  #rencontrer(
    gagnante: RegleCitee | undefined,
    devancee: RegleCitee,
    question: Question,
    paquet: Paquet,
    dejaComptees: Set<string>,
  ): void {
    // No identifier holds a space.
    const cle = `${gagnante?.id ?? ''} ${devancee.id}`;
    if (dejaComptees.has(cle)) return;
    if (paquet.disputees > 1) dejaComptees.add(cle);
    let rencontre = this.#rencontres.get(cle);
    if (rencontre === undefined) {
      if (this.#rencontres.size >= RENCONTRES_MAX) return;
      rencontre = { question, gagnante, devancee, compteur: new Compteur(), exemples: [] };
      this.#rencontres.set(cle, rencontre);
    }
    rencontre.compteur.ajouterTout(paquet);
    rencontre.exemples = premieres(rencontre.exemples, paquet.vues);
  }

  #effetsDe(id: string): Effets {
    let effets = this.#effets.get(id);
    if (effets === undefined) {
      effets = { emporte: new Compteur(), devance: new Compteur(), contredite: new Compteur() };
      this.#effets.set(id, effets);
    }
    return effets;
  }
}

/** What rules do on a line, by the names of {@link EffetRegle}: their identifiers, each once, in the order of the answers. */
export type RolesDesRegles = Readonly<Record<keyof Effets, ReadonlySet<string>>>;

/** Which rules decided a line, which would have had another not come before, and which of these say otherwise. */
export function rolesDesRegles(reponses: Verdict['reponses']): RolesDesRegles {
  const roles = { emporte: new Set<string>(), devance: new Set<string>(), contredite: new Set<string>() };
  for (const reponse of reponses) {
    if (reponse.auteur.type === 'regle') roles.emporte.add(reponse.auteur.regle.id);
    for (const autre of reponse.autres) {
      roles.devance.add(autre.id);
      if (autre.conclusion !== conclusionDe(reponse)) roles.contredite.add(autre.id);
    }
  }
  return roles;
}

/** The first lines of these, in the order in which they passed. */
function premieres(vues: readonly LigneReperee[], autres: readonly LigneReperee[]): readonly LigneReperee[] {
  const derniere = vues[EXEMPLES_MAX - 1];
  if (derniere !== undefined && derniere.rang < (autres[0]?.rang ?? 0)) return vues;
  return [...vues, ...autres].sort((gauche, droite) => gauche.rang - droite.rang).slice(0, EXEMPLES_MAX);
}

function compterDisputees(reponses: Verdict['reponses']): number {
  let disputees = 0;
  for (const { autres } of reponses) if (autres.length > 0) disputees += 1;
  return disputees;
}

function conclusionDe({ auteur, conclusion }: Reponse): string {
  return auteur.type === 'regle' ? auteur.regle.conclusion : conclusion;
}

/** By what the meetings of rules are put in order, whichever the sense of their lines. */
function poidsDe({ centimes, recettes }: CompteDesDeuxSens): number {
  return Math.abs(centimes) + Math.abs(recettes.centimes);
}

import { direLaDecisionEntiere } from '../../classify/decisions/dire-la-decision-entiere.ts';
import type { Synthese } from '../../compile/synthese.ts';
import { type Montant, valeurAbsolue } from '../../domain/argent/montant.ts';
import { Refus } from '../../domain/constats/refus.ts';
import type { Secteurs } from '../../domain/dossier/secteurs.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { garder, ParImputation } from '../../domain/lignes/ligne-budgetaire.ts';
import { enumerer } from '../../domain/textes/format.ts';
import { cleDeNom } from '../../domain/textes/nom.ts';
import { trierPar } from '../../domain/textes/ordre.ts';
import { nomLePlusProche } from '../../domain/textes/texte.ts';
import { enjeuDe } from '../../domain/verdict/indice.ts';
import { ecrireSignaux } from '../../domain/verdict/signal.ts';
import { estDecidee, type Verdict } from '../../domain/verdict/verdict.ts';
import { compilerLesLignes } from '../../edition/compiler-les-lignes.ts';
import { compterLesSemblables } from '../../edition/compter-les-semblables.ts';
import type { Preparation } from '../../edition/preparation.ts';
import { LIGNES_MAX } from '../../review/colonnes-de-revue.ts';
import { courbeDesEnjeux, type PointDeCourbe } from '../../review/courbe-des-enjeux.ts';
import type { LigneADecider } from '../../review/liste-a-decider.ts';
import { type Enjeu, type EnjeuxSommes, PlusGrandsEnjeux, resteDesEnjeux } from '../../review/plus-grands-enjeux.ts';

/** Which lines a worklist is made of, whatever it is written as. */
export interface WorklistSelection {
  readonly maxLines: number;
  /** What a line has at stake at the least, in expected cents. */
  readonly leastStake?: Montant | undefined;
  /** Lines that people decided, to come back on, rather than those that are open. */
  readonly decidees: boolean;
  /** The sectors whose lines are asked for, by any of their names; all when empty. */
  readonly secteurs?: readonly string[] | undefined;
}

/** A worklist, and what it sums to. */
export interface Worklist extends EnjeuxSommes {
  /** Those of which most euros are expected first. */
  readonly liste: readonly LigneADecider[];
  /** Lines of the same selection that are left for later. */
  readonly restantes: EnjeuxSommes;
  /** By number of open lines looked at, those left for later included, what is expected of them; nothing of decided ones. */
  readonly courbe: readonly PointDeCourbe[];
  /** Lines that people decided and that stay open, as no rule says the rest: they are among those decided. */
  readonly decideesOuvertes: number;
  /** The figures of the dossier as it is, before any line of it is decided. */
  readonly synthese: Synthese;
}

/** Names of sectors that a refusal gives; more is no list to read. */
const NAMED_SECTORS = 30;

/**
 * The lines on which a person has to decide, those of which most euros are expected. Lines stream; only those
 * with the most at stake are kept.
 * @param witness is shown all lines, those of the list and the others
 * @throws ConstatsBloquants when the dossier is at fault
 * @throws Refus when no line is of a sector that is asked for
 */
export async function gatherWorklist(
  preparation: Preparation,
  { maxLines, leastStake, decidees, secteurs = [] }: WorklistSelection,
  witness?: (affectation: Affectation) => void,
): Promise<Worklist> {
  const stakes = new PlusGrandsEnjeux<LineAtStake>(maxLines, leastStake);
  // The numbers of as many lines as a worklist may hold, whatever was asked for: to choose how many to ask for.
  const all = new PlusGrandsEnjeux<Enjeu>(LIGNES_MAX);
  let decidedOpen = 0;
  const sectors = new AskedSectors(secteurs, preparation.dossier.enTete.secteurs);
  const { synthese } = await compilerLesLignes(preparation, {
    attentes: 'A-ARBITRAGES-EN-ATTENTE',
    affectation: (affectation) => {
      witness?.(affectation);
      if (!sectors.has(affectation)) return;
      const { verdict } = affectation;
      const decided = estDecidee(verdict);
      if (decided && isOpen(verdict)) decidedOpen += 1;
      if (decidees ? !decided : decided || !isOpen(verdict)) return;
      const stake = considerLine(affectation, stakes, preparation);
      if (!decidees) all.ajouter(stake, () => stake);
    },
  });
  sectors.requireAllSeen();
  const { vues, gardees } = stakes;
  const courbe = courbeDesEnjeux(all.liste, ({ enjeu }) => enjeu);
  const restantes = resteDesEnjeux(vues, gardees);
  const alike = await compterLesSemblables(
    preparation,
    stakes.liste.map(({ ligne }) => ligne),
  );
  const liste = stakes.liste.map((line, rank) => ({ ...line, pareilles: alike[rank] ?? 0 }));
  return { ...gardees, liste, restantes, courbe, decideesOuvertes: decidedOpen, synthese };
}

/** The sectors that are asked for, and those that lines have: a line is of the sector to which the documents count it. */
class AskedSectors {
  readonly #asked: ReadonlyMap<string, string>;
  readonly #found = new Set<string>();
  readonly #names = new Map<string, string>();
  readonly #keys: ParImputation<string>;

  constructor(asked: readonly string[], sectors: Secteurs) {
    this.#asked = new Map(asked.map((name) => [cleDeNom(sectors.nomCompte(name.trim())), name.trim()]));
    this.#keys = new ParImputation(({ secteur }) => {
      const name = sectors.nomCompte(secteur);
      const key = cleDeNom(name);
      if (this.#asked.size > 0 && this.#names.size < NAMED_SECTORS) this.#names.set(key, name);
      if (this.#asked.has(key)) this.#found.add(key);
      return key;
    });
  }

  has({ ligne }: Affectation): boolean {
    return this.#asked.size === 0 || this.#asked.has(this.#keys.lire(ligne.imputation));
  }

  requireAllSeen(): void {
    const missing = [...this.#asked].find(([key]) => !this.#found.has(key))?.[1];
    if (missing === undefined) return;
    const names = trierPar([...this.#names.values()], cleDeNom).filter((name) => name !== '');
    const near = nomLePlusProche(missing, names);
    const meant = near === undefined ? '' : `Vouliez-vous écrire « ${near} » ? `;
    throw new Refus(
      'usage',
      `« ${missing} » : aucune ligne du dossier n’est de ce secteur`,
      `${meant}Secteurs des lignes : ${enumerer(names)}.`,
    );
  }
}

type LineAtStake = Omit<LigneADecider, 'pareilles'> & Enjeu;

function isOpen({ place }: Verdict): boolean {
  return place === 'a_arbitrer' || place === 'non_examinee';
}

/** Takes in one of the lines asked for; gives what it has at stake. */
function considerLine(
  { ligne, verdict, montant }: Affectation,
  stakes: PlusGrandsEnjeux<LineAtStake>,
  { classement, dossier, references }: Preparation,
): Enjeu {
  const { place, examen } = verdict;
  const decided = estDecidee(verdict);
  const stake: Enjeu = {
    fichier: ligne.fichier,
    numero: ligne.numero,
    sens: ligne.sens,
    montant,
    // What was decided is no longer a matter of chance.
    enjeu: decided ? valeurAbsolue(montant) : enjeuDe(montant, examen?.points ?? 0),
  };
  stakes.ajouter(stake, () => {
    const decision = decided ? classement.decisions.pour(ligne) : undefined;
    const told = decision
      ? direLaDecisionEntiere(decision, { ...dossier.enTete, ...references })
      : suggestionOf(verdict);
    return {
      ...stake,
      ligne: garder(ligne),
      place,
      signaux: ecrireSignaux(verdict.signaux),
      ...withGoals(told, classement.examinateur.objectifsSuggeres(ligne, verdict)),
    };
  });
  return stake;
}

/** What memory suggests of an open line, and why. */
function suggestionOf({ examen }: Verdict): Pick<LineAtStake, 'suggestion' | 'raison'> {
  const suggestion = examen?.suggestion;
  if (suggestion === undefined) return { suggestion: '', raison: '' };
  return {
    suggestion: suggestion.conclusion === 'internationale' ? 'internationale' : 'non internationale',
    raison: suggestion.motif,
  };
}

/** The goals of lines alike go with the reason: they are one more suggestion, and the column of goals is where people write. */
function withGoals<T extends Pick<LineAtStake, 'raison'>>(told: T, goals: string | undefined): T {
  if (goals === undefined) return told;
  return { ...told, raison: [told.raison, `objectif : ${goals}`].filter(Boolean).join(' ; ') };
}

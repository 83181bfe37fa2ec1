import type { Base } from '../domain/base.ts';
import type { Predicat } from '../domain/condition-evaluation.ts';
import type { Constats } from '../domain/constat.ts';
import { UN } from '../domain/fraction.ts';
import type { Geographie } from '../domain/geographie.ts';
import type { ExamenDetaille } from '../domain/indice.ts';
import type { Imputation, LigneBudgetaire } from '../domain/ligne-budgetaire.ts';
import type { Part } from '../domain/part.ts';
import type { Signal } from '../domain/signal.ts';
import type { Examen } from '../domain/suggestion.ts';
import { detacher } from '../domain/texte.ts';
import type { Place, Reponse, Verdict } from '../domain/verdict.ts';
import {
  type Indices,
  repondreExceptionnel,
  repondreInternational,
  repondrePerimetre,
  repondreVentilation,
} from './answers.ts';
import { estEnFractions, seVentile, type Ventilation, ventiler } from './breakdown.ts';
import type { RegistreDesDecisions } from './decisions/decision-register.ts';
import { partsAuMontant } from './exact-parts.ts';
import type { Examinateur } from './examiner.ts';
import { ReglePrete } from './rules/compiled-rules.ts';
import { lecteursDeLignes } from './rules/line-readers.ts';
import type { Regle } from './rules/rule.ts';
import { ecrireSignaux } from './signals/detector.ts';

/** What lines are classified with. */
export interface ContexteClassement {
  readonly base: Base;
  readonly regles: readonly Regle[];
  readonly decisions: RegistreDesDecisions;
  readonly examinateur: Examinateur;
  readonly geographie: Geographie;
  readonly axes: ReadonlyMap<string, string>;
  readonly domaines: ReadonlyMap<string, string>;
  /** Where lines too small for the exact amounts that rules or decisions want of them are told. */
  readonly constats: Constats;
}

/** What rules say of all the lines that share an imputation; the verdicts of lines alike are kept. */
interface Profil {
  /** The rules that may conclude, in order; those without a test do. */
  readonly regles: readonly { readonly regle: Regle; readonly test: Predicat<LigneBudgetaire> | undefined }[];
  readonly tests: readonly Predicat<LigneBudgetaire>[];
  /** What of a line the tests look at, when it is made of words: words repeat. */
  readonly textes: ((ligne: LigneBudgetaire) => string) | undefined;
  /** What the tests gave for those words. */
  readonly essais: Map<string, string>;
  readonly verdicts: Map<string, Verdict>;
}

const VERDICTS_PAR_PROFIL_MAX = 1_000;
const TEXTES_PAR_PROFIL = 16;
const AUCUN_SIGNAL: readonly Signal[] = [];

/**
 * Puts the four questions to each line: perimeter, international, exceptional, breakdown. A decision by a person beats
 * rules; the first rule that concludes wins, the others are kept and told. A line on which only signals speak is to be
 * arbitrated; one on which nothing speaks is not examined: never called « no ».
 */
export class Classifieur {
  readonly #contexte: ContexteClassement;
  readonly #regles: readonly ReglePrete[];
  readonly #profils = new WeakMap<Imputation, Profil>();

  constructor(contexte: ContexteClassement) {
    this.#contexte = contexte;
    const lecteurs = lecteursDeLignes(contexte.base);
    this.#regles = contexte.regles.map((regle) => new ReglePrete(regle, lecteurs));
  }

  /** The verdict on a line. Lines alike may share one. */
  classer(ligne: LigneBudgetaire): Verdict {
    const profil = this.#profil(ligne);
    const decision = this.#contexte.decisions.pour(ligne);
    if (decision) return this.#juger(ligne, this.#indices(ligne, profil, decision));
    const cle = cleDuVerdict(ligne, profil);
    const connu = profil.verdicts.get(cle);
    if (connu) return connu.place === 'non_examinee' ? this.#avecExamen(ligne, connu) : connu;
    const verdict = this.#juger(ligne, this.#indices(ligne, profil, undefined));
    if (profil.verdicts.size < VERDICTS_PAR_PROFIL_MAX && !estAuMontant(verdict)) profil.verdicts.set(cle, verdict);
    return verdict.place === 'non_examinee' ? this.#avecExamen(ligne, verdict) : verdict;
  }

  /** What speaks of a line, whatever its verdict; to explain. */
  examenDe(ligne: LigneBudgetaire): ExamenDetaille {
    return this.#contexte.examinateur.detailler(ligne);
  }

  #profil(ligne: LigneBudgetaire): Profil {
    let profil = this.#profils.get(ligne.imputation);
    if (profil === undefined) {
      const regles = this.#regles.flatMap((prete) => {
        const reduite = prete.pourLImputationDe(ligne);
        if (reduite === false) return [];
        return [{ prete, regle: prete.regle, test: reduite === true ? undefined : reduite }];
      });
      const aEssayer = regles.filter(({ test }) => test !== undefined);
      profil = {
        regles,
        tests: aEssayer.flatMap(({ test }) => test ?? []),
        textes: textesTestes(new Set(aEssayer.flatMap(({ prete }) => [...prete.champsPropres]))),
        essais: new Map(),
        verdicts: new Map(),
      };
      this.#profils.set(ligne.imputation, profil);
    }
    return profil;
  }

  #indices(ligne: LigneBudgetaire, { regles }: Profil, decision: Indices['decision']): Indices {
    const { geographie, axes, domaines } = this.#contexte;
    return {
      regles: regles.filter(({ test }) => test?.(ligne) ?? true).map(({ regle }) => regle),
      decision,
      pays: ligne.lieu === '' ? undefined : geographie.reconnaitre(ligne.lieu),
      geographie,
      axes,
      domaines,
    };
  }

  #juger(ligne: LigneBudgetaire, indices: Indices): Verdict {
    const perimetre = repondrePerimetre(indices);
    if (perimetre.exclue) return this.#verdict(ligne, 'exclue', [perimetre], perimetre);
    const international = repondreInternational(indices);
    if (!international) {
      const silence: Reponse = {
        question: 'international',
        conclusion: 'sans réponse',
        auteur: { type: 'defaut' },
        motif: 'Aucune règle ne conclut et aucun signal ne parle : la ligne n’a pas été examinée.',
        autres: [],
      };
      return this.#verdict(ligne, 'non_examinee', [perimetre, silence], silence);
    }
    if (!international.part)
      return this.#verdict(ligne, 'non_internationale', [perimetre, international], international);
    const exceptionnel = repondreExceptionnel(indices);
    const place = exceptionnel.exceptionnelle ? 'exceptionnelle' : 'internationale';
    const { ventilation, reponses } = repondreVentilation(indices);
    return this.#verdict(
      ligne,
      place,
      [perimetre, international, exceptionnel, ...reponses],
      exceptionnel.exceptionnelle ? exceptionnel : international,
      { part: international.part, cle: international.cle, ventilation },
    );
  }

  /** A line on which nobody answers goes to a person when a signal or memory speaks for it. */
  #avecExamen(ligne: LigneBudgetaire, verdict: Verdict): Verdict {
    const { signaux, examen } = this.#contexte.examinateur.examiner(ligne);
    const parle = signaux.length > 0 || examen.suggestion?.conclusion === 'internationale';
    if (!parle) return examen.suggestion === undefined ? verdict : { ...verdict, examen };
    const alerte: Reponse = {
      question: 'international',
      conclusion: 'à arbitrer',
      auteur: { type: 'signal' },
      motif: `Aucune règle ne conclut ; ${ecrireExamen(signaux, examen)}.`,
      autres: [],
    };
    const reponses = verdict.reponses.map((reponse) => (reponse === verdict.decisive ? alerte : reponse));
    const parts = verdict.parts.map((part) => ({ ...part, place: 'a_arbitrer' as const }));
    return { ...verdict, place: 'a_arbitrer', parts, reponses, signaux, examen, decisive: alerte };
  }

  #verdict(
    ligne: LigneBudgetaire,
    place: Place,
    reponses: readonly Reponse[],
    decisive: Reponse,
    retenue?: { readonly part: Part; readonly cle: string; readonly ventilation: Ventilation },
  ): Verdict {
    const { part: quotePart, cle, ventilation } = retenue ?? { part: UN, cle: '', ventilation: new Map() };
    const cellules = seVentile(place) ? ventilation : new Map();
    const { base, geographie, constats } = this.#contexte;
    const situation = { secteurDeLaLigne: ligne.secteur, geographie };
    if (!estEnFractions(quotePart, cellules))
      return {
        ...{ place, cle, reponses, signaux: AUCUN_SIGNAL, decisive },
        ...partsAuMontant(ligne, base, { place, quotePart, ventilation: cellules }, reponses, situation, constats),
      };
    const parts = ventiler(place, quotePart, cellules, situation);
    const verdict = { place, quotePart, cle, parts, reponses, signaux: AUCUN_SIGNAL, decisive };
    return place === 'non_examinee' ? { ...verdict, examen: this.#contexte.examinateur.silence } : verdict;
  }
}

/** Whether a verdict is worked out on the amount of its line: another line may not share it. */
function estAuMontant({ parts }: Verdict): boolean {
  return parts[0]?.partEcrite !== undefined;
}

/** What tells lines of one imputation apart: which of the tests hold, and the place that the line names. */
function cleDuVerdict(ligne: LigneBudgetaire, profil: Profil): string {
  const essais = essaisSur(ligne, profil);
  return ligne.lieu === '' ? essais : `${essais} ${ligne.lieu}`;
}

/** One digit a test: `010`. */
function essaisSur(ligne: LigneBudgetaire, { tests, textes, essais }: Profil): string {
  if (tests.length === 0) return '';
  const essayer = () => tests.map((test) => (test(ligne) ? '1' : '0')).join('');
  if (!textes) return essayer();
  const cle = textes(ligne);
  let connus = essais.get(cle);
  if (connus === undefined) {
    connus = essayer();
    if (essais.size >= TEXTES_PAR_PROFIL) essais.clear();
    essais.set(detacher(cle), connus);
  }
  return connus;
}

/** What to remember tests by: the label alone when they look at nothing else; nothing when they look at amounts. */
function textesTestes(champs: ReadonlySet<string>): Profil['textes'] {
  if ([...champs].every((champ) => champ === 'libelle')) return ({ libelle }) => libelle;
  if ([...champs].some((champ) => !['libelle', 'beneficiaire', 'lieu'].includes(champ))) return undefined;
  return ({ libelle, beneficiaire, lieu }) => `${libelle}\u0001${beneficiaire}\u0001${lieu}`;
}

function ecrireExamen(signaux: readonly Signal[], { suggestion }: Examen): string {
  const parlent = signaux.length === 0 ? [] : [`des signaux parlent : ${ecrireSignaux(signaux)}`];
  const memoire = suggestion?.conclusion === 'internationale' ? [`la mémoire suggère oui, ${suggestion.motif}`] : [];
  return [...parlent, ...memoire].join(' ; ');
}

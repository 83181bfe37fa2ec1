import type { Base } from '../domain/base.ts';
import type { Predicat } from '../domain/condition-evaluation.ts';
import { type Fraction, UN } from '../domain/fraction.ts';
import type { Geographie } from '../domain/geographie.ts';
import type { Imputation, LigneBudgetaire } from '../domain/ligne-budgetaire.ts';
import type { MotSignal } from '../domain/mot-signal.ts';
import type { Signal } from '../domain/signal.ts';
import { detacher } from '../domain/texte.ts';
import type { Place, Reponse, Verdict } from '../domain/verdict.ts';
import {
  type Indices,
  repondreExceptionnel,
  repondreInternational,
  repondrePerimetre,
  repondreVentilation,
} from './answers.ts';
import { seVentile, type Ventilation, ventiler } from './breakdown.ts';
import type { RegistreDesDecisions } from './decisions/decision-register.ts';
import { ReglePrete } from './rules/compiled-rules.ts';
import { lecteursDeLignes } from './rules/line-readers.ts';
import type { Regle } from './rules/rule.ts';
import { DetecteurDeSignaux, ecrireSignaux } from './signals/detector.ts';

/** What lines are classified with. */
export interface ContexteClassement {
  readonly base: Base;
  readonly regles: readonly Regle[];
  readonly decisions: RegistreDesDecisions;
  readonly signaux: readonly MotSignal[];
  readonly geographie: Geographie;
  readonly axes: ReadonlyMap<string, string>;
  readonly domaines: ReadonlyMap<string, string>;
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
  readonly #detecteur: DetecteurDeSignaux;

  constructor(contexte: ContexteClassement) {
    this.#contexte = contexte;
    const lecteurs = lecteursDeLignes(contexte.base);
    this.#regles = contexte.regles.map((regle) => new ReglePrete(regle, lecteurs));
    this.#detecteur = new DetecteurDeSignaux(contexte.geographie, contexte.signaux);
  }

  /** The verdict on a line. Lines alike may share one. */
  classer(ligne: LigneBudgetaire): Verdict {
    const profil = this.#profil(ligne);
    const decision = this.#contexte.decisions.pour(ligne);
    if (decision) return this.#juger(ligne, this.#indices(ligne, profil, decision));
    const cle = cleDuVerdict(ligne, profil);
    const connu = profil.verdicts.get(cle);
    if (connu) return connu.place === 'non_examinee' ? this.#avecSignaux(ligne, connu) : connu;
    const verdict = this.#juger(ligne, this.#indices(ligne, profil, undefined));
    if (profil.verdicts.size < VERDICTS_PAR_PROFIL_MAX) profil.verdicts.set(cle, verdict);
    return verdict.place === 'non_examinee' ? this.#avecSignaux(ligne, verdict) : verdict;
  }

  /** The signals of a line, whatever its verdict; to explain. */
  signauxDe(ligne: LigneBudgetaire): readonly Signal[] {
    return this.#detecteur.detecter(ligne);
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

  /** A line on which nobody answers goes to a person when a signal speaks. */
  #avecSignaux(ligne: LigneBudgetaire, verdict: Verdict): Verdict {
    const signaux = this.#detecteur.detecter(ligne);
    if (signaux.length === 0) return verdict;
    const alerte: Reponse = {
      question: 'international',
      conclusion: 'à arbitrer',
      auteur: { type: 'signal' },
      motif: `Aucune règle ne conclut ; des signaux parlent : ${ecrireSignaux(signaux)}.`,
      autres: [],
    };
    const reponses = verdict.reponses.map((reponse) => (reponse === verdict.decisive ? alerte : reponse));
    const parts = verdict.parts.map((part) => ({ ...part, place: 'a_arbitrer' as const }));
    return { ...verdict, place: 'a_arbitrer', parts, reponses, signaux, decisive: alerte };
  }

  #verdict(
    ligne: LigneBudgetaire,
    place: Place,
    reponses: readonly Reponse[],
    decisive: Reponse,
    retenue?: { readonly part: Fraction; readonly cle: string; readonly ventilation: Ventilation },
  ): Verdict {
    const { part: quotePart, cle, ventilation } = retenue ?? { part: UN, cle: '', ventilation: new Map() };
    const cellules = seVentile(place) ? ventilation : new Map();
    const parts = ventiler(place, quotePart, cellules, ligne.secteur, this.#contexte.geographie);
    return { place, quotePart, cle, parts, reponses, signaux: AUCUN_SIGNAL, decisive };
  }
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

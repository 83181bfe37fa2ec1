import type { Base } from '../domain/argent/base.ts';
import { UN } from '../domain/argent/fraction.ts';
import type { Part } from '../domain/argent/part.ts';
import type { Constats } from '../domain/constats/constat.ts';
import { type ImputationDUneSource, type LigneBudgetaire, ParImputation } from '../domain/lignes/ligne-budgetaire.ts';
import type { SourcesDesValeurs } from '../domain/verdict/dimension.ts';
import type { Flux, Rattachement } from '../domain/verdict/flux.ts';
import type { Examen, ExamenDetaille } from '../domain/verdict/indice.ts';
import { SERIES_D_OBJECTIFS } from '../domain/verdict/objectifs.ts';
import { AUCUN_SIGNAL, ecrireSignaux, type Signal } from '../domain/verdict/signal.ts';
import { estRetenue, type Place, type Reponse, type Verdict } from '../domain/verdict/verdict.ts';
import type { RegistreDesDecisions } from './decisions/registre-des-decisions.ts';
import type { Examinateur } from './examinateur.ts';
import { partsAuMontant } from './parts-au-montant.ts';
import { IndexDesRegles, type ReglesDImputation } from './regles/index-des-regles.ts';
import type { Regle } from './regles/regle.ts';
import {
  type Indices,
  repondreExceptionnel,
  repondreInternational,
  repondrePerimetre,
  repondreRattachement,
  repondreVentilation,
} from './repondre-aux-questions.ts';
import { estEnFractions, type Ventilation, ventiler } from './ventilation.ts';

export interface ContexteClassement extends SourcesDesValeurs {
  readonly base: Base;
  readonly regles: readonly Regle[];
  readonly decisions: RegistreDesDecisions;
  readonly examinateur: Examinateur;
  /** Where lines too small for the exact amounts that rules or decisions want of them are told. */
  readonly constats: Constats;
}

/**
 * What rules say of all the lines whose imputations they see alike, that count to one sector and name the same goals; the verdicts of lines alike
 * are kept.
 */
interface Profil {
  /** The sector to which its lines count. */
  readonly secteur: string;
  readonly regles: ReglesDImputation;
  readonly verdicts: Map<number | string, Verdict>;
}

const VERDICTS_PAR_PROFIL_MAX = 1_000;
/** Profiles that are found again by another imputation. */
const PROFILS_MAX = 4_096;

/**
 * Puts the four questions to each line: perimeter, international, exceptional, breakdown. A decision by a person beats
 * rules; the first rule that concludes wins, the others are kept and told. A line on which only signals speak is to be
 * arbitrated; one on which nothing speaks is not examined: never called « no ».
 */
export class Classifieur {
  readonly #contexte: ContexteClassement;
  readonly #index: IndexDesRegles;
  readonly #profils = new Map<string, Profil>();
  /** By what rules see of a source: those that no rule names share what is worked out of their imputations. */
  readonly #parSorteDeFichier = new Map<number, ParImputation<Profil>>();
  #fichier = '';
  #parImputation = this.#ouvrir('');

  constructor(contexte: ContexteClassement) {
    const { regles, base, secteurs, geographie } = contexte;
    this.#contexte = contexte;
    this.#index = new IndexDesRegles(regles, base, secteurs, geographie);
  }

  /** The verdict on a line. Lines alike may share one. */
  classer(ligne: LigneBudgetaire): Verdict {
    if (ligne.fichier !== this.#fichier) this.#changerDeFichier(ligne.fichier);
    const profil = this.#parImputation.lire(ligne.imputation);
    const decision = this.#contexte.decisions.pour(ligne);
    if (decision) return this.#juger(ligne, this.#indices(ligne, profil, decision));
    const cle = this.#index.cleDe(ligne, profil.regles);
    let verdict = cle === undefined ? undefined : profil.verdicts.get(cle);
    if (verdict === undefined) {
      verdict = this.#juger(ligne, this.#indices(ligne, profil, undefined));
      const unique = cle === undefined || profil.verdicts.size >= VERDICTS_PAR_PROFIL_MAX || estAuMontant(verdict);
      if (!unique) profil.verdicts.set(cle, verdict);
    }
    return verdict.place === 'non_examinee' ? this.#avecExamen(ligne, verdict) : verdict;
  }

  /** What speaks of a line, whatever its verdict; to explain. */
  examenDe(ligne: LigneBudgetaire): ExamenDetaille {
    return this.#contexte.examinateur.detailler(ligne);
  }

  #changerDeFichier(fichier: string): void {
    this.#fichier = fichier;
    const sorte = this.#index.sorteDuFichier(fichier);
    const connues = sorte === undefined ? undefined : this.#parSorteDeFichier.get(sorte);
    this.#parImputation = connues ?? this.#ouvrir(fichier);
    if (sorte !== undefined) this.#parSorteDeFichier.set(sorte, this.#parImputation);
  }

  #ouvrir(fichier: string): ParImputation<Profil> {
    return new ParImputation((imputation) => this.#profilDe({ ...imputation, fichier }));
  }

  #profilDe(imputation: ImputationDUneSource): Profil {
    const sorte = this.#index.sorteDe(imputation);
    const secteur = this.#contexte.secteurs.nomCompte(imputation.secteur);
    const objectifs = SERIES_D_OBJECTIFS.map((serie) => imputation[serie]).join('');
    const cle = sorte === undefined ? undefined : `${sorte}${secteur}${objectifs === '' ? '' : `\n${objectifs}`}`;
    const connu = cle === undefined ? undefined : this.#profils.get(cle);
    if (connu) return connu;
    const profil: Profil = { secteur, regles: this.#index.pour(imputation), verdicts: new Map() };
    if (cle !== undefined) {
      if (this.#profils.size >= PROFILS_MAX) this.#profils.clear();
      this.#profils.set(cle, profil);
    }
    return profil;
  }

  #indices(ligne: LigneBudgetaire, { regles }: Profil, decision: Indices['decision']): Indices {
    return { regles: this.#index.quiConcluent(ligne, regles), decision, ligne, valeurs: this.#contexte };
  }

  #juger(ligne: LigneBudgetaire, indices: Indices): Verdict {
    const perimetre = repondrePerimetre(indices);
    const { flux } = perimetre;
    if (perimetre.exclue) return avecLiens(this.#verdict(ligne, 'exclue', [perimetre], perimetre), flux);
    const { rattachement, reponses } = repondreRattachement(indices);
    return avecLiens(this.#jugerDansLePerimetre(ligne, indices, perimetre, reponses), flux, rattachement);
  }

  #jugerDansLePerimetre(
    ligne: LigneBudgetaire,
    indices: Indices,
    perimetre: Reponse,
    liens: readonly Reponse[],
  ): Verdict {
    const international = repondreInternational(indices);
    if (!international) {
      const silence: Reponse = {
        question: 'international',
        conclusion: 'sans réponse',
        auteur: { type: 'defaut' },
        motif: 'Aucune règle ne conclut et aucun signal ne parle : la ligne n’a pas été examinée.',
        autres: [],
      };
      return this.#verdict(ligne, 'non_examinee', [perimetre, silence, ...liens], silence);
    }
    if (!international.part)
      return this.#verdict(ligne, 'non_internationale', [perimetre, international, ...liens], international);
    const exceptionnel = repondreExceptionnel(indices);
    const place = exceptionnel.exceptionnelle ? 'exceptionnelle' : 'internationale';
    const { ventilation, reponses } = repondreVentilation(indices);
    return this.#verdict(
      ligne,
      place,
      [perimetre, international, exceptionnel, ...reponses, ...liens],
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
    const cellules = estRetenue(place) ? ventilation : new Map();
    const { base, geographie, constats } = this.#contexte;
    const situation = { secteurDeLaLigne: this.#parImputation.lire(ligne.imputation).secteur, geographie };
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

/** A verdict with what ties its lines to others. */
function avecLiens(verdict: Verdict, flux: Flux | undefined, rattachement?: Rattachement): Verdict {
  if (flux === undefined && rattachement === undefined) return verdict;
  return { ...verdict, ...(flux && { flux }), ...(rattachement && { rattachement }) };
}

/** Whether a verdict is worked out on the amount of its line: another line may not share it. */
function estAuMontant({ parts }: Verdict): boolean {
  return parts[0]?.partEcrite !== undefined;
}

function ecrireExamen(signaux: readonly Signal[], { suggestion }: Examen): string {
  const parlent = signaux.length === 0 ? [] : [`des signaux parlent : ${ecrireSignaux(signaux)}`];
  const memoire = suggestion?.conclusion === 'internationale' ? [`la mémoire suggère oui, ${suggestion.motif}`] : [];
  return [...parlent, ...memoire].join(' ; ');
}

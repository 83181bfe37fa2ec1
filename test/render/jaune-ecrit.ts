/** Lines of the budget as tests write them by hand: what matters of each, the rest filled in. */

import { complement, estEntiere, type Fraction, multiplier, UN } from '../../src/domain/argent/fraction.ts';
import { montant } from '../../src/domain/argent/montant.ts';
import { repartir } from '../../src/domain/argent/part.ts';
import type { Affectation } from '../../src/domain/lignes/affectation.ts';
import { type LigneBudgetaire, TEXTES_NUS } from '../../src/domain/lignes/ligne-budgetaire.ts';
import type { Signal } from '../../src/domain/verdict/signal.ts';
import type { PartVentilee, Place, Question, RegleCitee, Reponse, Verdict } from '../../src/domain/verdict/verdict.ts';

export const PILOTE = 'Affaires internationales et européennes';
export const REGION = 'Région Île-de-France';

/** A line and what became of it. */
export interface Ecrit {
  readonly fichier: string;
  readonly numero: number;
  readonly cents: number;
  readonly mandats?: number;
  readonly champs: Partial<LigneBudgetaire>;
  readonly place: Place;
  readonly regle?: RegleCitee;
  /** Who decided, when a person did. */
  readonly decision?: string;
  readonly question?: Question;
  readonly autres?: readonly RegleCitee[];
  readonly quotePart?: Fraction;
  readonly cle?: string;
  readonly signaux?: readonly Signal[];
  /** The breakdown of what the place keeps; the shares make a whole. */
  readonly parts?: readonly (Partial<PartVentilee> & { part?: Fraction })[];
}

/** The line, its verdict and the cents of its parts. */
export function affecter(ecrit: Ecrit): Affectation {
  const { quotePart = UN, cents, cle = '', signaux = [], autres = [], place } = ecrit;
  const secteur = ecrit.champs.secteur ?? PILOTE;
  const vide = { place, axe: '', domaine: '', territoire: '', pays: '', secteur, omd: '', odd: '' };
  const parts: PartVentilee[] = (ecrit.parts ?? [{}]).map((part) => ({
    ...vide,
    ...part,
    part: multiplier(part.part ?? UN, quotePart),
  }));
  const reste = complement(quotePart);
  if (reste && !estEntiere(quotePart)) parts.push({ ...vide, place: 'non_internationale', part: reste });
  const decisive = repondre(ecrit, autres);
  const verdict: Verdict = { place, quotePart, cle, parts, reponses: [decisive], signaux, decisive };
  const montants = repartir(
    montant(cents),
    parts.map(({ part }) => part),
  );
  return { ligne: ligneDe(ecrit, secteur), verdict, montant: montant(cents), montants };
}

function repondre(
  { regle, decision, question = 'international', place }: Ecrit,
  autres: readonly RegleCitee[],
): Reponse {
  if (regle)
    return { question, conclusion: regle.conclusion, auteur: { type: 'regle', regle }, motif: regle.motif, autres };
  if (decision) {
    const auteur = { type: 'decision', lieu: 'arbitrages.csv:2', auteur: decision, date: '2012-11-20' } as const;
    return {
      question,
      conclusion: place,
      auteur,
      motif: 'Action tournée vers l’international, vue en séance.',
      autres,
    };
  }
  const auteur = { type: place === 'a_arbitrer' ? 'signal' : 'defaut' } as const;
  const motif = place === 'a_arbitrer' ? 'Des signaux parlent, aucune règle ne conclut.' : 'Rien ne parle.';
  return { question, conclusion: place, auteur, motif, autres };
}

function ligneDe({ fichier, numero, champs, cents, mandats }: Ecrit, secteur: string): LigneBudgetaire {
  const montants = mandats === undefined ? {} : { mandats: montant(mandats) };
  const ligne: Omit<LigneBudgetaire, 'imputation'> = {
    ...TEXTES_NUS,
    fichier,
    numero,
    empreinte: `${fichier.length}${numero}`.padStart(16, 'a'),
    exercice: '2012',
    organisme: REGION,
    caractere: 'illustratif',
    ...champs,
    secteur,
    montants: { engagements: montant(cents), ...montants },
  };
  return { ...ligne, imputation: { ...ligne, rang: 0 } };
}

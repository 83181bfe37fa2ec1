import type { Base } from '../domain/argent/base.ts';
import type { Montant } from '../domain/argent/montant.ts';
import type { Compte } from './compte.ts';
import type { AutresBases } from './jaune.ts';

/** What lines make on every base: on that of the edition, which all give, and on the others. */
export interface ComptesParBase {
  readonly base: Base;
  readonly compte: Compte;
  readonly autresBases: AutresBases;
}

/** What was paid, and out of what. */
export interface TauxDExecution {
  readonly paye: Montant;
  readonly sur: Montant;
}

/**
 * By what the rate of execution of a table divides what was paid: what was committed or, where no line gives that, the payments
 * voted. Nothing where a rate cannot be: a whole table divides by the same.
 */
export function baseDuTaux({ base, autresBases }: Pick<ComptesParBase, 'base' | 'autresBases'>): Base | undefined {
  const donnee = (autre: Base) => autre === base || autresBases.has(autre);
  return donnee('mandats') ? (['engagements', 'cp_votes'] as const).find(donnee) : undefined;
}

/** The rate of some lines; nothing unless each of them gives both bases, since it would compare different lines. */
export function tauxDExecution({ base, compte, autresBases }: ComptesParBase, sur: Base): TauxDExecution | undefined {
  const [paye, autorise] = (['mandats', sur] as const).map((autre) =>
    autre === base ? compte : autresBases.get(autre),
  );
  if (paye?.lignes !== compte.lignes || autorise?.lignes !== compte.lignes || autorise.centimes === 0) return undefined;
  return { paye: paye.centimes, sur: autorise.centimes };
}

import type { Base } from '../../domain/argent/base.ts';
import type { Constats } from '../../domain/constats/constat.ts';
import type { SourceDeclaree } from '../../domain/dossier/source-declaree.ts';
import type { LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import type { Enregistrement, Reperes } from '../../formats/source-ouverte.ts';
import type { Colonnes } from '../colonnes.ts';
import type { ReglesDesCodes } from '../verifier-les-codes.ts';

/**
 * Looks at the good lines of one source as they pass, for what nothing proves wrong and somebody should see. Tells at most one
 * thing at the end, with lines and euros; changes nothing, and holds no more than a bounded part of what it saw.
 */
export interface Soupcon {
  /** @param vu the record of the line, only valid during the call */
  ligne(ligne: LigneBudgetaire, vu: Enregistrement): void;
  fin(): void;
}

/** What suspicions of one source lean on. */
export interface ContexteDeSoupcon {
  readonly source: SourceDeclaree;
  readonly colonnes: Colonnes;
  readonly reperes: Reperes;
  readonly base: Base;
  readonly codes: ReglesDesCodes;
  readonly constats: Constats;
}

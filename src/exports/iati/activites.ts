import { createHash } from 'node:crypto';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import type { OperationDeclaree } from '../../domain/dossier/operations.ts';
import type { LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import { identiteDe } from '../../domain/lignes/meme-ligne.ts';
import { operationDe } from '../../domain/lignes/operation-de.ts';
import { comparer } from '../../domain/textes/ordre.ts';
import type { PartDuTotal } from '../pont.ts';
import { type ActiviteDeclaree, type BlocIati, PREFIXE_D_OPERATION } from './lire-le-bloc.ts';

/** The parts of the headline that are one action, in the order of the lines. */
export interface Activite {
  /** The whole of it, the organisation first. */
  readonly identifiant: string;
  readonly declaree: ActiviteDeclaree | undefined;
  readonly operation: OperationDeclaree | undefined;
  readonly parts: readonly PartDuTotal[];
}

const CHIFFRES = 16;

/**
 * The actions, in the order of their identifiers. Lines are one action when the dossier names it, when they are of one operation, or
 * when they would be known as the same line in another exercice: what they are, never where they lie nor what they weigh.
 */
export function regrouperEnActivites(
  parts: readonly PartDuTotal[],
  bloc: Pick<BlocIati, 'organisation' | 'activites'>,
  { operations }: Pick<EnTete, 'operations'>,
): Activite[] {
  const connues = new Map<string, Omit<Activite, 'parts'> & { readonly parts: PartDuTotal[] }>();
  for (const part of parts) {
    const declaree = bloc.activites.trouver(part);
    const operation = declaree === undefined ? operations.pour(operationDe(part.affectation, operations)) : undefined;
    const propre =
      declaree?.identifiant ??
      (operation === undefined ? empreinteDe(part.affectation.ligne) : `${PREFIXE_D_OPERATION}${operation.id}`);
    const identifiant = `${bloc.organisation}-${propre}`;
    const activite = connues.get(identifiant) ?? { identifiant, declaree, operation, parts: [] };
    connues.set(identifiant, activite);
    activite.parts.push(part);
  }
  return [...connues.values()].sort((gauche, droite) => comparer(gauche.identifiant, droite.identifiant));
}

/** The first digits of the SHA-256 of what a line is from one exercice to the next. */
function empreinteDe(ligne: LigneBudgetaire): string {
  return createHash('sha256').update(identiteDe(ligne).entiere).digest('hex').slice(0, CHIFFRES);
}

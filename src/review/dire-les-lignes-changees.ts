import type { Montant } from '../domain/argent/montant.ts';
import { fractionDe, lirePart } from '../domain/argent/part.ts';
import type { LigneBudgetaire } from '../domain/lignes/ligne-budgetaire.ts';
import { enumerer, formaterEuros } from '../domain/textes/format.ts';
import { COLONNES_DE_REVUE, rangDeSaisie } from './colonnes-de-revue.ts';
import { type LigneDecidee, type RangeeChangee, REMEDE_LIGNE } from './lire-les-rangees.ts';
import type { SignalementDeRevue } from './signalement-de-revue.ts';
import { colonnesChangees } from './somme-de-rangee.ts';

export interface LigneActuelle {
  readonly ligne: LigneBudgetaire;
  /** Its amount in the base of the dossier. */
  readonly montant: Montant;
}

const COLONNES_NOMMEES = 3;

/** Tells an amount taken out of a line that is more than the line. A part that is no part is told elsewhere. */
export function exigerQueLaPartTienne(
  { rangee, ecrite, fautives }: LigneDecidee,
  { montant }: LigneActuelle,
  signaler: SignalementDeRevue,
): void {
  const part = ecrite.quote_part === '' || fautives.has('quote_part') ? undefined : lirePart(ecrite.quote_part);
  if (part === undefined || fractionDe(part, montant) !== undefined) return;
  signaler.rangee(
    'E-REVUE-VALEUR',
    rangee,
    { rang: rangDeSaisie('quote_part'), contenu: ecrite.quote_part },
    `la part dépasse la ligne, qui est de ${formaterEuros(montant)}`,
    'Corrigez la part, ou videz-la pour toute la ligne.',
  );
}

/** Tells a decision whose line is no more what it was when the workbook was made. */
export function direLigneModifiee(
  { rangee, ecrite: { ref } }: LigneDecidee,
  actuelle: LigneActuelle | undefined,
  ailleurs: string | undefined,
  signaler: SignalementDeRevue,
): void {
  const quoi = actuelle === undefined ? 'n’existe plus' : 'a changé depuis l’export';
  const ou = ailleurs === undefined ? '' : ` : elle est maintenant en ${ailleurs}`;
  signaler.rangee(
    'E-REVUE-LIGNE',
    rangee,
    { rang: 0, contenu: ref },
    `la ligne ${ref} ${quoi}${ou}`,
    'Refaites l’export, relisez la ligne et reportez-y votre décision ; ou videz les cases jaunes de celle-ci.',
  );
}

/**
 * Tells a row that is not what was sent, and the columns where it differs when its line can say: it is still what it was,
 * and something else than what the tool thought of it was changed.
 */
export function direRangeeChangee(
  { rangee, ref, empreinte, cellules }: RangeeChangee,
  actuelle: LigneActuelle | undefined,
  signaler: SignalementDeRevue,
): void {
  const debut = 'cette ligne n’est plus celle qui a été envoyée';
  const rangs = actuelle?.ligne.empreinte === empreinte ? colonnesChangees(actuelle, cellules) : [];
  const [rang] = rangs;
  if (rang === undefined) {
    const place = { rang: 0, contenu: ref };
    const message = `${debut} : une cellule protégée a changé ou glissé`;
    signaler.rangee('E-REVUE-LIGNE', rangee, place, message, REMEDE_LIGNE);
    return;
  }
  const titres = rangs.slice(0, COLONNES_NOMMEES).map((colonne) => `« ${COLONNES_DE_REVUE[colonne]?.title} »`);
  const reste = rangs.length - titres.length;
  const noms = enumerer([...titres, ...(reste > 0 ? [`${reste} autre${reste > 1 ? 's' : ''}`] : [])]);
  const message =
    rangs.length === 1
      ? `${debut} : la cellule de la colonne ${noms} a changé`
      : `${debut} : les cellules des colonnes ${noms} ont changé ou glissé`;
  const contenu = cellules.get(rang + 1)?.content ?? '';
  signaler.rangee('E-REVUE-LIGNE', rangee, { rang, contenu }, message, REMEDE_LIGNE);
}

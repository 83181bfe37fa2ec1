import type { Montant } from '../domain/argent/montant.ts';
import { fractionDe, lirePart } from '../domain/argent/part.ts';
import type { LigneBudgetaire } from '../domain/lignes/ligne-budgetaire.ts';
import { enumerer, formaterEuros } from '../domain/textes/format.ts';
import { capitale } from '../domain/textes/texte.ts';
import { rangDeSaisie } from './colonnes-de-revue.ts';
import type { FormeDeClasseur } from './forme-de-classeur.ts';
import type { LigneDecidee } from './lire-les-decisions-de-revue.ts';
import { type RangeeChangee, remedeDeLigne } from './lire-les-rangees.ts';
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
  { montant }: Pick<LigneActuelle, 'montant'>,
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

/**
 * Tells a row that was filled whose line is no more what it was when the workbook was made.
 * @param presente whether there is still a line of that reference
 */
export function direLigneModifiee(
  { ecrits }: Pick<FormeDeClasseur<never, never>, 'ecrits'>,
  { rangee, ref }: { readonly rangee: number; readonly ref: string },
  presente: boolean,
  ailleurs: string | undefined,
  signaler: SignalementDeRevue,
): void {
  const quoi = !presente ? 'n’existe plus' : 'a changé depuis l’export';
  const ou = ailleurs === undefined ? '' : ` : elle est maintenant en ${ailleurs}`;
  signaler.rangee(
    'E-REVUE-LIGNE',
    rangee,
    { rang: 0, contenu: ref },
    `la ligne ${ref} ${quoi}${ou}`,
    `Refaites l’export, relisez la ligne et reportez-y ${ecrits.vos} ; ou videz les cases jaunes de celle-ci.`,
  );
}

/** Tells a decision whose line is the same record, and is no more what the page showed: its amount, or what is read of it. */
export function direLigneMontreeAutrement(rangee: number, ref: string, signaler: SignalementDeRevue): void {
  signaler.rangee(
    'E-REVUE-LIGNE',
    rangee,
    { rang: 0, contenu: ref },
    `la ligne ${ref} n’est plus ce que la page en montrait : sa recette dans exercice.yaml a changé, ou ce fichier`,
    `${capitale(signaler.gestes.redecider)}.`,
  );
}

/**
 * Tells a row that is not what was sent, and the columns where it differs when its line can say: it is still what it was,
 * and something else than what the tool thought of it was changed.
 */
export function direRangeeChangee<L, S extends string>(
  forme: FormeDeClasseur<L, S>,
  { rangee, ref, empreinte, cellules }: RangeeChangee,
  actuelle: L | undefined,
  signaler: SignalementDeRevue,
): void {
  const debut = 'cette ligne n’est plus celle qui a été envoyée';
  const rangs =
    actuelle !== undefined && forme.identifier(actuelle).empreinte === empreinte
      ? colonnesChangees(forme, actuelle, cellules)
      : [];
  const [rang] = rangs;
  if (rang === undefined) {
    const place = { rang: 0, contenu: ref };
    const message = `${debut} : une cellule protégée a changé ou glissé`;
    signaler.rangee('E-REVUE-LIGNE', rangee, place, message, remedeDeLigne(forme));
    return;
  }
  const titres = rangs.slice(0, COLONNES_NOMMEES).map((colonne) => `« ${forme.colonnes[colonne]?.title} »`);
  const reste = rangs.length - titres.length;
  const noms = enumerer([...titres, ...(reste > 0 ? [`${reste} autre${reste > 1 ? 's' : ''}`] : [])]);
  const message =
    rangs.length === 1
      ? `${debut} : la cellule de la colonne ${noms} a changé`
      : `${debut} : les cellules des colonnes ${noms} ont changé ou glissé`;
  const contenu = cellules.get(rang + 1)?.content ?? '';
  signaler.rangee('E-REVUE-LIGNE', rangee, { rang, contenu }, message, remedeDeLigne(forme));
}

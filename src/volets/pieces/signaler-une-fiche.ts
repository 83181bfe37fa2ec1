import { lireMontant, type Montant } from '../../domain/argent/montant.ts';
import type { Constats } from '../../domain/constats/constat.ts';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import { ecrireDate } from '../../domain/textes/date.ts';
import { formaterEuros } from '../../domain/textes/format.ts';
import { COLONNES_DES_PIECES, PIECES } from '../../domain/volets/pieces-ecrites.ts';
import type { Jugement } from './juger-une-fiche.ts';
import type { FicheDePieces } from './lire-les-pieces.ts';

/** The 2030 Agenda holds from that day: a deliberation before it could not name its goals. */
const DEBUT_DES_ODD = '2016-01-01';
/** Years from the exercice beyond which a date is of another century, mistyped. */
const ANNEES_AVANT = 50;
const ANNEES_APRES = 10;
/** Those that found the action: they come before its money. */
const FONDATRICES = {
  deliberation: 'la délibération est du',
  convention_date: 'la convention est signée le',
  convention_envoi: 'la convention est envoyée le',
} as const;
const DATES = COLONNES_DES_PIECES.filter((piece) => PIECES[piece].genre === 'date');

/** Tells what is odd in the dates and goals of a row; nothing of it changes its state. */
export function signalerUneFiche(
  { fiche }: FicheDePieces,
  { regime, aNoter }: Jugement,
  exercice: string,
  constats: Constats,
): void {
  for (const colonne of DATES) {
    const ecart = fiche.lire(colonne) === '' ? 0 : Number(fiche.lire(colonne).slice(0, 4)) - Number(exercice);
    if (ecart < -ANNEES_AVANT || ecart > ANNEES_APRES)
      fiche.dire(
        constats,
        'A-PIECES-DATE',
        colonne,
        `cette date est à ${Math.abs(ecart)} ans de l’exercice ${exercice} : ${ecrireDate(fiche.lire(colonne))}`,
        'Vérifiez son siècle : 1912 ou 2012 ?',
      );
  }
  const paiement = fiche.lire('paiement');
  const limite = paiement || `${exercice}-12-31`;
  for (const [colonne, dite] of Object.entries(FONDATRICES) as [keyof typeof FONDATRICES, string][]) {
    const date = fiche.lire(colonne);
    if (date <= limite) continue;
    const apres =
      paiement === '' ? `la fin de l’exercice ${exercice}` : `le premier paiement (${ecrireDate(paiement)})`;
    fiche.dire(
      constats,
      'A-PIECES-PAIEMENT',
      colonne,
      `${dite} ${ecrireDate(date)}, après ${apres}`,
      'Vérifiez les dates. Si elles sont bonnes, l’argent est parti avant la pièce : dites-le dans la note.',
    );
  }
  const deliberation = fiche.lire('deliberation');
  if (fiche.lire('odd') !== '' && deliberation !== '' && deliberation < DEBUT_DES_ODD)
    fiche.dire(
      constats,
      'A-PIECES-ODD',
      'odd',
      `cette délibération, du ${ecrireDate(deliberation)}, est d’avant les objectifs de développement durable (2016-2030)`,
      'Vérifiez sa date, ou videz la case : avant 2016, on citait les objectifs du millénaire.',
    );
  for (const manque of aNoter)
    fiche.dire(
      constats,
      'A-PIECES-ODD',
      'odd',
      `cette délibération, du ${ecrireDate(deliberation)}, ne cite pas ${manque}`,
      `« ${regime?.titre ?? ''} » veut que l’Agenda 2030 soit pris en considération : complétez, si le document le dit. Rien ne manque pour autant.`,
    );
}

/**
 * Tells a convention that forecasts less than what its lines make.
 * @param centimes what is kept of the lines for which the row holds
 */
export function signalerLeMontant(
  { fiche }: FicheDePieces,
  centimes: Montant,
  { base }: EnTete,
  constats: Constats,
): void {
  const prevu = lireMontant(fiche.lire('convention_montant'), { fixe: true });
  if (prevu.etat !== 'lu' || centimes <= prevu.montant) return;
  fiche.dire(
    constats,
    'A-PIECES-MONTANT',
    'convention_montant',
    `la convention prévoit ${formaterEuros(prevu.montant)}, et les lignes dont cette fiche parle en font ${formaterEuros(centimes)} (base : ${base})`,
    'Vérifiez le montant prévu et les lignes ; si un avenant l’a porté plus haut, écrivez le montant de l’avenant.',
  );
}

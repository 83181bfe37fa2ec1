import { lireMontant, type Montant } from '../../../domain/argent/montant.ts';
import {
  COLONNES_DE_LA_LIGNE,
  type ColonneDeLaLigne,
  type LigneEcrite,
} from '../../../domain/verdict/decision-ecrite.ts';
import { CHAMPS_DECRITS, type DescriptionDeLigne, type LigneDAlors, NOMS_DECRITS } from './ligne-decrite.ts';

/** What a spreadsheet would run as a formula. */
const FORMULE = /^[=+\-@]/;
const GARDEE = /^'(?=[=+\-@])/;
/** Between the references of a decision that was carried more than once, the last one first. */
const ENTRE = ' ; ';

/** What `arbitrages.csv` holds of a line, and of where its decision was before. */
export function ecrireLaLigne(etait: LigneDAlors | undefined, reporteeDe = ''): LigneEcrite {
  return {
    ligne_imputation: sansFormule(etait?.imputation ?? ''),
    ligne_beneficiaire: sansFormule(etait?.beneficiaire ?? ''),
    ligne_lieu: sansFormule(etait?.lieu ?? ''),
    ligne_libelle: sansFormule(etait?.libelle ?? ''),
    ligne_montant: etait === undefined ? '' : ecrireLeMontant(etait.montant),
    ligne_semblables: etait === undefined || etait.semblables === 0 ? '' : String(etait.semblables),
    reportee_de: reporteeDe,
  };
}

/** Where a decision was before its line moved once more, and what the line said then that it says no more. */
export function allongerLeReport(
  ref: string,
  reporteeDe: string,
  etait: DescriptionDeLigne | undefined,
  maintenant: readonly DescriptionDeLigne[],
): string {
  const change = CHAMPS_DECRITS.filter(
    (champ) => etait !== undefined && maintenant.some((ligne) => ligne[champ] !== etait[champ]),
  ).map(
    (champ) =>
      `${NOMS_DECRITS[champ]} : ${champ === 'montant' ? ecrireLeMontant(etait?.montant as Montant) : etait?.[champ]}`,
  );
  const avant = change.length === 0 ? ref : `${ref} (${change.join(', ')})`;
  return reporteeDe === '' ? avant : `${avant}${ENTRE}${reporteeDe}`;
}

/**
 * Reads what was kept of a line; nothing when nothing was. Tells what the tool did not write so.
 * @param refuser what is wrong with one of the columns
 */
export function lireLaLigne(
  lire: (colonne: ColonneDeLaLigne) => string,
  refuser: (colonne: ColonneDeLaLigne, message: string, remede: string) => void,
): LigneDAlors | undefined {
  const reporteeDe = lire('reportee_de');
  if (reporteeDe !== '' && !/^.+?:\d+(?: |$)/.test(reporteeDe))
    refuser(
      'reportee_de',
      `« ${reporteeDe} » ne dit pas d’où la décision fut reportée`,
      `Remettez les anciennes références, séparées par «${ENTRE}», ou videz la cellule.`,
    );
  if (COLONNES_DE_LA_LIGNE.every((colonne) => colonne === 'reportee_de' || lire(colonne) === '')) return undefined;
  const lu = lireMontant(lire('ligne_montant'));
  if (lu.etat !== 'lu')
    refuser(
      'ligne_montant',
      `« ${lire('ligne_montant')} » n’est pas le montant qu’avait la ligne`,
      'Ces colonnes sont écrites par l’outil : remettez le montant, ou videz toutes celles de la ligne.',
    );
  const semblables = lire('ligne_semblables');
  if (!/^\d{0,9}$/.test(semblables))
    refuser(
      'ligne_semblables',
      `« ${semblables} » n’est pas un nombre de lignes`,
      'Écrivez combien d’autres lignes disaient la même chose, ou videz la cellule.',
    );
  if (lu.etat !== 'lu') return undefined;
  return {
    imputation: dite(lire('ligne_imputation')),
    beneficiaire: dite(lire('ligne_beneficiaire')),
    lieu: dite(lire('ligne_lieu')),
    libelle: dite(lire('ligne_libelle')),
    montant: lu.montant,
    semblables: Number(semblables),
  };
}

function sansFormule(texte: string): string {
  return FORMULE.test(texte) ? `'${texte}` : texte;
}

function dite(texte: string): string {
  return texte.replace(GARDEE, '');
}

/** `-1234,50`, as people write an amount in a cell. */
function ecrireLeMontant(montant: Montant): string {
  const centimes = Math.abs(montant);
  const euros = `${Math.floor(centimes / 100)},${String(centimes % 100).padStart(2, '0')}`;
  return montant < 0 ? `-${euros}` : euros;
}

import type { OperationCompilee } from '../../compile/cofinancements/cofinancements.ts';
import { porteursDe } from '../../compile/cofinancements/porteurs-d-une-operation.ts';
import type { Consolidation, Rapprochement } from '../../compile/consolidation/consolidation.ts';
import type { Jaune } from '../../compile/jaune.ts';
import { somme } from '../../domain/argent/montant.ts';
import { compteEcrit } from './comptes-ecrits.ts';

/** What others pay of the international expenses, as `synthese-<exercice>.json` has it. */
export function cofinancementsEcrits(jaune: Jaune) {
  const { operations, sansOperation, parGenre, brut, net, recettes, resteACharge } = jaune.cofinancements;
  const declares = new Map(jaune.enTete.organismes.liste.map(({ nom, id }) => [nom, id]));
  return {
    brut,
    net,
    recettes,
    reste_a_charge: resteACharge,
    operations: operations.map((operation) => ({
      ...operationEcrite(operation),
      porteurs: porteursDe(jaune, operation).map(({ organisme, resteACharge: sien }) => ({
        ...identifiant('id', declares.get(organisme)),
        organisme,
        reste_a_charge: sien,
      })),
    })),
    sans_operation: { lignes: sansOperation.recettes.length, centimes: sansOperation.recu },
    par_financeur: parGenre.map(({ genre, annonce, recu, recettes: siennes }) => ({
      genre,
      annonce,
      lignes: siennes.length,
      centimes: recu,
      sans_operation: somme(sansOperation.financeurs.flatMap((libre) => (libre.genre === genre ? [libre.recu] : []))),
    })),
  };
}

function operationEcrite({
  declaree,
  lignes,
  recettes,
  brut,
  net,
  recu,
  resteACharge,
  coutTotal,
  financeurs,
  liees,
}: OperationCompilee) {
  const [payees, recues] = [liees.depenses.exceptionnelles, liees.recettes.exceptionnelles];
  return {
    operation: declaree.id,
    libelle: declaree.libelle,
    ...(coutTotal === undefined ? {} : { cout_total: coutTotal }),
    depenses: { lignes: lignes.length, brut, net },
    recettes: { lignes: recettes.length, centimes: recu },
    reste_a_charge: resteACharge,
    ...(payees.lignes + recues.lignes > 0 && {
      exceptionnelles: { ...compteEcrit(payees), recettes: compteEcrit(recues) },
    }),
    financeurs: financeurs.map(({ nom, genre, annonce, recu: paye, recettes: siennes, exceptionnel }) => ({
      nom,
      genre,
      ...(annonce === undefined ? {} : { annonce }),
      lignes: siennes.length,
      centimes: paye,
      ...(exceptionnel.recettes.length > 0 && {
        exceptionnelles: { lignes: exceptionnel.recettes.length, centimes: exceptionnel.recu },
      }),
    })),
  };
}

/**
 * All expenses received, less those that count elsewhere, as `synthese-<exercice>.json` has it. Declared bodies bear their
 * identifier.
 */
export function consolidationEcrite({ recu, deduits, consolide, parOrganisme, rapprochements }: Consolidation) {
  const declares = new Map(rapprochements.map(({ organisme: { nom, id } }) => [nom, id]));
  return {
    recu: compteEcrit(recu),
    flux_internes: deduits.map(({ genre, organisme, compte }) => ({
      genre,
      id: organisme.id,
      organisme: organisme.nom,
      ...compteEcrit(compte),
    })),
    consolide: compteEcrit(consolide),
    par_organisme: parOrganisme.map((reste) => ({
      ...identifiant('id', declares.get(reste.organisme)),
      organisme: reste.organisme,
      recu: compteEcrit(reste.recu),
      flux_internes: reste.fluxInternes.centimes,
      consolide: reste.consolide.centimes,
      international: reste.international.centimes,
      recettes: reste.recettes.centimes,
      reste_a_charge: reste.resteACharge,
    })),
    rapprochements: rapprochements.map((rapprochement) => rapprochementEcrit(rapprochement, declares)),
  };
}

function rapprochementEcrit(
  {
    organisme,
    versements,
    verse,
    recu,
    detail,
    detailInternational,
    detailCompteChezLePayeur,
    ecart,
    derniersDetenteurs,
  }: Rapprochement,
  declares: ReadonlyMap<string, string>,
) {
  return {
    id: organisme.id,
    organisme: organisme.nom,
    detaille: organisme.detaille,
    verse: compteEcrit(verse),
    versements: versements.map(({ payeur, genre, exclu, compte, international }) => ({
      ...identifiant('payeur_id', declares.get(payeur)),
      payeur,
      genre,
      exclu,
      ...compteEcrit(compte),
      international: international.centimes,
    })),
    recu: recu === undefined ? null : compteEcrit(recu),
    detail: compteEcrit(detail),
    detail_international: detailInternational.centimes,
    detail_compte_chez_le_payeur: compteEcrit(detailCompteChezLePayeur),
    ecart: ecart ?? null,
    derniers_detenteurs: derniersDetenteurs.map(({ chemin }) => chemin.map(({ nom }) => nom)),
  };
}

function identifiant(cle: 'id' | 'payeur_id', id: string | undefined) {
  return id === undefined ? {} : { [cle]: id };
}

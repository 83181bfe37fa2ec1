import { montant } from '../../domain/argent/montant.ts';
import type { Constats } from '../../domain/constats/constat.ts';
import { accord, formaterEuros } from '../../domain/textes/format.ts';
import type { Rapprochement } from './consolidation.ts';
import type { AuxDeuxBouts } from './deux-bouts.ts';
import { COLLECTIVITE, type Payeur } from './payeurs-du-dossier.ts';

/** Tells what a body says it received and no payer leaves out, whoever said a flow of it: one euro would count twice. */
export function signalerLesDeuxBouts({ organisme, auxDeuxBouts }: Rapprochement, constats: Constats): void {
  const { lieu, extrait, nom, id } = organisme;
  for (const bouts of auxDeuxBouts) {
    const { raison, remede } = pourquoi(bouts, nom, id);
    constats.ajouter({
      code: 'A-FLUX-AUX-DEUX-BOUTS',
      lieu,
      extrait,
      message: `« ${nom} » dit avoir reçu ${direLeRecu(bouts)}, et ${direLeLaisse(bouts)} : ${raison}`,
      remede,
    });
  }
}

function direLeRecu({ payeur, mandat, recu }: AuxDeuxBouts): string {
  const quoi = `${formaterEuros(montant(recu))}${mandat ? ' par mandat' : ''}`;
  return payeur === undefined ? `${quoi} sans que le payeur soit reconnu` : `${quoi} ${direLePayeur(payeur, 'de')}`;
}

function direLeLaisse({ payeur, mandat, recu, laisse, enTrop }: AuxDeuxBouts): string {
  const quoi = mandat ? 'dépense dite un mandat' : 'dépense dite un flux';
  if (payeur === undefined)
    return enTrop === recu
      ? `aucune ${quoi} n’est laissée de côté pour lui`
      : 'ce qui est laissé de côté pour lui chez ses payeurs n’y suffit pas';
  return laisse === 0
    ? `aucune ${quoi} n’y répond chez ce payeur`
    : `${formaterEuros(montant(laisse))} seulement sont laissés de côté chez ce payeur`;
}

/** Where the money counts besides, as far as the lines tell, and what is to be done of it. */
function pourquoi(bouts: AuxDeuxBouts, nom: string, id: string): { readonly raison: string; readonly remede: string } {
  const { payeur, mandat, enTrop, comptees, comptePlusHaut } = bouts;
  const genre = mandat ? 'mandat' : 'flux_interne';
  if (comptees !== undefined && comptees.centimes > 0) {
    const plusieurs = comptees.lignes > 1;
    return {
      raison: `${accord(comptees.lignes, 'dépense')} qui ${plusieurs ? 'comptent l’ont' : 'compte l’a'} pour bénéficiaire (${formaterEuros(comptees.centimes)}, ${comptees.ou}), et ses propres dépenses comptent aussi : jusqu’à ${formaterEuros(montant(Math.min(enTrop, comptees.centimes)))} comptent deux fois`,
      remede: `Les deux bouts se contredisent. Si c’est le même argent, dites ${genre}: ${id} sur ${plusieurs ? 'ces dépenses' : 'cette dépense'}, et retirez la décision qui en dirait autre chose ; sinon, dites exclue la recette : ce que paie le dossier n’est pas un cofinancement.`,
    };
  }
  if (comptePlusHaut > 0 && payeur !== undefined && payeur !== COLLECTIVITE)
    return {
      raison: `« ${payeur.nom} » est sans détail, et ce qui lui est versé compte (${formaterEuros(montant(comptePlusHaut))}) : jusqu’à ${formaterEuros(montant(Math.min(enTrop, comptePlusHaut)))} comptent là, et une seconde fois dans les dépenses de « ${nom} »`,
      remede: `Si le fichier de « ${payeur.nom} » vous parvient, déclarez-le, écrivez « detaille: oui » pour ${payeur.id} et dites-y ${genre}: ${id} ce qu’il verse. Sinon, dites flux_interne: ${id}, par des décisions, les dépenses de « ${nom} » que cet argent paie : elles comptent dans ce qui est versé à « ${payeur.nom} ». Rien n’est à faire des dépenses que d’autres paient.`,
    };
  return {
    raison: `${formaterEuros(enTrop)} comptent deux fois si la dépense qui les paie compte, sous un autre nom de bénéficiaire`,
    remede: `Cherchez-la ${payeur === undefined ? 'chez ceux qui le paient' : direLePayeur(payeur, 'chez')} : ajoutez le nom qu’elle donne à ses alias (${id}), et dites-la ${genre}: ${id}.${payeur === undefined ? ' Si elle paie un autre, qui a transmis cet argent, déclarez celui-ci sous organismes.' : ''} Rien n’est à faire si elle est d’une autre année, ou déjà exclue.`,
  };
}

function direLePayeur(payeur: Payeur, mot: 'de' | 'chez'): string {
  return payeur === COLLECTIVITE ? `${mot} la collectivité` : `${mot} « ${payeur.nom} »`;
}

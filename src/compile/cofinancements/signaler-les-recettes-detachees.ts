import type { Constats } from '../../domain/constats/constat.ts';
import { AUCUNE_OPERATION } from '../../domain/dossier/operations.ts';
import { type Affectation, partsEn } from '../../domain/lignes/affectation.ts';
import { operationDe } from '../../domain/lignes/operation-de.ts';
import { accord, enumererLesPremiers, formaterEuros } from '../../domain/textes/format.ts';
import { cleDeNom } from '../../domain/textes/nom.ts';
import { compteurDe } from '../compteur.ts';
import type { Jaune } from '../jaune.ts';
import { LignesCitees } from '../lignes-citees.ts';
import type { OperationCompilee } from './cofinancements.ts';
import { payeurDe } from './compiler-les-cofinancements.ts';

/** Receipts of no operation whose payers fund the same operations. */
class Detachees {
  readonly citees = new LignesCitees();
  readonly payeurs = new Set<string>();
}

/**
 * Finds the receipts of no operation that come from who funds one: they lower what remains to be borne in all, and the operation is
 * told that nothing came of them. Asked, never decided. Who unties them has answered, but where the expenses of the operation are
 * net: what funders pay is deducted from them already.
 */
export function signalerLesRecettesDetachees(jaune: Jaune, constats: Constats): void {
  const { operations } = jaune.enTete;
  const finances = new Map<string, OperationCompilee[]>();
  for (const operation of jaune.cofinancements.operations)
    for (const { nom, annonce } of operation.financeurs) {
      if (annonce === undefined && !operation.declaree.financeurs.some((declare) => declare.nom === nom)) continue;
      compteurDe(finances, cleDeNom(nom), Array<OperationCompilee>).push(operation);
    }
  if (finances.size === 0) return;
  const detachees = new Map<string, Detachees>();
  const siennes = new Map<string, readonly OperationCompilee[]>();
  for (const affectation of jaune.recettes) {
    if (!seCompte(affectation) || operationDe(affectation, operations) !== '') continue;
    const payeur = payeurDe(affectation);
    const { ligne, verdict } = affectation;
    const detachee = verdict.rattachement?.operation === AUCUNE_OPERATION.id || operations.estAucune(ligne.operation);
    const financees = (finances.get(cleDeNom(payeur)) ?? []).filter((operation) => !detachee || aDuNet(operation));
    if (financees.length === 0) continue;
    const cle = financees.map(({ declaree }) => declaree.id).join(' ');
    siennes.set(cle, financees);
    const { citees, payeurs } = compteurDe(detachees, cle, Detachees);
    citees.citer(ligne, affectation.montant);
    payeurs.add(payeur);
  }
  for (const [cle, { citees, payeurs }] of detachees)
    direLesDetachees(siennes.get(cle) ?? [], citees, payeurs, constats);
}

function direLesDetachees(
  financees: readonly OperationCompilee[],
  citees: LignesCitees,
  payeurs: ReadonlySet<string>,
  constats: Constats,
): void {
  const [premiere] = financees;
  if (premiere === undefined) return;
  const { lieu, extrait } = premiere.declaree;
  const plusieurs = citees.lignes > 1;
  const nommer = ({ declaree: { libelle } }: OperationCompilee) => `« ${libelle} »`;
  const net = financees.some(aDuNet);
  const [operations, siennes] = financees.length > 1 ? ['opérations', 'leurs'] : ['opération', 'ses'];
  const seul = financees.length > 1 ? 'leur financeur' : 'son financeur';
  const de = payeurs.size > 1 ? `${siennes} financeurs` : seul;
  const [cette, la] = plusieurs ? ['ces recettes', 'les'] : ['cette recette', 'la'];
  constats.ajouter({
    code: 'A-RECETTES-DETACHEES',
    lieu,
    extrait,
    message: `${operations} ${enumererLesPremiers(financees, nommer, ', ')} : ${accord(citees.lignes, 'recette')} de ${de} ${enumererLesPremiers([...payeurs], (nom) => `« ${nom} »`, ', ')} (${formaterEuros(citees.compte().centimes)}, ${citees.ou()}) ${plusieurs ? 'ne sont rattachées à aucune opération : elles se retranchent' : 'n’est rattachée à aucune opération : elle se retranche'} d’autres dépenses${net ? `, et les dépenses nettes de ${financees.length > 1 ? 'ces opérations' : 'cette opération'} ont déjà déduit ce que les financeurs paient` : ''}`,
    remede: net
      ? `Si c’est ce qui est déjà déduit, excluez ${cette} avec un motif (exclue, par une règle de périmètre ou une décision) ; si la dépense est brute, dites-le (montant_est: brut) et rattachez-${la}. Rien n’est à faire si c’est pour autre chose.`
      : `Si c’est pour cette opération, rattachez-${la} par une règle de rattachement, une décision ou la colonne operation. Sinon, dites operation: aucune pour ${cette}.`,
  });
}

/** Whether a receipt is in face of expenses that documents count, or show for information. */
function seCompte(affectation: Affectation): boolean {
  return (['internationale', 'exceptionnelle'] as const).some((place) => partsEn(affectation, place).length > 0);
}

function aDuNet({ net, exceptionnel }: OperationCompilee): boolean {
  return net !== 0 || exceptionnel.net !== 0;
}

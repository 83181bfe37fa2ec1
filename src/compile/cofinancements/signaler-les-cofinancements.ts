import { montant, NUL, somme } from '../../domain/argent/montant.ts';
import type { CodeConstat } from '../../domain/constats/codes-constats.ts';
import type { Constats } from '../../domain/constats/constat.ts';
import { referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { accord, enumerer, enumererLesPremiers, formaterEuros } from '../../domain/textes/format.ts';
import type { Jaune } from '../jaune.ts';
import { attenduDe, type OperationCompilee } from './cofinancements.ts';
import { centimesInternationaux, montantEst } from './compiler-les-cofinancements.ts';

type Vu = Pick<Jaune, 'lignes' | 'recettes' | 'cofinancements' | 'enTete'>;
type Dire = (code: CodeConstat, message: string, remede: string) => void;

/** Tells what of the operations does not hold together, each at its place in `exercice.yaml`. */
export function signalerLesCofinancements(jaune: Vu, constats: Constats): void {
  for (const operation of jaune.cofinancements.operations) {
    const { libelle, lieu, extrait } = operation.declaree;
    const dire: Dire = (code, message, remede) =>
      constats.ajouter({ code, lieu, extrait, message: `opération « ${libelle} » : ${message}`, remede });
    direLesDepenses(operation, jaune, dire);
    // Money deducted twice makes the plan wrong: what the plan says is told once that is mended.
    if (!direBrutOuNet(operation, jaune, dire)) direLePlan(operation, dire);
    direLesAnnees(operation, jaune, dire);
  }
  for (const affectation of jaune.recettes) {
    const centimes = centimesInternationaux(affectation);
    if (centimes < 0)
      constats.ajouter({
        code: 'A-RECETTE-NEGATIVE',
        lieu: { fichier: affectation.ligne.fichier, ligne: affectation.ligne.numero },
        message: `recette internationale négative, ${formaterEuros(centimes)} : elle augmente le reste à charge`,
        remede: 'C’est sans doute un titre annulé. Si c’est une dépense, faites corriger son sens par le secteur.',
      });
  }
}

function direLesDepenses(
  { lignes, recettes, recu, brut, net, resteACharge }: OperationCompilee,
  jaune: Vu,
  dire: Dire,
): void {
  if (lignes.length === 0 && recettes.length > 0)
    dire(
      'A-OPERATION-SANS-DEPENSE',
      `${accord(recettes.length, 'recette')} (${formaterEuros(recu)}), et aucune dépense internationale : ${citerLesLignes(recettes, jaune.recettes)}`,
      'Rattachez-lui une dépense internationale par une règle de rattachement, par une décision, ou par une colonne operation ; ou retirez-lui ces recettes.',
    );
  else if (resteACharge < 0)
    dire(
      'A-RECETTES-SUPERIEURES',
      `les recettes (${formaterEuros(recu)}) passent les dépenses (${formaterEuros(montant(brut + net))}) : le reste à charge serait de ${formaterEuros(resteACharge)}`,
      'Une dépense manque, une recette est d’une autre opération ou d’une autre année, ou un montant est déjà net. Voyez avec le secteur.',
    );
}

/** @returns whether receipts would be deducted twice */
function direBrutOuNet({ lignes, recettes, net, recu }: OperationCompilee, jaune: Vu, dire: Dire): boolean {
  const dites = new Set(lignes.map((rang) => (jaune.lignes[rang] ? montantEst(jaune.lignes[rang]) : '')));
  const deuxFois = dites.has('net') && recettes.length > 0;
  if (deuxFois)
    dire(
      'E-NET-AVEC-RECETTES',
      `ses dépenses nettes (${formaterEuros(net)}) ont déjà déduit les cofinancements, et ${accord(recettes.length, 'recette')} (${formaterEuros(recu)}) les ${recettes.length > 1 ? 'déduiraient' : 'déduirait'} une seconde fois : ${citerLesLignes(recettes, jaune.recettes)}`,
      'Si la dépense est brute, écrivez montant_est: brut ; si elle est nette, excluez ces recettes avec un motif (exclue, par une règle de périmètre ou une décision). Les détacher ne suffit pas : sans opération, elles seraient déduites encore.',
    );
  else if (dites.has('') && recettes.length > 0)
    dire(
      'A-BRUT-OU-NET',
      'ses dépenses ne disent pas si leur montant est brut ou net ; il est lu comme brut, et les recettes en sont déduites',
      'Écrivez montant_est: brut, ou net, dans la règle de rattachement, la décision ou la source.',
    );
  return deuxFois;
}

/** What the region bears and what funders pay make the cost, where all is known. */
function direLePlan(
  { coutTotal, financeurs, recettes, resteACharge, ecartDuPlan: ecart }: OperationCompilee,
  dire: Dire,
): void {
  if (coutTotal === undefined || ecart === undefined || ecart === NUL) return;
  const autres = somme(financeurs.map(({ annonce, recu }) => annonce ?? recu));
  const attendu = attenduDe(financeurs);
  if (montant(-ecart) === attendu)
    dire(
      'A-PLAN-DE-FINANCEMENT',
      `${formaterEuros(attendu)} annoncés par les financeurs ne sont pas encore reçus : la Région les porte en attendant, et son reste à charge est de ${formaterEuros(resteACharge)}`,
      `Rien n’est à faire s’ils viendront. ${recettes.length > 0 ? '' : 'S’ils sont déjà déduits de la dépense, écrivez montant_est: net ; '}${recettes.length > 0 ? 'Si' : 'si'} leurs recettes sont dans le dossier, rattachez-les à l’opération, et dites-les internationales.`,
    );
  else
    dire(
      'A-PLAN-DE-FINANCEMENT',
      `la Région porte ${formaterEuros(resteACharge)} et les financeurs ${formaterEuros(autres)}, ce qui ne fait pas le coût total, ${formaterEuros(coutTotal)} : ${ecart > 0 ? 'il manque' : 'il y a de trop'} ${formaterEuros(montant(Math.abs(ecart)))}`,
      'Complétez les financeurs et ce qu’ils annoncent, ou corrigez cout_total. L’écart est montré dans les documents.',
    );
}

function direLesAnnees(
  { declaree: { annees }, lignes, recettes }: OperationCompilee,
  { enTete }: Vu,
  dire: Dire,
): void {
  const nombre = lignes.length + recettes.length;
  if (nombre === 0) return;
  if (!annees.includes(enTete.exercice)) {
    dire(
      'A-OPERATION-PLURIANNUELLE',
      `ses années, ${enumerer(annees)}, ne comprennent pas ${enTete.exercice}, et ${accord(nombre, 'ligne')} de ${enTete.exercice} ${nombre > 1 ? 's’y rattachent' : 's’y rattache'}`,
      `Ajoutez ${enTete.exercice} à ses annees, ou rattachez ces lignes à une autre opération.`,
    );
    return;
  }
  if (annees.length < 2) return;
  dire(
    'A-OPERATION-PLURIANNUELLE',
    `elle court sur ${enumerer(annees)} : seules ses lignes de ${enTete.exercice} sont ici, et son coût total est celui de toutes les années`,
    'Rien n’est à faire si son coût et ses financeurs sont bien ceux de toutes ces années.',
  );
}

function citerLesLignes(rangs: readonly number[], lignes: Jaune['lignes']): string {
  return enumererLesPremiers(
    rangs.flatMap((rang) => lignes[rang]?.ligne ?? []),
    referenceDe,
    ', ',
  );
}

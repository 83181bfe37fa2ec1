import { montant, NUL } from '../../domain/argent/montant.ts';
import type { CodeConstat } from '../../domain/constats/codes-constats.ts';
import type { Constats } from '../../domain/constats/constat.ts';
import { referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { accord, enumerer, enumererLesPremiers, formaterEuros } from '../../domain/textes/format.ts';
import type { Jaune } from '../jaune.ts';
import type { CompteDUnePlace, OperationCompilee } from './cofinancements.ts';
import { montantEst } from './compiler-les-cofinancements.ts';
import { direLePlan, direLesNonDeduites } from './plan-de-financement.ts';
import { signalerLesLignesCofinancees } from './signaler-les-lignes-cofinancees.ts';
import { signalerLesRecettesDetachees } from './signaler-les-recettes-detachees.ts';
import { signalerLesRestesNegatifs } from './signaler-les-restes-negatifs.ts';

type Dire = (code: CodeConstat, message: string, remede: string) => void;

/** Tells what of the operations does not hold together, each at its place in `exercice.yaml`, then what is of none. */
export function signalerLesCofinancements(jaune: Jaune, constats: Constats): void {
  for (const operation of jaune.cofinancements.operations) {
    const { libelle, lieu, extrait } = operation.declaree;
    const dire: Dire = (code, message, remede) =>
      constats.ajouter({ code, lieu, extrait, message: `opération « ${libelle} » : ${message}`, remede });
    // Money deducted twice, or from what it does not pay, makes the rest wrong: it is told once that is mended.
    const deTravers = direLesExceptionnelles(operation, dire);
    if (!deTravers) direLesDepenses(operation, jaune, dire);
    direLesParts(operation, dire);
    const deuxFois = cotesDe(operation).filter((cote) => direBrutOuNet(cote, jaune, dire)).length > 0;
    if (!deuxFois && !deTravers) signalerLePlan(operation, dire);
    direLesAnnees(operation, jaune, dire);
  }
  signalerLesRecettesDetachees(jaune, constats);
  signalerLesRestesNegatifs(jaune, constats);
  signalerLesLignesCofinancees(jaune, constats);
}

/** One side of an operation, and the words that tell it from the other. */
interface Cote extends CompteDUnePlace {
  readonly qui: '' | ' exceptionnelles';
  readonly seule: '' | ' exceptionnelle';
  readonly reste: string;
}

/** What is in the total, and what is exceptional: the same must hold of both. */
function cotesDe({ exceptionnel, ...ordinaire }: OperationCompilee): readonly Cote[] {
  return [
    { ...ordinaire, qui: '', seule: '', reste: 'le reste à charge' },
    { ...exceptionnel, qui: ' exceptionnelles', seule: ' exceptionnelle', reste: 'le reste, pour mémoire,' },
  ];
}

function direLesDepenses(operation: OperationCompilee, jaune: Jaune, dire: Dire): void {
  const { nonDites } = operation.liees.depenses;
  for (const { lignes, recettes, brut, net, recu, resteACharge, qui, seule, reste } of cotesDe(operation)) {
    if (lignes.length === 0 && recettes.length > 0) {
      const { lignes: nombre, centimes, exemples } = nonDites;
      const autres =
        nombre === 0
          ? ''
          : ` ; ${accord(nombre, 'dépense')} (${formaterEuros(centimes)}) ${nombre > 1 ? 's’y rattachent, et rien ne les dit internationales' : 's’y rattache, et rien ne la dit internationale'} (${citerLesExemples(nombre, exemples)})`;
      dire(
        'A-OPERATION-SANS-DEPENSE',
        `${accord(recettes.length, 'recette')}${recettes.length > 1 ? qui : seule} (${formaterEuros(recu)}), et aucune dépense ${seule.trim() || 'internationale'} : ${citerLesLignes(recettes, jaune.recettes)}${autres}`,
        `${nombre === 0 ? `Rattachez-lui une dépense ${seule.trim() || 'internationale'} par une règle de rattachement, par une décision, ou par une colonne operation` : 'Dites ces dépenses internationales, par une règle ou une décision'} ; ou dites que ces recettes ne le sont pas.${qui === '' ? ' Les détacher ne suffit pas : sans opération, elles seraient encore déduites du total.' : ''}`,
      );
    }
    if (lignes.length > 0 && resteACharge < 0)
      dire(
        'A-RECETTES-SUPERIEURES',
        `les recettes${qui} (${formaterEuros(recu)}) passent les dépenses${qui} (${formaterEuros(montant(brut + net))}) : ${reste} serait de ${formaterEuros(resteACharge)}`,
        'Voyez avec le secteur : une dépense manque ; une recette est d’une autre opération ou d’une autre année ; ou un montant est déjà net (écrivez alors montant_est: net, et excluez ces recettes avec un motif).',
      );
  }
}

/** @returns whether receipts would be deducted twice */
function direBrutOuNet({ lignes, recettes, net, recu, qui, seule }: Cote, jaune: Jaune, dire: Dire): boolean {
  const dites = new Set(lignes.map((rang) => (jaune.lignes[rang] ? montantEst(jaune.lignes[rang]) : '')));
  const deuxFois = dites.has('net') && recettes.length > 0;
  if (deuxFois)
    dire(
      'E-NET-AVEC-RECETTES',
      `ses dépenses${qui} nettes (${formaterEuros(net)}) ont déjà déduit les cofinancements, et ${accord(recettes.length, 'recette')}${recettes.length > 1 ? qui : seule} (${formaterEuros(recu)}) les ${recettes.length > 1 ? 'déduiraient' : 'déduirait'} une seconde fois : ${citerLesLignes(recettes, jaune.recettes)}`,
      `Si la dépense est brute, écrivez montant_est: brut ; si elle est nette, excluez ces recettes avec un motif (exclue, par une règle de périmètre ou une décision).${qui === '' ? ' Les détacher ne suffit pas : sans opération, elles seraient déduites encore.' : ''}`,
    );
  else if (dites.has('') && recettes.length > 0)
    dire(
      'A-BRUT-OU-NET',
      `ses dépenses${qui} ne disent pas si leur montant est brut ou net ; il est lu comme brut, et les recettes${qui} en sont déduites`,
      'Écrivez montant_est: brut, ou net, dans la règle de rattachement, la décision ou la source.',
    );
  return deuxFois;
}

/** What the region bears and what funders pay make the cost, where all is known. */
function signalerLePlan({ plan, liees, resteACharge }: OperationCompilee, dire: Dire): void {
  const message = plan === undefined ? '' : direLePlan(plan);
  if (plan === undefined || message === '') return;
  const { lignes } = liees.recettes;
  if (plan.ecart === NUL)
    dire(
      'A-PLAN-DE-FINANCEMENT',
      `${message}, et son reste à charge est de ${formaterEuros(resteACharge)}`,
      `Rien n’est à faire s’ils viendront. ${lignes > 0 ? 'Si' : 'S’ils sont déjà déduits de la dépense, écrivez montant_est: net ; si'} leurs recettes sont dans le dossier, rattachez-les à l’opération.`,
    );
  else
    dire(
      'A-PLAN-DE-FINANCEMENT',
      message,
      'Complétez les financeurs et ce qu’ils annoncent, ou corrigez cout_total. L’écart est montré dans les documents.',
    );
}

/** @returns whether receipts are deducted from a total that has not their expenses, or the other way round */
function direLesExceptionnelles({ lignes, recettes, recu, liees }: OperationCompilee, dire: Dire): boolean {
  const [depenses, titres] = [liees.depenses.exceptionnelles, liees.recettes.exceptionnelles];
  if (lignes.length === 0 && depenses.lignes > 0 && recettes.length > 0) {
    dire(
      'E-RECETTES-D-EXCEPTIONNELLE',
      `ses dépenses sont exceptionnelles (${formaterEuros(depenses.centimes)}), hors du total, et ${accord(recettes.length, 'recette')} (${formaterEuros(recu)}) ${recettes.length > 1 ? 'seraient' : 'serait'} pourtant de celles qui se déduisent du total`,
      'Dites ces recettes exceptionnelles elles aussi, par une règle (question: exceptionnel) ou une décision ; ou retirez ce qui dit la dépense exceptionnelle.',
    );
    return true;
  }
  if (lignes.length > 0 && depenses.lignes === 0 && titres.lignes > 0) {
    dire(
      'E-RECETTES-D-EXCEPTIONNELLE',
      `ses dépenses sont dans le total, et ${accord(titres.lignes, 'recette')} (${formaterEuros(titres.centimes)}) n’en ${titres.lignes > 1 ? 'seraient pas déduites, parce qu’elles sont exceptionnelles' : 'serait pas déduite, parce qu’elle est exceptionnelle'}`,
      'Dites la dépense exceptionnelle elle aussi, par une règle (question: exceptionnel) ou une décision ; ou retirez ce qui dit ces recettes exceptionnelles.',
    );
    return true;
  }
  const [ordinaires, exceptionnelles] = [recettes.length > 0, titres.lignes > 0];
  if (lignes.length > 0 && depenses.lignes > 0 && ordinaires !== exceptionnelles)
    dire(
      'A-RECETTES-D-EXCEPTIONNELLE',
      `elle a des dépenses dans le total, d’autres exceptionnelles (${formaterEuros(depenses.centimes)}), et toutes ses recettes sont ${ordinaires ? `déduites du total (${formaterEuros(recu)})` : `exceptionnelles (${formaterEuros(titres.centimes)}), et ne sont pas déduites`}`,
      'Rien n’est à faire si ces recettes sont bien de ces dépenses-là. Sinon, dites lesquelles sont exceptionnelles, par une règle (question: exceptionnel) ou une décision.',
    );
  return false;
}

/** Receipts of international expenses that are not deducted, or for another share than that of the expenses. */
function direLesParts({ lignes, liees: { depenses, recettes } }: OperationCompilee, dire: Dire): void {
  if (lignes.length === 0) return;
  const { lignes: nombre, exemples } = recettes.nonDites;
  if (nombre > 0)
    dire(
      'A-RECETTES-NON-INTERNATIONALES',
      `${direLesNonDeduites(recettes)} (${citerLesExemples(nombre, exemples)})`,
      'Si elles paient ses dépenses internationales, dites-les internationales par une règle ou une décision : le reste à charge baissera d’autant. Sinon, retirez-les de l’opération (operation: aucune), ou laissez-les si elles en paient autre chose.',
    );
  const autres = [...recettes.quoteParts].filter((part) => !depenses.quoteParts.has(part));
  if (autres.length > 0)
    dire(
      'A-PARTS-DE-RECETTES',
      `ses dépenses sont internationales pour ${direLesQuoteParts(depenses.quoteParts)}, et ses recettes pour ${direLesQuoteParts(recettes.quoteParts)} : ce qui est déduit n’est pas la même part que ce qui est compté`,
      'Rien n’est à faire si ces recettes paient la part internationale seule. Sinon, donnez aux recettes la quote-part de la dépense (quote_part, par une règle ou une décision).',
    );
}

function direLesAnnees(
  { declaree: { annees }, lignes, recettes }: OperationCompilee,
  { enTete }: Jaune,
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

function direLesQuoteParts(parts: ReadonlySet<string>): string {
  return enumererLesPremiers([...parts], (part) => part, ', ');
}

function citerLesExemples(nombre: number, exemples: readonly string[]): string {
  return `${exemples.join(', ')}${nombre > exemples.length ? '…' : ''}`;
}

function citerLesLignes(rangs: readonly number[], lignes: Jaune['lignes']): string {
  return enumererLesPremiers(
    rangs.flatMap((rang) => lignes[rang]?.ligne ?? []),
    referenceDe,
    ', ',
  );
}

import { type Montant, montant, NUL, somme } from '../../domain/argent/montant.ts';
import { accord, formaterEuros } from '../../domain/textes/format.ts';
import { cleDeNom } from '../../domain/textes/nom.ts';
import type {
  FinanceurCompile,
  LieesDUnSens,
  LignesLiees,
  OperationCompilee,
  PlanDeFinancement,
} from './cofinancements.ts';

interface Comptes {
  readonly depenses: Montant;
  readonly net: Montant;
  readonly recettes: Montant;
  /** What a funder paid to the region, and whether it paid at all. */
  readonly recuDe: (financeur: FinanceurCompile) => Montant | undefined;
  /** What came of it as a flow within the dossier, by the key of its name: paid, and borne by the body that paid it. */
  readonly enFlux: ReadonlyMap<string, Montant>;
}

/**
 * The plan of an operation. An expense that is net has all that is announced deducted. Of one that is gross, what a funder
 * announced and the region has not received is in the expense already: it never counts beside it. Only a funder that paid nothing
 * to the region may pay elsewhere, for as much as the expenses leave of the cost.
 *
 * Cost and announcements are of the whole, and so are the lines that make them up. Where lines are international for a part, those
 * parts may be what the cost is of: the plan is theirs when they make it exactly.
 */
export function planDeFinancement(
  {
    coutTotal: cout,
    financeurs,
    brut,
    net,
    recu,
  }: Pick<OperationCompilee, 'financeurs' | 'brut' | 'net' | 'recu'> & { readonly coutTotal: Montant | undefined },
  { depenses, recettes }: LignesLiees,
): PlanDeFinancement | undefined {
  if (cout === undefined || financeurs.length === 0) return undefined;
  const entier = planDe(cout, financeurs, {
    depenses: depenses.entier,
    net: depenses.net,
    recettes: recettes.entier,
    recuDe: ({ nom }) => recettes.parPayeur.get(cleDeNom(nom)),
    enFlux: recettes.enFlux,
  });
  if (entier.ecart === NUL || (depenses.entieres && recettes.entieres)) return entier;
  const international = planDe(cout, financeurs, {
    depenses: montant(brut + net),
    net,
    recettes: recu,
    recuDe: (financeur) => (financeur.recettes.length === 0 ? undefined : financeur.recu),
    enFlux: recettes.enFlux,
  });
  return international.ecart === NUL ? international : entier;
}

function planDe(
  cout: Montant,
  financeurs: readonly FinanceurCompile[],
  { depenses, net, recettes, recuDe, enFlux }: Comptes,
): PlanDeFinancement {
  const manque = montant(cout - depenses);
  const toutNet = net !== NUL && net === depenses;
  const attendus = financeurs.map((financeur) => {
    const flux = enFlux.get(cleDeNom(financeur.nom));
    const recu = flux === undefined ? recuDe(financeur) : montant(flux + (recuDe(financeur) ?? NUL));
    return { recu, attendu: montant(Math.max((financeur.annonce ?? NUL) - (recu ?? NUL), NUL)) };
  });
  const attendu = somme(attendus.map((sien) => sien.attendu));
  if (toutNet) {
    const autres = somme(financeurs.map((financeur) => financeur.annonce ?? recuDe(financeur) ?? NUL));
    return { cout, region: depenses, autres, ecart: montant(manque - autres), enAttente: NUL };
  }
  // Of net and gross together, nobody says of which expense a funder pays.
  const silencieux = somme(attendus.flatMap((sien) => (sien.recu === undefined || net !== NUL ? sien.attendu : [])));
  // Nor can the region be repaid of more than it still bears: what is awaited beyond that pays something else too.
  const auDela = Math.max(attendu - silencieux - Math.max(depenses - recettes, NUL), NUL);
  const ailleurs = montant(Math.min(Math.max(manque, NUL), silencieux + auDela));
  const enAttente = montant(attendu - ailleurs);
  return {
    cout,
    region: montant(depenses - recettes - enAttente),
    autres: montant(recettes + enAttente + ailleurs),
    ecart: montant(manque - ailleurs),
    enAttente,
  };
}

/** What of a plan does not hold yet, in words; empty where all of it does. */
export function direLePlan({ cout, region, autres, ecart, enAttente }: PlanDeFinancement): string {
  const attendus = formaterEuros(enAttente);
  if (ecart === NUL)
    return enAttente === NUL
      ? ''
      : `${attendus} annoncés par les financeurs ne sont pas encore reçus : la Région les porte en attendant`;
  const dont = enAttente === NUL ? '' : `, dont ${attendus} annoncés et pas encore reçus`;
  return `la Région porte ${formaterEuros(region)} et les financeurs ${formaterEuros(autres)}${dont}, ce qui ne fait pas le coût total, ${formaterEuros(cout)} : ${ecart > 0 ? 'il manque' : 'il y a de trop'} ${formaterEuros(montant(Math.abs(ecart)))}`;
}

/** The receipts of an operation that nothing says are international, in words; empty where there are none. */
export function direLesNonDeduites({ nonDites: { lignes, centimes } }: LieesDUnSens): string {
  if (lignes === 0) return '';
  const reste =
    lignes > 1
      ? 's’y rattachent, et rien ne les dit internationales : elles ne sont pas déduites'
      : 's’y rattache, et rien ne la dit internationale : elle n’est pas déduite';
  return `${accord(lignes, 'recette')} (${formaterEuros(centimes)}) ${reste}`;
}

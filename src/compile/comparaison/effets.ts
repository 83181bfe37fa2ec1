import { type Montant, montant, NUL, somme } from '../../domain/argent/montant.ts';
import { repartir } from '../../domain/argent/part.ts';
import type { Emetteurs } from '../../domain/lignes/emetteurs.ts';
import { type Cause, nommerLaCause, type ReglesDeclarees } from './causes.ts';
import {
  type CelluleDuTotal,
  cellulesDe,
  ecartDesCellules,
  memeVentilation,
  repartirSelon,
  ventilationDe,
} from './cellules.ts';
import { type Decideur, type LigneComparable, quotePartDe } from './ligne-comparable.ts';
import type { IndiceDePaire, Paire } from './rapprocher.ts';

/** What one line does to the headline for one cause. The effects of a line add up to what it gains there. */
export interface Effet {
  readonly cause: Cause;
  readonly avant?: LigneComparable;
  readonly apres?: LigneComparable;
  /** How the two lines were matched; absent when there is only one. */
  readonly rapprochement?: { readonly indice: IndiceDePaire; readonly certain: boolean };
  /** The rule or the decision that is the cause, and which of the two lines it decided; absent when none is. */
  readonly par?: Decideur;
  readonly de?: 'avant' | 'apres';
  /** What it moves in each sector and axis; never empty. */
  readonly cellules: readonly CelluleDuTotal[];
  readonly centimes: Montant;
}

/** What effects are named with: the rules of both editions. */
export interface ReglesDesDeux {
  readonly avant: ReglesDeclarees;
  readonly apres: ReglesDeclarees;
}

/**
 * The effects of two lines that are one action. The amount of the earlier line is first given the share of the later one, then
 * its breakdown; what is left is the change of amount. A line that is in the headline once only is valued at its earlier amount.
 */
export function effetsDeLaPaire(paire: Paire, regles: ReglesDesDeux): Effet[] {
  const { avant, apres, indice, certain } = paire;
  const [depart, arrivee] = [cellulesDe(avant), cellulesDe(apres)];
  const estCompte = (ligne: LigneComparable) => ligne.place === 'internationale';
  const commun = { avant, apres, rapprochement: { indice, certain } };
  if (!estCompte(avant) && !estCompte(apres)) return [];
  if (estCompte(avant) && estCompte(apres)) return effetsDeLaPoursuite(avant, apres, depart, arrivee, commun);
  const { cause, par, de } = nommerLaCause(avant, apres, regles.avant, regles.apres);
  const nommee = par.type === 'personne' ? {} : { par, de };
  if (estCompte(avant)) return effet({ cause, ...commun, ...nommee }, ecartDesCellules(depart, []));
  const entree = repartirSelon(retenirComme(apres, avant.montant), ventilationDe(apres));
  return [
    ...effet({ cause, ...commun, ...nommee }, entree),
    ...effet({ cause: 'volume', ...commun }, ecartDesCellules(entree, arrivee)),
  ];
}

/** The effect of a line that only one of the editions has. A sender that sent nothing the other year is no new action. */
export function effetDUneSeule(ligne: LigneComparable, annee: 'avant' | 'apres', autres: Emetteurs): Effet[] {
  const connu = autres.connait(ligne.emetteur);
  const cellules = cellulesDe(ligne);
  if (annee === 'apres') return effet({ cause: connu ? 'nouvelle' : 'envoyeur_arrive', apres: ligne }, cellules);
  return effet({ cause: connu ? 'terminee' : 'envoyeur_parti', avant: ligne }, ecartDesCellules(cellules, []));
}

/** Makes an effect of what it moves; none when it moves nothing. */
export function effet(tete: Omit<Effet, 'cellules' | 'centimes'>, cellules: readonly CelluleDuTotal[]): Effet[] {
  if (cellules.length === 0) return [];
  return [{ ...tete, cellules, centimes: somme(cellules.map(({ centimes }) => centimes)) }];
}

function effetsDeLaPoursuite(
  avant: LigneComparable,
  apres: LigneComparable,
  depart: readonly CelluleDuTotal[],
  arrivee: readonly CelluleDuTotal[],
  commun: Pick<Effet, 'avant' | 'apres' | 'rapprochement'>,
): Effet[] {
  const { decideur } = apres;
  const par = decideur.type === 'personne' ? {} : ({ par: decideur, de: 'apres' } as const);
  const [ancienne, nouvelle] = [ventilationDe(avant), ventilationDe(apres)];
  const aLaPart = memePart(avant, apres)
    ? depart
    : repartirSelon(retenirComme(apres, avant.montant), ancienne.length > 0 ? ancienne : nouvelle);
  const ventilee =
    memeVentilation(ancienne, nouvelle) || nouvelle.length === 0
      ? aLaPart
      : repartirSelon(somme(aLaPart.map(({ centimes }) => centimes)), nouvelle);
  return [
    ...effet({ cause: 'part', ...commun, ...par }, ecartDesCellules(depart, aLaPart)),
    ...effet({ cause: 'ventilation', ...commun }, ecartDesCellules(aLaPart, ventilee)),
    ...effet({ cause: 'volume', ...commun }, ecartDesCellules(ventilee, arrivee)),
  ];
}

/** What the headline would keep of an amount, were it that of this line: its share, or its exact amount where that fits. */
function retenirComme({ parts, exact }: LigneComparable, total: Montant): Montant {
  if (exact !== undefined && exact <= total) return exact;
  const centimes = repartir(
    total,
    parts.map(({ part }) => part),
  );
  return montant(
    parts.reduce((retenu, { place }, rang) => retenu + (place === 'internationale' ? (centimes[rang] ?? NUL) : 0), 0),
  );
}

/** Whether two lines keep the same share: the same fraction, or the same exact amount. */
function memePart(gauche: LigneComparable, droite: LigneComparable): boolean {
  if (gauche.exact !== undefined && gauche.exact === droite.exact) return true;
  const [a, b] = [quotePartDe(gauche), quotePartDe(droite)];
  return a.numerateur === b.numerateur && a.denominateur === b.denominateur;
}

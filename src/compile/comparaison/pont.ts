import { type Montant, montant, somme } from '../../domain/argent/montant.ts';
import { comparer } from '../../domain/textes/ordre.ts';
import { CAUSES, type Cause } from './causes.ts';
import { type CelluleDuTotal, cleDuLibelle } from './cellules.ts';
import { trierLesEffets } from './comparer-editions.ts';
import type { Effet } from './effets.ts';
import type { Decideur } from './ligne-comparable.ts';

export interface PartDuDecideur {
  readonly par: Decideur;
  readonly de: 'avant' | 'apres';
  readonly centimes: Montant;
  readonly lignes: number;
}

/** One step from a headline to the next: the lines of one cause. */
export interface EtapeDuPont {
  readonly cause: Cause;
  readonly centimes: Montant;
  /** The largest first. */
  readonly effets: readonly Effet[];
  /** By rule, and all decisions of one edition together; the largest first. Empty when no rule and no decision is the cause. */
  readonly decideurs: readonly PartDuDecideur[];
}

/** A sector or an axis: what it weighs in each headline, and what each step moves there. */
export interface RangeeDuPont {
  readonly libelle: string;
  readonly avant: Montant;
  readonly apres: Montant;
  readonly etapes: readonly { readonly cause: Cause; readonly centimes: Montant }[];
}

/** From one headline to the next. The steps add up to what separates them; so do those of each row, and rows make the total. */
export interface Pont {
  readonly avant: Montant;
  readonly apres: Montant;
  /** Those that have lines, in the order of {@link CAUSES}. */
  readonly etapes: readonly EtapeDuPont[];
  readonly secteurs: readonly RangeeDuPont[];
  readonly axes: readonly RangeeDuPont[];
}

/** The part of the headline that is looked at: a sector, an axis, both, by the words that readers see; or all of it. */
export interface Regard {
  readonly secteur?: string;
  readonly axe?: string;
}

export interface Culees {
  readonly avant: readonly CelluleDuTotal[];
  readonly apres: readonly CelluleDuTotal[];
  readonly effets: readonly Effet[];
}

/**
 * Builds the bridge over what a sector or an axis holds, or over all.
 * @throws Error when effects do not add up to what separates the headlines: a fault of ours
 */
export function jeterLePont({ avant, apres, effets }: Culees, regard: Regard = {}): Pont {
  const vu = estVu(regard);
  const [depart, arrivee] = [avant.filter(vu), apres.filter(vu)];
  const restants = effets.flatMap((chaque) => {
    const cellules = chaque.cellules.filter(vu);
    return cellules.length === 0 ? [] : [{ ...chaque, cellules, centimes: totalDe(cellules) }];
  });
  const pont: Pont = {
    avant: totalDe(depart),
    apres: totalDe(arrivee),
    etapes: CAUSES.flatMap((cause) => etapeDe(cause, restants)),
    secteurs: rangees('secteur', depart, arrivee, restants),
    axes: rangees('axe', depart, arrivee, restants),
  };
  prouver(pont);
  return pont;
}

function estVu({ secteur, axe }: Regard): (cellule: CelluleDuTotal) => boolean {
  const [voulu, voulue] = [secteur, axe].map((libelle) => (libelle === undefined ? undefined : cleDuLibelle(libelle)));
  return (cellule) =>
    (voulu === undefined || cleDuLibelle(cellule.secteur) === voulu) &&
    (voulue === undefined || cleDuLibelle(cellule.axe) === voulue);
}

function totalDe(cellules: readonly CelluleDuTotal[]): Montant {
  return somme(cellules.map(({ centimes }) => centimes));
}

function etapeDe(cause: Cause, effets: readonly Effet[]): EtapeDuPont[] {
  const siens = trierLesEffets(effets.filter((chaque) => chaque.cause === cause));
  if (siens.length === 0) return [];
  const centimes = somme(siens.map((chaque) => chaque.centimes));
  return [{ cause, centimes, effets: siens, decideurs: decideursDe(siens) }];
}

function decideursDe(effets: readonly Effet[]): PartDuDecideur[] {
  const groupes = new Map<string, { par: Decideur; de: 'avant' | 'apres'; centimes: number; lignes: number }>();
  for (const { par, de, centimes } of effets) {
    if (par === undefined || de === undefined || par.type === 'personne') continue;
    const cle = `${de} ${par.type === 'regle' ? `règle ${par.id}` : 'décision'}`;
    const groupe = groupes.get(cle) ?? { par, de, centimes: 0, lignes: 0 };
    groupe.centimes += centimes;
    groupe.lignes += 1;
    groupes.set(cle, groupe);
  }
  return [...groupes]
    .sort(
      ([cle, gauche], [autre, droite]) => Math.abs(droite.centimes) - Math.abs(gauche.centimes) || comparer(cle, autre),
    )
    .map(([, groupe]) => ({ ...groupe, centimes: montant(groupe.centimes) }));
}

/** The rows of a table, the largest this year first. */
function rangees(
  dimension: 'secteur' | 'axe',
  avant: readonly CelluleDuTotal[],
  apres: readonly CelluleDuTotal[],
  effets: readonly Effet[],
): RangeeDuPont[] {
  const parCle = new Map<string, { libelle: string; avant: number; apres: number; etapes: Map<Cause, number> }>();
  const rangeeDe = (cellule: CelluleDuTotal) => {
    const cle = cleDuLibelle(cellule[dimension]);
    const connue = parCle.get(cle) ?? { libelle: cellule[dimension], avant: 0, apres: 0, etapes: new Map() };
    parCle.set(cle, connue);
    return connue;
  };
  // The words of the later edition win.
  for (const cellule of apres) rangeeDe(cellule).apres += cellule.centimes;
  for (const cellule of avant) rangeeDe(cellule).avant += cellule.centimes;
  for (const { cause, cellules } of effets)
    for (const cellule of cellules) {
      const { etapes } = rangeeDe(cellule);
      etapes.set(cause, (etapes.get(cause) ?? 0) + cellule.centimes);
    }
  return [...parCle]
    .sort(
      ([cle, gauche], [autre, droite]) =>
        Number(cle === '') - Number(autre === '') ||
        droite.apres - gauche.apres ||
        droite.avant - gauche.avant ||
        comparer(cle, autre),
    )
    .map(([, rangee]) => ({
      libelle: rangee.libelle,
      avant: montant(rangee.avant),
      apres: montant(rangee.apres),
      etapes: CAUSES.flatMap((cause) => {
        const centimes = rangee.etapes.get(cause) ?? 0;
        return centimes === 0 ? [] : [{ cause, centimes: montant(centimes) }];
      }),
    }));
}

/** The steps make what separates the headlines, of the whole and of each row: shown nowhere unless they do. */
function prouver({ avant, apres, etapes, secteurs, axes }: Pont): void {
  const tient = (rangee: { avant: number; apres: number; etapes: readonly { readonly centimes: number }[] }) =>
    rangee.etapes.reduce((cumul, { centimes }) => cumul + centimes, rangee.avant) === rangee.apres;
  if (![{ avant, apres, etapes }, ...secteurs, ...axes].every(tient))
    throw new Error('les étapes ne font pas l’écart entre les deux totaux');
}

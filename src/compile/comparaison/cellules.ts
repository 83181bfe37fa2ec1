import { additionner, type Fraction, fraction } from '../../domain/argent/fraction.ts';
import { type Montant, montant } from '../../domain/argent/montant.ts';
import { repartir } from '../../domain/argent/part.ts';
import { type CleComposee, composerCle } from '../../domain/textes/cle-composee.ts';
import { cleDeNom } from '../../domain/textes/nom.ts';
import { trierPar } from '../../domain/textes/ordre.ts';
import type { LigneComparable } from './ligne-comparable.ts';

/** Cents of the headline that are counted to a sector and an axis. Labels, for identifiers may change from year to year. */
export interface CelluleDuTotal {
  readonly secteur: string;
  readonly axe: string;
  readonly centimes: Montant;
}

/** What two spellings of a sector or an axis have in common. */
export function cleDuLibelle(libelle: string): string {
  return cleDeNom(libelle);
}

/** Where the cents of a line in the headline are counted; none for a line that is not in it. */
export function cellulesDe({ parts }: Pick<LigneComparable, 'parts'>): CelluleDuTotal[] {
  return fondre(parts.filter(({ place }) => place === 'internationale'));
}

/** The sum of lists of cells: one for each sector and axis, in their order; those that come to nothing are left out. */
export function fondre(cellules: Iterable<CelluleDuTotal>): CelluleDuTotal[] {
  const sommes = new Map<string, { secteur: string; axe: string; centimes: number }>();
  for (const { secteur, axe, centimes } of cellules) {
    const cle = cleDe({ secteur, axe });
    const connue = sommes.get(cle);
    if (connue) connue.centimes += centimes;
    else sommes.set(cle, { secteur, axe, centimes });
  }
  return trierPar([...sommes], ([cle]) => cle)
    .filter(([, { centimes }]) => centimes !== 0)
    .map(([, { secteur, axe, centimes }]) => ({ secteur, axe, centimes: montant(centimes) }));
}

/** What cells gain to become others. */
export function ecartDesCellules(avant: readonly CelluleDuTotal[], apres: readonly CelluleDuTotal[]): CelluleDuTotal[] {
  return fondre([...apres, ...avant.map((cellule) => ({ ...cellule, centimes: montant(-cellule.centimes) }))]);
}

interface Poids {
  readonly secteur: string;
  readonly axe: string;
  readonly part: Fraction;
}

/** How what the headline keeps of a line is broken down: shares that make one; none for a line that is not in it. */
export function ventilationDe({ parts }: Pick<LigneComparable, 'parts'>): Poids[] {
  const retenues = parts.filter(({ place }) => place === 'internationale');
  const tout = additionner(retenues.map(({ part }) => part));
  if (tout.numerateur === 0n) return [];
  const poids = new Map<string, Poids>();
  for (const { secteur, axe, part } of retenues) {
    const cle = cleDe({ secteur, axe });
    const ramenee = fraction(part.numerateur * tout.denominateur, part.denominateur * tout.numerateur);
    const connu = poids.get(cle);
    poids.set(cle, { secteur, axe, part: connu ? additionner([connu.part, ramenee]) : ramenee });
  }
  return trierPar([...poids], ([cle]) => cle).map(([, chaque]) => chaque);
}

export function memeVentilation(gauche: readonly Poids[], droite: readonly Poids[]): boolean {
  const ecrire = (poids: readonly Poids[]) =>
    poids.map(({ secteur, axe, part }) => `${cleDe({ secteur, axe })} ${part.numerateur}/${part.denominateur}`).join();
  return ecrire(gauche) === ecrire(droite);
}

/** Cents spread as a line is broken down. */
export function repartirSelon(centimes: Montant, poids: readonly Poids[]): CelluleDuTotal[] {
  if (poids.length === 0) return [];
  const parts = repartir(
    centimes,
    poids.map(({ part }) => part),
  );
  return fondre(poids.map(({ secteur, axe }, rang) => ({ secteur, axe, centimes: parts[rang] ?? centimes })));
}

function cleDe({ secteur, axe }: Pick<CelluleDuTotal, 'secteur' | 'axe'>): CleComposee {
  return composerCle(cleDuLibelle(secteur), cleDuLibelle(axe));
}

import { plier } from '../../domain/textes/texte.ts';
import type { Colonne } from './colonne.ts';
import type { Grille, RangeeDeGrille } from './grille.ts';

/** What of a grid does not compare, by its name: the columns that it is about, by rank; none where there is nothing to say. */
const CHERCHEES = {
  meme_collectivite: ({ colonnes }) =>
    groupesDeCollectivite(colonnes).flatMap((groupe) => (groupe.length > 1 ? groupe : [])),
  illustratifs: ({ colonnes }) => rangsDe(colonnes, ({ illustratif }) => illustratif !== 'non'),
  bases: ({ colonnes }) => toutesSi(colonnes, ({ enTete }) => enTete.base),
  exercices: ({ colonnes }) => toutesSi(colonnes, ({ enTete }) => enTete.exercice),
  normes: ({ colonnes }) => toutesSi(colonnes, ({ enTete }) => enTete.norme),
  population_absente: ({ colonnes }) => rangsDe(colonnes, ({ enTete }) => enTete.population === undefined),
  population_d_une_autre_annee: ({ colonnes }) =>
    rangsDe(
      colonnes,
      ({ enTete: { population, exercice } }) => population !== undefined && population.annee !== exercice,
    ),
  perimetres: ({ colonnes }) => rangsDe(colonnes, () => true),
  nets: ({ colonnes }) => rangsDe(colonnes, ({ net }) => net !== 0),
  recettes_absentes: ({ colonnes }) => rangsDe(colonnes, ({ resteACharge }) => resteACharge === undefined),
  ouvertes: ({ colonnes }) => rangsDe(colonnes, ({ ouvert }) => ouvert.lignes > 0),
  sans_domaine: ({ colonnes }) => rangsDe(colonnes, ({ enTete }) => enTete.domaines.size === 0),
  domaines_propres: (grille) => {
    const propres = domainesPropres(grille);
    return rangsDe(grille.colonnes, (_colonne, rang) => propres.some(({ cases }) => cases[rang] !== undefined));
  },
  non_ventile: ({ colonnes, tables }) =>
    rangsDe(colonnes, (_colonne, rang) =>
      tables.some(({ rangees }) => (rangees.find(({ cle }) => cle === '')?.cases[rang]?.montant ?? 0) !== 0),
    ),
} as const satisfies Readonly<Record<string, (grille: Grille) => readonly number[]>>;

export type TypeDeReserve = keyof typeof CHERCHEES;

export interface Reserve {
  readonly type: TypeDeReserve;
  readonly colonnes: readonly number[];
}

/** What is to be known before two columns are read one against the other, in the order in which it is told. */
export function reservesDe(grille: Grille): Reserve[] {
  return (Object.keys(CHERCHEES) as TypeDeReserve[]).flatMap((type) => {
    const colonnes = CHERCHEES[type](grille);
    return colonnes.length === 0 ? [] : [{ type, colonnes }];
  });
}

/** The domains that some editions declare and others, which have domains, do not. */
export function domainesPropres({ colonnes, tables }: Grille): RangeeDeGrille[] {
  const declarantes = rangsDe(colonnes, ({ enTete }) => enTete.domaines.size > 0);
  return (tables.find(({ nom }) => nom === 'domaine')?.rangees ?? []).filter(({ cases }) =>
    declarantes.some((rang) => cases[rang] === undefined),
  );
}

/** The ranks of the columns of each collectivité, in the order of the first. */
export function groupesDeCollectivite(colonnes: readonly Colonne[]): number[][] {
  const groupes = new Map<string, number[]>();
  colonnes.forEach(({ enTete }, rang) => {
    const cle = plier(enTete.collectivite);
    groupes.set(cle, [...(groupes.get(cle) ?? []), rang]);
  });
  return [...groupes.values()];
}

function toutesSi(colonnes: readonly Colonne[], lire: (colonne: Colonne) => string): number[] {
  return new Set(colonnes.map(lire)).size > 1 ? rangsDe(colonnes, () => true) : [];
}

function rangsDe(colonnes: readonly Colonne[], retenir: (colonne: Colonne, rang: number) => boolean): number[] {
  return colonnes.flatMap((colonne, rang) => (retenir(colonne, rang) ? [rang] : []));
}

import type { Nomenclatures, TypeCode } from '../domain/codes/nomenclature.ts';
import { aDesFonctions, type Norme } from '../domain/codes/normes.ts';
import type { EnTete } from '../domain/dossier/dossier.ts';
import type { SourcesDesValeurs, TitreEntier } from '../domain/verdict/dimension.ts';
import {
  type Cellule,
  DIMENSIONS,
  DIMENSIONS_ENSEMBLE,
  type Dimension,
  dimensionDecrite,
} from '../domain/verdict/dimensions.ts';

/** The labels of what tables show, and for those with an order of their own, that order. */
export interface Libelles extends Readonly<Record<Dimension, ReadonlyMap<string, string>>> {
  /** The dimensions that documents show. */
  readonly dimensions: readonly Dimension[];
  /** Of the dimensions shown whose labels are short, the titles in full, said once. */
  readonly titres: readonly { readonly titre: string; readonly valeurs: readonly TitreEntier[] }[];
  /** The name that shows for each way of writing a sector or a body that is not it, once lines have passed. */
  readonly secteur: ReadonlyMap<string, string>;
  readonly organisme: ReadonlyMap<string, string>;
  /** Label of a code in the nomenclature of its norm and of the year, where it has one. */
  duCode(type: TypeCode, code: string, norme: Norme | ''): string | undefined;
  /** Whether chapters and functions are those of several norms: the same code says something else in each. */
  readonly normesMelees: boolean;
  /** The norm that the codes of a line are told with: empty for that of the dossier, and for those that have no functions. */
  normeDite(norme: Norme | ''): Norme | '';
}

/**
 * Gathers the labels from the dossier, the geography and the nomenclatures.
 * @param dimensions those that documents show
 */
export function rassemblerLesLibelles(
  enTete: EnTete,
  { nomenclatures, ...tables }: Omit<SourcesDesValeurs, keyof EnTete> & { readonly nomenclatures: Nomenclatures },
  dimensions: readonly Dimension[] = DIMENSIONS,
): Libelles {
  const sources = { ...enTete, ...tables };
  const intitules = DIMENSIONS.map((nom) => [nom, dimensionDecrite(nom).intitules(sources)] as const);
  const parNorme = new Map(nomenclatures.map((nomenclature) => [nomenclature.norme, nomenclature]));
  return {
    ...(Object.fromEntries(intitules) as Record<Dimension, ReadonlyMap<string, string>>),
    dimensions,
    titres: dimensions.flatMap((nom) => {
      const { section, titres } = dimensionDecrite(nom);
      return section && titres ? [{ titre: section.titre, valeurs: titres(sources) }] : [];
    }),
    organisme: new Map(),
    duCode: (type, code, norme) => {
      const recherche = parNorme.get(norme === '' ? enTete.norme : norme)?.chercher(type, code);
      return recherche?.trouve ? recherche.entree.libelle : undefined;
    },
    normesMelees: nomenclatures.some(({ norme }) => norme !== enTete.norme && aDesFonctions(norme)),
    normeDite: (norme) => (norme === '' || norme === enTete.norme || !aDesFonctions(norme) ? '' : norme),
  };
}

/** What a cell of the breakdown is called, in the order of {@link DIMENSIONS_ENSEMBLE}: what is said together has one name, the first. */
export function nommerLaCellule(
  cellule: Cellule,
  libelles: Pick<Libelles, Dimension>,
): { readonly dimension: Dimension; readonly nom: string }[] {
  return DIMENSIONS_ENSEMBLE.flatMap((ensemble) => {
    for (const dimension of ensemble) {
      const valeur = cellule[dimension];
      const nom = dimensionDecrite(dimension).deLaLigne ? valeur : libelles[dimension].get(valeur);
      if (nom) return [{ dimension, nom }];
    }
    return [];
  });
}

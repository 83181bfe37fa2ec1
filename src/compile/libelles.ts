import type { Nomenclatures, TypeCode } from '../domain/codes/nomenclature.ts';
import { aDesFonctions, type Norme } from '../domain/codes/normes.ts';
import type { EnTete } from '../domain/dossier/dossier.ts';
import type { Geographie } from '../domain/lieux/geographie.ts';

/** The labels of what tables show, and for those with an order of their own, that order. */
export interface Libelles {
  readonly axe: ReadonlyMap<string, string>;
  readonly domaine: ReadonlyMap<string, string>;
  readonly territoire: ReadonlyMap<string, string>;
  readonly pays: ReadonlyMap<string, string>;
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

/** Gathers the labels from the dossier, the geography and the nomenclatures. */
export function rassemblerLesLibelles(enTete: EnTete, geographie: Geographie, nomenclatures: Nomenclatures): Libelles {
  const parNorme = new Map(nomenclatures.map((nomenclature) => [nomenclature.norme, nomenclature]));
  return {
    axe: enTete.axes,
    domaine: enTete.domaines,
    territoire: new Map(geographie.territoires.map(({ id, libelle }) => [id, libelle])),
    pays: new Map(geographie.tousLesPays.map(({ code, nom }) => [code, nom])),
    secteur: new Map(),
    organisme: new Map(),
    duCode: (type, code, norme) => {
      const recherche = parNorme.get(norme === '' ? enTete.norme : norme)?.chercher(type, code);
      return recherche?.trouve ? recherche.entree.libelle : undefined;
    },
    normesMelees: nomenclatures.some(({ norme }) => norme !== enTete.norme && aDesFonctions(norme)),
    normeDite: (norme) => (norme === '' || norme === enTete.norme || !aDesFonctions(norme) ? '' : norme),
  };
}

import type { Nomenclature, Recherche } from '../domain/codes/nomenclature.ts';
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
  /** Label of a chapter in the nomenclature of the year, where it has one. */
  chapitre(code: string): string | undefined;
  fonction(code: string): string | undefined;
}

/** Gathers the labels from the dossier, the geography and the nomenclature. */
export function rassemblerLesLibelles(enTete: EnTete, geographie: Geographie, nomenclature: Nomenclature): Libelles {
  return {
    axe: enTete.axes,
    domaine: enTete.domaines,
    territoire: new Map(geographie.territoires.map(({ id, libelle }) => [id, libelle])),
    pays: new Map(geographie.tousLesPays.map(({ code, nom }) => [code, nom])),
    secteur: new Map(),
    organisme: new Map(),
    chapitre: (code) => libelleDe(nomenclature.chercher('chapitre', code)),
    fonction: (code) => libelleDe(nomenclature.chercher('fonction', code)),
  };
}

function libelleDe(recherche: Recherche): string | undefined {
  return recherche.trouve ? recherche.entree.libelle : undefined;
}

import type { Compte, Jaune } from '../../compile/jaune.ts';
import { partsEn } from '../../domain/affectation.ts';
import { LIBELLES_BASES } from '../../domain/base.ts';
import {
  avecLigne,
  type ExceptionnelleVue,
  type ExclusionVue,
  exclusionsVues,
  type PartageeVue,
  type RegleVue,
  reglesVues,
  type SourceVue,
  sourcesVues,
} from './vue-annexes.ts';
import { type AxeVue, axesVus } from './vue-axes.ts';
import { type GroupeDIndex, indexDesChiffres } from './vue-index.ts';
import { type GroupeVue, grouperParFichier, lignesVues } from './vue-lignes.ts';
import { type EtapeVue, passerelleVue } from './vue-passerelle.ts';
import { type PaysVu, paysVus } from './vue-pays.ts';
import { type ResteVu, resteVu } from './vue-reste.ts';
import { type PartitionVue, partitionVue, type SyntheseVue, syntheseVue } from './vue-synthese.ts';
import { type CroiseeVue, croiseesVues, type TableVue, tablesVues } from './vue-tables.ts';

/** What templates draw: the jaune, with the lines in place of their indexes. All amounts are cents. */
export interface Vue {
  readonly enTete: Omit<Jaune['enTete'], 'axes' | 'domaines' | 'base'> & { readonly base: string };
  readonly synthese: SyntheseVue;
  readonly partition: PartitionVue;
  readonly passerelle: readonly EtapeVue[];
  readonly axes: readonly AxeVue[];
  /** The one-way tables that have a section of their own, by name. */
  readonly tables: Readonly<Record<string, TableVue>>;
  /** The tables of the nomenclature, for the annex. */
  readonly nomenclature: readonly TableVue[];
  readonly croisees: Readonly<Record<string, CroiseeVue>>;
  readonly pays: readonly PaysVu[];
  readonly exceptionnelles: readonly ExceptionnelleVue[];
  /** The first of them, for the synthesis, and how many it does not name. */
  readonly operations: { readonly nommees: readonly ExceptionnelleVue[]; readonly autres: number };
  readonly partagees: readonly PartageeVue[];
  readonly reste: ResteVu;
  readonly memoires: Jaune['memoires'];
  readonly exclusions: readonly ExclusionVue[];
  readonly exclu: Compte;
  readonly regles: readonly RegleVue[];
  readonly sources: readonly SourceVue[];
  readonly annexe: readonly GroupeVue[];
  readonly nombreLignes: number;
  readonly index: readonly GroupeDIndex[];
  /** Whether amounts of the total are marked as illustrative. */
  readonly illustratif: boolean;
}

/** The tables of the annex: how the total falls in the nomenclature and among those who receive it. */
const TABLES_D_ANNEXE = new Set(['chapitre', 'fonction', 'programme', 'action', 'section', 'beneficiaire']);

/** Exceptional operations that the synthesis names. */
const OPERATIONS_NOMMEES = 3;

/** Prepares all that the templates draw. Pure: the same jaune gives the same view. */
export function vueDe(jaune: Jaune): Vue {
  const vues = lignesVues(jaune);
  const tables = tablesVues(jaune);
  const exceptionnelles = avecLigne(jaune.exceptionnelles, vues);
  const { enTete } = jaune;
  return {
    enTete: { ...enTete, base: LIBELLES_BASES[enTete.base] },
    synthese: syntheseVue(jaune),
    partition: partitionVue(jaune),
    passerelle: passerelleVue(jaune),
    axes: axesVus(jaune, vues, tables),
    tables: Object.fromEntries(tables.map((table) => [table.nom, table])),
    nomenclature: tables.filter(({ nom }) => TABLES_D_ANNEXE.has(nom)),
    croisees: Object.fromEntries(croiseesVues(jaune).map((croisee) => [croisee.nom, croisee])),
    pays: paysVus(jaune, vues, tables),
    exceptionnelles,
    operations: {
      nommees: exceptionnelles.slice(0, OPERATIONS_NOMMEES),
      autres: Math.max(0, exceptionnelles.length - OPERATIONS_NOMMEES),
    },
    partagees: avecLigne(jaune.partagees, vues),
    reste: resteVu(jaune, vues),
    memoires: jaune.memoires,
    exclusions: exclusionsVues(jaune),
    exclu: jaune.partition.exclue,
    regles: reglesVues(jaune),
    sources: sourcesVues(jaune),
    annexe: grouperParFichier(jaune, vues),
    nombreLignes: vues.length,
    index: indexDesChiffres(jaune),
    illustratif: jaune.lignes.some(
      (affectation) =>
        affectation.ligne.caractere === 'illustratif' && partsEn(affectation, 'internationale').length > 0,
    ),
  };
}

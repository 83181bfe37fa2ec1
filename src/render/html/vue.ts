import type { Compte, Jaune } from '../../compile/jaune.ts';
import { TABLES_DECRITES } from '../../compile/tables-decrites.ts';
import { LIBELLES_BASES } from '../../domain/argent/base.ts';
import { somme } from '../../domain/argent/montant.ts';
import { partsEn } from '../../domain/lignes/affectation.ts';
import { type LignesDeLaPage, lignesDeLaPage } from './lignes-de-la-page.ts';
import {
  type AutresPartagees,
  autresPartagees,
  avecLigne,
  type ExceptionnelleVue,
  type ExclusionVue,
  exclusionsVues,
  type PartageeVue,
  type RegleVue,
  type ResteVu,
  reglesVues,
  resteVu,
  type SourceVue,
  sourcesVues,
} from './vue-annexes.ts';
import { type AxeVue, axesVus, type PaysVu, paysVus } from './vue-apports.ts';
import { type GroupeDIndex, indexDesChiffres } from './vue-index.ts';
import { type GroupeVue, grouperParFichier, lignesVues } from './vue-lignes.ts';
import {
  type EtapeVue,
  type PartitionVue,
  partitionVue,
  passerelleVue,
  type SyntheseVue,
  syntheseVue,
} from './vue-synthese.ts';
import { type CroiseeVue, croiseesVues, type TableVue, tablesVues } from './vue-tables.ts';

/** What templates draw: the jaune, with the lines in place of their indexes. All amounts are cents. */
export interface Vue {
  readonly enTete: Omit<Jaune['enTete'], 'axes' | 'domaines' | 'base'> & { readonly base: string };
  readonly synthese: SyntheseVue;
  readonly partition: PartitionVue;
  readonly passerelle: readonly EtapeVue[];
  readonly axes: readonly AxeVue[];
  /** The one-way tables, by name. */
  readonly tables: Readonly<Record<string, TableVue>>;
  /** The tables of the annex: how the total falls in the nomenclature and among those who receive it. */
  readonly nomenclature: readonly TableVue[];
  readonly croisees: Readonly<Record<string, CroiseeVue>>;
  readonly pays: readonly PaysVu[];
  readonly exceptionnelles: readonly ExceptionnelleVue[];
  /** The first of them, for the synthesis, and how many it does not name. */
  readonly operations: { readonly nommees: readonly ExceptionnelleVue[]; readonly autres: number };
  /** Those of which the page does not hold the line. */
  readonly autresExceptionnelles: Compte;
  readonly partagees: readonly PartageeVue[];
  readonly autresPartagees: AutresPartagees;
  readonly reste: ResteVu;
  readonly memoires: Jaune['memoires'];
  readonly exclusions: readonly ExclusionVue[];
  readonly exclu: Compte;
  readonly regles: readonly RegleVue[];
  readonly sources: readonly SourceVue[];
  readonly annexe: readonly GroupeVue[];
  /** How many lines the documents name. */
  readonly nombreLignes: number;
  /** How many of them the page holds, when it does not hold all; else nothing. */
  readonly borne: { readonly montrees: number; readonly nommees: number } | undefined;
  readonly index: readonly GroupeDIndex[];
  /** Whether amounts of the total are marked as illustrative. */
  readonly illustratif: boolean;
}

/** Exceptional operations that the synthesis names. */
const OPERATIONS_NOMMEES = 3;

/** Prepares all that the templates draw. Pure: the same jaune and the same lines give the same view. */
export function vueDe(jaune: Jaune, page: LignesDeLaPage = lignesDeLaPage(jaune)): Vue {
  const vues = lignesVues(jaune, page);
  const tables = tablesVues(jaune);
  const exceptionnelles = avecLigne(jaune.exceptionnelles, vues);
  const autresExceptionnelles = jaune.exceptionnelles.filter(({ ligne }) => !page.montre(ligne));
  const { enTete } = jaune;
  return {
    enTete: { ...enTete, base: LIBELLES_BASES[enTete.base] },
    synthese: syntheseVue(jaune),
    partition: partitionVue(jaune),
    passerelle: passerelleVue(jaune),
    axes: axesVus(jaune, vues, tables),
    tables: Object.fromEntries(tables.map((table) => [table.nom, table])),
    nomenclature: tables.filter(({ nom }) => TABLES_DECRITES[nom].page === 'annexe'),
    croisees: Object.fromEntries(croiseesVues(jaune).map((croisee) => [croisee.nom, croisee])),
    pays: paysVus(jaune, vues, tables),
    exceptionnelles,
    operations: {
      nommees: exceptionnelles.slice(0, OPERATIONS_NOMMEES),
      autres: Math.max(0, jaune.exceptionnelles.length - OPERATIONS_NOMMEES),
    },
    autresExceptionnelles: {
      lignes: autresExceptionnelles.length,
      centimes: somme(autresExceptionnelles.map(({ montant }) => montant)),
    },
    partagees: avecLigne(jaune.partagees, vues),
    autresPartagees: autresPartagees(jaune, vues),
    reste: resteVu(jaune, vues),
    memoires: jaune.memoires,
    exclusions: exclusionsVues(jaune),
    exclu: jaune.partition.exclue,
    regles: reglesVues(jaune),
    sources: sourcesVues(jaune),
    annexe: grouperParFichier(jaune, vues),
    nombreLignes: jaune.lignes.length,
    borne: page.bornee ? { montrees: page.rangs.length, nommees: jaune.lignes.length } : undefined,
    index: indexDesChiffres(jaune, page),
    illustratif: jaune.lignes.some(
      (affectation) =>
        affectation.ligne.caractere === 'illustratif' && partsEn(affectation, 'internationale').length > 0,
    ),
  };
}

import { generer } from '../generate.mjs';
import { genererLesArbitrages } from './arbitrages-generes.ts';
import { genererLaMemoire } from './memoire-generee.ts';
import { genererLesRegles } from './regles-generees.ts';

export type NomDAxe = 'lignes' | 'sources' | 'regles' | 'decisions' | 'memoire';

/** What grows while the rest stays, in three sizes: nearly none, some, and several times that. */
export interface Axe {
  readonly nom: NomDAxe;
  /** What is counted. */
  readonly unites: string;
  readonly tailles: readonly [peu: number, moyen: number, beaucoup: number];
  /** The lines of its dossiers, where they do not grow. */
  readonly lignes?: number;
  /**
   * Whether the cost of all is compared, not that of one: the same lines come in more files.
   */
  readonly memeTravail?: true;
  readonly generer: (demande: DemandeDAxe) => Promise<void>;
}

export interface DemandeDAxe {
  readonly dossier: string;
  /** The dossier of which rules and memory are taken, and its published lines. */
  readonly modele: string;
  readonly lignesCsv: string;
  readonly lignes: number;
  readonly taille: number;
}

const GRAINE = 2015;
/** As in the dossier of 100 000 lines of the bench. */
const UN_SUR_DIX = 0.1;
const UN_SUR_CENT = 0.01;

async function avecDesLignes({ taille: _, ...demande }: DemandeDAxe, partInternationale: number, sources = 1) {
  await generer({ ...demande, partInternationale, sources, graine: GRAINE });
}

export const AXES: readonly Axe[] = [
  {
    nom: 'lignes',
    unites: 'lines, one in a hundred drawn among international ones',
    tailles: [10_000, 250_000, 1_000_000],
    generer: (demande) => avecDesLignes({ ...demande, lignes: demande.taille }, UN_SUR_CENT),
  },
  {
    nom: 'sources',
    unites: 'sources of the same million lines',
    tailles: [1, 100, 1_000],
    lignes: 1_000_000,
    memeTravail: true,
    generer: (demande) => avecDesLignes(demande, UN_SUR_CENT, demande.taille),
  },
  {
    nom: 'regles',
    unites: 'rules, on 20 000 lines',
    tailles: [0, 25_000, 100_000],
    lignes: 20_000,
    generer: async (demande) => {
      await avecDesLignes(demande, UN_SUR_DIX);
      if (demande.taille > 0) genererLesRegles(demande.dossier, demande.taille, GRAINE);
    },
  },
  {
    nom: 'decisions',
    unites: 'decisions, each with its own reason, on 100 000 lines',
    tailles: [0, 25_000, 100_000],
    lignes: 100_000,
    generer: async (demande) => {
      await avecDesLignes(demande, UN_SUR_DIX);
      if (demande.taille > 0) genererLesArbitrages(demande.dossier, demande.taille);
    },
  },
  {
    nom: 'memoire',
    unites: 'lines of memory, on 20 000 lines',
    tailles: [0, 250_000, 1_000_000],
    lignes: 20_000,
    generer: async (demande) => {
      await avecDesLignes(demande, UN_SUR_DIX);
      if (demande.taille > 0) await genererLaMemoire(demande.dossier, demande.modele, demande.taille, GRAINE);
    },
  },
];

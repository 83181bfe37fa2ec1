import type { FichesVues, FicheVue } from './fiches/fiches-vues.ts';
import { sectionDeFiche } from './fiches/sections-des-fiches.ts';
import type { EntreeDeGlossaire } from './glossaire.ts';
import type { Graphiques } from './graphiques.ts';
import type { Vue } from './vue.ts';
import type { AnneeParAnneeVue } from './vue-annee-par-annee.ts';
import type { AxeVue } from './vue-apports.ts';
import type { EvolutionVue } from './vue-evolution.ts';

/** The words of one section, ready to stand in the page. */
export interface TexteDeSection {
  readonly html: string;
  readonly exercice: string;
  /** Whether they were written, or read again, for this one. */
  readonly relu: boolean;
}

/** The sections that may have words of their own, the axes aside. */
export const SECTIONS_A_TEXTE = [
  'preface',
  'lire',
  'synthese',
  'passerelle',
  'domaines',
  'pays',
  'secteurs',
  'organismes',
  'exceptionnelles',
  'evolution',
  'reste',
  'methode',
] as const;

const SANS_TEXTE: TexteDeSection = { html: '', exercice: '', relu: true };

/** A fiche with its words; what is of none has none. */
type FicheEcrite = FicheVue & { readonly texte: TexteDeSection };

interface FichesEcrites extends FichesVues {
  readonly fiches: readonly FicheEcrite[];
  readonly sansFiche: readonly FicheEcrite[];
}

/** What templates draw: the view of the jaune, with its charts and its words. */
export interface VueDePage extends Omit<Vue, 'axes' | 'fiches'> {
  readonly axes: readonly (AxeVue & { readonly ancreDAxe: string; readonly texte: TexteDeSection })[];
  readonly fiches: readonly FichesEcrites[];
  readonly textes: Readonly<Record<string, TexteDeSection>>;
  readonly graphiques: Graphiques;
  /** What changed since an earlier edition; nothing when there is none. */
  readonly evolution: EvolutionVue | undefined;
  /** Nothing where the dossier remembers fewer than two earlier years. */
  readonly anneeParAnnee: AnneeParAnneeVue | undefined;
  /** The logo as a data address; empty without one. */
  readonly logo: string;
  readonly donnees: string;
  /** The words of the page, as far as it is drawn. */
  readonly glossaire: readonly EntreeDeGlossaire[];
}

/** Joins to a view the words of its sections; a section without words is drawn without. */
export function avecTextes(
  { axes, fiches, ...vue }: Vue,
  textes: ReadonlyMap<string, TexteDeSection>,
): Pick<VueDePage, keyof Vue | 'textes'> {
  return {
    ...vue,
    fiches: fiches.map((liste) => ({
      ...liste,
      fiches: liste.fiches.map((fiche) => ({
        ...fiche,
        texte: textes.get(sectionDeFiche(liste.nom, fiche.nom)) ?? SANS_TEXTE,
      })),
      sansFiche: liste.sansFiche.map((fiche) => ({ ...fiche, texte: SANS_TEXTE })),
    })),
    axes: axes.map((axe, rang) => ({
      ...axe,
      ancreDAxe: `axe-${rang + 1}`,
      texte: textes.get(`axe-${axe.cle}`) ?? SANS_TEXTE,
    })),
    textes: Object.fromEntries(SECTIONS_A_TEXTE.map((section) => [section, textes.get(section) ?? SANS_TEXTE])),
  };
}

import type { VueDePage } from './page.ts';
import { RANGEES_DE_L_ESSENTIEL } from './rangees-de-l-essentiel.ts';

/** A section of the page, by the template that draws it. */
interface SectionDecrite {
  /** Its template under `templates/sections/`, and its anchor where it draws one section. */
  readonly nom: string;
  readonly titre?: string;
  /** Looked up rather than read, and known by a letter. */
  readonly annexe?: true;
  /** It stands before those that are numbered, and the contents name it apart. */
  readonly avant?: true;
  /** Of what is printed when nothing else is asked for: read in three minutes, first in the page. */
  readonly essentiel?: true;
  montree?(vue: VueDePage): boolean;
  /** Those that it draws, when it is not one section of its own name. */
  plusieurs?(vue: VueDePage): readonly { readonly nom: string; readonly titre: string }[];
  /** What the contents list under it. */
  parties?(vue: VueDePage): readonly PartieDeSection[];
}

interface PartieDeSection {
  /** Its anchor. */
  readonly vers: string;
  readonly libelle: string;
}

/** The sections after the synthesis, in the order of reading, which is that of `templates/jaune.hbs`. */
export const SECTIONS: readonly SectionDecrite[] = [
  {
    nom: 'preface',
    titre: 'Pourquoi un jaune',
    avant: true,
    montree: ({ textes }) => textes.preface?.html !== '',
  },
  { nom: 'lire', titre: 'Comment lire ce document', essentiel: true },
  { nom: 'evolution', titre: 'Ce qui a changé', essentiel: true },
  { nom: 'pays', titre: 'Dans le monde', essentiel: true },
  {
    nom: 'axes',
    titre: 'Les axes politiques',
    essentiel: true,
    parties: ({ axes }) => axes.map(({ ancreDAxe, libelle }) => ({ vers: ancreDAxe, libelle })),
  },
  { nom: 'exceptionnelles', titre: 'Opérations exceptionnelles', essentiel: true },
  { nom: 'reste', titre: 'Ce qui reste ouvert', essentiel: true },
  { nom: 'preuve', titre: 'Comment le vérifier', essentiel: true },
  { nom: 'passerelle', titre: 'Du bleu au jaune' },
  { nom: 'domaines', titre: 'Domaines et territoires' },
  { nom: 'objectifs', plusieurs: ({ objectifs }) => objectifs },
  { nom: 'secteurs', titre: 'Les secteurs' },
  { nom: 'organismes', titre: 'Les organismes' },
  { nom: 'cofinancements', titre: 'Cofinancements', montree: ({ cofinancements }) => cofinancements !== undefined },
  { nom: 'volets', plusieurs: ({ volets }) => volets },
  { nom: 'lignes', titre: 'Toutes les lignes', annexe: true },
  { nom: 'fiches', titre: 'Toutes les fiches', annexe: true },
  { nom: 'actions-par-pays', titre: 'Les actions, pays par pays', annexe: true },
  { nom: 'decisions', titre: 'Les décisions', annexe: true },
  { nom: 'regles', titre: 'Les règles', annexe: true },
  { nom: 'quotes-parts', titre: 'Quotes-parts et clés', annexe: true },
  { nom: 'exclusions', titre: 'Exclusions', annexe: true },
  { nom: 'sources', titre: 'Sources et preuve', annexe: true },
  { nom: 'nomenclature', titre: 'Nomenclature', annexe: true },
  { nom: 'glossaire', titre: 'Glossaire', annexe: true },
  { nom: 'index', titre: 'Index des chiffres', annexe: true },
];

/** A section as the contents, its heading and what refers to it name it. */
export interface SectionVue {
  readonly nom: string;
  readonly titre: string;
  /** `3`, `C` in the annexes; empty for what stands before. */
  readonly numero: string;
  readonly parties: readonly PartieDeSection[];
}

export interface SectionsVues {
  /** Each by its name, for its heading and for what refers to it. */
  readonly sections: Readonly<Record<string, SectionVue>>;
  readonly sommaire: Readonly<Record<'avant' | 'essentiel' | 'detail' | 'annexes', readonly SectionVue[]>> & {
    /** The number at which the detail begins. */
    readonly suite: number;
  };
}

/** The sections that the page has, each with its number: a reference never says another than its heading. */
export function sectionsVues(vue: VueDePage): SectionsVues {
  const avant: SectionVue[] = [];
  const essentiel: SectionVue[] = [];
  const detail: SectionVue[] = [];
  const annexes: SectionVue[] = [];
  for (const section of SECTIONS) {
    if (section.montree?.(vue) === false) continue;
    const { nom, titre = '', plusieurs } = section;
    const rangees = section.avant ? avant : section.annexe ? annexes : section.essentiel ? essentiel : detail;
    for (const une of plusieurs?.(vue) ?? [{ nom, titre }])
      rangees.push({
        nom: une.nom,
        titre: une.titre,
        numero: section.avant
          ? ''
          : section.annexe
            ? lettre(annexes.length)
            : String(essentiel.length + detail.length + 1),
        parties: section.parties?.(vue) ?? [],
      });
  }
  const toutes = [...avant, ...essentiel, ...detail, ...annexes];
  return {
    sections: Object.fromEntries(toutes.map((section) => [section.nom, section])),
    sommaire: { avant, essentiel, detail, annexes, suite: essentiel.length + 1 },
  };
}

/**
 * What the style sheet adds where the essentiel is what is printed: paper has its sections alone, and cuts only tables that
 * have a row for what they leave out.
 */
export function styleDeLEssentiel(): string {
  const gardees = SECTIONS.filter(({ essentiel }) => essentiel).map(({ nom }) => `#${nom}`);
  const { toutes, enBref } = RANGEES_DE_L_ESSENTIEL;
  const chez = '[data-papier="essentiel"]';
  const apres = (nombre: number) =>
    `table:has(tr.essentiel-seul) > tbody > tr:nth-child(n + ${nombre + 1}):not(.reste, .total)`;
  return `@media print {
${chez} .texte > :not(${gardees.join(', ')}), ${chez} ${apres(toutes)}, ${chez} :is(#pont-nouvelle, #reste) ${apres(enBref)} { display: none }
}\n`;
}

const A = 'A'.charCodeAt(0);

function lettre(rang: number): string {
  return String.fromCharCode(A + rang);
}

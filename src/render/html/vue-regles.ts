import type { CompteDesDeuxSens } from '../../compile/compte.ts';
import type { EffetRegle, Jaune } from '../../compile/jaune.ts';
import { ecrireCondition } from '../../domain/conditions/condition.ts';
import { nommerChamp } from '../../domain/lignes/champs.ts';
import { LIBELLES_QUESTIONS } from '../textes/mots-des-documents.ts';

/**
 * Rules that a page tells one by one, at the most: ten times as many as large dossiers have, some two megabytes. A table of more
 * is read by nobody, and the workbook and the JSON have them all.
 */
const REGLES_DE_LA_PAGE = 2_000;

/** A rule with the words that documents use for when it concludes and what it did. */
export interface RegleVue extends Omit<EffetRegle, 'question' | 'condition'> {
  readonly ancreDeRegle: string;
  readonly question: string;
  /** When it concludes, in words; empty when it was not given. */
  readonly quand: string;
  readonly etat: string;
}

/** Rules that the page does not tell: those that decide lines, and those that decide none. */
export interface AutresRegles {
  readonly nombre: number;
  readonly decisives: number;
  readonly muettes: number;
}

export function reglesVues({ regles }: Pick<Jaune, 'regles'>): RegleVue[] {
  return rangsMontres(regles).map((rang) => {
    const { condition, ...effet } = regles[rang] as EffetRegle;
    return {
      ...effet,
      ancreDeRegle: ancreDe(rang),
      question: LIBELLES_QUESTIONS[effet.question],
      quand: condition ? ecrireCondition(condition, nommerChamp) : '',
      etat: etatDe(effet),
    };
  });
}

export function autresRegles({ regles }: Pick<Jaune, 'regles'>): AutresRegles {
  const montrees = new Set(rangsMontres(regles));
  const autres = regles.filter((_, rang) => !montrees.has(rang));
  const decisives = autres.filter(({ emporte }) => agit(emporte)).length;
  return { nombre: autres.length, decisives, muettes: autres.length - decisives };
}

/** Where the annex of rules tells each rule, by its identifier; nothing for those that it does not tell. */
export function ancresDesRegles({ regles }: Pick<Jaune, 'regles'>): ReadonlyMap<string, string> {
  return new Map(rangsMontres(regles).map((rang) => [(regles[rang] as EffetRegle).regle.id, ancreDe(rang)]));
}

function ancreDe(rang: number): string {
  return `regle-${rang + 1}`;
}

/** The ranks of the rules that the page tells: all, or those that decide the most lines, then those that others outrun. */
function rangsMontres(regles: Jaune['regles']): readonly number[] {
  const rangs = [...regles.keys()];
  if (rangs.length <= REGLES_DE_LA_PAGE) return rangs;
  const decidees = Float64Array.from(regles, ({ emporte }) => emporte.lignes + emporte.recettes.lignes);
  const devancees = Float64Array.from(regles, ({ devance }) => devance.lignes + devance.recettes.lignes);
  const plus = (poids: Float64Array, a: number, b: number) => (poids[b] ?? 0) - (poids[a] ?? 0);
  return rangs
    .sort((a, b) => plus(decidees, a, b) || plus(devancees, a, b) || a - b)
    .slice(0, REGLES_DE_LA_PAGE)
    .sort((a, b) => a - b);
}

function agit({ lignes, recettes }: CompteDesDeuxSens): boolean {
  return lignes + recettes.lignes > 0;
}

/** A rule that did nothing is worth a look: it may be mistyped, or outlived. Empty for a rule that concluded. */
function etatDe({ emporte, devance }: Pick<EffetRegle, 'emporte' | 'devance'>): string {
  if (agit(emporte)) return '';
  return agit(devance) ? 'Toujours devancée' : 'Jamais déclenchée';
}

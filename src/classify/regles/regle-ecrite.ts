import { parse } from 'yaml';
import * as z from 'zod';
import { FORME_D_IDENTIFIANT } from '../../domain/conditions/listes-nommees.ts';
import { QUESTIONS } from '../../domain/verdict/verdict.ts';
import { YamlEdits } from '../../files/yaml-edits.ts';

const texte = z.string().trim().min(1, 'le texte est vide');
const exemple = z.record(z.string(), z.string());

/** The shape of a rule, as `docs/dossier.md` describes it; its condition and conclusion are read apart. */
export const schemaRegle = z.strictObject({
  id: z.string().regex(FORME_D_IDENTIFIANT, 'un identifiant est en minuscules sans accent, chiffres et tirets'),
  question: z.enum(QUESTIONS),
  si: z.unknown(),
  conclusion: z.unknown(),
  motif: texte,
  reference: texte.optional(),
  exercices: z
    .union([z.string(), z.array(z.string())], 'un exercice, un intervalle 2005..2023 ou une liste')
    .optional(),
  exemples: z.strictObject({
    attrape: z.array(exemple).min(1, 'au moins un exemple de ligne attrapée est attendu'),
    laisse: z.array(exemple).default([]),
  }),
});

export const schemaRegles = z.array(schemaRegle, 'une liste de règles est attendue');
/** A file of rules as a bare list: each rule is then checked by itself, so that one at fault does not hide the others. */
export const schemaListeDeRegles = z.array(z.unknown(), 'une liste de règles est attendue');

/** A rule as it is written, its condition and conclusion still to be understood. */
export type RegleEcrite = z.output<typeof schemaRegle>;

/** What the years of a rule say of one exercice. */
export type Validite = 'en_vigueur' | 'passee' | 'a_venir' | 'suspendue';

const INTERVALLE = /^(\d{4})(?:\.\.(\d{4}))?$/;

/**
 * Whether a rule holds for an exercice: no years written is always; before the first is `a_venir`, after the last `passee`,
 * between two of them `suspendue`. A text that is no year is told, and then keeps no rule from holding.
 * @param ecrits the years as written: `2012`, `2005..2023`
 */
export function lireValidite(
  ecrits: readonly string[],
  exercice: number,
  refuser: (message: string, remede: string) => void,
): Validite {
  if (ecrits.length === 0) return 'en_vigueur';
  const bornes = ecrits.map((ecrit) => {
    const trouve = INTERVALLE.exec(ecrit.trim());
    const debut = Number(trouve?.[1]);
    const fin = Number(trouve?.[2] ?? trouve?.[1]);
    if (trouve && debut <= fin) return { debut, fin };
    refuser(
      trouve ? `« ${ecrit} » a ses bornes inversées` : `« ${ecrit} » n’est pas un exercice`,
      'Écrivez 2012 ou 2005..2023.',
    );
    return { debut: exercice, fin: exercice };
  });
  if (bornes.some(({ debut, fin }) => debut <= exercice && exercice <= fin)) return 'en_vigueur';
  if (bornes.every(({ fin }) => fin < exercice)) return 'passee';
  return bornes.every(({ debut }) => debut > exercice) ? 'a_venir' : 'suspendue';
}

/** What to tell of a rule that is set aside for its years, and what to do about it. */
export function direValidite(
  id: string,
  ecrits: readonly string[],
  exercice: string,
  validite: Exclude<Validite, 'en_vigueur'>,
): { readonly message: string; readonly remede: string } {
  const annees = ecrits.map((ecrit) => ecrit.trim()).join(', ');
  const etat = {
    passee: `la règle « ${id} » ne vaut plus en ${exercice} : ses exercices sont ${annees}`,
    a_venir: `la règle « ${id} » ne vaut pas encore en ${exercice} : ses exercices sont ${annees}`,
    suspendue: `la règle « ${id} » ne vaut pas en ${exercice} : ses exercices sont ${annees}`,
  };
  return {
    message: `${etat[validite]} ; elle est mise de côté`,
    remede:
      validite === 'passee'
        ? 'Prolongez ses exercices si elle vaut toujours, remplacez-la ou retirez-la sinon.'
        : 'Rien à faire si c’est voulu ; sinon corrigez ses exercices.',
  };
}

/** A rule that is not carried, since its exercices are over. */
export interface RegleLaissee {
  readonly id: string;
  readonly fichier: string;
  readonly exercices: string;
}

/** A file of rules, made ready for a later exercice. */
export interface ReglesReprises {
  /** The file; empty when none of its rules is carried. */
  readonly texte: string;
  readonly nombre: number;
  readonly laissees: readonly RegleLaissee[];
}

/**
 * Carries a file of rules to a later exercice as it is, less the rules whose exercices are over by then.
 * @param texte the file, read without a fault
 */
export function reprendreLesRegles(texte: string, fichier: string, exercice: string): ReglesReprises {
  const regles = parse(texte, { schema: 'failsafe' }) as readonly Pick<RegleEcrite, 'id' | 'exercices'>[];
  const retouches = new YamlEdits(texte);
  const laissees = regles.flatMap(({ id, exercices: ecrits }, rang): RegleLaissee[] => {
    const exercices = [ecrits ?? []].flat();
    if (lireValidite(exercices, Number(exercice), () => undefined) !== 'passee') return [];
    retouches.remove([rang]);
    return [{ id, fichier, exercices: exercices.map((annees) => annees.trim()).join(', ') }];
  });
  const nombre = regles.length - laissees.length;
  return { texte: nombre === 0 ? '' : `${retouches.result().trimEnd()}\n`, nombre, laissees };
}

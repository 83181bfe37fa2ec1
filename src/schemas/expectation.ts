import * as z from 'zod';
import type { CLES_ATTENTE } from '../domain/attente-lecture.ts';
import { MOTS_FERMES } from '../domain/champs.ts';
import { cles, type Mot } from './described-object.ts';
import { forme, montantEcrit, motAComparer, motsPlies, nomDeListe, propose } from './scalars.ts';

const FAMILLE = '[^*]*\\*';
const INTERVALLE = '.+\\.\\..+';
const PRESENCE = ['present', 'absent'];

/** A star ends a family; elsewhere it would mean nothing. */
const litteral = forme(
  /^\s*[^\s*][^*]*\*?\s*$/,
  'Une valeur, une famille (04*) ou un intervalle (041..044) est attendu ; l’étoile ne se met qu’à la fin.',
);
/** A named list, wherever a list or one of its elements may stand. */
export const renvoiALaListe: z.ZodType = z.strictObject({
  liste: nomDeListe.meta({
    title: 'Liste',
    description: 'Le nom d’une liste de listes.yaml : { liste: villes-partenaires }.',
  }),
});

/** What may stand in a named list: values, families, ranges and other lists; a presence is no value. */
export const elementDeListe: z.ZodType = z.union([
  forme(
    /^(?!\s*(?:present|absent)\s*$)\s*[^\s*][^*]*\*?\s*$/,
    'Une valeur, un mot, une famille (04*) ou un intervalle (041..044) est attendu.',
  ),
  renvoiALaListe,
]);

interface Options {
  /** Name of the definition in the JSON Schema. */
  readonly id: string;
  /** What a value alone is, and what the editor proposes for it. */
  readonly valeur?: z.ZodType;
  readonly exemples?: readonly string[];
  /** Whether named lists may be used. */
  readonly listes: boolean;
}

const MOTS: Readonly<Record<Exclude<(typeof CLES_ATTENTE)[number], 'min' | 'max'>, Mot>> = {
  mots: {
    titre: 'Mots',
    sens: 'Contient l’un de ces mots ou groupes de mots entiers, sans tenir compte des accents, de la casse ni d’un -s ou -x final : [Sénégal, coopération décentralisée].',
  },
  commence_par: {
    titre: 'Commence par',
    sens: 'Commence par ce texte, sans tenir compte des accents ni de la casse : TOTAL.',
  },
  sauf: {
    titre: 'Sauf',
    sens: 'Tout sauf ceci : une valeur, une famille, un intervalle, une liste, des mots ou un début.',
  },
  liste: { titre: 'Liste', sens: 'L’un des éléments d’une liste de listes.yaml : villes-partenaires.' },
};

/** What a field of text or codes is expected to be. */
export function attente({ id, valeur = litteral, exemples = [], listes }: Options): z.ZodType {
  const element = listes ? z.union([valeur, renvoiALaListe]) : valeur;
  const mot = listes ? z.union([motAComparer, renvoiALaListe]) : motAComparer;
  const details: Readonly<Record<string, z.ZodType>> = {
    mots: z.union([mot, z.array(mot).min(1)]),
    commence_par: motAComparer,
    sauf: z.lazy(() => complete),
    ...(listes ? { liste: nomDeListe } : {}),
  };
  const noms = Object.keys(details) as (keyof typeof MOTS)[];
  const complete: z.ZodType = z
    .union([
      propose(valeur, [...exemples, ...PRESENCE]),
      z.array(element).min(1),
      z.strictObject(cles(noms, MOTS, (nom) => details[nom] ?? z.never())).meta({ minProperties: 1, maxProperties: 1 }),
    ])
    .meta({ id });
  return complete;
}

/** What a field of few words is expected to be; families and ranges are read as everywhere. */
export function attenteDeMots(champ: string, listes: boolean): z.ZodType {
  const permis = MOTS_FERMES[champ] ?? [];
  const plies = forme(
    motsPlies([...permis, ...PRESENCE], [FAMILLE, INTERVALLE]),
    `Une valeur est attendue : ${permis.join(' ou ')}.`,
  );
  return attente({ id: `attente-${champ}`, valeur: plies, exemples: permis, listes });
}

/** What the amount of a line is expected to be. */
export const attenteDeMontant: z.ZodType = z
  .strictObject({
    min: montantEcrit.optional().meta({ title: 'Au moins', description: 'En euros, borne comprise : 1 000,50.' }),
    max: montantEcrit.optional().meta({ title: 'Au plus', description: 'En euros, borne comprise : 5 000.' }),
  })
  .meta({ id: 'attente-montant', title: '{ min, max }', minProperties: 1 });

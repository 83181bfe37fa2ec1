import * as z from 'zod';
import { CONCLUSIONS_SIMPLES } from '../classify/rules/conclusion-reader.ts';
import type { Geographie } from '../domain/geographie.ts';
import { DIMENSIONS, type Dimension, type Question } from '../domain/verdict.ts';
import { cles, type Mot } from './described-object.ts';
import { choix, forme, partEcrite, propose, texte } from './scalars.ts';

const SENS: Readonly<Record<string, string>> = {
  exclue: 'La ligne n’entre pas dans le jaune : recette, opération d’ordre, argent déjà compté ailleurs.',
  incluse: 'La ligne entre dans le jaune, quoi que disent les règles suivantes.',
  internationale: 'La ligne entière est une action internationale.',
  non_internationale: 'La ligne n’a rien d’international.',
  exceptionnelle: 'Opération exceptionnelle : montrée pour mémoire, hors de tout total.',
  ordinaire: 'La ligne n’a rien d’exceptionnel, quoi que disent les règles suivantes.',
};

const MOTS: Readonly<Record<Dimension, Mot>> = {
  axe: {
    titre: 'Axe',
    sens: 'Un identifiant des axes d’exercice.yaml, ou un partage : { jeunesse: 60 %, croissance: 40 % }.',
  },
  domaine: { titre: 'Domaine', sens: 'Un identifiant des domaines d’exercice.yaml, ou un partage.' },
  territoire: {
    titre: 'Territoire',
    sens: 'L’un des neuf territoires, ou un partage : { afrique-du-nord: 1/3, europe: 2/3 }.',
  },
  pays: {
    titre: 'Pays',
    sens: 'Un pays, ou un partage : { Sénégal: 60 %, Viêt Nam: 30 % }. Ce qui reste est « non ventilé ».',
  },
  secteur: { titre: 'Secteur', sens: 'Le secteur auquel la part est comptée, y compris dans la synthèse.' },
};

const quotePart = z
  .strictObject({
    quote_part: partEcrite.meta({
      title: 'Quote-part',
      description: 'La part internationale de la ligne : 30 %, 1/3, "12,5 %" ou 12 500 €.',
    }),
    cle: texte.meta({
      title: 'Clé',
      description: 'Comment la part a été trouvée : part des entreprises exportatrices.',
    }),
  })
  .meta({ title: 'Quote-part', description: 'Une part de la ligne est internationale ; le reste ne l’est pas.' });

/** What a rule may conclude, by the question that it answers. */
export function conclusion(question: Question, geographie: Geographie): z.ZodType {
  if (question === 'ventilation') return ventilation(geographie);
  const simple = choix(Object.keys(CONCLUSIONS_SIMPLES[question]), SENS);
  return question === 'international' ? z.union([simple, quotePart]) : simple;
}

function ventilation(geographie: Geographie): z.ZodType {
  const identifiant = forme(
    /^[a-z][a-z0-9-]*$/,
    'Un identifiant d’exercice.yaml est attendu : minuscules, chiffres et tirets.',
  );
  const valeurs: Readonly<Record<Dimension, z.ZodType>> = {
    axe: identifiant,
    domaine: identifiant,
    territoire: choix(
      geographie.territoires.map(({ id }) => id),
      Object.fromEntries(geographie.territoires.map(({ id, libelle }) => [id, libelle])),
    ),
    // Proposed, not imposed: a country has other names, and folds.
    pays: propose(
      texte,
      geographie.tousLesPays.map(({ nom }) => nom),
    ),
    secteur: texte,
  };
  return z.strictObject(cles(DIMENSIONS, MOTS, (dimension) => uneOuPlusieurs(valeurs[dimension]))).meta({
    minProperties: 1,
    not: { required: ['territoire', 'pays'] },
  });
}

function uneOuPlusieurs(valeur: z.ZodType): z.ZodType {
  return z.union([valeur, z.partialRecord(valeur as z.ZodType<string, string>, partEcrite).meta({ minProperties: 1 })]);
}

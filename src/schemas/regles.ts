import * as z from 'zod';
import { schemaRegles } from '../classify/rules/rule-schema.ts';
import { CHAMPS_TEXTE, type ChampTexte } from '../domain/champs.ts';
import type { Geographie } from '../domain/geographie.ts';
import { QUESTIONS, type Question } from '../domain/verdict.ts';
import { conclusion } from './conclusion.ts';
import { conditionDeRegle } from './conditions.ts';
import { cles, decrire } from './described-object.ts';
import { type Champ, MOTS_DES_CHAMPS } from './field-words.ts';
import { choix, forme, montantEcrit } from './scalars.ts';
import { enJson } from './to-json-schema.ts';

const SENS_DES_QUESTIONS: Readonly<Record<Question, string>> = {
  perimetre: 'La ligne entre-t-elle dans le champ du jaune ?',
  international: 'Est-ce une action internationale, et pour quelle part ?',
  exceptionnel: 'Est-ce une opération exceptionnelle, montrée pour mémoire ?',
  ventilation: 'Où ranger l’action : axe, domaine, pays ou territoire, secteur ?',
};

const exercice = forme(/^\s*\d{4}(\.\.\d{4})?\s*$/, 'Un exercice (2012) ou un intervalle (2005..2023) est attendu.');

/** An example leaves the cells that it does not name empty, and may say so: a key without a value is an empty text. */
const champs: Champ[] = [...(Object.keys(CHAMPS_TEXTE) as ChampTexte[]), 'montant'];
const exemple = z
  .strictObject(
    cles(champs, MOTS_DES_CHAMPS, (champ) => (champ === 'montant' ? montantEcrit : z.union([z.string(), z.null()]))),
  )
  .meta({ id: 'exemple' });

/** A file of rules, as an editor knows it. */
export function reglesPourEditeur(geographie: Geographie): z.ZodType {
  return z.array(regle(geographie)).meta({
    title: 'Règles du jaune',
    description: 'Les règles, lues de haut en bas : pour chaque question, la première qui conclut l’emporte.',
  });
}

/**
 * What a rule concludes follows from its question. Not a union of four kinds of rules: an editor that cannot yet tell which
 * one is being written would complete next to nothing.
 */
function conclusionsParQuestion(geographie: Geographie) {
  return QUESTIONS.map((question) => ({
    if: { required: ['question'], properties: { question: { const: question } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { properties: { conclusion: enJson(conclusion(question, geographie)) } },
  }));
}

function regle(geographie: Geographie): z.ZodType {
  const exemples = schemaRegles.element.shape.exemples;
  return decrire(schemaRegles.element, {
    id: {
      titre: 'Identifiant',
      sens: 'Le nom de la règle, à elle seule, en minuscules sans accent : mobilite-etudiante. Il explique chaque ligne.',
    },
    question: {
      titre: 'Question',
      sens: 'La question à laquelle la règle répond.',
      schema: choix(QUESTIONS, SENS_DES_QUESTIONS),
    },
    si: {
      titre: 'Si',
      sens: 'Les conditions, toutes à remplir : chaque champ avec son attente, par exemple { fonction: "048" }.',
      schema: conditionDeRegle,
      obligatoire: true,
    },
    conclusion: {
      titre: 'Conclusion',
      sens: 'La réponse à la question : internationale, { quote_part: 30 %, cle: … }, { axe: jeunesse, pays: Sénégal }…',
      obligatoire: true,
    },
    motif: { titre: 'Motif', sens: 'Pourquoi : une phrase que tout lecteur du jaune comprend.' },
    reference: { titre: 'Référence', sens: 'La délibération ou le texte qui fonde la règle : Instruction M71.' },
    exercices: {
      titre: 'Exercices',
      sens: 'Les années pour lesquelles la règle vaut : 2012, 2005..2023, ou une liste. Hors d’elles, elle est mise de côté.',
      schema: z.union([exercice, z.array(exercice)]),
    },
    exemples: {
      titre: 'Exemples',
      sens: 'Des lignes réduites aux champs utiles, essayées à chaque lecture.',
      schema: decrire(exemples, {
        attrape: {
          titre: 'Attrape',
          sens: 'Des lignes que la règle doit attraper, au moins une : { fonction: "048", libelle: Animation régionale }.',
          schema: z.array(exemple).min(1),
        },
        laisse: {
          titre: 'Laisse',
          sens: 'Des lignes que la règle doit laisser, les plus trompeuses surtout.',
          schema: z.array(exemple),
        },
      }),
    },
  }).meta({ title: 'Règle', allOf: conclusionsParQuestion(geographie) });
}

import * as z from 'zod';
import { CONCLUSIONS_SIMPLES } from '../classify/regles/lire-la-conclusion.ts';
import { schemaRegles } from '../classify/regles/regle-ecrite.ts';
import type { Geographie } from '../domain/lieux/geographie.ts';
import { CHAMPS_TEXTE, type ChampTexte } from '../domain/lignes/champs.ts';
import { DIMENSIONS, type Dimension, dimensionDecrite } from '../domain/verdict/dimensions.ts';
import { GENRES_DE_FLUX, type GenreDeFlux, SENS_DES_MONTANTS } from '../domain/verdict/flux.ts';
import { QUESTIONS, type Question } from '../domain/verdict/verdict.ts';
import { conditionDeRegle } from './conditions.ts';
import {
  type Champ,
  choix,
  cles,
  decrire,
  forme,
  identifiantDeclare,
  MOTS_DES_CHAMPS,
  type Mot,
  montantEcrit,
  partEcrite,
  propose,
  texte,
} from './textes-ecrits.ts';
import { enJson } from './vers-json-schema.ts';

const SENS_DES_QUESTIONS: Readonly<Record<Question, string>> = {
  perimetre: 'La ligne entre-t-elle dans le champ du jaune ?',
  international: 'Est-ce une action internationale, et pour quelle part ?',
  exceptionnel: 'Est-ce une opération exceptionnelle, montrée pour mémoire ?',
  rattachement: 'À quelle opération se rattache-t-elle, et son montant est-il brut ou net ?',
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

const SENS: Readonly<Record<string, string>> = {
  exclue: 'La ligne n’entre pas dans le jaune : recette, opération d’ordre, argent déjà compté ailleurs.',
  incluse: 'La ligne entre dans le jaune, quoi que disent les règles suivantes.',
  internationale: 'La ligne entière est une action internationale.',
  non_internationale: 'La ligne n’a rien d’international.',
  exceptionnelle: 'Opération exceptionnelle : montrée pour mémoire, hors de tout total.',
  ordinaire: 'La ligne n’a rien d’exceptionnel, quoi que disent les règles suivantes.',
};

const MOTS = Object.fromEntries(
  DIMENSIONS.map((dimension) => {
    const { entete, sens } = dimensionDecrite(dimension);
    return [dimension, { titre: entete, sens }];
  }),
) as Record<Dimension, Mot>;

const MOTS_DES_FLUX: Readonly<Record<GenreDeFlux, Mot>> = {
  flux_interne: {
    titre: 'Flux interne',
    sens: 'L’organisme qui reçoit cet argent, et dont le fichier le détaille : il est compté là-bas, une seule fois.',
  },
  reversement: { titre: 'Reversement', sens: 'L’organisme à qui cet argent ne fait que passer.' },
  mandat: { titre: 'Mandat', sens: 'L’organisme pour le compte de qui c’est payé.' },
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

const flux = z
  .strictObject(cles(GENRES_DE_FLUX, MOTS_DES_FLUX, () => identifiantDeclare))
  .meta({ title: 'Flux', minProperties: 1, maxProperties: 1 });

const rattachement = z
  .strictObject({
    operation: identifiantDeclare.optional().meta({
      title: 'Opération',
      description: 'L’identifiant d’une opération d’exercice.yaml ; aucune, pour détacher ce que sa colonne rattache.',
    }),
    montant_est: choix(SENS_DES_MONTANTS, {
      brut: 'Ce qui est payé : les cofinancements sont des recettes à part.',
      net: 'Ce qui reste à charge, les cofinancements déjà déduits.',
    }).optional(),
  })
  .meta({ title: 'Rattachement', minProperties: 1 });

export function conclusion(question: Question, geographie: Geographie): z.ZodType {
  if (question === 'ventilation') return ventilation(geographie);
  if (question === 'rattachement') return rattachement;
  const simple = choix(Object.keys(CONCLUSIONS_SIMPLES[question]), SENS);
  if (question === 'perimetre') return z.union([simple, flux]);
  return question === 'international' ? z.union([simple, quotePart]) : simple;
}

function ventilation(geographie: Geographie): z.ZodType {
  const valeurs: Readonly<Record<Dimension, z.ZodType>> = {
    axe: identifiantDeclare,
    domaine: identifiantDeclare,
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
    omd: numeroDObjectif,
    odd: numeroDObjectif,
  };
  return z
    .strictObject(
      cles(DIMENSIONS, MOTS, (dimension) =>
        uneOuPlusieurs(valeurs[dimension], valeurs[dimension] === numeroDObjectif ? texte : valeurs[dimension]),
      ),
    )
    .meta({
      minProperties: 1,
      not: { required: ['territoire', 'pays'] },
    });
}

/** A number, as YAML reads one; its other writings are texts. */
const numeroDObjectif = z.union([z.number().int().positive(), texte]);

function uneOuPlusieurs(valeur: z.ZodType, cle: z.ZodType): z.ZodType {
  return z.union([valeur, z.partialRecord(cle as z.ZodType<string, string>, partEcrite).meta({ minProperties: 1 })]);
}

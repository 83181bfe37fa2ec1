import * as z from 'zod';
import { BASES, type Base, LIBELLES_BASES } from '../domain/argent/base.ts';
import { CHAMPS_COLONNES, MOTS_FERMES } from '../domain/lignes/champs.ts';
import { schemaExercice } from '../dossier/schema-exercice.ts';
import { APPRETS, type NomDAppret } from '../formats/apprets/apprets.ts';
import type { Cle, Format } from '../formats/format.ts';
import { CLES_DES_FORMATS, FORMATS, NOMS_DES_FORMATS } from '../formats/formats.ts';
import { MODELES } from '../formats/modeles/modeles.ts';
import { conditionDeColonnes } from './conditions.ts';
import { masquePourEditeur } from './masque.ts';
import {
  type Champ,
  choix,
  choixDeNorme,
  choixDeVote,
  cles,
  decrire,
  forme,
  MOTS_DES_CHAMPS,
  type Mot,
  type MotAffine,
  montantEcrit,
  motsPlies,
  propose,
  texte,
} from './textes-ecrits.ts';

const lue = schemaExercice.shape.sources.element;
const champs = CHAMPS_COLONNES as Champ[];
const nombre = forme(/^\d{1,9}$/, 'Un nombre entier est attendu.');

const MOTS_DES_BASES = Object.fromEntries(
  BASES.map((base): [Base, Mot] => [base, { titre: LIBELLES_BASES[base], sens: 'Le titre de leur colonne.' }]),
) as Record<Base, Mot>;

const colonneDeBase = z.union([
  texte,
  z.strictObject({
    depense: texte.meta({ title: 'Dépense', description: 'Le titre de la colonne des dépenses.' }),
    recette: texte.meta({ title: 'Recette', description: 'Le titre de la colonne des recettes.' }),
  }),
]);

const CHAMP_DEPLIE = { title: 'Champ', description: 'Ce que disent les titres des colonnes : lieu, secteur…' };

const depliage = z.strictObject({
  champ: z.enum(champs).meta(CHAMP_DEPLIE),
  colonnes: z
    .union([z.array(texte), z.record(z.string(), texte)])
    .meta({ title: 'Colonnes', description: 'Leurs titres ; ou, à droite de chacun, ce que ses lignes portent.' }),
  total: texte
    .optional()
    .meta({ title: 'Total', description: 'La colonne qui annonce, sur chaque rangée, la somme des autres.' }),
});

/** A layout or a format that says which column is which. */
const SE_DECRIT = [
  { required: ['modele'] },
  ...Object.entries<Format>(FORMATS).flatMap(([nom, { disposition }]) =>
    disposition === undefined ? [] : [{ required: ['format'], properties: { format: { const: nom } } }],
  ),
];

const CLES_ECRITES = Object.fromEntries(
  Object.entries<Cle>({ ...CLES_DES_FORMATS, ...APPRETS }).map(([nom, { titre, sens, propose: proposees }]) => [
    nom,
    {
      titre,
      sens,
      ...(proposees !== undefined && {
        schema: proposees === 'nombre' ? nombre : choix(proposees.valeurs, proposees.sens),
      }),
    },
  ]),
) as Record<keyof typeof CLES_DES_FORMATS | NomDAppret, MotAffine>;

/** Who spends and which sector it is are said once: a value for the whole file, or a column; no layout has a sector. */
const ditQuelquePart = (champ: 'secteur' | 'organisme') => ({
  anyOf: [
    ...(champ === 'organisme' ? SE_DECRIT : []),
    { required: [champ] },
    { required: ['colonnes'], properties: { colonnes: { required: [champ] } } },
    { required: ['constantes'], properties: { constantes: { required: [champ] } } },
    { required: ['deplier'], properties: { deplier: { properties: { champ: { const: champ, ...CHAMP_DEPLIE } } } } },
  ],
});

/** Which column is the label and which the amounts, unless a layout or a format says it. */
const ditSesColonnes = {
  anyOf: [
    ...SE_DECRIT,
    {
      required: ['colonnes', 'montants'],
      properties: { colonnes: { required: ['libelle'] }, montants: { minProperties: 1 } },
    },
    { required: ['colonnes', 'deplier'], properties: { colonnes: { required: ['libelle'] } } },
    { required: ['colonnes', 'montants_nommes'], properties: { colonnes: { required: ['libelle'] } } },
  ],
};

export const sourcePourEditeur: z.ZodType = decrire(lue, {
  fichier: { titre: 'Fichier', sens: 'Son chemin dans le dossier : sources/culture.csv.' },
  format: {
    titre: 'Format',
    sens: 'Comment le fichier est écrit ; csv sans rien dire.',
    schema: choix(NOMS_DES_FORMATS, Object.fromEntries(Object.entries(FORMATS).map(([nom, { sens }]) => [nom, sens]))),
  },
  ...CLES_ECRITES,
  deplier: { ...CLES_ECRITES.deplier, schema: depliage },
  modele: {
    titre: 'Modèle',
    sens: 'Un format publié dont les colonnes sont connues : elles n’ont pas à être déclarées.',
    schema: choix([...MODELES.keys()]),
  },
  secteur: { titre: 'Secteur', sens: 'Le secteur de toutes ses lignes ; sinon, une colonne « secteur ».' },
  organisme: { titre: 'Organisme', sens: 'Qui dépense, pour toutes ses lignes ; sinon, une colonne « organisme ».' },
  norme: {
    titre: 'Norme',
    sens: 'L’instruction de ce budget, si elle n’est pas celle du dossier : M43 pour un budget annexe de transport.',
    schema: choixDeNorme,
  },
  vote: {
    titre: 'Vote',
    sens: 'Comment ce budget est voté, si ce n’est pas comme celui du dossier : par nature pour un organisme associé.',
    schema: choixDeVote,
  },
  decimale: {
    titre: 'Décimale',
    sens: 'Le signe entre les euros et les centimes, entre guillemets.',
    schema: choix(lue.shape.decimale.unwrap().options),
  },
  milliers: {
    titre: 'Milliers',
    sens: 'Le signe entre les milliers, entre guillemets, quand ce n’est pas une espace : "." pour 12.000,50.',
    schema: choix(lue.shape.milliers.unwrap().options),
  },
  unite: {
    titre: 'Unité',
    sens: 'Celle de tous les montants du fichier.',
    schema: choix(lue.shape.unite.unwrap().options, {
      euros: 'Le montant tel qu’il est écrit.',
      milliers: '12,5 y vaut 12 500,00 €.',
    }),
  },
  negatif: {
    titre: 'Négatif',
    sens: 'Ce qu’est un montant négatif ; une dépense reprise sans rien dire.',
    schema: choix(lue.shape.negatif.unwrap().options, {
      depense: 'Une dépense reprise : −100 diminue les dépenses.',
      recette: 'Une recette : −100 est une recette de 100 €.',
    }),
  },
  preambule: { titre: 'Préambule', sens: 'Le nombre de lignes avant celle des titres ; 0 sans rien dire.' },
  colonnes: {
    titre: 'Colonnes',
    sens: 'Notre nom et le titre de leur colonne : libelle: Objet.',
    schema: z.strictObject(cles(champs, MOTS_DES_CHAMPS, () => texte)),
  },
  montants: {
    titre: 'Montants',
    sens: 'Chaque base et le titre de sa colonne ; celle du total est obligatoire.',
    schema: z.strictObject(cles(BASES, MOTS_DES_BASES, () => colonneDeBase)),
  },
  montants_nommes: {
    titre: 'Montants nommés',
    sens: 'Pour un fichier qui a une colonne de montants, et une autre qui dit de quelle base ils sont.',
    schema: decrire(lue.shape.montants_nommes.unwrap(), {
      colonne: { titre: 'Colonne', sens: 'Le titre de la colonne des montants.' },
      base: { titre: 'Base', sens: 'Le titre de la colonne qui nomme la base.' },
      mots: { titre: 'Mots', sens: 'Ce que cette colonne porte, et la base : { Mandaté: mandats, Projet: aucune }.' },
    }),
  },
  part: {
    titre: 'Part',
    sens: 'Le titre de la colonne de la part du montant qui revient à la ligne (0.45, 45 %), quand le montant est celui d’un tout partagé.',
  },
  date: {
    titre: 'Date',
    sens: 'Le titre d’une colonne de dates, AAAA-MM-JJ ou JJ/MM/AAAA : les lignes d’une autre année que l’exercice sont écartées.',
  },
  constantes: {
    titre: 'Constantes',
    sens: 'Ce que le fichier ne dit pas et qui vaut pour toutes ses lignes : section: fonctionnement.',
    schema: z.strictObject(cles(champs, MOTS_DES_CHAMPS, () => texte)),
  },
  valeurs: {
    titre: 'Valeurs',
    sens: 'Comment le fichier écrit les mots que l’outil attend : sens: { D: depense, R: recette }.',
    schema: z.strictObject(cles(champs, MOTS_DES_CHAMPS, (champ) => z.record(z.string(), motAttendu(champ)))),
  },
  codes_lettres: {
    titre: 'Codes à lettre',
    sens: 'Les champs dont les codes ont une lettre, comme 322E00, qui n’est pas un nombre : [fonction].',
  },
  ignorees: { titre: 'Ignorées', sens: 'Les titres des colonnes connues dont on ne se sert pas : [Observations].' },
  autre_annee: {
    titre: 'Autre année',
    sens: 'Les titres lus, ou l’onglet, qui nomment une autre année que l’exercice, et pourquoi : { Engagé 2011: titre non mis à jour }.',
  },
  identique: {
    titre: 'Identique',
    sens: 'Pourquoi ses lignes sont, telles quelles, celles d’une année passée ; sans motif, c’est une erreur.',
  },
  lignes_a_ecarter: {
    titre: 'Lignes à écarter',
    sens: 'Les lignes du fichier qui n’en sont pas, totaux surtout ; chacune est comptée et listée.',
    schema: z.array(
      decrire(lue.shape.lignes_a_ecarter.unwrap().element, {
        si: {
          titre: 'Si',
          sens: 'Les conditions, sur les titres des colonnes du fichier : { Objet: { commence_par: TOTAL } }.',
          schema: conditionDeColonnes,
          obligatoire: true,
        },
        motif: { titre: 'Motif', sens: 'Pourquoi : Ligne de total du fichier.' },
      }),
    ),
  },
  masquer: {
    titre: 'Masquer',
    sens: 'Les noms de personnes qu’aucun document ne montre : [beneficiaire], ou { champs: [beneficiaire], si: { SIRET: absent } } ; aucun, contre ce que dit le dossier.',
    schema: z.union([z.literal('aucun'), masquePourEditeur]),
  },
  controle: {
    titre: 'Contrôle',
    sens: 'Ce que l’expéditeur a annoncé ; un écart est une erreur. Dépenses et recettes sont à part : un total qui ne dit pas son sens vaut pour un fichier qui n’en a qu’un.',
    schema: decrire(lue.shape.controle.unwrap(), {
      ...annonce('toutes lignes additionnées'),
      depenses: {
        titre: 'Dépenses',
        sens: 'Ce qui est annoncé des dépenses : 491 152 838,97.',
        schema: deUnSens('dépenses'),
      },
      recettes: { titre: 'Recettes', sens: 'Ce qui est annoncé des recettes.', schema: deUnSens('recettes') },
    }),
  },
}).meta({ allOf: [ditQuelquePart('secteur'), ditQuelquePart('organisme'), ditSesColonnes] });

function motAttendu(champ: Champ): z.ZodType {
  const mots = MOTS_FERMES[champ];
  if (mots === undefined) return texte;
  return propose(forme(motsPlies(mots), `Un de ces mots est attendu : ${mots.join(' ou ')}.`), mots);
}

function annonce(quoi: string) {
  const totaux = Object.fromEntries(
    BASES.map((base) => [
      base,
      {
        titre: LIBELLES_BASES[base],
        sens: `Le total annoncé, en euros, ${quoi} : 12 345 678,90.`,
        schema: montantEcrit,
      },
    ]),
  ) as Record<Base, Mot & { schema: z.ZodType }>;
  return { lignes: { titre: 'Lignes', sens: `Le nombre de lignes gardées, ${quoi} : 97.`, schema: nombre }, ...totaux };
}

/** An amount, of the base of the dossier, or what is announced base by base. */
function deUnSens(quoi: 'dépenses' | 'recettes') {
  return z.union([
    montantEcrit,
    decrire(lue.shape.controle.unwrap().shape.depenses.unwrap().options[1], annonce(`les ${quoi} additionnées`)),
  ]);
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { BASES, LIBELLES_BASES } from '../domain/argent/base.ts';
import { FORME_D_IDENTIFIANT } from '../domain/conditions/listes-nommees.ts';
import { FORME_DE_VU } from '../domain/constats/acquittement.ts';
import { CODES_CONSTATS, graviteDe } from '../domain/constats/codes-constats.ts';
import { FORME_DE_COULEUR } from '../domain/dossier/apparence.ts';
import type { Geographie } from '../domain/lieux/geographie.ts';
import { schemaExercice } from '../dossier/schema-exercice.ts';
import { chargerLaGeographie } from '../dossier/tables-de-reference.ts';
import { elementDeListe } from './conditions.ts';
import { declarationsPourEditeur } from './declarations/declarations-pour-editeur.ts';
import { enquetePourEditeur } from './enquete-pour-editeur.ts';
import { masquePourEditeur } from './masque.ts';
import { operationsPourEditeur } from './operations.ts';
import { organismesPourEditeur } from './organismes.ts';
import { planPourEditeur } from './plan-pour-editeur.ts';
import { reglesPourEditeur } from './regles.ts';
import { sourcePourEditeur } from './source.ts';
import { choix, choixDeNorme, choixDeVote, decrire, forme } from './textes-ecrits.ts';
import { versJsonSchema } from './vers-json-schema.ts';

const nom = z.string().regex(FORME_D_IDENTIFIANT).meta({
  patternErrorMessage: 'Un nom de liste est en minuscules sans accent, chiffres et tirets.',
});
const liste = z.array(elementDeListe).min(1).meta({
  title: 'Liste',
  description:
    'Des valeurs, des familles (04*), des intervalles (041..044), des mots, ou d’autres listes : { liste: autre }.',
});

/** `listes.yaml`, as an editor knows it; a file of comments alone has no lists yet. */
const listesPourEditeur: z.ZodType = z.union([z.record(nom, liste), z.null()]).meta({
  title: 'Listes du jaune',
  description: 'Des listes nommées, communes à plusieurs règles : villes-partenaires: [Dakar, Hanoï].',
});

/**
 * The JSON Schemas of the files that officers write, for the editors that complete and check YAML.
 * @param geographie proposes countries and territories
 * @returns the name of each file under `schemas/`, with its text
 */
export function schemasPourEditeurs(geographie: Geographie): ReadonlyMap<string, string> {
  const schemas: readonly (readonly [nom: string, schema: z.ZodType])[] = [
    ['exercice.schema.json', exercicePourEditeur],
    ['regles.schema.json', reglesPourEditeur(geographie)],
    ['listes.schema.json', listesPourEditeur],
    ['questionnaires.schema.json', planPourEditeur],
    ['enquetes.schema.json', enquetePourEditeur],
    ['declarations.schema.json', declarationsPourEditeur],
  ];
  return new Map(schemas.map(([nom, schema]) => [nom, versJsonSchema(schema)]));
}

/** Writes the schemas of the project at `racine`, under `schemas/`. Run by `npm run schemas`, never by the tool. */
export function ecrireLesSchemas(racine: string): void {
  mkdirSync(join(racine, 'schemas'), { recursive: true });
  for (const [nom, texte] of schemasPourEditeurs(chargerLaGeographie(join(racine, 'data'))))
    writeFileSync(join(racine, 'schemas', nom), texte);
}

const { shape } = schemaExercice;
const couleur = forme(FORME_DE_COULEUR, 'Une couleur entre guillemets est attendue, par exemple "#ffd60a".');

const nomDEdition = z.string().min(1).max(120);
const nomMontre = { title: 'Nom', description: 'Montré en couverture : version du conseil, rectifiée le 12 mars.' };

const editionPourEditeur: z.ZodType = z.union([
  nomDEdition.meta({ title: 'Son nom' }),
  z
    .strictObject({
      nom: nomDEdition.meta(nomMontre),
      dans_les_noms: choix(['non'], { non: 'Les noms de ses documents ne disent que l’exercice.' }).optional(),
    })
    .meta({ title: 'Son nom' }),
  z
    .strictObject({
      nom: nomDEdition.regex(/[0-9A-Za-z\u00C0-\u024F]/).meta({
        ...nomMontre,
        patternErrorMessage: 'Une lettre ou un chiffre au moins est attendu : il va dans des noms de fichiers.',
      }),
      dans_les_noms: choix(['oui'], {
        oui: 'Ses documents le portent dans leur nom : jaune-2012-version-du-conseil.html.',
      }),
    })
    .meta({ title: 'Son nom, aussi dans les noms de fichiers' }),
]);

export const exercicePourEditeur: z.ZodType = decrire(schemaExercice, {
  exercice: {
    titre: 'Exercice',
    sens: 'L’année budgétaire, sur quatre chiffres : 2012.',
    schema: forme(/^\d{4}$/, 'Une année sur quatre chiffres est attendue.'),
  },
  collectivite: { titre: 'Collectivité', sens: 'Qui édite le jaune : Région Île-de-France.' },
  titre: { titre: 'Titre', sens: 'Le titre du document : Actions internationales de la Région.' },
  norme: {
    titre: 'Norme',
    sens: 'L’instruction budgétaire et comptable : elle donne leur sens aux codes.',
    schema: choixDeNorme,
  },
  nomenclature: {
    titre: 'Nomenclature',
    sens: 'Des tables du dossier qui ajoutent des codes à sa norme, [nomenclature/fonctions.csv], ou à celle d’une source : { fichier, norme }.',
  },
  vote: {
    titre: 'Vote',
    sens: 'Comment le budget est voté.',
    schema: choixDeVote,
  },
  base: {
    titre: 'Base',
    sens: 'La base du total ; les autres sont montrées à part, et ne s’additionnent jamais.',
    schema: choix(BASES, LIBELLES_BASES),
  },
  date_edition: {
    titre: 'Date d’édition',
    sens: 'La date du document, AAAA-MM-JJ : 2012-12-13. Écrite ici, jamais lue à l’horloge.',
    schema: forme(/^\d{4}-\d{2}-\d{2}$/, 'Une date AAAA-MM-JJ est attendue.'),
  },
  edition: {
    titre: 'Édition',
    sens: 'Comment cette édition s’appelle : version du conseil.',
    schema: editionPourEditeur,
  },
  secteur_pilote: {
    titre: 'Secteur pilote',
    sens: 'Le secteur de l’action internationale, écrit comme dans les sources.',
  },
  secteurs: {
    titre: 'Secteurs',
    sens: 'Les secteurs attendus, chacun par son nom, ou avec ses autres noms : { nom: Santé, alias: [Santé publique] }. Un autre est signalé.',
  },
  organismes: {
    titre: 'Organismes',
    sens: 'Les organismes que la collectivité finance et qui agissent à l’étranger, chacun sous un identifiant que les règles reprennent.',
    schema: organismesPourEditeur,
  },
  operations: {
    titre: 'Opérations',
    sens: 'Ce qui rattache des dépenses et des recettes d’une même action, chacune sous un identifiant.',
    schema: operationsPourEditeur,
  },
  arbitrage: {
    titre: 'Arbitrage',
    sens: 'Qui tranche quand deux personnes décident une même ligne autrement.',
    schema: decrire(shape.arbitrage.unwrap(), {
      tranche: {
        titre: 'Tranche',
        sens: 'La personne ou le service, comme les messages le nommeront : Direction des finances.',
      },
    }),
  },
  libelle_pilote: { titre: 'Libellé du secteur pilote', sens: 'Son nom dans la synthèse, s’il est autre.' },
  mention: { titre: 'Mention', sens: 'Une phrase montrée en tête des documents.' },
  population: {
    titre: 'Population',
    sens: 'Combien d’habitants a la collectivité : les fiches disent alors les montants par habitant.',
    schema: decrire(shape.population.unwrap(), {
      habitants: { titre: 'Habitants', sens: 'La population municipale : 11 898 502.' },
      annee: { titre: 'Année', sens: 'L’année à laquelle elle se rapporte.' },
      source: { titre: 'Source', sens: 'Qui l’a comptée, et où on la trouve : INSEE, populations légales 2012.' },
    }),
  },
  vote_suivant: {
    titre: 'Voté pour l’exercice suivant',
    sens: 'Ce que dit le budget voté de l’année d’après, montré à côté des montants et ajouté à aucun.',
    schema: decrire(shape.vote_suivant.unwrap(), {
      base: { titre: 'Base', sens: 'Ce qui est voté : ae_votees ou cp_votes.' },
      document: { titre: 'Document', sens: 'Qui le dit : Budget primitif 2013, délibération et date.' },
      montants: {
        titre: 'Montants',
        sens: 'Le nom d’un chiffre de l’édition (synthese.total, axe.solidarite), et le montant voté, en euros.',
      },
    }),
  },
  code_inconnu: {
    titre: 'Code inconnu',
    sens: 'Ce qu’est un code absent de la nomenclature de l’année.',
    schema: choix(shape.code_inconnu.options, {
      erreur: 'La compilation s’arrête.',
      avertissement: 'La compilation continue, et le dit.',
    }),
  },
  axes: {
    titre: 'Axes',
    sens: 'Les axes politiques : un identifiant court et son intitulé, croissance: Croissance et emploi.',
  },
  domaines: { titre: 'Domaines', sens: 'Les domaines : un identifiant court et son intitulé, export: Export.' },
  glossaire: {
    titre: 'Glossaire',
    sens: 'Des mots du dossier et ce qu’ils veulent dire ; d’un sigle, d’abord ce qu’il abrège : IdFE: "Île-de-France Europe : …".',
  },
  apparence: {
    titre: 'Apparence',
    sens: 'Le logo et la couleur de la collectivité sur ses documents.',
    schema: decrire(shape.apparence.unwrap(), {
      logo: { titre: 'Logo', sens: 'Son chemin dans le dossier, en .svg, .png ou .jpg : apparence/logo.svg.' },
      couleur: {
        titre: 'Couleur',
        sens: 'Celle qui remplace le jaune, entre guillemets : "#ffd60a".',
        schema: couleur,
      },
      sur_couleur: {
        titre: 'Sur la couleur',
        sens: 'Celle de ce qui s’écrit dessus, entre guillemets ; noir ou blanc, le plus lisible, sans rien dire.',
        schema: couleur,
      },
    }).meta({ dependencies: { sur_couleur: ['couleur'] } }),
  },
  masquer: {
    titre: 'Masquer',
    sens: 'Les noms de personnes qu’aucun document ne montre, dans toutes les sources qui ont ces champs.',
    schema: masquePourEditeur,
  },
  acquittes: {
    titre: 'Acquittés',
    sens: 'Les avertissements lus et acceptés, un par un : « jaune controler <dossier> --acquittements » les écrit.',
    schema: z.array(
      decrire(shape.acquittes.unwrap().element, {
        constat: {
          titre: 'Constat',
          sens: 'Le code de l’avertissement, entre crochets sous lui : A-LIGNES-IDENTIQUES. Une erreur ne s’acquitte pas.',
          schema: z.enum(CODES_CONSTATS.filter((code) => graviteDe(code) === 'avertissement')),
        },
        fichier: { titre: 'Fichier', sens: 'Celui dont parle l’avertissement ; sans lui, tous ceux de ce code.' },
        ligne: { titre: 'Ligne', sens: 'La ligne de ce fichier ; sans elle, tous ceux de ce code dans ce fichier.' },
        vu: {
          titre: 'Vu',
          sens: 'L’empreinte de ce qui fut lu : quand cela change, l’avertissement se redit.',
          schema: forme(FORME_DE_VU, 'Douze chiffres hexadécimaux sont attendus.'),
        },
        motif: { titre: 'Motif', sens: 'Pourquoi il est accepté ; les documents le montrent.' },
        auteur: { titre: 'Auteur', sens: 'Qui l’a accepté : un service, une fonction, un nom.' },
        date: {
          titre: 'Date',
          sens: 'Quand, AAAA-MM-JJ.',
          schema: forme(/^\d{4}-\d{2}-\d{2}$/, 'Une date AAAA-MM-JJ est attendue.'),
        },
      }),
    ),
  },
  sources: {
    titre: 'Sources',
    sens: 'Les fichiers reçus, un par un, et comment ils sont faits.',
    schema: z.array(sourcePourEditeur).min(1),
  },
}).meta({
  title: 'Exercice du jaune',
  description: 'Qui, quelle année, quelle norme, quelle base, quelles sources.',
  allOf: [
    // Each source gives the base of the total.
    ...BASES.map((base) => quand({ base }, { sources: { items: { properties: { montants: { required: [base] } } } } })),
    quand({ norme: 'libre' }, { nomenclature: { minItems: 1 } }, ['nomenclature']),
  ],
});

/** What is asked of a dossier that says so. */
function quand(dit: Readonly<Record<string, string>>, alors: Readonly<Record<string, unknown>>, exige: string[] = []) {
  const properties = Object.fromEntries(Object.entries(dit).map(([cle, valeur]) => [cle, { const: valeur }]));
  return {
    if: { required: Object.keys(dit), properties },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { ...(exige.length > 0 && { required: exige }), properties: alors },
  };
}

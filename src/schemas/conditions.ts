import * as z from 'zod';
import type { PiecesDeSchema } from '../domain/conditions/attente.ts';
import { COMBINAISONS, NOMS_DES_COMBINAISONS } from '../domain/conditions/combinaisons.ts';
import { FORMES_DE_TEXTE, MECANISMES_A_CLES, MOTS_SEULS } from '../domain/conditions/mecanismes.ts';
import { CHAMPS_REGLES, MOTS_FERMES } from '../domain/lignes/champs.ts';
import { VENTILES } from '../exports/correspondances/lire-un-choix.ts';
import {
  type Champ,
  cles,
  forme,
  MOTS_DES_CHAMPS,
  montantEcrit,
  motAComparer,
  motsPlies,
  nomDeListeEcrit,
  propose,
} from './textes-ecrits.ts';

/** A star ends a family; elsewhere it would mean nothing. */
const litteral = forme(
  /^\s*[^\s*][^*]*\*?\s*$/,
  'Une valeur, une famille (04*) ou un intervalle (041..044) est attendu ; l’étoile ne se met qu’à la fin.',
);
/** A named list, wherever a list or one of its elements may stand. */
const renvoiALaListe: z.ZodType = z.strictObject({
  liste: nomDeListeEcrit.meta({
    title: 'Liste',
    description: 'Le nom d’une liste de listes.yaml : { liste: villes-partenaires }.',
  }),
});

/** What may stand in a named list: values, families, ranges and other lists; a presence is no value. */
export const elementDeListe: z.ZodType = z.union([
  forme(
    new RegExp(`^(?!\\s*(?:${MOTS_SEULS.join('|')})\\s*$)\\s*[^\\s*][^*]*\\*?\\s*$`),
    'Une valeur, un mot, une famille (04*) ou un intervalle (041..044) est attendu.',
  ),
  renvoiALaListe,
]);

/** A condition of a rule: its keys are the fields of lines. */
export const conditionDeRegle: z.ZodType = conditionDe('condition', (combinaisons) => {
  const courante = attente({ id: 'attente', listes: true });
  const parChamp = (champ: Champ) => {
    if (champ === 'montant') return attenteDeMontant();
    return Object.hasOwn(MOTS_FERMES, champ) ? attenteDeMots(champ) : courante;
  };
  return z.strictObject({ ...cles(CHAMPS_REGLES as Champ[], MOTS_DES_CHAMPS, parChamp), ...combinaisons });
});

/** What the breakdown says of a part, in the words of `declarations.yaml`. */
const MOTS_DES_VENTILES = {
  axe: { titre: 'Axe', sens: 'L’identifiant d’un axe d’exercice.yaml.' },
  domaine: { titre: 'Domaine', sens: 'L’identifiant d’un domaine d’exercice.yaml.' },
  territoire: { titre: 'Territoire', sens: 'L’identifiant d’un territoire : afrique-subsaharienne.' },
  pays: { titre: 'Pays', sens: 'Un pays, par son nom ; absent, pour les lignes qui n’en ont pas.' },
};

/** A condition of `declarations.yaml`: its keys are the fields of lines, and what the breakdown says of them. */
export const conditionDeChoix: z.ZodType = conditionDe('condition-de-choix', (combinaisons) => {
  const courante = attente({ id: 'attente-de-choix', listes: false });
  const champs = CHAMPS_REGLES.filter((champ) => champ !== 'montant') as Champ[];
  return z.strictObject({
    ...cles(VENTILES, MOTS_DES_VENTILES, () => courante),
    ...cles(champs, MOTS_DES_CHAMPS, () => courante),
    ...combinaisons,
  });
});

/** A condition over the columns of a file: its keys are their titles, which no schema can know. */
export const conditionDeColonnes: z.ZodType = conditionDe('condition-de-colonnes', (combinaisons) =>
  z.object(combinaisons).catchall(attente({ id: 'attente-de-colonne', listes: false })),
);

function conditionDe(id: string, creer: (combinaisons: Record<string, z.ZodType>) => z.ZodType): z.ZodType {
  const renvoi = z.lazy(() => condition);
  const condition: z.ZodType = creer(cles(NOMS_DES_COMBINAISONS, COMBINAISONS, () => z.array(renvoi).min(1))).meta({
    id,
    minProperties: 1,
  });
  return condition;
}

interface Options {
  /** Name of the definition in the JSON Schema. */
  readonly id: string;
  /** What a value alone is, and what the editor proposes for it. */
  readonly valeur?: z.ZodType;
  readonly exemples?: readonly string[];
  readonly listes: boolean;
}

function attente({ id, valeur = litteral, exemples = [], listes }: Options): z.ZodType {
  const details = clesDesConditions(false, {
    z,
    texte: motAComparer,
    montant: montantEcrit,
    liste: listes ? nomDeListeEcrit : undefined,
    mot: listes ? z.union([motAComparer, renvoiALaListe]) : motAComparer,
    attente: z.lazy(() => complete),
  });
  const complete: z.ZodType = z
    .union([
      propose(valeur, [...exemples, ...MOTS_SEULS]),
      z.array(listes ? z.union([valeur, renvoiALaListe]) : valeur).min(1),
      z.strictObject(details).meta({ minProperties: 1, maxProperties: 1 }),
    ])
    .meta({ id });
  return complete;
}

/** What a field of few words is expected to be; families and ranges are read as everywhere. */
function attenteDeMots(champ: string): z.ZodType {
  const permis = MOTS_FERMES[champ] ?? [];
  const plies = forme(
    motsPlies(
      [...permis, ...MOTS_SEULS],
      FORMES_DE_TEXTE.map(({ motif }) => motif),
    ),
    `Une valeur est attendue : ${permis.join(' ou ')}.`,
  );
  return attente({ id: `attente-${champ}`, valeur: plies, exemples: permis, listes: true });
}

function attenteDeMontant(): z.ZodType {
  const rien = z.never();
  const pieces = { z, texte: rien, montant: montantEcrit, liste: rien, mot: rien, attente: rien };
  return z
    .strictObject(clesDesConditions(true, pieces))
    .meta({ id: 'attente-montant', title: '{ min, max }', minProperties: 1 });
}

/** The keys of the conditions on an amount, or of those on a text, each with its words. */
function clesDesConditions(surUnMontant: boolean, pieces: PiecesDeSchema): Record<string, z.ZodType> {
  return Object.fromEntries(
    MECANISMES_A_CLES.filter((mecanisme) => 'testerMontant' in mecanisme === surUnMontant)
      .flatMap((mecanisme) => Object.entries(mecanisme.cles))
      .flatMap(([cle, { titre, sens, schema }]) => {
        const lu = schema(pieces);
        return lu ? [[cle, lu.optional().meta({ title: titre, description: sens })]] : [];
      }),
  );
}

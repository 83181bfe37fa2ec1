import { CHAMPS_TEXTE, type ChampTexte, champDe } from '../domain/lignes/champs.ts';
import { estDepense, referenceDe } from '../domain/lignes/ligne-budgetaire.ts';
import type { ColonneDecision } from '../domain/verdict/decision-ecrite.ts';
import { DIMENSIONS_DECIDEES, type DimensionDecidee, dimensionDecrite } from '../domain/verdict/dimensions.ts';
import { LIBELLES_PLACES } from '../domain/verdict/verdict.ts';
import { asEuros } from '../files/xlsx/cell.ts';
import {
  type ColonneASaisir,
  type ColonneDeClasseur,
  type ColonneLue,
  type FormeDeClasseur,
  type GenreDeSaisie,
  rangDe,
} from './forme-de-classeur.ts';
import type { LigneADecider } from './liste-a-decider.ts';

export const FEUILLE_A_DECIDER = 'À décider';
export const FEUILLE_MODE_D_EMPLOI = 'Mode d’emploi';
export const FEUILLE_LISTES = 'Listes';
/** Name of the hidden sheet by which the import knows what it gave. */
export const FEUILLE_CONTROLE = 'Contrôle';
/** Lines that a workbook may hold: more would not be decided by hand. */
export const LIGNES_MAX = 20_000;

/** What is filled in: the columns of `arbitrages.csv` but those that say which line, and « exceptionnelle ». */
export type Saisie = Exclude<ColonneDecision, 'ref' | 'empreinte'> | 'exceptionnelle';

export type ColonneDeRevue = ColonneDeClasseur<LigneADecider, Saisie>;

/** What one reads to decide; the other fields of this workbook are looked up, in the order of the table. */
const CHAMPS_A_LIRE: readonly ChampTexte[] = ['libelle', 'beneficiaire', 'lieu', 'secteur'];
const CHAMPS_A_CONSULTER = (Object.keys(CHAMPS_TEXTE) as ChampTexte[]).filter(
  (nom) => champDe(nom).revue !== undefined && !CHAMPS_A_LIRE.includes(nom),
);

/** A column each: who sums one never adds the two senses. */
export const TITRES_DU_MONTANT = { depense: 'Dépense (€)', recette: 'Recette (€)' } as const;

/** How cells are read that hold no choice. */
const GENRES: Readonly<Partial<Record<Saisie, GenreDeSaisie>>> = {
  quote_part: 'part',
  cle: 'texte',
  motif: 'texte',
  auteur: 'texte',
  date: 'date',
};

/**
 * The columns, from left to right: what one reads to decide, what one fills in, then what one looks up. Their order is part
 * of the form of the workbook: see {@link VERSION}.
 */
export const COLONNES_DE_REVUE: readonly ColonneDeRevue[] = [
  { ...lue('Référence', 30, ({ ligne }) => referenceDe(ligne)), style: 'luReduit' },
  ...CHAMPS_A_LIRE.map(recu),
  {
    ...lue(TITRES_DU_MONTANT.depense, 16, ({ ligne, montant }) => (estDepense(ligne) ? asEuros(montant) : undefined)),
    style: 'luMontant',
  },
  {
    ...lue(TITRES_DU_MONTANT.recette, 16, ({ ligne, montant }) => (estDepense(ligne) ? undefined : asEuros(montant))),
    style: 'luMontant',
  },
  { ...lue('Signaux', 32, ({ signaux }) => signaux), avis: true },
  { ...lue('Suggestion', 16, ({ suggestion }) => suggestion), avis: true },
  { ...lue('Raison de la suggestion', 30, ({ raison }) => raison), avis: true },
  aSaisir('decision', 'Décision', 18, 'internationale, non internationale, exclue… : choisissez dans la liste.'),
  aSaisir('quote_part', 'Part', 11, 'Vide : toute la ligne. Sinon 30 %, 1/3 ou 12 500 €. Dites alors la clé.'),
  aSaisir('cle', 'Clé de la part', 24, 'Comment la part a été trouvée, par exemple « 3 pays sur 4 ».'),
  ...DIMENSIONS_DECIDEES.filter((dimension) => !estFacultative(dimension)).map(dimensionASaisir),
  aSaisir('exceptionnelle', 'Exceptionnelle', 15, 'oui : montrée pour mémoire, hors du total. Vide vaut non.'),
  aSaisir('motif', 'Motif', 38, 'Obligatoire : la raison, comme on la dirait en séance.'),
  aSaisir('auteur', 'Auteur', 26, 'Obligatoire : le nom du décideur (une fonction ou un service convient).'),
  { ...aSaisir('date', 'Date', 13, 'Obligatoire : le jour de la décision, JJ/MM/AAAA.'), style: 'saisieDate' },
  aSaisir('organisme', 'Flux vers', 22, 'Pour un flux interne, un reversement ou un mandat : l’organisme qui reçoit.'),
  aSaisir('operation', 'Rattacher à', 22, 'Facultatif : l’opération, ou aucune. Choisissez dans la liste.'),
  aSaisir('montant_est', 'Brut ou net', 12, 'Facultatif : net si les cofinancements en sont déjà déduits.'),
  // Last, and hidden where the exercice has none: the others stay where officers know them.
  ...DIMENSIONS_DECIDEES.filter(estFacultative).map(dimensionASaisir),
  { ...lue('Situation', 15, ({ place }) => LIBELLES_PLACES[place]), avis: true },
  ...CHAMPS_A_CONSULTER.map(recu),
  lue('Empreinte', 19, ({ ligne }) => ligne.empreinte),
];

export const FORME_DE_REVUE: FormeDeClasseur<LigneADecider, Saisie> = {
  version: '4',
  feuille: FEUILLE_A_DECIDER,
  commande: 'jaune arbitrer export',
  genre: 'un classeur d’arbitrage',
  nomDeFichier: 'arbitrages',
  fichier: 'arbitrages.csv',
  ecrits: { vos: 'vos décisions', une: 'une décision', des: 'des décisions' },
  colonnes: COLONNES_DE_REVUE,
  identifier: ({ ligne, pareilles }) => ({ ref: referenceDe(ligne), empreinte: ligne.empreinte, pareilles }),
};

/** Rank of a column to be filled, from 0. */
export function rangDeSaisie(saisie: Saisie): number {
  return rangDe(FORME_DE_REVUE, saisie);
}

function lue(titre: string, largeur: number, lire: ColonneLue<LigneADecider>['lire']): ColonneLue<LigneADecider> {
  return { title: titre, width: largeur, style: 'lu', lire };
}

function aSaisir(saisie: Saisie, titre: string, largeur: number, aide: string): ColonneASaisir<LigneADecider, Saisie> {
  return { title: titre, width: largeur, style: 'saisie', saisie, genre: genreDe(saisie), aide };
}

function estFacultative(dimension: DimensionDecidee): boolean {
  return dimensionDecrite(dimension).facultative ?? false;
}

/** A country has other names, which the import knows and the list does not show; several goals have shares. */
function dimensionASaisir(dimension: DimensionDecidee): ColonneASaisir<LigneADecider, Saisie> {
  const { entete, decidee, facultative = false, listee, texte } = dimensionDecrite(dimension);
  return {
    ...aSaisir(dimension, entete, decidee?.largeur ?? 0, decidee?.aide ?? ''),
    ...(texte !== undefined && { genre: 'choix_libre' as const }),
    ouverte: !listee || texte !== undefined,
    cacheeSansChoix: facultative,
  };
}

function genreDe(saisie: Saisie): GenreDeSaisie {
  return GENRES[saisie] ?? 'choix';
}

function recu(nom: ChampTexte): ColonneLue<LigneADecider> {
  const { titre, revue } = champDe(nom);
  const propriete = CHAMPS_TEXTE[nom];
  return lue(titre, revue?.largeur ?? 0, ({ ligne }) => ligne[propriete]);
}

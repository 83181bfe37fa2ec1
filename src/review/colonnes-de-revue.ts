import { CHAMPS_TEXTE, type ChampTexte, champDe } from '../domain/lignes/champs.ts';
import { estDepense, referenceDe } from '../domain/lignes/ligne-budgetaire.ts';
import type { ColonneDecision } from '../domain/verdict/decision-ecrite.ts';
import { DIMENSIONS_DECIDEES, dimensionDecrite } from '../domain/verdict/dimensions.ts';
import { LIBELLES_PLACES } from '../domain/verdict/verdict.ts';
import { asEuros, type Cell } from '../files/xlsx/cell.ts';
import type { SheetColumn } from '../files/xlsx/sheet.ts';
import type { LigneADecider } from './liste-a-decider.ts';

export const FEUILLE_A_DECIDER = 'À décider';
export const FEUILLE_MODE_D_EMPLOI = 'Mode d’emploi';
export const FEUILLE_LISTES = 'Listes';
/** Name of the hidden sheet by which the import knows what it gave. */
export const FEUILLE_CONTROLE = 'Contrôle';
/** Form of the workbook; to change when columns do. */
export const VERSION = '4';
/** Lines that a workbook may hold: more would not be decided by hand. */
export const LIGNES_MAX = 20_000;

/** What is filled in: the columns of `arbitrages.csv` but those that say which line, and « exceptionnelle ». */
export type Saisie = Exclude<ColonneDecision, 'ref' | 'empreinte'> | 'exceptionnelle';

/** A column that tells of the line, and that nobody changes. */
export interface ColonneLue extends SheetColumn {
  readonly saisie?: undefined;
  /** Whether it says what the tool thought of the line on the day of the export, which rules and memory may change. */
  readonly avis?: true;
  lire(ligne: LigneADecider): Cell;
}

export interface ColonneASaisir extends SheetColumn {
  readonly saisie: Saisie;
  readonly aide: string;
}

export type ColonneDeRevue = ColonneLue | ColonneASaisir;

/** What one reads to decide; the other fields of this workbook are looked up, in the order of the table. */
const CHAMPS_A_LIRE: readonly ChampTexte[] = ['libelle', 'beneficiaire', 'lieu', 'secteur'];
const CHAMPS_A_CONSULTER = (Object.keys(CHAMPS_TEXTE) as ChampTexte[]).filter(
  (nom) => champDe(nom).revue !== undefined && !CHAMPS_A_LIRE.includes(nom),
);

/**
 * The columns, from left to right: what one reads to decide, what one fills in, then what one looks up. Their order is part
 * of the form of the workbook: see {@link VERSION}.
 */
export const COLONNES_DE_REVUE: readonly ColonneDeRevue[] = [
  { ...lue('Référence', 30, ({ ligne }) => referenceDe(ligne)), style: 'luReduit' },
  ...CHAMPS_A_LIRE.map(recu),
  // A column each: who sums one never adds the two senses.
  {
    ...lue('Dépense (€)', 16, ({ ligne, montant }) => (estDepense(ligne) ? asEuros(montant) : undefined)),
    style: 'luMontant',
  },
  {
    ...lue('Recette (€)', 16, ({ ligne, montant }) => (estDepense(ligne) ? undefined : asEuros(montant))),
    style: 'luMontant',
  },
  { ...lue('Signaux', 32, ({ signaux }) => signaux), avis: true },
  { ...lue('Suggestion', 16, ({ suggestion }) => suggestion), avis: true },
  { ...lue('Raison de la suggestion', 30, ({ raison }) => raison), avis: true },
  aSaisir('decision', 'Décision', 18, 'internationale, non internationale, exclue… : choisissez dans la liste.'),
  aSaisir('quote_part', 'Part', 11, 'Vide : toute la ligne. Sinon 30 %, 1/3 ou 12 500 €. Dites alors la clé.'),
  aSaisir('cle', 'Clé de la part', 24, 'Comment la part a été trouvée, par exemple « 3 pays sur 4 ».'),
  ...DIMENSIONS_DECIDEES.map((dimension) => {
    const { entete, decidee } = dimensionDecrite(dimension);
    return aSaisir(dimension, entete, decidee?.largeur ?? 0, decidee?.aide ?? '');
  }),
  aSaisir('exceptionnelle', 'Exceptionnelle', 15, 'oui : montrée pour mémoire, hors du total. Vide vaut non.'),
  aSaisir('motif', 'Motif', 38, 'Obligatoire : la raison, comme on la dirait en séance.'),
  aSaisir('auteur', 'Auteur', 26, 'Obligatoire : le nom du décideur (une fonction ou un service convient).'),
  { ...aSaisir('date', 'Date', 13, 'Obligatoire : le jour de la décision, JJ/MM/AAAA.'), style: 'saisieDate' },
  aSaisir('organisme', 'Flux vers', 22, 'Pour un flux interne, un reversement ou un mandat : l’organisme qui reçoit.'),
  aSaisir('operation', 'Rattacher à', 22, 'Facultatif : l’opération, ou aucune. Choisissez dans la liste.'),
  aSaisir('montant_est', 'Brut ou net', 12, 'Facultatif : net si les cofinancements en sont déjà déduits.'),
  { ...lue('Situation', 15, ({ place }) => LIBELLES_PLACES[place]), avis: true },
  ...CHAMPS_A_CONSULTER.map(recu),
  lue('Empreinte', 19, ({ ligne }) => ligne.empreinte),
];

/** Ranks of the columns to be filled, from 0. */
export const RANGS_A_SAISIR: readonly number[] = COLONNES_DE_REVUE.flatMap(({ saisie }, rang) =>
  saisie === undefined ? [] : [rang],
);

/** Rank of a column to be filled, from 0. */
export function rangDeSaisie(saisie: Saisie): number {
  return COLONNES_DE_REVUE.findIndex((colonne) => colonne.saisie === saisie);
}

function lue(titre: string, largeur: number, lire: ColonneLue['lire']): ColonneLue {
  return { title: titre, width: largeur, style: 'lu', lire };
}

function aSaisir(saisie: Saisie, titre: string, largeur: number, aide: string): ColonneASaisir {
  return { title: titre, width: largeur, style: 'saisie', saisie, aide };
}

function recu(nom: ChampTexte): ColonneLue {
  const { titre, revue } = champDe(nom);
  const propriete = CHAMPS_TEXTE[nom];
  return lue(titre, revue?.largeur ?? 0, ({ ligne }) => ligne[propriete]);
}

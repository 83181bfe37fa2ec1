import { lireMontant } from '../domain/argent/montant.ts';
import { estUneDate, lireDateFrancaise } from '../domain/textes/date.ts';
import { nomLePlusProche } from '../domain/textes/texte.ts';
import { writeDecimal } from '../files/xlsx/cell-as-text.ts';
import type { CellRead } from '../files/xlsx/read-sheet.ts';
import type { Choix, GenreDeSaisie } from './forme-de-classeur.ts';
import { trouverChoix } from './liste-a-decider.ts';

/** What a cell to be filled holds, as `arbitrages.csv` would write it, or what is wrong with it. */
export type ValeurLue =
  | { readonly valeur: string }
  | { readonly code: 'E-REVUE-FORMULE' | 'E-REVUE-VALEUR'; readonly message: string; readonly remede: string };

/** Letters of a text, at the most: a reason longer than that is a document. */
const LONGUEUR_MAX = 4_000;
/** Choices that a remedy names; beyond, one looks at the list. */
const CHOIX_CITES = 12;
const JOUR_EN_MS = 86_400_000;
/** Days between the origins of Excel's two calendars. */
const DE_1900_A_1904 = 1462;
/** 1 March 1900: before, Excel counts a day that never was. */
const PREMIER_JOUR_SUR = 61;

interface CadreDeSaisie {
  /** What the cell may hold, when it is one of a list. */
  readonly liste: readonly Choix[];
  /** The file of the dossier that takes it. */
  readonly fichier: string;
  readonly depuis1904: boolean;
}

/** Reads a cell to be filled. Nothing is guessed: what may be read in two ways is refused. */
export function lireSaisie(
  genre: GenreDeSaisie,
  cellule: CellRead | undefined,
  { liste, fichier, depuis1904 }: CadreDeSaisie,
): ValeurLue {
  if (cellule === undefined || cellule.type === 'vide') return { valeur: '' };
  if (cellule.hasFormula)
    return {
      code: 'E-REVUE-FORMULE',
      message: 'cette case contient une formule : son résultat changerait avec le classeur',
      remede: 'Remplacez-la par sa valeur : copier, puis Collage spécial › Valeurs.',
    };
  if (cellule.type === 'erreur')
    return refus(`« ${cellule.content} » est une erreur du tableur`, 'Videz ou ressaisissez la case.');
  if (cellule.type === 'booleen')
    return refus('VRAI ou FAUX n’est pas attendu ici', 'Ressaisissez la case en toutes lettres.');
  switch (genre) {
    case 'date':
      return lireDate(cellule, depuis1904);
    case 'part':
      return lirePart(cellule);
    case 'texte':
      return lireTexte(cellule, fichier);
    case 'montant':
      return lireEuros(cellule);
    case 'choix':
      return lireChoix(cellule, liste, fichier);
    case 'choix_libre':
      return lireChoixLibre(cellule, liste, fichier);
  }
}

function refus(message: string, remede: string): ValeurLue {
  return { code: 'E-REVUE-VALEUR', message, remede };
}

/** The text of a cell on one line, without what a file of text cannot carry. */
function lireTexte(cellule: CellRead, fichier: string): ValeurLue {
  if (cellule.type !== 'texte' && (cellule.type !== 'nombre' || cellule.format.kind !== 'nombre'))
    return refus('un texte est attendu, non une date ni un montant', 'Ressaisissez la case, en toutes lettres.');
  const valeur = cellule.type === 'nombre' ? ecrireNombre(cellule.content) : enUneLigne(cellule.content);
  if (!valeur.isWellFormed() || /\p{Cc}/u.test(valeur))
    return refus('ce texte contient un caractère que rien n’affiche', 'Ressaisissez la case.');
  if (valeur.length > LONGUEUR_MAX)
    return refus(
      `ce texte a ${valeur.length} caractères, ${LONGUEUR_MAX} au plus`,
      'Résumez-le ; citez le document qui dit le reste.',
    );
  if (/^[=+\-@]/.test(valeur))
    return refus(
      `un texte qui commence par « ${valeur.slice(0, 1)} » serait pris pour une formule dans ${fichier}`,
      'Commencez-le par un mot.',
    );
  return { valeur };
}

function lireChoix(cellule: CellRead, liste: readonly Choix[], fichier: string): ValeurLue {
  const texte = lireTexte(cellule, fichier);
  if (!('valeur' in texte) || texte.valeur === '') return texte;
  const choix = trouverChoix(liste, texte.valeur);
  if (choix !== undefined) return { valeur: choix.ecrit };
  const montres = liste.map(({ montre }) => montre);
  const proche = nomLePlusProche(texte.valeur, montres);
  const ou = proche === undefined ? '' : `Vouliez-vous écrire « ${proche} » ? `;
  return refus(
    `« ${texte.valeur.slice(0, 60)} » n’est pas dans la liste`,
    montres.length === 0
      ? 'Le dossier n’en déclare aucun : videz la case.'
      : `${ou}${montres.length > CHOIX_CITES ? 'Choisissez dans la liste de la case.' : `Choisissez parmi : ${montres.join(', ')}.`}`,
  );
}

/** What is none of the list is read with the rest of its row: several values with their shares. */
function lireChoixLibre(cellule: CellRead, liste: readonly Choix[], fichier: string): ValeurLue {
  const texte = lireTexte(cellule, fichier);
  if (!('valeur' in texte)) return texte;
  return { valeur: trouverChoix(liste, texte.valeur)?.ecrit ?? texte.valeur };
}

/** An amount in euros: a number of the cell, or a text that is read as one in files. */
function lireEuros(cellule: CellRead): ValeurLue {
  const nombre = Number(cellule.content);
  const valeur =
    cellule.type === 'nombre' && Number.isFinite(nombre) ? writeDecimal(nombre, ',') : enUneLigne(cellule.content);
  const estUnNombre = cellule.type !== 'nombre' || ['nombre', 'euros'].includes(cellule.format.kind);
  return estUnNombre && lireMontant(valeur).etat !== 'illisible'
    ? { valeur }
    : refus(`« ${valeur.slice(0, 40)} » n’est pas un montant`, 'Écrivez 12 500,00, en euros.');
}

/** A share: a text as people write it, or a number that the cell shows as a percentage or in euros. */
function lirePart(cellule: CellRead): ValeurLue {
  if (cellule.type === 'texte') return { valeur: enUneLigne(cellule.content) };
  const { kind: genre } = cellule.format;
  const nombre = Number(cellule.content);
  if (cellule.type === 'nombre' && Number.isFinite(nombre)) {
    if (genre === 'pourcentage') return { valeur: `${writeDecimal(nombre, ',', 2)} %` };
    if (genre === 'euros') return { valeur: `${writeDecimal(nombre, ',')} €` };
  }
  const montre = genre === 'date' ? 'une date' : `le nombre ${writeDecimal(nombre, ',')}`;
  return refus(
    `${montre} n’est pas une part`,
    'Écrivez-la avec son signe : 30 %, 12,5 %, 1/3 ou 12 500 € (dans une case au format Texte, que le tableur n’y lise pas une date).',
  );
}

/** A day: a date of the workbook, or a text that can be read in one way only in France. */
function lireDate(cellule: CellRead, depuis1904: boolean): ValeurLue {
  const remede = 'Écrivez 06/11/2012 ou 2012-11-06.';
  if (cellule.type === 'texte' || cellule.type === 'jour') {
    const texte = enUneLigne(cellule.content);
    if (texte === '') return { valeur: '' };
    const brut = cellule.type === 'jour' ? texte.slice(0, 10) : texte;
    const lue = estUneDate(brut) ? brut : lireDateFrancaise(brut);
    return lue === undefined ? refus(`« ${texte.slice(0, 40)} » n’est pas une date`, remede) : { valeur: lue };
  }
  const jours = Math.floor(Number(cellule.content)) + (depuis1904 ? DE_1900_A_1904 : 0);
  if (cellule.format.kind !== 'date')
    return refus(`${writeDecimal(Number(cellule.content), ',')} est un nombre, non une date`, remede);
  // Days from the eve of the year 1900, counted in UTC: a day is the same day everywhere.
  const instant = Date.UTC(1899, 11, 30) + jours * JOUR_EN_MS;
  if (!(jours >= PREMIER_JOUR_SUR) || instant > Date.UTC(9999, 11, 31))
    return refus('cette date n’est pas possible', remede);
  return { valeur: new Date(instant).toISOString().slice(0, 10) };
}

/** A text on one line, without the marks that turn the direction of writing: pasted unseen, they would show a reason backwards. */
function enUneLigne(texte: string): string {
  return texte
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\s\u0085]+/g, ' ')
    .trim();
}

function ecrireNombre(contenu: string): string {
  const nombre = Number(contenu);
  return Number.isFinite(nombre) ? writeDecimal(nombre, ',') : contenu.trim();
}

import { basename } from 'node:path';
import { Constats, ConstatsBloquants } from '../../domain/constat.ts';
import { montant } from '../../domain/montant.ts';
import { PLACES } from '../../domain/verdict.ts';
import { lettre } from '../../files/xlsx/cell.ts';
import type { Feuille } from '../../files/xlsx/sheet.ts';
import { type Contexte, commencer, filtre, RANGEES_DE_TETE_MAX } from './context.ts';
import { type ColonneDeLigne, colonnesDeNumeros, colonnesLues, type RangeeDeLigne } from './line-columns.ts';
import { NOMS_LIGNES } from './names.ts';

/** Rows that a sheet of Excel can hold. */
const RANGEES_EXCEL = 1_048_576;
/** Rows between which the program lets the disk catch up. */
const SOUFFLE = 500;
const UN_VERDICT = {
  liste: `"${PLACES.join(',')}"`,
  refus: { titre: 'Verdict inconnu', message: 'Choisissez l’un des six verdicts de la liste.' },
};
const NOTE =
  'Une rangée par part de ligne. Les totaux des autres feuilles se recalculent d’ici : un verdict ou un montant changé les change. Pour changer un axe, un pays, un secteur… changez son numéro dans les dernières colonnes.';

/**
 * The sheet `Lignes`: one row for each part of each line that the documents name. All totals of the workbook are formulas
 * over its columns.
 */
export async function ecrireLignes(contexte: Contexte): Promise<void> {
  const { jaune, classeur, tables } = contexte;
  const lues = colonnesLues(jaune);
  const colonnes = [...lues, ...colonnesDeNumeros(tables)];
  const feuille = commencer(contexte, {
    nom: 'Lignes',
    titre: 'Lignes retenues, exceptionnelles et à arbitrer',
    note: NOTE,
    colonnes,
    colonnesFigees: 4,
    pagesEnLargeur: 4,
  });
  const entete = feuille.ajouterEntetes();
  for (const rangee of rangees(contexte)) {
    feuille.ajouter(colonnes.map((colonne) => colonne.lire(rangee)));
    if (rangee.rang % SOUFFLE === SOUFFLE - 1) await classeur.souffler();
  }
  const derniere = feuille.rang - 1;
  nommerColonnes(contexte, feuille, colonnes, entete + 1, Math.max(derniere, entete + 1));
  const verdict = lettre(colonnes.findIndex(({ nom }) => nom === NOMS_LIGNES.verdict));
  feuille.clore({
    filtre: filtre(feuille, entete, derniere),
    impression: `A1:${lettre(lues.length - 1)}${derniere}`,
    ...(derniere > entete && {
      attentes: [{ ...UN_VERDICT, cellules: `${verdict}${entete + 1}:${verdict}${derniere}` }],
    }),
  });
}

function* rangees({ jaune }: Contexte): Generator<RangeeDeLigne> {
  let rang = 0;
  for (const [indice, affectation] of jaune.lignes.entries())
    for (const [indicePart, part] of affectation.verdict.parts.entries())
      yield {
        rang: rang++,
        numero: indice + 1,
        numeroPart: indicePart + 1,
        affectation,
        part,
        montant: affectation.montants[indicePart] ?? montant(0),
      };
}

function nommerColonnes(
  { classeur }: Contexte,
  feuille: Feuille,
  colonnes: readonly ColonneDeLigne[],
  premiere: number,
  derniere: number,
): void {
  for (const [rang, { nom }] of colonnes.entries())
    if (nom !== undefined) classeur.nommer(nom, feuille.reference(lettre(rang), premiere, derniere));
}

/**
 * Refuses what a sheet cannot hold, before anything is written.
 * @param nombre rows that the sheet `Lignes` needs, one per part of a line
 * @throws ConstatsBloquants [E-SORTIE]
 */
export function exigerPlaceDansExcel(nombre: number, cible: string): void {
  const place = RANGEES_EXCEL - RANGEES_DE_TETE_MAX;
  if (nombre <= place) return;
  const constats = new Constats();
  constats.ajouter({
    code: 'E-SORTIE',
    gravite: 'erreur',
    lieu: { fichier: basename(cible) },
    message: `Le classeur demanderait ${nombre} rangées dans la feuille « Lignes » ; Excel en admet ${place} sous les titres`,
    remede:
      'Réduisez les lignes à arbitrer par des règles : les lignes non internationales n’entrent pas dans le classeur.',
  });
  throw new ConstatsBloquants(constats);
}

import { basename, join } from 'node:path';
import { type Constats, exigerSansErreur } from '../../domain/constats/constat.ts';
import { ecrireDate } from '../../domain/textes/date.ts';
import { fichierDeRef } from '../../domain/verdict/decision-ecrite.ts';
import { COLONNES_DES_PIECES, lireLesOdd, type Piece } from '../../domain/volets/pieces-ecrites.ts';
import { compilerLesLignes } from '../../edition/compiler-les-lignes.ts';
import { preparer } from '../../edition/preparation.ts';
import { openOwnFile } from '../../files/rewrite-own-file.ts';
import { direLigneModifiee, direRangeeChangee } from '../../review/dire-les-lignes-changees.ts';
import { exigerUnClasseur } from '../../review/exiger-un-classeur.ts';
import { rangDe } from '../../review/forme-de-classeur.ts';
import { FORME_DES_PIECES, LISTES_DES_PIECES } from '../../review/forme-des-pieces.ts';
import { lireLaRevue } from '../../review/lire-la-revue.ts';
import type { RangeeRemplie } from '../../review/lire-les-rangees.ts';
import { SignalementDeRevue } from '../../review/signalement-de-revue.ts';
import { ecrireLesPieces, type FicheAEcrire } from '../../volets/pieces/ecrire-les-pieces.ts';
import { type Action, actionsOf, PIECES_FILE } from './actions-of.ts';

interface TakenPieces {
  /** The actions of which `pieces.csv` says something new. */
  readonly prises: readonly { readonly ref: string; readonly libelle: string }[];
  /** Of these, those of which the former row became history. */
  readonly remplacees: readonly string[];
  /** Rows that say what it said already. */
  readonly inchangees: number;
  /** Rows that nobody filled. */
  readonly laissees: number;
  /** Rows of the export that are not in the workbook any more. */
  readonly absentes: number;
}

/**
 * Back into a dossier, what people filled in. Everything is checked first — the workbook, each cell, each line as it is today, what
 * `pieces.csv` says of it since — then all is taken, or nothing.
 * @param keep whether what the workbook says is taken also where `pieces.csv` changed since the export; the rows that it replaces
 *   are then kept as history
 * @throws ConstatsBloquants when anything is wrong, with the dossier or with the workbook
 * @throws UnwritableOutput when the file cannot be written
 */
export async function takePieces(
  path: string,
  workbook: string,
  { keep }: { readonly keep: boolean },
  constats: Constats,
): Promise<TakenPieces> {
  const opened = openOwnFile(join(path, PIECES_FILE));
  const preparation = await preparer(path, constats);
  exigerSansErreur(constats);
  // What the actions are today, whatever they were when the workbook was made.
  const actions = await actionsOf(preparation, await compilerLesLignes(preparation));
  const tell = new SignalementDeRevue(basename(workbook), FORME_DES_PIECES, constats);
  exigerUnClasseur(workbook, FORME_DES_PIECES, tell);
  exigerSansErreur(constats);
  const { enTete } = preparation.dossier;
  const review = lireLaRevue(workbook, { forme: FORME_DES_PIECES, enTete, listes: LISTES_DES_PIECES }, tell);
  const { remplies = [], changees = [], presentes = 0, envoyees = 0 } = review ?? {};
  for (const row of remplies) checkCells(row, tell);

  for (const changed of changees) direRangeeChangee(FORME_DES_PIECES, changed, actions.get(changed.ref), tell);
  const moved = movedLines(actions);
  const fresh = remplies.filter((row) => isFresh(row, actions.get(row.ref), moved, keep, tell));
  exigerSansErreur(constats);

  if (fresh.length > 0)
    await ecrireLesPieces(
      opened,
      fresh.map((row) => toWrite(row, actions.get(row.ref), keep)),
    );
  return {
    prises: fresh.map(({ ref }) => ({ ref, libelle: actions.get(ref)?.libelle ?? '' })),
    remplacees: keep ? fresh.flatMap(({ ref }) => (actions.get(ref)?.fiche ? [ref] : [])) : [],
    inchangees: remplies.length - fresh.length,
    laissees: presentes - remplies.length,
    absentes: envoyees - presentes,
  };
}

/** What no cell shows alone. */
function checkCells({ rangee, valeurs, fautives }: RangeeRemplie<Piece>, tell: SignalementDeRevue): void {
  const read = (piece: Piece) => (fautives.has(piece) ? '' : (valeurs.get(piece) ?? ''));
  const refuse = (piece: Piece, message: string, remedy: string) => {
    const place = { rang: rangDe(FORME_DES_PIECES, piece), contenu: read(piece) };
    tell.rangee('E-REVUE-VALEUR', rangee, place, message, remedy);
  };
  if (lireLesOdd(read('odd')) === undefined)
    refuse(
      'odd',
      `« ${read('odd').slice(0, 40)} » ne nomme pas des objectifs de développement durable`,
      'Ils ont dix-sept numéros : écrivez 4, ou 4, 6.',
    );
  const [signed, sent] = [read('convention_date'), read('convention_envoi')];
  if (signed !== '' && sent !== '' && sent < signed)
    refuse(
      'convention_envoi',
      `la convention, signée le ${ecrireDate(signed)}, aurait été envoyée avant, le ${ecrireDate(sent)}`,
      'Corrigez l’une des deux dates.',
    );
}

/** Whether a row says something that `pieces.csv` does not. Tells one whose line, or whose former row, is not what it was. */
function isFresh(
  row: RangeeRemplie<Piece>,
  action: Action | undefined,
  moved: ReadonlyMap<string, string>,
  keep: boolean,
  tell: SignalementDeRevue,
): boolean {
  const [line = ''] = row.empreinte.split(' ');
  if (action === undefined || action.empreinte.split(' ')[0] !== line) {
    direLigneModifiee(FORME_DES_PIECES, row, action !== undefined, moved.get(`${fichierDeRef(row.ref)} ${line}`), tell);
    return false;
  }
  if (COLONNES_DES_PIECES.every((piece) => (row.valeurs.get(piece) ?? '') === action.lire(piece))) return false;
  if (keep || action.empreinte === row.empreinte) return true;
  tell.rangee(
    'E-REVUE-DEJA-DECIDEE',
    row.rangee,
    { rang: 0, contenu: row.ref },
    'pieces.csv dit autre chose de cette action depuis que le classeur a été fait',
    'Refaites l’export et reportez-y ce que vous avez écrit ; ou relancez avec --garder : la fiche qui y est restera dans pieces.csv, comme historique.',
  );
  return false;
}

/** Where lines are, by their file and digest: one that moved is told with its new place. */
function movedLines(actions: ReadonlyMap<string, Action>): ReadonlyMap<string, string> {
  return new Map(
    [...actions].flatMap(([ref, { empreinte }]) => {
      const [line = ''] = empreinte.split(' ');
      return line === '-' ? [] : [[`${fichierDeRef(ref)} ${line}`, ref] as const];
    }),
  );
}

function toWrite({ ref, valeurs }: RangeeRemplie<Piece>, action: Action | undefined, keep: boolean): FicheAEcrire {
  if (action?.fiche)
    return { objet: action.fiche.objet, numero: action.fiche.fiche.numero, garderLAncienne: keep, valeurs };
  return { objet: { de: 'ligne', ref, empreinte: action?.empreinte.split(' ')[0] ?? '' }, valeurs };
}

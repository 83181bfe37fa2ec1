import { basename, extname } from 'node:path';
import type { LigneDAlors } from '../../classify/decisions/retrouver/ligne-decrite.ts';
import { lireLaLigne } from '../../classify/decisions/retrouver/ligne-ecrite.ts';
import type { Constats } from '../../domain/constats/constat.ts';
import type { ColonneDeLaLigne } from '../../domain/verdict/decision-ecrite.ts';
import type { Preparation } from '../../edition/preparation.ts';
import { realPlace } from '../../files/real-place.ts';
import { FORME_DE_REVUE, type Saisie } from '../../review/colonnes-de-revue.ts';
import { fichierManquant } from '../../review/exiger-un-classeur.ts';
import { lireLaRevue } from '../../review/lire-la-revue.ts';
import { type LigneDecidee, lireUneDecisionDeRevue } from '../../review/lire-les-decisions-de-revue.ts';
import type { RangeeChangee, RangeeRemplie } from '../../review/lire-les-rangees.ts';
import { listesDe } from '../../review/liste-a-decider.ts';
import { type LigneMontree, lireLeFichierDeDecisions } from '../../review/page/lire-le-fichier-de-decisions.ts';
import { SignalementDeRevue } from '../../review/signalement-de-revue.ts';
import { decisionFileKind } from './decision-file-kind.ts';

/** A line that somebody decided, in the file where it is. */
export interface FiledDecision extends LigneDecidee {
  /** How the file is called in messages. */
  readonly file: string;
  readonly tell: SignalementDeRevue;
  /** The digest of what a page showed of the line; a workbook checks its own. */
  readonly somme?: string;
  /** How many other lines said the same, as a workbook keeps it; those made before it was kept do not tell. */
  readonly pareilles?: number | undefined;
  /** What a page kept of the line, where it did; a workbook tells it by its columns. */
  readonly etait?: LigneDAlors | undefined;
}

/** What one workbook, or one file that the page saved, gives back. */
export interface DecisionFile {
  readonly tell: SignalementDeRevue;
  readonly decided: readonly FiledDecision[];
  readonly changed: readonly RangeeChangee[];
  /** Lines of a workbook that nobody filled. */
  readonly left: number;
  /** Lines of the export that have no row in the workbook any more. */
  readonly absent: number;
}

/**
 * Reads workbooks and files that the page saved, each by its own form and all by the same checks; tells all that is wrong with
 * each, row by row. A path that is given twice is read once.
 */
export function readDecisionFiles(
  paths: readonly string[],
  preparation: Preparation,
  constats: Constats,
): readonly DecisionFile[] {
  const byPlace = new Map(paths.map((path) => [realPlace(path), path]));
  const once = [...byPlace.values()];
  const named = once.map((path) => ({ path, file: nameOf(path, once) }));
  const { enTete } = preparation.dossier;
  const expected = { enTete, listes: listesDe(enTete, preparation.references) };
  return named.flatMap(({ path, file }) => readDecisionFile(path, file, expected, constats) ?? []);
}

function readDecisionFile(
  path: string,
  file: string,
  expected: Expected,
  constats: Constats,
): DecisionFile | undefined {
  const tell = new SignalementDeRevue(file, FORME_DE_REVUE, constats);
  const saved = extname(path).toLowerCase() === '.json';
  const missing = fichierManquant(path, saved ? 'ce fichier' : 'ce classeur');
  if (missing) {
    tell.classeur(saved ? 'E-REVUE-FICHIER' : 'E-REVUE-CLASSEUR', missing, GIVE_ONE);
    return undefined;
  }
  switch (decisionFileKind(path)) {
    case 'saved':
      return readSavedFile(path, file, expected, constats);
    case 'workbook':
      return readReviewWorkbook(path, expected, { file, tell });
    case 'page':
      tell.classeur('E-REVUE-FICHIER', PAGE_ITSELF, SAVE_FROM_PAGE);
      return undefined;
  }
}

type Expected = Parameters<typeof lireLeFichierDeDecisions>[2] & { readonly listes: ReturnType<typeof listesDe> };

const GIVE_ONE = `Donnez le classeur fait par « ${FORME_DE_REVUE.commande} », ou le fichier que la page a enregistré.`;
const PAGE_ITSELF = 'c’est la page elle-même, où rien n’est gardé de ce qui s’y décide';
const SAVE_FROM_PAGE =
  'Ouvrez-la dans le navigateur où les lignes furent décidées, faites « Enregistrer mes décisions », et donnez le fichier enregistré.';

/** Its name alone, unless another has the same in another folder. */
function nameOf(path: string, paths: readonly string[]): string {
  const alone = paths.filter((other) => basename(other) === basename(path)).length === 1;
  return alone ? basename(path) : path;
}

function readSavedFile(path: string, file: string, expected: Expected, constats: Constats): DecisionFile | undefined {
  const read = lireLeFichierDeDecisions(path, file, expected, constats);
  if (read === undefined) return undefined;
  const decided = read.remplies.map((row) => ({
    ...filed(row, file, read.signaler),
    somme: row.somme,
    etait: shownLine(row.montree),
  }));
  return { tell: read.signaler, decided, changed: [], left: 0, absent: 0 };
}

/** What was shown of a line; it decides nothing: one that cannot be read is left. Older pages do not tell how many said the same. */
function shownLine(shown: LigneMontree): LigneDAlors | undefined {
  const columns: Readonly<Partial<Record<ColonneDeLaLigne, string>>> = shown;
  const read = lireLaLigne(
    (column) => (column.startsWith('ligne_') ? (columns[column] ?? '') : ''),
    () => undefined,
  );
  return read && (shown.ligne_semblables === '' ? { ...read, semblables: Number.NaN } : read);
}

function readReviewWorkbook(
  path: string,
  expected: Expected,
  { file, tell }: { readonly file: string; readonly tell: SignalementDeRevue },
): DecisionFile | undefined {
  const review = lireLaRevue(path, { forme: FORME_DE_REVUE, ...expected }, tell);
  if (review === undefined) return undefined;
  const { remplies, changees, envoyees, presentes } = review;
  const decided = remplies.map((row) => ({ ...filed(row, file, tell), pareilles: row.pareilles }));
  return { tell, decided, changed: changees, left: presentes - decided.length, absent: envoyees - presentes };
}

function filed(row: RangeeRemplie<Saisie>, file: string, tell: SignalementDeRevue): FiledDecision {
  return { ...lireUneDecisionDeRevue(row, tell), file, tell };
}

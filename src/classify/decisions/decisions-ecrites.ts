import { join } from 'node:path';
import { comparer } from '../../domain/textes/ordre.ts';
import {
  COLONNE_REMPLACEE,
  type ColonneDuFichier,
  colonnesAvec,
  colonnesDuFichier,
  type DecisionEcrite,
  decisionEcrite,
  FORME_NUE,
  type FormeDesDecisions,
  fichierDeRef,
  formeDuFichier,
  formePour,
  type LigneEcrite,
  numeroDeRef,
} from '../../domain/verdict/decision-ecrite.ts';
import { DOSSIER_CSV, isBlank } from '../../files/csv-format.ts';
import { type CsvRecord, readCsvRecords } from '../../files/csv-records.ts';
import { oneForm } from '../../files/path-in.ts';
import { type OpenedFile, openOwnFile, quoteCell, rawCells, rewriteOwnFile } from '../../files/rewrite-own-file.ts';

const NOM = 'arbitrages.csv';

/** A decision to write, and the day that replaces the one that holds on the same line, when it does. */
export interface DecisionAEcrire {
  readonly ecrite: DecisionEcrite;
  readonly remplace: boolean;
  /** What its line is, when that is known. */
  readonly ligne?: LigneEcrite | undefined;
}

/** What becomes of a decision whose line moved: one row for each line that it is now. */
export interface Report {
  readonly ref: string;
  readonly empreinte: string;
  readonly ligne: LigneEcrite;
}

/** What is written of the decisions that are there, by {@link cleDeDecision}. */
export interface SuiteDesDecisions {
  /** What the lines are of those that are in place. */
  readonly lignes?: ReadonlyMap<string, LigneEcrite>;
  readonly reports?: ReadonlyMap<string, readonly Report[]>;
}

/** A row of the file: its text as it stands, and what it is sorted by. */
interface Rangee {
  readonly ref: string;
  readonly empreinte: string;
  readonly date: string;
  readonly remplacee: string;
  readonly texte: string;
}

interface Contenu {
  readonly rangees: readonly Rangee[];
  readonly forme: FormeDesDecisions;
}

/** @param racine folder of the dossier */
export function ouvrirLesDecisions(racine: string): OpenedFile {
  return openOwnFile(join(racine, NOM));
}

/**
 * Adds decisions to `arbitrages.csv`, which is made if need be, sorted by file, line, then date. The rows that were there
 * keep their text to the letter, but for the day on which they were replaced and for what the tool keeps of their line. The file
 * is replaced whole or not at all.
 * @param ouvertes the file before the dossier was read, which found it without fault
 * @throws UnwritableOutput when the file cannot be written, or changed since
 */
export async function ajouterLesDecisions(
  ouvertes: OpenedFile,
  decisions: readonly DecisionAEcrire[],
  { lignes = new Map(), reports = new Map() }: SuiteDesDecisions = {},
): Promise<void> {
  const contenu = await lire(ouvertes);
  const complete = formePour(
    contenu.forme,
    decisions.map(({ ecrite }) => ecrite),
  );
  const forme = {
    ...complete,
    ligne: complete.ligne || lignes.size > 0 || reports.size > 0 || decisions.some(({ ligne }) => ligne !== undefined),
    historique: complete.historique || decisions.some(({ remplace }) => remplace),
  };
  const colonnes = colonnesAvec(forme);
  const remplacees = new Map(
    decisions.flatMap(({ ecrite, remplace }) => (remplace ? [[ecrite.ref, ecrite.date] as const] : [])),
  );
  const suites = new Map([...reports].map(([cle, siens]) => [refDeCle(cle), siens]));
  const gardees = contenu.rangees.flatMap((rangee) => {
    const { ref, remplacee, texte } = rangee;
    const changer = (cellules: Partial<Record<ColonneDuFichier, string>>) =>
      completer(texte, contenu.forme, forme, cellules);
    const cle = cleDeDecision(rangee);
    const siens = remplacee === '' ? reports.get(cle) : suites.get(ref);
    // Its history goes with a decision: it is told of the line that it is about.
    if (siens !== undefined)
      return siens.slice(0, remplacee === '' ? undefined : 1).map(({ ref: vers, empreinte, ligne }) => ({
        ...rangee,
        ref: vers,
        texte: changer({
          ref: vers,
          ...(remplacee === '' ? { empreinte, ...ligne } : { reportee_de: ligne.reportee_de }),
        }),
      }));
    const date = remplacee === '' ? remplacees.get(ref) : undefined;
    const ligne = remplacee === '' ? lignes.get(cle) : undefined;
    return [{ ...rangee, texte: changer({ ...ligne, ...(date !== undefined && { [COLONNE_REMPLACEE]: date }) }) }];
  });
  const nouvelles = decisions.map(({ ecrite, ligne }) => {
    const cellules: Partial<Record<ColonneDuFichier, string>> = { ...ecrite, ...ligne };
    const texte = colonnes.map((colonne) => quoteCell(cellules[colonne] ?? '')).join(';');
    return { ref: ecrite.ref, date: ecrite.date, texte };
  });
  const rangees = [colonnes.join(';'), ...[...gardees, ...nouvelles].sort(ordonner).map(({ texte }) => texte)];
  await rewriteOwnFile(ouvertes, rangees);
}

/** What a decision that holds is known by in its file: the reference alone may be that of one that was carried there. */
export function cleDeDecision({ ref, empreinte }: { readonly ref: string; readonly empreinte: string }): string {
  return `${empreinte} ${ref}`;
}

function refDeCle(cle: string): string {
  return cle.slice(cle.indexOf(' ') + 1);
}

async function lire({ path: chemin, bytes: octets }: OpenedFile): Promise<Contenu> {
  const rangees: Rangee[] = [];
  if (octets === undefined) return { rangees, forme: FORME_NUE };
  const colonnes = await parcourirLesRangees(chemin, (champ, vu) => {
    const remplacee = champ(COLONNE_REMPLACEE);
    const empreinte = champ('empreinte').toLowerCase();
    rangees.push({ ref: oneForm(champ('ref')), empreinte, date: champ('date'), remplacee, texte: vu.texte() });
  });
  const forme = formeDuFichier(colonnes);
  return { rangees, forme };
}

/**
 * Shows the rows of a file of decisions, its titles apart.
 * @param enFaute of a file that need not have been read without a fault: where one is not told again
 * @param voir `champ` gives a cell, without the blanks around it; empty where the file has not that column
 * @returns its columns
 */
export async function parcourirLesRangees(
  chemin: string,
  voir: (champ: (colonne: ColonneDuFichier) => string, vu: CsvRecord) => void,
  enFaute: (numero: number) => void = (numero) => {
    throw new Error(`${chemin}:${numero} : illisible, alors que le dossier a été contrôlé`);
  },
): Promise<readonly ColonneDuFichier[]> {
  let colonnes: readonly ColonneDuFichier[] | undefined;
  await readCsvRecords(chemin, DOSSIER_CSV, {
    record(vu) {
      if (isBlank(vu)) return;
      if (colonnes === undefined) {
        colonnes = colonnesDuFichier(vu.champs.map((titre) => titre.trim())) ?? [];
        return;
      }
      const connues = colonnes;
      voir((colonne) => (connues.includes(colonne) ? vu.champ(connues.indexOf(colonne)).trim() : ''), vu);
    },
    fault: ({ line: numero }) => enFaute(numero),
  });
  return colonnes ?? [];
}

/** The text of a row, its cells to the letter but those that change, with the columns that the file takes. */
function completer(
  texte: string,
  avant: FormeDesDecisions,
  apres: FormeDesDecisions,
  changees: Partial<Record<ColonneDuFichier, string>>,
): string {
  const cellules = rawCells(texte);
  const siennes = new Map(colonnesAvec(avant).map((colonne, rang) => [colonne, cellules[rang]]));
  for (const [colonne, cellule] of Object.entries(changees))
    siennes.set(colonne as ColonneDuFichier, quoteCell(cellule));
  return colonnesAvec(apres)
    .map((colonne) => siennes.get(colonne) ?? '')
    .join(';');
}

function ordonner(gauche: { ref: string; date: string }, droite: { ref: string; date: string }): number {
  return (
    comparer(fichierDeRef(gauche.ref), fichierDeRef(droite.ref)) ||
    numeroDeRef(gauche.ref) - numeroDeRef(droite.ref) ||
    comparer(gauche.date, droite.date)
  );
}

export interface DecisionsEcrites {
  /** Those that hold, by reference. */
  readonly enVigueur: ReadonlyMap<string, DecisionEcrite>;
  /** How many were replaced since, and are history. */
  readonly remplacees: number;
}

/**
 * Reads `arbitrages.csv` word for word.
 * @param chemin a file that was read without a fault
 * @throws the errors of the file system
 */
export async function lireLesDecisionsEcrites(chemin: string): Promise<DecisionsEcrites> {
  const enVigueur = new Map<string, DecisionEcrite>();
  let remplacees = 0;
  await parcourirLesRangees(chemin, (champ) => {
    if (champ(COLONNE_REMPLACEE) !== '') remplacees += 1;
    else {
      const ecrite = decisionEcrite(champ);
      const ref = oneForm(ecrite.ref);
      enVigueur.set(ref, { ...ecrite, ref });
    }
  });
  return { enVigueur, remplacees };
}

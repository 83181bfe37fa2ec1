import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
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
  numeroDeRef,
} from '../../domain/verdict/decision-ecrite.ts';
import { DOSSIER_CSV, isBlank } from '../../files/csv-format.ts';
import { type CsvRecord, readCsvRecords } from '../../files/csv-records.ts';
import { oneForm } from '../../files/path-in.ts';
import { replaceFile } from '../../files/replace-file.ts';
import { UnwritableOutput } from '../../files/unwritable-output.ts';

const NOM = 'arbitrages.csv';
const MARQUE = '\ufeff';

/** A decision to write, and the day that replaces the one that holds on the same line, when it does. */
export interface DecisionAEcrire {
  readonly ecrite: DecisionEcrite;
  readonly remplace: boolean;
}

/** A row of the file: its text as it stands, and what it is sorted by. */
interface Rangee {
  readonly ref: string;
  readonly date: string;
  readonly remplacee: string;
  readonly texte: string;
}

interface Contenu {
  readonly octets: Buffer | undefined;
  readonly rangees: readonly Rangee[];
  readonly forme: FormeDesDecisions;
}

/** `arbitrages.csv` as it was before it was read: whoever adds to it adds to that, and to nothing that came since. */
export interface DecisionsOuvertes {
  readonly chemin: string;
  /** Nothing when there was none. */
  readonly octets: Buffer | undefined;
}

/** @param racine folder of the dossier */
export function ouvrirLesDecisions(racine: string): DecisionsOuvertes {
  const chemin = join(racine, NOM);
  return { chemin, octets: lireSIlYEst(chemin) };
}

function lireSIlYEst(chemin: string): Buffer | undefined {
  return statSync(chemin, { throwIfNoEntry: false })?.isFile() ? readFileSync(chemin) : undefined;
}

/**
 * Adds decisions to `arbitrages.csv`, which is made if need be, sorted by file, line, then date. The rows that were there
 * keep their text to the letter, but for the day on which they were replaced. The file is replaced whole or not at all.
 * @param ouvertes the file before the dossier was read, which found it without fault
 * @throws UnwritableOutput when the file cannot be written, or changed since
 */
export async function ajouterLesDecisions(
  { chemin, octets: avant }: DecisionsOuvertes,
  decisions: readonly DecisionAEcrire[],
): Promise<void> {
  const contenu = await lire(chemin);
  const complete = formePour(
    contenu.forme,
    decisions.map(({ ecrite }) => ecrite),
  );
  const forme = { ...complete, historique: complete.historique || decisions.some(({ remplace }) => remplace) };
  const colonnes = colonnesAvec(forme);
  const remplacees = new Map(
    decisions.flatMap(({ ecrite, remplace }) => (remplace ? [[ecrite.ref, ecrite.date] as const] : [])),
  );
  const gardees = contenu.rangees.map((rangee) => {
    const date = rangee.remplacee === '' ? remplacees.get(rangee.ref) : undefined;
    return { ...rangee, texte: completer(rangee.texte, contenu.forme, forme, date) };
  });
  const nouvelles = decisions.map(({ ecrite }) => {
    const texte = colonnes.map((colonne) => (colonne === COLONNE_REMPLACEE ? '' : citer(ecrite[colonne]))).join(';');
    return { ref: ecrite.ref, date: ecrite.date, texte };
  });
  const lignes = [colonnes.join(';'), ...[...gardees, ...nouvelles].sort(ordonner).map(({ texte }) => texte)];
  const fin = contenu.octets?.includes('\r\n') ? '\r\n' : '\n';
  const marque = contenu.octets?.subarray(0, 3).equals(Buffer.from(MARQUE)) ? MARQUE : '';
  const octets = Buffer.from(`${marque}${lignes.join(fin)}${fin}`, 'utf8');
  await replaceFile(
    chemin,
    (brouillon) => writeFileSync(brouillon, octets),
    () => exigerInchange(chemin, avant),
  );
}

async function lire(chemin: string): Promise<Contenu> {
  const octets = lireSIlYEst(chemin);
  const rangees: Rangee[] = [];
  if (octets === undefined) return { octets, rangees, forme: FORME_NUE };
  const colonnes = await parcourirLesRangees(chemin, (champ, vu) => {
    const remplacee = champ(COLONNE_REMPLACEE);
    rangees.push({ ref: oneForm(champ('ref')), date: champ('date'), remplacee, texte: vu.texte() });
  });
  const forme = formeDuFichier(colonnes);
  return { octets, rangees, forme };
}

/**
 * Shows the rows of a file of decisions that was read without a fault, its titles apart.
 * @param voir `champ` gives a cell, without the blanks around it; empty where the file has not that column
 * @returns its columns
 */
async function parcourirLesRangees(
  chemin: string,
  voir: (champ: (colonne: ColonneDuFichier) => string, vu: CsvRecord) => void,
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
    fault({ line: numero }) {
      throw new Error(`${chemin}:${numero} : illisible, alors que le dossier a été contrôlé`);
    },
  });
  return colonnes ?? [];
}

/** The text of a row, its cells to the letter, with the columns that the file takes and the day on which the decision was replaced. */
function completer(
  texte: string,
  avant: FormeDesDecisions,
  apres: FormeDesDecisions,
  date: string | undefined,
): string {
  const cellules = cellulesALaLettre(texte);
  const siennes = new Map(colonnesAvec(avant).map((colonne, rang) => [colonne, cellules[rang]]));
  if (date !== undefined) siennes.set(COLONNE_REMPLACEE, date);
  return colonnesAvec(apres)
    .map((colonne) => siennes.get(colonne) ?? '')
    .join(';');
}

/** The cells of a row as they stand, quotation marks included. */
function cellulesALaLettre(texte: string): string[] {
  const cellules: string[] = [];
  let debut = 0;
  let citee = false;
  for (let rang = 0; rang < texte.length; rang++) {
    if (texte[rang] === '"') citee = !citee;
    else if (texte[rang] === ';' && !citee) {
      cellules.push(texte.slice(debut, rang));
      debut = rang + 1;
    }
  }
  return [...cellules, texte.slice(debut)];
}

function ordonner(gauche: { ref: string; date: string }, droite: { ref: string; date: string }): number {
  return (
    comparer(fichierDeRef(gauche.ref), fichierDeRef(droite.ref)) ||
    numeroDeRef(gauche.ref) - numeroDeRef(droite.ref) ||
    comparer(gauche.date, droite.date)
  );
}

function citer(texte: string): string {
  return /[;"\r\n]/.test(texte) ? `"${texte.replaceAll('"', '""')}"` : texte;
}

/** Somebody may have saved the file meanwhile: what they wrote is not lost under ours. */
function exigerInchange(chemin: string, octets: Buffer | undefined): void {
  const maintenant = lireSIlYEst(chemin);
  const pareil = octets === undefined ? maintenant === undefined : maintenant?.equals(octets) === true;
  if (!pareil)
    throw new UnwritableOutput(
      `${join(dirname(resolve(chemin)), NOM)} a changé pendant la lecture`,
      'Quelqu’un l’a enregistré entre-temps : relancez la commande.',
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

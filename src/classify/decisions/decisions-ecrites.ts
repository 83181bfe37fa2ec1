import { dirname, join, resolve } from 'node:path';
import { comparer } from '../../domain/textes/ordre.ts';
import {
  COLONNE_REMPLACEE,
  COLONNES_DECISION,
  type DecisionEcrite,
  fichierDeRef,
  numeroDeRef,
} from '../../domain/verdict/decision-ecrite.ts';
import { DOSSIER_CSV, isBlank } from '../../files/csv-format.ts';
import { type CsvRecord, readCsvRecords } from '../../files/csv-records.ts';
import { UnwritableOutput } from '../../files/output-folder.ts';
import { oneForm } from '../../files/path-in.ts';
import { readIfThere, replaceFile, writeWhole } from '../../files/replace-file.ts';

const NOM = 'arbitrages.csv';
const MARQUE = '\ufeff';
const DATE = COLONNES_DECISION.indexOf('date');

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
  readonly aLHistorique: boolean;
}

/**
 * Adds decisions to `arbitrages.csv`, which is made if need be, sorted by file, line, then date. The rows that were there
 * keep their text to the letter, but for the day on which they were replaced. The file is replaced whole or not at all.
 * @param racine folder of the dossier
 * @param fichier the file of decisions in the dossier, when there is one; it must be without fault
 * @throws UnwritableOutput when the file cannot be written, or changed while it was read
 */
export async function ajouterLesDecisions(
  racine: string,
  fichier: string | undefined,
  decisions: readonly DecisionAEcrire[],
): Promise<void> {
  const chemin = join(racine, fichier ?? NOM);
  const contenu = await lire(chemin);
  const avecHistorique = contenu.aLHistorique || decisions.some(({ remplace }) => remplace);
  const remplacees = new Map(
    decisions.flatMap(({ ecrite, remplace }) => (remplace ? [[ecrite.ref, ecrite.date] as const] : [])),
  );
  const gardees = contenu.rangees.map((rangee) => {
    const date = rangee.remplacee === '' ? remplacees.get(rangee.ref) : undefined;
    return { ...rangee, texte: completer(rangee.texte, contenu.aLHistorique, avecHistorique, date) };
  });
  const nouvelles = decisions.map(({ ecrite }) => {
    const cellules = COLONNES_DECISION.map((colonne) => citer(ecrite[colonne]));
    const texte = [...cellules, ...(avecHistorique ? [''] : [])].join(';');
    return { ref: ecrite.ref, date: ecrite.date, texte };
  });
  const titres = [...COLONNES_DECISION, ...(avecHistorique ? [COLONNE_REMPLACEE] : [])].join(';');
  const lignes = [titres, ...[...gardees, ...nouvelles].sort(ordonner).map(({ texte }) => texte)];
  const fin = contenu.octets?.includes('\r\n') ? '\r\n' : '\n';
  const marque = contenu.octets?.subarray(0, 3).equals(Buffer.from(MARQUE)) ? MARQUE : '';
  const octets = Buffer.from(`${marque}${lignes.join(fin)}${fin}`, 'utf8');
  await replaceFile(
    chemin,
    (brouillon) => writeWhole(brouillon, octets),
    () => exigerInchange(chemin, contenu.octets),
  );
}

async function lire(chemin: string): Promise<Contenu> {
  const octets = readIfThere(chemin);
  const rangees: Rangee[] = [];
  if (octets === undefined) return { octets, rangees, aLHistorique: false };
  const nombre = await parcourirLesRangees(chemin, (champ, vu) => {
    rangees.push({ ref: oneForm(champ(0)), date: champ(DATE), remplacee: champ(DATE + 1), texte: vu.texte() });
  });
  return { octets, rangees, aLHistorique: nombre > COLONNES_DECISION.length };
}

/**
 * Shows the rows of a file of decisions that was read without a fault, its titles apart.
 * @param voir `champ` gives a cell, without the blanks around it
 * @returns how many titles it has
 */
async function parcourirLesRangees(
  chemin: string,
  voir: (champ: (rang: number) => string, vu: CsvRecord) => void,
): Promise<number> {
  let nombre = 0;
  await readCsvRecords(chemin, DOSSIER_CSV, {
    record(vu) {
      if (isBlank(vu)) return;
      if (nombre > 0) voir((rang) => vu.champ(rang).trim(), vu);
      else nombre = vu.nombre;
    },
    fault({ line: numero }) {
      throw new Error(`${chemin}:${numero} : illisible, alors que le dossier a été contrôlé`);
    },
  });
  return nombre;
}

/** The text of a row, with the last column if the file takes it, and the day on which the decision was replaced. */
function completer(texte: string, aLHistorique: boolean, avecHistorique: boolean, date: string | undefined): string {
  if (!avecHistorique) return texte;
  if (!aLHistorique) return `${texte};${date ?? ''}`;
  return date === undefined ? texte : texte.replace(/;[^;]*$/, `;${date}`);
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
  const maintenant = readIfThere(chemin);
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
    if (champ(COLONNES_DECISION.length) !== '') remplacees += 1;
    else {
      const cellules = Object.fromEntries(COLONNES_DECISION.map((colonne, rang) => [colonne, champ(rang)]));
      const ecrite = cellules as DecisionEcrite;
      const ref = oneForm(ecrite.ref);
      enVigueur.set(ref, { ...ecrite, ref });
    }
  });
  return { enVigueur, remplacees };
}

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Geographie } from '../domain/geographie.ts';
import type { VocabulaireDesSignaux } from '../domain/mot-signal.ts';
import type { Nomenclature, Norme } from '../domain/nomenclature.ts';
import { loadNomenclature } from './nomenclature-tables.ts';
import { loadGeographie, loadSignaux } from './reference-tables.ts';

/** The tables that lines are read and understood with, of one norm and exercice. */
interface TablesDeReference {
  readonly nomenclature: Nomenclature;
  readonly geographie: Geographie;
  readonly signaux: VocabulaireDesSignaux;
}

const dejaLues = new Map<string, TablesDeReference>();

/**
 * Reads the reference tables; those that did not change since they were read in this run are not read again: to compare two
 * dossiers, to verify or to begin one from another reads them several times.
 * @throws Error naming the file and line of the first wrong row
 */
export function loadReferences(dataDir: string, norme: Norme, exercice: number): TablesDeReference {
  const cle = [norme, exercice, dataDir, ...etatDesTables(dataDir)].join(' ');
  const connues = dejaLues.get(cle);
  if (connues !== undefined) return connues;
  const signaux = loadSignaux(dataDir);
  const lues = {
    nomenclature: loadNomenclature(dataDir, norme, exercice),
    geographie: loadGeographie(dataDir, signaux.fauxAmis),
    signaux,
  };
  dejaLues.set(cle, lues);
  return lues;
}

/** What tells that a table was written again: its size and the time of its last writing. */
function etatDesTables(dataDir: string): string[] {
  return ['nomenclatures', 'reference'].flatMap((nom) =>
    readdirSync(join(dataDir, nom))
      .sort()
      .map((fichier) => {
        const { size, mtimeMs, ino } = statSync(join(dataDir, nom, fichier));
        return `${fichier} ${size} ${mtimeMs} ${ino}`;
      }),
  );
}

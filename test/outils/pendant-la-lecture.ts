/** Changes a dossier while it is read: somebody saves a file, or a synchronisation brings another one, at the worst moment. */
import fs, { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';

/** What changes, and when. JSON, so that a case folder can hold it. */
export interface Changement {
  /** The file whose opening sets it off. */
  readonly a_la_lecture_de: string;
  /** Which of its openings does, the first when not told. */
  readonly fois?: number;
  /** What is added to the end of files; those of which it is said `null` are removed. */
  readonly change: Readonly<Record<string, string | null>>;
}

/**
 * Waits for that moment, in this process.
 * @returns stops waiting
 */
export function changerPendantLaLecture(
  dossier: string,
  { a_la_lecture_de, fois = 1, change }: Changement,
): () => void {
  const attendu = join(dossier, a_la_lecture_de);
  const { openSync } = fs;
  let ouvertures = 0;
  fs.openSync = (...arguments_: Parameters<typeof openSync>) => {
    const descripteur = openSync(...arguments_);
    if (String(arguments_[0]) === attendu && ++ouvertures === fois)
      for (const [fichier, ajout] of Object.entries(change))
        if (ajout === null) rmSync(join(dossier, fichier));
        else appendFileSync(join(dossier, fichier), ajout);
    return descripteur;
  };
  syncBuiltinESMExports();
  return () => {
    fs.openSync = openSync;
    syncBuiltinESMExports();
  };
}

/** The same for a case that holds `pendant.json`. */
export function preparerLeChangement(cas: string, dossier: string): () => void {
  const ecrite = join(cas, 'pendant.json');
  if (!existsSync(ecrite)) return () => {};
  return changerPendantLaLecture(dossier, JSON.parse(readFileSync(ecrite, 'utf8')) as Changement);
}

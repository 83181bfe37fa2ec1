import type { MemoireLue } from '../../domain/dossier/source-lue.ts';
import type { Objectif } from '../../domain/verdict/dimension.ts';
import type { Signal } from '../../domain/verdict/signal.ts';
import { pathIn } from '../../files/path-in.ts';
import { type ContexteDeLecture, LectureDeMemoire } from './lecture-de-memoire.ts';
import { Memoire } from './memoire.ts';
import { ObjectifsPasses } from './objectifs-passes.ts';
import type { TraitsDeLigne } from './traits.ts';

export interface ContexteMemoire extends ContexteDeLecture {
  readonly racine: string;
  readonly objectifs: readonly Objectif[];
  detecter(ligne: TraitsDeLigne): readonly Signal[];
}

/**
 * Reads the lines of earlier exercices, as `jaune compiler` wrote them, and learns from those that a rule or a person decided.
 * A receipt, a line left open, or out of the perimeter, teaches nothing. Tells what is wrong at its place.
 */
export async function lireLaMemoire(
  fichiers: readonly string[],
  contexte: ContexteMemoire,
): Promise<{
  readonly memoire: Memoire;
  readonly objectifs: ObjectifsPasses;
  readonly lues: readonly MemoireLue[];
}> {
  const memoire = new Memoire();
  const objectifs = new ObjectifsPasses(contexte.objectifs, contexte.exercice);
  const lues: MemoireLue[] = [];
  for (const fichier of fichiers) {
    const lecture = new LectureDeMemoire(fichier, contexte, ({ souvenir, dits }) => {
      if (dits.length > 0) objectifs.apprendre(souvenir.exercice, souvenir, dits);
      memoire.apprendre(souvenir, contexte.detecter(souvenir));
    });
    const { sha256, octets } = await lecture.table.read(pathIn(contexte.racine, fichier));
    lues.push({ fichier, sha256, octets, apprises: lecture.finir() });
  }
  return { memoire, objectifs, lues };
}

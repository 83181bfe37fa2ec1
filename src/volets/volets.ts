import type { Constats } from '../domain/constats/constat.ts';
import type { VoletCompile } from '../domain/volets/volet-compile.ts';
import { enquetes } from './enquetes/enquetes.ts';
import { indicateurs } from './indicateurs/indicateurs.ts';
import { pieces } from './pieces/pieces.ts';
import { questionnaires } from './questionnaires/questionnaires.ts';
import { valorisations } from './valorisations/valorisations.ts';
import type { ContexteDeVolet, MatiereDesVolets, Volet, VoletLu } from './volet.ts';

/** What a dossier may say beside its money, in the order in which documents show it. */
const VOLETS: readonly Volet[] = [pieces, indicateurs, valorisations, questionnaires, enquetes];

/** Whether a path of a dossier is a file of a volet. */
export function estUnFichierDeVolet(chemin: string): boolean {
  return VOLETS.some(({ fichiers }) => fichiers.test(chemin));
}

/** The files of volets at the top of a dossier. */
export function fichiersDesVolets(): readonly string[] {
  return VOLETS.flatMap(({ dossier, attendu }) => (dossier === undefined ? [attendu] : []));
}

/** The folders that belong to volets, and what their files are called. */
export function dossiersDesVolets(): readonly { readonly dossier: string; readonly attendu: string }[] {
  return VOLETS.flatMap(({ dossier, attendu }) => (dossier === undefined ? [] : [{ dossier, attendu }]));
}

/**
 * Reads the volets that a dossier has files of.
 * @param fichiers those of its files that are of volets, in order
 */
export async function lireLesVolets(fichiers: readonly string[], contexte: ContexteDeVolet): Promise<VoletLu[]> {
  const lus: VoletLu[] = [];
  for (const volet of VOLETS) {
    const siens = fichiers.filter((chemin) => volet.fichiers.test(chemin));
    const lu = siens.length === 0 ? undefined : await volet.lire(siens, contexte);
    if (lu) lus.push(lu);
  }
  return lus;
}

/** What they make of the lines, in their order. */
export function compilerLesVolets(
  lus: readonly VoletLu[],
  matiere: MatiereDesVolets,
  constats: Constats,
): VoletCompile[] {
  return lus.map((lu) => lu.compiler(matiere, constats));
}

import type { Dossier } from '../domain/dossier.ts';
import { trierPar } from '../domain/ordre.ts';

/**
 * The files of a dossier that its edition depends on, as paths in it, in the order of their names: with the same ones, the
 * same bytes come out. What is for people only (LISEZ-MOI) is not among them.
 */
export function entreesDuDossier(dossier: Dossier): string[] {
  const { sources, regles, memoires, textes, gabarits, listes, arbitrages, apparence } = dossier;
  const fichiers = [
    'exercice.yaml',
    ...sources.map(({ fichier }) => fichier),
    ...regles,
    ...memoires,
    ...textes,
    ...gabarits,
    ...[listes, arbitrages, apparence.logo?.fichier].filter((fichier) => fichier !== undefined),
  ];
  return trierPar([...new Set(fichiers)], (fichier) => fichier);
}

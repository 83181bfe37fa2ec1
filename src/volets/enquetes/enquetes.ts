import type { Volet } from '../volet.ts';
import { compilerLesEnquetes } from './compiler-les-enquetes.ts';
import { lireUneEnquete } from './lire-une-enquete.ts';

/** What was asked of many, and how many answered what: counts with their base, or ranks. */
export const enquetes: Volet = {
  nom: 'enquetes',
  fichiers: /^enquetes\/[^/]+\.yaml$/,
  dossier: 'enquetes',
  attendu: 'enquetes/<nom>.yaml',
  async lire(fichiers, { racine, constats }) {
    const lues = fichiers.flatMap((fichier) => lireUneEnquete(racine, fichier, constats) ?? []);
    return { compiler: () => compilerLesEnquetes(lues) };
  },
};

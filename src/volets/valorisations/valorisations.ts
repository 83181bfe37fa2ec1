import type { Volet } from '../volet.ts';
import { compilerLesValorisations } from './compiler-les-valorisations.ts';
import { lireLesValorisations } from './lire-les-valorisations.ts';

/** Expertise given in days or ETP, valued or not: in its own table, outside every total. */
export const valorisations: Volet = {
  nom: 'valorisations',
  fichiers: /^valorisations\.csv$/,
  attendu: 'valorisations.csv',
  async lire([fichier = ''], { racine, enTete, constats }) {
    const lues = await lireLesValorisations({ racine, fichier, enTete }, constats);
    return { compiler: () => compilerLesValorisations(lues, enTete) };
  },
};

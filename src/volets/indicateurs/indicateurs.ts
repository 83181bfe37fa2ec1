import type { Volet } from '../volet.ts';
import { compilerLesIndicateurs } from './compiler-les-indicateurs.ts';
import { lireLesIndicateurs } from './lire-les-indicateurs.ts';

/** What the action does, counted otherwise than in euros: « plus de 20 000 jeunes ». Indicators are never added up. */
export const indicateurs: Volet = {
  nom: 'indicateurs',
  fichiers: /^indicateurs\.csv$/,
  attendu: 'indicateurs.csv',
  async lire([fichier = ''], { racine, enTete, constats }) {
    const lus = await lireLesIndicateurs({ racine, fichier, enTete }, constats);
    return { compiler: () => compilerLesIndicateurs(lus, enTete) };
  },
};

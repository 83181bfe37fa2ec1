import type { Champ } from './champ.ts';

/** The goals that a file gives to its lines; published lines say what was understood of them. */
export const CHAMPS_D_OBJECTIFS = {
  omd: {
    titre: 'OMD reçu',
    sens: 'L’objectif du Millénaire que le fichier donne à la ligne, jusqu’en 2015 : 2, ou 2 : 60 % ; 3 : 40 %.',
    de: 'imputation',
    genre: 'texte',
    horsDesRegles: true,
    comprisDansLesLignes: true,
    titresUsuels: ['omd', 'objectif millenaire', 'mdg'],
  },
  odd: {
    titre: 'ODD reçu',
    sens: 'L’objectif de développement durable que le fichier donne à la ligne, depuis 2016 : 4, ou 4 : 60 % ; 5 : 40 %.',
    de: 'imputation',
    genre: 'texte',
    horsDesRegles: true,
    comprisDansLesLignes: true,
    titresUsuels: ['odd', 'odd principal', 'objectif developpement durable', 'sdg'],
  },
} as const satisfies Readonly<Record<string, Champ>>;

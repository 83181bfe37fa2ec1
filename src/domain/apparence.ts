import type { Extrait, Lieu } from './constat.ts';

/** The logo of the region: its file in the dossier, and where `exercice.yaml` names it. */
export interface LogoDeclare {
  readonly fichier: string;
  readonly place: { readonly lieu: Lieu; readonly extrait: Extrait };
}

/** The colour that takes the place of yellow, and that of what is written on it; known to read well together. */
export interface Couleurs {
  readonly fond: string;
  readonly texte: string;
}

/** What a region shows of itself on its documents; nothing of it changes a figure. */
export interface Apparence {
  readonly logo?: LogoDeclare;
  readonly couleurs?: Couleurs;
}

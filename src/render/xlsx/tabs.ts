import { COULEURS_D_ONGLETS } from '../../files/xlsx/styles.ts';

/** What a sheet is for, which the colour of its tab says. */
export type Onglet = 'resultat' | 'ventilation' | 'decision' | 'donnees' | 'piece';

interface Sens {
  readonly style: keyof typeof COULEURS_D_ONGLETS;
  /** What the colour is called, then what it means. */
  readonly couleur: string;
  readonly sens: string;
}

/** The colours of tabs, in the order in which the sheet `Méthode` explains them. */
export const ONGLETS: Readonly<Record<Onglet, Sens>> = {
  resultat: {
    style: 'ongletResultat',
    couleur: 'Jaune',
    sens: 'Les chiffres publiés et le chemin qui y mène.',
  },
  ventilation: {
    style: 'ongletVentilation',
    couleur: 'Jaune pâle',
    sens: 'Le total général, coupé autrement : chaque feuille refait le même total.',
  },
  decision: {
    style: 'ongletDecision',
    couleur: 'Orange',
    sens: 'Hors du total, et qui demande un regard : opérations pour mémoire, lignes à arbitrer.',
  },
  donnees: {
    style: 'ongletDonnees',
    couleur: 'Bleu',
    sens: 'Les données : la seule feuille où changer quelque chose.',
  },
  piece: {
    style: 'ongletPiece',
    couleur: 'Gris',
    sens: 'Les pièces justificatives : d’où viennent les lignes, qui a décidé, et pourquoi.',
  },
};

/** The colour of a tab, as Excel writes it. */
export function couleurDOnglet(onglet: Onglet): string {
  return COULEURS_D_ONGLETS[ONGLETS[onglet].style];
}

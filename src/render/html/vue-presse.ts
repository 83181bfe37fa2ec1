import type { RangeeVue, TableVue } from './vue-tables.ts';

/** Rows of each list of the sheet for the press, which is one page whatever the dossier. */
const RANGEES_AU_PLUS = 5;

/** What the sheet for the press says besides the synthesis. */
export interface PresseVue {
  /** In the order of the dossier; what is on none is the last. */
  readonly axes: readonly RangeeVue[];
  readonly autresAxes: number;
  /** The largest first. */
  readonly pays: readonly RangeeVue[];
  readonly nombreDePays: number;
}

export function presseVue(tables: readonly TableVue[]): PresseVue {
  const rangeesDe = (voulue: string) =>
    (tables.find(({ nom }) => nom === voulue)?.rangees ?? []).filter(({ chiffre }) => chiffre.nombre > 0);
  const axes = rangeesDe('axe');
  const pays = rangeesDe('pays').filter(({ reste }) => !reste);
  return {
    axes: axes.slice(0, RANGEES_AU_PLUS),
    autresAxes: Math.max(0, axes.length - RANGEES_AU_PLUS),
    pays: pays.toSorted((gauche, droite) => droite.chiffre.montant - gauche.chiffre.montant).slice(0, RANGEES_AU_PLUS),
    nombreDePays: pays.length,
  };
}

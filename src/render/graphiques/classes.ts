import { type Montant, montant } from '../../domain/argent/montant.ts';
import { ecrireRond } from './echelle.ts';

/** How many shades a scale has when nothing else is asked, the blank one (class 0) aside. */
export const NOMBRE_DE_CLASSES = 5;

export interface Classement {
  /** The round amounts at which a new class begins, increasing; one fewer than the classes. */
  readonly bornes: readonly Montant[];
  /**
   * 0 for nothing or less than nothing, then 1 for the smallest amounts, up to the number of classes: cells take it as
   * `class="t3"`, which `graphiques.css` shades.
   */
  readonly classe: (valeur: Montant) => number;
}

/**
 * Cuts amounts into at most `nombre` classes that hold about as many amounts each, then rounds the bounds to 1, 2, 3,
 * 5 or 7 followed by zeros, so that they read well. Fewer classes when amounts are few or alike. The order of the values does not
 * matter; zero and negative amounts have no part in the bounds.
 */
export function classerEnClasses(valeurs: readonly Montant[], nombre: number = NOMBRE_DE_CLASSES): Classement {
  const positives = valeurs.filter((valeur) => valeur > 0).sort((gauche, droite) => gauche - droite);
  const bornes: Montant[] = [];
  for (let rang = 1; rang < nombre; rang++) {
    const quantile = positives[Math.floor((positives.length * rang) / nombre)] ?? 0;
    const borne = arrondirAuPlusProche(quantile);
    const moindre = positives[0] ?? 0;
    // A class that would hold nothing says nothing: its bound is left out.
    if (borne > (bornes.at(-1) ?? moindre) && borne <= (positives.at(-1) ?? 0)) bornes.push(montant(borne));
  }
  const utiles = bornes.filter((borne, rang) => {
    const suivante = bornes[rang + 1] ?? Number.POSITIVE_INFINITY;
    return positives.some((valeur) => valeur >= borne && valeur < suivante);
  });
  return {
    bornes: utiles,
    classe: (valeur) => (valeur > 0 ? 1 + utiles.filter((borne) => valeur >= borne).length : 0),
  };
}

/** What the classes hold, in words, from class 1: `moins de 50 k€`, `de 50 à 200 k€`, `1 M€ et plus`. */
export function libellesDesClasses(bornes: readonly Montant[]): string[] {
  const [premiere] = bornes;
  const derniere = bornes.at(-1);
  if (premiere === undefined || derniere === undefined) return ['plus de 0\u202f€'];
  const entre = bornes.slice(0, -1).map((borne, rang) => ecrireIntervalle(borne, bornes[rang + 1] ?? borne));
  return [`moins de ${ecrireRond(premiere)}`, ...entre, `${ecrireRond(derniere)} et plus`];
}

function ecrireIntervalle(bas: Montant, haut: Montant): string {
  const [basEcrit, hautEcrit] = [ecrireRond(bas), ecrireRond(haut)];
  const unite = hautEcrit.slice(hautEcrit.lastIndexOf('\u202f'));
  const debut = basEcrit.endsWith(unite) ? basEcrit.slice(0, -unite.length) : basEcrit;
  return `de ${debut} à ${hautEcrit}`;
}

/** The nearest of 1, 2, 3, 5, 7, 10, 20, 30… euros; the lower of two as near. */
function arrondirAuPlusProche(centimes: number): number {
  const decade = 10 ** Math.max(String(Math.floor(centimes)).length - 1, 2);
  const ronds = [1, 2, 3, 5, 7, 10].map((chiffre) => chiffre * decade);
  return ronds.reduce((proche, rond) => (Math.abs(rond - centimes) < Math.abs(proche - centimes) ? rond : proche));
}

import { type Figure, figuresDe } from '../../compile/figures.ts';
import type { Jaune } from '../../compile/jaune.ts';
import { nomsDesExceptionnelles } from '../../compile/valeurs-nommees.ts';
import type { Montant } from '../../domain/argent/montant.ts';
import { chiffreDe, chiffreVerifie } from '../html/chiffre-vue.ts';
import { lignesDeLaPage } from '../html/lignes-de-la-page.ts';

/** A figure that texts may name. */
export interface FigureNommee {
  readonly nom: string;
  readonly libelle: string;
  readonly montant: Montant;
  /** How many lines make it. */
  readonly nombre: number;
  /** The whole of which it is a part; none for what is in no total. */
  readonly ensemble: Montant | undefined;
  /** The address in the page that opens its lines; empty for none. */
  readonly adresse: string;
}

/**
 * The figures that texts may name, by name: all those of the jaune, and each exceptional operation by its label,
 * `exceptionnelle.maison-internationale-de-la-recherche`.
 */
export function figuresNommees(jaune: Jaune): ReadonlyMap<string, FigureNommee> {
  const figures = [...[...figuresDe(jaune).values()].map((figure) => nommer(jaune, figure)), ...operations(jaune)];
  return new Map(figures.map((figure) => [figure.nom, figure]));
}

/** A figure with its whole: the headline, or all that was received for the places; nothing for what is shown aside. */
function nommer(jaune: Jaune, figure: Figure): FigureNommee {
  const { nom, libelle, montant, nombre, criteres } = figure;
  if (nom.startsWith('partition.')) {
    const { adresse } = chiffreVerifie(jaune, { lignes: nombre, centimes: montant }, criteres);
    return { nom, libelle, montant, nombre, ensemble: jaune.partition.total.centimes, adresse };
  }
  const ensemble = nom === 'synthese.exceptionnelles' ? undefined : jaune.synthese.totalHorsExceptionnelles;
  return { nom, libelle, montant, nombre, ensemble, adresse: chiffreDe(figure).adresse };
}

function operations(jaune: Jaune): FigureNommee[] {
  const { montre } = lignesDeLaPage(jaune);
  const noms = nomsDesExceptionnelles(jaune);
  return jaune.exceptionnelles.map(({ ligne, montant }, rang) => ({
    nom: noms[rang] ?? '',
    libelle: jaune.lignes[ligne]?.ligne.libelle ?? '',
    montant,
    nombre: 1,
    ensemble: undefined,
    adresse: montre(ligne) ? `l${ligne + 1}` : '',
  }));
}

import type { Montant } from '../../domain/argent/montant.ts';
import type { PointDePays } from '../../domain/lieux/geographie.ts';
import { formaterEuros } from '../../domain/textes/format.ts';
import { echapper, neutraliser } from '../html/caracteres.ts';
import type { OptionsDeGraphique } from './cadre.ts';
import {
  type CarteDessinee,
  dessinerCarte,
  listerLaLegende,
  mesurerLesRonds,
  type PaysDeCarte,
  totalDesPays,
  trierLesPays,
} from './carte.ts';
import { decrireCarte } from './decrire.ts';
import type { FondDeCarte } from './fond-de-carte.ts';
import { dessinerBande, ecrireLegende, type PartDeBande } from './legende.ts';

export interface Fonds {
  readonly monde: FondDeCarte;
  readonly europe: FondDeCarte;
}

export interface OptionsDesCartes extends OptionsDeGraphique {
  readonly points: readonly PointDePays[];
  /** What no country has: several countries, or none told. Shown in a strip under the maps. */
  readonly horsCarte: readonly PartDeBande[];
  /** Whose action it is, named beside its mark: `Région Île-de-France`. */
  readonly collectivite: string;
  /** How amounts that the maps add up are written; to the cent when absent. */
  readonly afficher?: (valeur: Montant) => string;
}

/** Sizes of names, first ones and others: those that they have on a telephone and on paper, in units of each map. */
const CORPS_DU_MONDE = [28, 17] as const;
const CORPS_DE_L_EUROPE = [15, 15] as const;
const FOND =
  'Fond\u202f: Natural Earth, domaine public\u202f; projections équivalentes (Equal Earth, azimutale de Lambert). Frontières simplifiées, sans valeur officielle.';

/**
 * Draws where the total goes: the world, Europe at close range when something goes there, the legend that both share, and how
 * much of the whole is on no country. A country that no map can place is named under them: nothing is lost.
 */
export function dessinerCartes(pays: readonly PaysDeCarte[], fonds: Fonds, options: OptionsDesCartes): string {
  const { prefixe, points, horsCarte, collectivite, afficher = formaterEuros } = options;
  const ventile = totalDesPays(pays);
  const parts = [{ libelle: 'Ventilé par pays', montant: ventile, affiche: afficher(ventile) }, ...horsCarte];
  const ronds = mesurerLesRonds(pays);
  const description = options.description ?? decrireCarte(pays, parts);
  const europe = dessinerCarte(pays, fonds.europe, ronds, {
    prefixe: `${prefixe}-europe`,
    titre: `${options.titre}, l’Europe de près`,
    description: 'Les mêmes ronds que sur la carte du monde, à la même échelle des montants.',
    points,
    corps: CORPS_DE_L_EUROPE,
  });
  const monde = dessinerCarte(pays, fonds.monde, ronds, {
    prefixe,
    titre: options.titre,
    description,
    points,
    corps: CORPS_DU_MONDE,
    sansNom: europe.entiers,
  });
  const bande = dessinerBande(parts, {
    prefixe: `${prefixe}-bande`,
    titre: `${options.titre}, part ventilée par pays`,
  });
  return neutraliser(
    [
      '<div class="g-cartes"><div class="g-cadres">',
      monde.dessin,
      europe.dessines.size === 0 ? '' : `<div class="g-pres"><p>L’Europe de près</p>${europe.dessin}</div>`,
      '</div>',
      ecrireLegende(listerLaLegende(pays, ronds, collectivite)),
      listerLesPays(pays),
      bande.dessin,
      bande.legende,
      `<p class="note">${echapper(direLesPerdus(pays, monde) + FOND)}</p>`,
      '</div>',
    ].join(''),
  );
}

/** Every country one under the other, the largest amount first, each wide enough for a finger and open to keys. */
function listerLesPays(pays: readonly PaysDeCarte[]): string {
  if (pays.length === 0) return '';
  const lignes = trierLesPays(pays).map(({ nom, affiche, adresse }) => {
    const mots = `<bdi>${echapper(nom)}</bdi> <b>${echapper(affiche)}</b>`;
    return `<li>${adresse === undefined ? mots : `<a href="${echapper(adresse)}">${mots}</a>`}</li>`;
  });
  const titre =
    pays.length === 1 ? 'Le pays de la carte' : `Les ${pays.length} pays, du plus grand montant au plus petit`;
  return `<details class="g-liste"><summary>${titre}</summary><ol>${lignes.join('')}</ol></details>`;
}

function direLesPerdus(pays: readonly PaysDeCarte[], { dessines }: CarteDessinee): string {
  const perdus = pays.filter(({ code }) => !dessines.has(code));
  if (perdus.length === 0) return '';
  return `Sans place sur la carte, mais comptés\u202f: ${perdus.map(({ nom, affiche }) => `${nom} (${affiche})`).join(', ')}. `;
}

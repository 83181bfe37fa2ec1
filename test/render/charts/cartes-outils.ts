/** The world of the maps under test: the real countries, with amounts that tests choose. */
import { join } from 'node:path';
import { montant } from '../../../src/domain/argent/montant.ts';
import type { Pays } from '../../../src/domain/lieux/geographie.ts';
import { formaterEuros } from '../../../src/domain/textes/format.ts';
import {
  chargerLaGeographie,
  chargerLesPointsDesPays,
  chargerLesSignaux,
} from '../../../src/dossier/tables-de-reference.ts';
import type { PaysDeCarte } from '../../../src/render/graphiques/carte.ts';
import { dessinerCartes, type OptionsDesCartes } from '../../../src/render/graphiques/cartes.ts';
import { cadrerLEurope, ouvrirFond } from '../../../src/render/graphiques/fond-de-carte.ts';

const DONNEES = join(import.meta.dirname, '../../../data');

export const POINTS = chargerLesPointsDesPays(DONNEES);
export const TOUS_LES_PAYS: readonly Pays[] = chargerLaGeographie(
  DONNEES,
  chargerLesSignaux(DONNEES).fauxAmis,
).tousLesPays;
export const FONDS = { monde: await ouvrirFond(), europe: await ouvrirFond(cadrerLEurope()) };

/** A country of the tables with that many cents. */
export function pays(code: string, centimes: number): PaysDeCarte {
  const connu = TOUS_LES_PAYS.find((chacun) => chacun.code === code);
  return {
    code,
    numerique: connu?.numerique ?? '',
    nom: connu?.nom ?? code,
    montant: montant(centimes),
    affiche: formaterEuros(montant(centimes)),
    precision: '3 lignes',
    adresse: `#pays=${code.toLowerCase()}`,
  };
}

/** The maps of those countries. */
export function cartes(liste: readonly PaysDeCarte[], options: Partial<OptionsDesCartes> = {}): string {
  return dessinerCartes(liste, FONDS, {
    prefixe: 'carte',
    titre: 'Le total par pays',
    points: POINTS,
    horsCarte: [],
    collectivite: 'Région',
    ...options,
  });
}

/** The drawings of the maps, each by itself, in the order of the page; samples of the legend left out. */
export function dessins(html: string): string[] {
  return html.match(/<svg xmlns[\s\S]*?<\/svg>/g) ?? [];
}

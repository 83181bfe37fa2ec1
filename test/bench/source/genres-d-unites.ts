import type { Hasard } from '../../mutations/hasard.ts';
import { ecrireMontant } from '../../outils/ecrivain-csv.ts';
import { dire, type Table } from './table.ts';

const CENTIMES_D_UN_MILLION = 100_000_000;

/** Kinds that say the unit of the amounts, in titles, above or below the table; or that speak of millions of something else. */
export const GENRES_D_UNITES: Readonly<Record<string, (table: Table, hasard: Hasard) => void>> = {
  'milliers-au-dessus': (table, hasard) => {
    enMilliers(table, hasard);
    ecrireAuDessus(table, dire(table, hasard, 'en milliers'));
  },
  'milliers-en-note': (table, hasard) => {
    enMilliers(table, hasard);
    ecrireDessous(table, dire(table, hasard, 'en milliers'));
  },
  millions: (table, hasard) => {
    const { decimale } = table.page;
    for (const { centimes, cellules } of table.colonnes)
      centimes?.forEach((valeur, rang) => {
        cellules[rang] = (valeur / CENTIMES_D_UN_MILLION).toFixed(3).replace('.', decimale);
      });
    illisible(table, hasard, 'en millions');
    table.signale = 'millions d’euros';
  },
  francs: (table, hasard) => {
    illisible(table, hasard, 'en francs');
    table.signale = 'francs';
  },
  'millions-d-autre-chose': (table, hasard) => {
    const dit = dire(table, hasard, 'sans unité');
    if (hasard.nombre(2) === 0) ecrireAuDessus(table, dit);
    else ecrireDessous(table, dit);
  },
};

const CENTIMES_D_UN_MILLIER = 100_000;

/** Some of millions of euros, so that they would be amounts in euros too; one file in two has whole thousands. */
function enMilliers(table: Table, hasard: Hasard): void {
  table.page = { ...table.page, unite: 'milliers', milliers: '' };
  const entiers = hasard.nombre(2) === 0;
  for (const colonne of table.colonnes) {
    if (colonne.centimes === undefined) continue;
    // One that says euros by itself would be in euros.
    if (colonne.est === 'montants.engagements') colonne.titre = colonne.titre.replace(/ \(en euros\)$/, '');
    const centimes = colonne.centimes.map((valeur) =>
      entiers ? Math.ceil(valeur / CENTIMES_D_UN_MILLIER) * 20 * CENTIMES_D_UN_MILLIER : valeur * 20,
    );
    Object.assign(colonne, { centimes, cellules: centimes.map((valeur) => ecrireMontant(valeur, table.page)) });
  }
}

/** Says a unit in which no amount is read: none of the columns is one. */
function illisible(table: Table, hasard: Hasard, quoi: string): void {
  const ou = hasard.nombre(3);
  if (ou === 0) ecrireAuDessus(table, dire(table, hasard, quoi));
  if (ou === 1) ecrireDessous(table, dire(table, hasard, quoi));
  table.colonnes = table.colonnes.map((colonne) => {
    if (colonne.est?.startsWith('montants') !== true) return colonne;
    table.aDemander.push(colonne.est);
    const titre = ou === 2 ? `${colonne.titre} ${dire(table, hasard, `titre ${quoi}`)}` : colonne.titre;
    return { ...colonne, titre, est: undefined };
  });
  table.totalConnu = false;
}

export function ecrireAuDessus(table: Table, dit: string): void {
  const { separateur } = table.page;
  const cellule = dit.includes(separateur) ? `"${dit}"` : dit;
  table.page = { ...table.page, preambule: [`${cellule}${separateur.repeat(table.colonnes.length - 1)}`] };
}

export function ecrireDessous(table: Table, dit: string): void {
  table.pied.push([dit, ...table.colonnes.slice(1).map(() => '')]);
}

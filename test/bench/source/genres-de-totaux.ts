import type { Hasard } from '../../mutations/hasard.ts';
import { ecrireMontant } from '../../outils/ecrivain-csv.ts';
import { dire, inserer, nombreDeLignes, type Table } from './table.ts';

type Genre = (table: Table, hasard: Hasard) => void;

/** Kinds that have rows which sum up others, or lines that look as if they did. */
export const GENRES_DE_TOTAUX: Readonly<Record<string, Genre>> = {
  'total-d-une-ligne': (table, hasard) => {
    const mot = dire(table, hasard, 'de total');
    const apres = hasard.entre(1, nombreDeLignes(table) - 2);
    totaliser(table, apres, apres + 1, mot);
    if (hasard.nombre(2) === 0) totaliser(table, 0, nombreDeLignes(table), mot);
  },
  'libelles-de-total': (table, hasard) => {
    for (const colonne of table.colonnes)
      if (colonne.est === hasard.un(['libelle', 'beneficiaire']) || colonne.est === 'libelle')
        for (let fois = hasard.entre(1, 3); fois > 0; fois--)
          colonne.cellules[hasard.nombre(nombreDeLignes(table))] = dire(table, hasard, 'pris pour un total');
    if (hasard.nombre(2) === 0) totaliser(table, 0, nombreDeLignes(table), dire(table, hasard, 'de total'));
  },
  'total-de-chapitre': (table, hasard) => {
    const chapitre = table.colonnes.find(({ est }) => est === 'chapitre');
    const codes = [...new Set(chapitre?.cellules)].sort();
    const fins = trierParChapitre(table, chapitre?.cellules ?? []);
    for (const [rang, fin] of [...fins.entries()].reverse()) {
      const mot = hasard.un(['Total chapitre', 'Total du chapitre', 'Sous-total chapitre']);
      totaliser(table, fins[rang - 1] ?? 0, fin, `${mot} ${codes[rang]}`);
      if (chapitre !== undefined) chapitre.cellules[fin] = codes[rang] ?? '';
    }
  },
  'somme-sans-mot': (table) => {
    totaliser(table, 0, nombreDeLignes(table), '');
  },
  'somme-sous-un-autre-mot': (table, hasard) => {
    totaliser(table, 0, nombreDeLignes(table), dire(table, hasard, 'une somme'));
  },
  'total-en-tete-de-groupe': (table, hasard) => {
    const nombre = nombreDeLignes(table);
    const debuts = [0, hasard.entre(3, 5), hasard.entre(8, 9)];
    for (const [groupe, debut] of [...debuts.entries()].reverse())
      totaliser(table, debut, debuts[groupe + 1] ?? nombre, `Politique ${groupe + 1}`, debut);
  },
  'subventions-sans-codes': (table, hasard) => {
    const gardees = ['exercice', 'libelle', 'beneficiaire', 'lieu', 'montants.engagements'];
    table.colonnes = table.colonnes.filter(({ est }) => gardees.includes(est ?? ''));
    totaliser(table, 0, nombreDeLignes(table), dire(table, hasard, 'une somme'));
  },
  'compte-en-bas': (table, hasard) => {
    const nombre = nombreDeLignes(table);
    const mot = dire(table, hasard, 'un compte');
    inserer(table, nombre, ({ est }) =>
      est === 'libelle' ? mot : est === 'montants.engagements' ? String(nombre) : '',
    );
  },
};

/** Kinds that are drawn only in the lot that nothing is tuned on. */
export const GENRES_DE_TOTAUX_A_PART: Readonly<Record<string, Genre>> = {
  'report-de-page': (table, hasard) => {
    const rang = hasard.entre(3, nombreDeLignes(table) - 3);
    totaliser(table, 0, rang, hasard.un(['À reporter', 'A reporter']));
    totaliser(table, 0, rang, hasard.un(['Report', 'Reports']), rang + 1);
  },
  'societe-qui-vaut-le-reste': (table, hasard) => {
    const rang = hasard.nombre(nombreDeLignes(table));
    for (const { est, cellules } of table.colonnes) if (est === 'libelle') cellules[rang] = 'Total';
    table.colonnes = table.colonnes.map((colonne) => {
      if (colonne.centimes === undefined) return colonne;
      const somme = colonne.centimes.reduce((cumul, valeur, autre) => (autre === rang ? cumul : cumul + valeur), 0);
      colonne.cellules[rang] = ecrireMontant(somme, table.page);
      return { ...colonne, centimes: colonne.centimes.with(rang, somme) };
    });
  },
};

/** Writes the sum of some lines as a row of its own, after them unless told. */
function totaliser(table: Table, debut: number, fin: number, mot: string, place = fin): void {
  inserer(table, place, ({ est, centimes }) => {
    const somme = (centimes ?? []).slice(debut, fin).reduce((cumul, valeur) => cumul + valeur, 0);
    return est === 'libelle' ? mot : centimes === undefined ? '' : ecrireMontant(somme, table.page);
  });
}

/** @returns after how many lines each chapter ends, from the first */
function trierParChapitre(table: Table, chapitres: readonly string[]): number[] {
  const ordre = [...chapitres.keys()].sort((gauche, droite) => {
    const [un = '', autre = ''] = [chapitres[gauche], chapitres[droite]];
    return un === autre ? gauche - droite : un < autre ? -1 : 1;
  });
  const tries = ordre.map((rang) => chapitres[rang] ?? '');
  table.colonnes = table.colonnes.map((colonne) => {
    const ranger = <T>(suite: readonly T[]) => ordre.map((rang) => suite[rang] as T);
    colonne.cellules.splice(0, ordre.length, ...ranger(colonne.cellules));
    return colonne.centimes === undefined ? colonne : Object.assign(colonne, { centimes: ranger(colonne.centimes) });
  });
  return tries.flatMap((chapitre, rang) => (chapitre === tries[rang + 1] ? [] : [rang + 1]));
}

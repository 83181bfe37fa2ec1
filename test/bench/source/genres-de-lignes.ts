import type { Hasard } from '../../mutations/hasard.ts';
import { ecrireMontant } from '../../outils/ecrivain-csv.ts';
import { colonneDe, deMontants, deRien, nombreDeLignes, type Table } from './table.ts';

/** Kinds that say something of rows: those that are no lines, those of other years, those that leave cells empty. */
export const GENRES_DE_LIGNES: Readonly<Record<string, (table: Table, hasard: Hasard) => void>> = {
  'total-en-bas': (table, hasard) => {
    piedDeTotal(table, hasard.un(['TOTAL', 'Total général', 'Total']));
  },
  'sous-totaux': (table, hasard) => {
    const { colonnes } = table;
    const coupe = hasard.entre(3, nombreDeLignes(table) - 3);
    for (const debut of [coupe, nombreDeLignes(table)]) {
      const rangees = debut === coupe ? [0, coupe] : [coupe + 1, debut];
      for (const { est, cellules, centimes } of colonnes) {
        const somme = (centimes ?? []).slice(rangees[0], rangees[1]).reduce((cumul, valeur) => cumul + valeur, 0);
        const cellule =
          est === 'libelle'
            ? `Sous-total ${debut === coupe ? 'A' : 'B'}`
            : centimes === undefined
              ? ''
              : ecrireMontant(somme, table.page);
        cellules.splice(debut, 0, cellule);
        (centimes as number[] | undefined)?.splice(debut, 0, 0);
      }
    }
  },
  'note-en-bas': (table, hasard) => {
    const note = hasard.un([
      'Extraction du 3 décembre',
      'Source : direction des finances',
      '* montants provisoires',
      'Page 1/1',
    ]);
    table.pied.push(
      table.colonnes.map(() => ''),
      [note, ...table.colonnes.slice(1).map(() => '')],
    );
  },
  'titres-repetes': (table, hasard) => {
    const rang = hasard.entre(2, nombreDeLignes(table) - 2);
    for (const { titre, cellules, centimes } of table.colonnes) {
      cellules.splice(rang, 0, titre);
      (centimes as number[] | undefined)?.splice(rang, 0, 0);
    }
  },
  preambule: (table, hasard) => {
    const { page, exercice } = table;
    table.page = {
      ...page,
      preambule: hasard.un([
        ['Région - engagements', ''],
        [`Exécution ${exercice}`],
        ['Secteur', `Extraction ${exercice}`, ''],
      ]),
    };
  },
  // Its columns are named by their rank once all are there.
  'sans-titres': () => undefined,
  'plusieurs-exercices': (table, hasard) => {
    const annees = [-1, 0, 1].map((ecart) => String(Number(table.exercice) + ecart));
    const tirees = Array.from({ length: nombreDeLignes(table) }, () => hasard.un(annees));
    table.colonnes = [
      { titre: hasard.un(['Exercice', 'Année']), est: 'exercice', cellules: tirees },
      ...table.colonnes.filter(({ est }) => est !== 'exercice'),
    ];
    for (const colonne of table.colonnes)
      if (colonne.centimes !== undefined)
        Object.assign(colonne, {
          centimes: colonne.centimes.map((valeur, rang) => (tirees[rang] === table.exercice ? valeur : 0)),
        });
  },
  'lignes-sans-montant': (table, hasard) => {
    const engage = colonneDe(table, 'montants.engagements');
    for (let fois = 0; fois < 3; fois++) viderLeMontant(engage, hasard.nombre(nombreDeLignes(table)));
  },
  'programme-dit-une-fois': (table) => {
    for (const { est, cellules } of table.colonnes)
      if (est === 'programme' || est === 'chapitre_libelle') {
        // A group ends where another begins.
        let derniere: string | undefined;
        cellules.forEach((cellule, rang) => {
          if (rang % 4 !== 0 || cellule === derniere) cellules[rang] = '';
          else derniere = cellule;
        });
        const groupes = cellules.filter((cellule) => cellule !== '').length;
        if (groupes > 1) table.reportes.push(est);
      }
  },
  'une-valeur-de-moins': (table) => {
    table.colonnes.push(deRien(table, 'Observations', () => ''));
    table.sansDerniere = true;
  },
  classeur: (table) => {
    table.enClasseur = true;
    table.page = { ...table.page, preambule: [] };
  },
  'classeur-annees-fusionnees': (table, hasard) => {
    table.enClasseur = true;
    table.page = { ...table.page, preambule: [] };
    table.colonnes = table.colonnes.filter(({ est }) => est?.startsWith('montants') !== true);
    const bases = [
      ['AE', 'montants.ae_votees'],
      ['Engagé', 'montants.engagements'],
    ] as const;
    for (const annee of [String(Number(table.exercice) - 1), table.exercice])
      for (const [titre, est] of bases) {
        const sienne = annee === table.exercice ? est : undefined;
        table.colonnes.push(deMontants(hasard, table, `${annee} / ${titre}`, sienne));
      }
  },
  'depenses-et-recettes': (table, hasard) => {
    const [depense, recette] = hasard.un([
      ['Dépenses engagées', 'Recettes engagées'],
      ['Dépenses', 'Recettes'],
    ] as const);
    table.colonnes = table.colonnes.filter(({ est }) => est?.startsWith('montants') !== true && est !== 'sens');
    const colonnes = [deMontants(hasard, table, depense, 'depense'), deMontants(hasard, table, recette, 'recette')];
    for (const [rang] of colonnes[0]?.cellules.entries() ?? [])
      viderLeMontant(colonnes[hasard.nombre(6) === 0 ? 0 : 1] as Table['colonnes'][number], rang);
    table.colonnes.push(...colonnes);
    table.totalConnu = false;
  },
};

function viderLeMontant(colonne: Table['colonnes'][number], rang: number): void {
  colonne.cellules[rang] = '';
  Object.assign(colonne, { centimes: (colonne.centimes ?? []).map((valeur, autre) => (autre === rang ? 0 : valeur)) });
}

function piedDeTotal(table: Table, mot: string): void {
  table.pied.push(
    table.colonnes.map(({ est, centimes }) => {
      if (est === 'libelle') return mot;
      return centimes === undefined
        ? ''
        : ecrireMontant(
            centimes.reduce((somme, valeur) => somme + valeur, 0),
            table.page,
          );
    }),
  );
}

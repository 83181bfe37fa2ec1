import type { Jaune, Rangee, Table } from '../../compile/jaune.ts';
import {
  CLE_DU_RESTE,
  cleDeLaLigne,
  type LectureDeLigne,
  type NomTable,
  TABLES_DECRITES,
} from '../../compile/tables-decrites.ts';
import { cleDExclusion, cleDeReponse } from '../../compile/valeurs-nommees.ts';
import { type Montant, montant, NUL, somme } from '../../domain/argent/montant.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import type { LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import { comparer } from '../../domain/textes/ordre.ts';
import type { Dimension } from '../../domain/verdict/dimensions.ts';
import { RANGEES_LISTEES } from './noms.ts';
import { type NumerosDeFlux, numeroterLesFlux } from './numeroter-les-flux.ts';

const SANS_NOM = 'Sans nom';

/** A table whose rows are numbered from 1, and the number that each row of the sheet `Parts` bears for it. */
export interface TableNumerotee {
  readonly table: Table;
  /** The rows that the sheet lists, in order: row `i` bears the number `i + 1`. */
  readonly listees: readonly Rangee[];
  /** What is counted to no listed row (number 0), when there is such a row in `Parts`. */
  readonly autres: Montant | undefined;
  /** For each row of `Parts`, the number of its row here, or 0. */
  readonly numeros: Int32Array;
}
export type TablesNumerotees = ReadonlyMap<NomTable, TableNumerotee>;

/**
 * Numbers a table. Formulas find the lines of a row by this number and never by its text: in a criterion, `*`, `?`, `>1`
 * or `=x` are operators, case does not count, `048` also finds 48, and an empty text finds nothing; and comparing whole
 * numbers is what SUMIFS does fastest. A line that the table does not count yet (exceptional, to be arbitrated) gets the
 * number of the row that its own code would join, so that changing its verdict in the workbook moves that row.
 */
export function numeroter(table: Table, { lignes, libelles }: Pick<Jaune, 'lignes' | 'libelles'>): TableNumerotee {
  const { nom, rangees } = table;
  const { lecture, reste } = TABLES_DECRITES[nom];
  // Parts find the labels: one that is empty would not be found.
  const listees = rangees
    .slice(0, RANGEES_LISTEES)
    .map((rangee) => (rangee.libelle === '' ? { ...rangee, libelle: rangee.cle || SANS_NOM } : rangee));
  if ('dimension' in lecture) listees.push(...horsDuTotal(table, lecture.dimension, { lignes, libelles }));
  const numeros = new Int32Array(lignes.reduce((nombre, { verdict }) => nombre + verdict.parts.length, 0));
  let rang = 0;
  if ('dimension' in lecture) {
    const { dimension } = lecture;
    const parValeur = new Map(listees.map(({ cle }, place) => [cle, place + 1]));
    for (const { verdict } of lignes)
      for (const part of verdict.parts) numeros[rang++] = parValeur.get(part[dimension]) ?? 0;
  } else {
    const parDefaut = reste ? listees.findIndex(({ cle }) => cle === CLE_DU_RESTE) + 1 : 0;
    const deLaLigne = numerosDesLignes(rangees, lignes, memorisant(lecture, libelles));
    for (const [indice, { verdict }] of lignes.entries())
      for (const _part of verdict.parts) numeros[rang++] = deLaLigne[indice] || parDefaut;
  }
  const hors = montant(table.total - somme(listees.map((rangee) => rangee.montant)));
  return { table, listees, autres: numeros.includes(0) ? hors : undefined, numeros };
}

/** The values of a dimension that only parts out of the total have: rows of nothing, so that each part has one that names it. */
function horsDuTotal(
  { nom, rangees }: Table,
  dimension: Dimension,
  { lignes, libelles }: Pick<Jaune, 'lignes' | 'libelles'>,
): Rangee[] {
  const { vide, libelle } = TABLES_DECRITES[nom];
  const vues = new Set(rangees.map(({ cle }) => cle));
  const hors: Rangee[] = [];
  for (const { ligne, verdict } of lignes)
    for (const { [dimension]: cle } of verdict.parts) {
      if (vues.has(cle) || rangees.length + hors.length >= RANGEES_LISTEES) continue;
      vues.add(cle);
      const dit = cle === '' ? vide : libelle(cle, ligne, libelles);
      hors.push({ cle, nom: '', libelle: dit, montant: NUL, lignes: [], autresBases: new Map() });
    }
  return hors.sort((gauche, droite) => comparer(gauche.libelle, droite.libelle));
}

/** For each line, the number of the row that counts it, or that its value would join; 0 for none. */
function numerosDesLignes(
  rangees: readonly Rangee[],
  lignes: readonly Affectation[],
  lire: (ligne: LigneBudgetaire) => string,
): Int32Array {
  const parValeur = new Map<string, number>();
  const numeros = new Int32Array(lignes.length);
  for (const [rang, rangee] of rangees.entries()) {
    const numero = rang < RANGEES_LISTEES ? rang + 1 : 0;
    for (const indice of rangee.lignes) {
      numeros[indice] = numero;
      const ligne = lignes[indice]?.ligne;
      if (ligne) parValeur.set(lire(ligne), numero);
    }
  }
  for (const [indice, { ligne }] of lignes.entries()) numeros[indice] ||= parValeur.get(lire(ligne)) ?? 0;
  return numeros;
}

/** Reads what makes two lines fall in one row. Lines that follow one another often say the same: it is worked out once. */
function memorisant(lecture: LectureDeLigne, libelles: Jaune['libelles']): (ligne: LigneBudgetaire) => string {
  const { champ } = lecture;
  let recue: string | undefined;
  let norme: LigneBudgetaire['norme'] = '';
  let lue = '';
  return (ligne) => {
    if (ligne[champ] !== recue || ligne.norme !== norme) {
      recue = ligne[champ];
      norme = ligne.norme;
      lue = cleDeLaLigne(ligne, lecture, libelles);
    }
    return lue;
  };
}

/** For each line that documents name, the number of its row in the sheets of rules, sources and exclusions; 0 for none. */
export interface NumerosDePieces {
  readonly regle: Int32Array;
  readonly source: Int32Array;
  readonly exclusion: Int32Array;
  /** Nothing where the dossier lists no body. */
  readonly flux: NumerosDeFlux | undefined;
}

/** The row of the sheet of rules for lines that a person decided, after all the rules. */
export function numeroDesArbitrages({ regles }: Pick<Jaune, 'regles'>): number {
  return regles.length + 1;
}

/** Numbers the lines by what decided them, the file they come from, and the reason for which they are left out. */
export function numeroterLesPieces(jaune: Jaune, lignes: readonly Affectation[]): NumerosDePieces {
  const regles = numeros(jaune.regles.map(({ regle }) => regle.id));
  const sources = numeros(jaune.sources.map(({ fichier }) => fichier));
  const exclusions = numeros(jaune.exclusions.map(cleDExclusion));
  const deLignes = (numero: (affectation: Affectation) => number | undefined) =>
    Int32Array.from(lignes, (affectation) => numero(affectation) ?? 0);
  return {
    regle: deLignes(({ verdict: { decisive } }) => {
      if (decisive.auteur.type === 'decision') return numeroDesArbitrages(jaune);
      return decisive.auteur.type === 'regle' ? regles.get(decisive.auteur.regle.id) : 0;
    }),
    source: deLignes(({ ligne }) => sources.get(ligne.fichier)),
    exclusion: deLignes(({ verdict: { place, decisive } }) =>
      place === 'exclue' ? exclusions.get(cleDeReponse(decisive)) : 0,
    ),
    flux: numeroterLesFlux(jaune, lignes),
  };
}

function numeros(cles: readonly string[]): ReadonlyMap<string, number> {
  return new Map(cles.map((cle, rang) => [cle, rang + 1]));
}

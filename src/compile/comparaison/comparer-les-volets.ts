import type { CelluleDeTableau, ColonneDeTableau, RangeeDeTableau, Tableau } from '../../domain/volets/tableau.ts';
import type { VoletCompile } from '../../domain/volets/volet-compile.ts';

export interface CelluleChangee {
  readonly colonne: ColonneDeTableau;
  readonly avant: CelluleDeTableau;
  readonly apres: CelluleDeTableau;
}

/** A row of a table that is in one edition alone, or otherwise in the other. */
export interface RangeeChangee {
  readonly cle: string;
  /** What names it for readers. */
  readonly nom: CelluleDeTableau;
  readonly type: 'nouvelle' | 'disparue' | 'changee';
  /** Of a row that is in both. */
  readonly cellules: readonly CelluleChangee[];
}

/** What changed in a table of a volet. */
export interface TableauChange {
  readonly volet: Pick<VoletCompile, 'nom' | 'titre'>;
  readonly tableau: Pick<Tableau, 'nom' | 'titre'>;
  readonly rangees: readonly RangeeChangee[];
}

/** What two editions say otherwise beside their money, table by table, in the order of the later one. */
export function comparerLesVolets(avant: readonly VoletCompile[], apres: readonly VoletCompile[]): TableauChange[] {
  const anciens = new Map(avant.map((volet) => [volet.nom, volet]));
  const noms = new Set(apres.map(({ nom }) => nom));
  const paires = [
    ...apres.map((volet) => [anciens.get(volet.nom), volet] as const),
    ...avant.flatMap((volet) => (noms.has(volet.nom) ? [] : [[volet, undefined] as const])),
  ];
  return paires.flatMap(([ancien, recent]) => {
    const volet = recent ?? ancien;
    if (volet === undefined) return [];
    const tableaux = [...(recent?.tableaux ?? []), ...(ancien?.tableaux ?? [])].filter(({ autreOrdre }) => !autreOrdre);
    return [...new Set(tableaux.map(({ nom }) => nom))].flatMap((nom) => {
      const [ici, la] = [recent, ancien].map((cote) => cote?.tableaux.find((tableau) => tableau.nom === nom));
      const tableau = ici ?? la;
      const rangees = comparerLesRangees(la, ici);
      return tableau && rangees.length > 0 ? [{ volet, tableau, rangees }] : [];
    });
  });
}

/** A row of each edition that are about the same thing, and what tells them from other rows. */
interface Paire {
  readonly cle: string;
  readonly avant: RangeeDeTableau;
  readonly apres: RangeeDeTableau;
}

/**
 * Rows go by their keys; those about the exercice of each edition go together too, so that what this year made is told beside what the
 * last made. A row that neither finds is in one edition alone.
 */
function comparerLesRangees(avant: Tableau | undefined, apres: Tableau | undefined): RangeeChangee[] {
  const [anciennes, recentes] = [rangeesParCle(avant), rangeesParCle(apres)];
  const [anciensSuivis, suivis] = [rangeesParSuivi(avant), rangeesParSuivi(apres)];
  const colonnes = colonnesDesDeux(avant?.colonnes ?? [], apres?.colonnes ?? []);
  const periodes = apres?.periodes ?? avant?.periodes;
  const nommer = ({ cle, nom, cellules: [premiere] }: RangeeDeTableau) => ({ cle, nom: nom ?? premiere });
  const changees = ({ cle, avant: ancienne, apres: rangee }: Paire): RangeeChangee[] => {
    const cellules = colonnes.flatMap(({ colonne, rangs: [la, ici] }) => {
      const [de, vers] = [ancienne.cellules[la], rangee.cellules[ici]];
      return de === vers ? [] : [{ colonne, avant: de, apres: vers }];
    });
    return cellules.every(({ colonne }) => colonne.cle === periodes)
      ? []
      : [{ ...nommer(rangee), cle, type: 'changee', cellules }];
  };
  return [
    ...(apres?.rangees ?? []).flatMap((rangee): RangeeChangee[] => {
      const ancienne = anciennes.get(rangee.cle);
      const suivie = rangee.suivi === undefined ? undefined : anciensSuivis.get(rangee.suivi);
      if (ancienne === undefined && suivie === undefined)
        return [{ ...nommer(rangee), type: 'nouvelle', cellules: [] }];
      return [
        ...(suivie && suivie !== ancienne ? changees({ cle: rangee.suivi ?? '', avant: suivie, apres: rangee }) : []),
        ...(ancienne ? changees({ cle: rangee.cle, avant: ancienne, apres: rangee }) : []),
      ];
    }),
    ...(avant?.rangees ?? []).flatMap((rangee): RangeeChangee[] =>
      recentes.has(rangee.cle) || (rangee.suivi !== undefined && suivis.has(rangee.suivi))
        ? []
        : [{ ...nommer(rangee), type: 'disparue', cellules: [] }],
    ),
  ];
}

function rangeesParCle(tableau: Tableau | undefined): ReadonlyMap<string, RangeeDeTableau> {
  return new Map((tableau?.rangees ?? []).map((rangee) => [rangee.cle, rangee]));
}

function rangeesParSuivi(tableau: Tableau | undefined): ReadonlyMap<string, RangeeDeTableau> {
  return new Map(
    (tableau?.rangees ?? []).flatMap((rangee) => (rangee.suivi === undefined ? [] : [[rangee.suivi, rangee] as const])),
  );
}

/** The columns of either edition, those of the later one first, with their ranks in each; -1 where one lacks it. */
function colonnesDesDeux(avant: readonly ColonneDeTableau[], apres: readonly ColonneDeTableau[]) {
  const rangDe = (colonnes: readonly ColonneDeTableau[], cle: string) =>
    colonnes.findIndex((colonne) => colonne.cle === cle);
  return [...apres, ...avant.filter(({ cle }) => rangDe(apres, cle) < 0)].map((colonne) => ({
    colonne,
    rangs: [rangDe(avant, colonne.cle), rangDe(apres, colonne.cle)] as const,
  }));
}

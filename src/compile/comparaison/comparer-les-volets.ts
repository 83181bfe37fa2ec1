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
    const tableaux = [...(recent?.tableaux ?? []), ...(ancien?.tableaux ?? [])];
    return [...new Set(tableaux.map(({ nom }) => nom))].flatMap((nom) => {
      const [ici, la] = [recent, ancien].map((cote) => cote?.tableaux.find((tableau) => tableau.nom === nom));
      const tableau = ici ?? la;
      const rangees = comparerLesRangees(la, ici);
      return tableau && rangees.length > 0 ? [{ volet, tableau, rangees }] : [];
    });
  });
}

function comparerLesRangees(avant: Tableau | undefined, apres: Tableau | undefined): RangeeChangee[] {
  const anciennes = new Map((avant?.rangees ?? []).map((rangee) => [rangee.cle, rangee]));
  const cles = new Set((apres?.rangees ?? []).map(({ cle }) => cle));
  const colonnes = colonnesDesDeux(avant?.colonnes ?? [], apres?.colonnes ?? []);
  const nommer = ({ cle, nom, cellules: [premiere] }: RangeeDeTableau) => ({ cle, nom: nom ?? premiere });
  return [
    ...(apres?.rangees ?? []).flatMap((rangee): RangeeChangee[] => {
      const ancienne = anciennes.get(rangee.cle);
      if (ancienne === undefined) return [{ ...nommer(rangee), type: 'nouvelle', cellules: [] }];
      const cellules = colonnes.flatMap(({ colonne, rangs: [la, ici] }) => {
        const [de, vers] = [ancienne.cellules[la], rangee.cellules[ici]];
        return de === vers ? [] : [{ colonne, avant: de, apres: vers }];
      });
      return cellules.length === 0 ? [] : [{ ...nommer(rangee), type: 'changee', cellules }];
    }),
    ...(avant?.rangees ?? []).flatMap((rangee): RangeeChangee[] =>
      cles.has(rangee.cle) ? [] : [{ ...nommer(rangee), type: 'disparue', cellules: [] }],
    ),
  ];
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

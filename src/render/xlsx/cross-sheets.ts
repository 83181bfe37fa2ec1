import type { NomTable, Rangee, TableCroisee } from '../../compile/jaune.ts';
import { type Montant, montant, somme } from '../../domain/montant.ts';
import { formuleMontant, lettre } from '../../files/xlsx/cell.ts';
import { ajouterControle, type Contexte, commencer } from './context.ts';
import { NOMS, nomDesNumeros, sommeSi } from './names.ts';
import type { TableNumerotee } from './table-numbers.ts';
import { AUTRES } from './table-sheets.ts';

const FEUILLES: Readonly<Record<TableCroisee['nom'], { nom: string; lignes: NomTable; colonnes: NomTable }>> = {
  axe_secteur: { nom: 'Axes × secteurs', lignes: 'axe', colonnes: 'secteur' },
  domaine_territoire: { nom: 'Domaines × territoires', lignes: 'domaine', colonnes: 'territoire' },
};
const NOTE =
  'Montants internationaux hors opérations exceptionnelles. Les numéros sont ceux des rangées des deux feuilles croisées ici.';

/** One value of a side of the table: its number, its label, the ranks that it gathers in the table of the jaune. */
interface Bord {
  readonly numero: number;
  readonly libelle: string;
  readonly rangs: readonly number[];
}

/** The two-way tables: each cell a live sum over `Lignes`, totals on both sides, and the check. */
export function ecrireCroisees(contexte: Contexte): void {
  for (const croisee of contexte.jaune.croisees) ecrireCroisee(contexte, croisee);
}

function ecrireCroisee(contexte: Contexte, croisee: TableCroisee): void {
  const { nom, lignes, colonnes } = FEUILLES[croisee.nom];
  const bordLignes = bordDe(croisee.lignes, contexte.tables.get(lignes));
  const bordColonnes = bordDe(croisee.colonnes, contexte.tables.get(colonnes));
  const feuille = commencer(contexte, {
    nom,
    titre: croisee.titre,
    note: NOTE,
    avantEntete: 1,
    pagesEnLargeur: bordColonnes.length > 8 ? 2 : 1,
    colonnesFigees: 2,
    colonnes: [
      { titre: 'N°', largeur: 6, style: 'numero' },
      { titre: contexte.tables.get(lignes)?.table.entete ?? '', largeur: 40, style: 'renvoi' },
      ...bordColonnes.map(({ libelle }) => ({ titre: libelle, largeur: 20, style: 'montantOuTiret' as const })),
      { titre: 'Total', largeur: 20, style: 'montantGras' },
    ],
  });
  const numeros = feuille.ajouterEn('numero', [undefined, undefined, ...bordColonnes.map(({ numero }) => numero)]);
  feuille.ajouterEntetes();
  const premiere = feuille.rang;
  const finale = lettre(bordColonnes.length + 1);
  for (const { numero, libelle, rangs } of bordLignes) {
    const rang = feuille.rang;
    const cellules = bordColonnes.map((colonne, indice) => {
      const parLigne = [nomDesNumeros(lignes), `$A${rang}`] as const;
      const parColonne = [nomDesNumeros(colonnes), `${lettre(indice + 2)}$${numeros}`] as const;
      const centimes = sommeCellules(croisee, rangs, colonne.rangs);
      return formuleMontant(sommeSi('internationale', parLigne, parColonne), centimes);
    });
    const total = somme(rangs.map((indice) => croisee.lignes[indice]?.montant ?? montant(0)));
    const enTout = bordColonnes.length === 0 ? '0' : `SUM(C${rang}:${finale}${rang})`;
    feuille.ajouter([numero, libelle, ...cellules, formuleMontant(enTout, total)]);
  }
  const derniere = feuille.rang - 1;
  const enColonne = (indice: number, centimes: Montant) => {
    const colonne = lettre(indice + 2);
    return formuleMontant(derniere < premiere ? '0' : `SUM(${colonne}${premiere}:${colonne}${derniere})`, centimes);
  };
  const totaux = bordColonnes.map(({ rangs }, indice) =>
    enColonne(indice, somme(rangs.map((rang) => croisee.colonnes[rang]?.montant ?? montant(0)))),
  );
  const rangTotal = feuille.ajouterTotal([
    undefined,
    'Total hors opérations exceptionnelles',
    ...totaux,
    enColonne(bordColonnes.length, croisee.total),
  ]);
  const colonne = lettre(bordColonnes.length + 2);
  ajouterControle(contexte, feuille, { nom: croisee.nom, colonne }, `${colonne}${rangTotal}`, NOMS.total);
  feuille.clore();
}

/** Numbers a side as its one-way sheet does; what that sheet does not list is gathered under 0. */
function bordDe(rangees: readonly Rangee[], table: TableNumerotee | undefined): readonly Bord[] {
  const numeros = new Map(table?.listees.map(({ cle }, rang) => [cle, rang + 1]));
  const bord: Bord[] = [];
  const hors: number[] = [];
  for (const [rang, { cle, libelle }] of rangees.entries()) {
    const numero = numeros.get(cle);
    if (numero === undefined) hors.push(rang);
    else bord.push({ numero, libelle, rangs: [rang] });
  }
  if (hors.length > 0 || table?.autres !== undefined) bord.push({ numero: 0, libelle: AUTRES, rangs: hors });
  return bord;
}

function sommeCellules({ cellules }: TableCroisee, lignes: readonly number[], colonnes: readonly number[]): Montant {
  return somme(lignes.flatMap((ligne) => colonnes.map((colonne) => cellules[ligne]?.[colonne]?.montant ?? montant(0))));
}

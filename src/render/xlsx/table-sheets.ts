import type { Rangee } from '../../compile/jaune.ts';
import { type NomTable, TABLES_DECRITES } from '../../compile/tables-decrites.ts';
import { formuleMontant, formulePart, lettre } from '../../files/xlsx/cell.ts';
import type { Feuille } from '../../files/xlsx/sheet.ts';
import { ecrireCode } from '../codes.ts';
import { ajouterControle, type Contexte, commencer, filtre, impression } from './context.ts';
import { FILTRE_INTERNATIONALE, filtreDe, lienVersLignes } from './links.ts';
import { colonneDesRangs, NOMS, sommeSi } from './names.ts';
import type { TableNumerotee } from './table-numbers.ts';

/** How the row of what no listed row counts is called. */
export const AUTRES = 'Autres valeurs';
const NOTE =
  'Montants internationaux hors opérations exceptionnelles, en formules sur la feuille Lignes. Le nombre de lignes, souligné, mène à la première.';

/** The sheet of a one-way table: numbered rows, each a live sum over `Lignes`, a total and its check. */
export function ecrireTable(contexte: Contexte, nom: NomTable): void {
  const numerotee = contexte.tables.get(nom);
  if (numerotee) ecrireNumerotee(contexte, numerotee);
}

function ecrireNumerotee(contexte: Contexte, { table, listees, autres }: TableNumerotee): void {
  const { feuille: nom, code } = TABLES_DECRITES[table.nom];
  const feuille = commencer(contexte, {
    nom,
    onglet: 'ventilation',
    titre: table.titre,
    note: NOTE,
    colonnes: [
      { titre: 'N°', largeur: 7, style: 'numero' },
      { titre: 'Code', largeur: 18, style: 'code', cachee: code === undefined },
      { titre: table.entete, largeur: 58, style: 'renvoi' },
      { titre: 'Montant', largeur: 20, style: 'montant' },
      { titre: 'Part du total', largeur: 11, style: 'pourcent' },
      { titre: 'Lignes à l’édition', largeur: 12, style: 'lienEntier' },
      { titre: 'Nom du chiffre', largeur: 34, style: 'nomDeChiffre' },
    ],
    colonnesFigees: 3,
  });
  const entete = feuille.ajouterEntetes();
  for (const [rang, rangee] of listees.entries()) {
    ajouter(contexte, feuille, table, rang + 1, rangee);
    const filtres = [FILTRE_INTERNATIONALE, filtreDe(table.nom, rangee, rang + 1)];
    const [premiere] = rangee.lignes;
    if (premiere !== undefined) feuille.lier(lettre(5), lienVersLignes(contexte, premiere, filtres));
  }
  if (autres !== undefined)
    ajouter(contexte, feuille, table, 0, { cle: '', nom: '', libelle: AUTRES, montant: autres, lignes: [] });
  const derniere = feuille.rang - 1;
  ajouterTotal(contexte, feuille, table, entete + 1, derniere);
  feuille.clore({
    filtre: filtre(feuille, entete, derniere),
    impression: impression(feuille),
    ...(code !== undefined && derniere > entete && { codes: [`B${entete + 1}:B${derniere}`] }),
  });
}

function ajouter(
  { jaune }: Contexte,
  feuille: Feuille,
  { nom, total }: TableNumerotee['table'],
  numero: number,
  rangee: Rangee,
): void {
  const { libelle, montant, lignes, cle } = rangee;
  const { rang } = feuille;
  const code = TABLES_DECRITES[nom].code === 'cle' ? cle : ecrireCode(nom, rangee, jaune.lignes);
  feuille.ajouter([
    numero,
    code,
    libelle,
    formuleMontant(sommeSi('internationale', [colonneDesRangs(nom), `A${rang}`]), montant),
    formulePart(`D${rang}`, NOMS.total, montant, total),
    numero === 0 ? undefined : lignes.length,
    numero === 0 ? undefined : `${nom}.${rangee.nom}`,
  ]);
}

function ajouterTotal(
  contexte: Contexte,
  feuille: Feuille,
  { nom, total }: TableNumerotee['table'],
  premiere: number,
  derniere: number,
): void {
  const somme = derniere < premiere ? '0' : `ROUND(SUM(D${premiere}:D${derniere}),2)`;
  const { rang } = feuille;
  feuille.ajouterTotal([
    undefined,
    undefined,
    'Total hors opérations exceptionnelles',
    formuleMontant(somme, total),
    formulePart(`D${rang}`, NOMS.total, total, total),
    undefined,
    'synthese.total',
  ]);
  ajouterControle(contexte, feuille, { nom, colonne: 'D' }, `D${rang}`, sommeSi('internationale'));
}

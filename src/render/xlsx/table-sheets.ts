import type { NomTable, Rangee } from '../../compile/jaune.ts';
import { formuleMontant, formulePart } from '../../files/xlsx/cell.ts';
import type { Feuille } from '../../files/xlsx/sheet.ts';
import { ecrireCode } from '../codes.ts';
import { ajouterControle, type Contexte, commencer, filtre } from './context.ts';
import { NOMS, nomDesNumeros, sommeSi } from './names.ts';
import type { TableNumerotee } from './table-numbers.ts';

/** Names of the sheets of the one-way tables. */
export const FEUILLES_TABLES: Readonly<Record<NomTable, string>> = {
  secteur: 'Secteurs',
  axe: 'Axes',
  domaine: 'Domaines',
  territoire: 'Territoires',
  pays: 'Pays',
  organisme: 'Organismes',
  chapitre: 'Chapitres',
  fonction: 'Fonctions',
  programme: 'Programmes',
  action: 'Actions',
  beneficiaire: 'Bénéficiaires',
  section: 'Sections',
};

/** The tables whose rows bear a code that people know; elsewhere the key is the label, or ours. */
const AVEC_CODE: ReadonlySet<NomTable> = new Set(['pays', 'chapitre', 'fonction', 'programme', 'action']);

/** How the row of what no listed row counts is called. */
export const AUTRES = 'Autres valeurs';
const NOTE =
  'Montants internationaux hors opérations exceptionnelles. Chaque montant est une formule sur la feuille Lignes, par le numéro de la rangée ; « Autres valeurs » reçoit ce qui n’est dans aucune.';

/** One sheet for each one-way table: numbered rows, each a live sum over `Lignes`, a total and its check. */
export function ecrireTables(contexte: Contexte): void {
  for (const table of contexte.tables.values()) ecrireTable(contexte, table);
}

function ecrireTable(contexte: Contexte, { table, listees, autres }: TableNumerotee): void {
  const feuille = commencer(contexte, {
    nom: FEUILLES_TABLES[table.nom],
    titre: table.titre,
    note: NOTE,
    colonnes: [
      { titre: 'N°', largeur: 6, style: 'numero' },
      { titre: 'Code', largeur: 18, style: 'code', cachee: !AVEC_CODE.has(table.nom) },
      { titre: table.entete, largeur: 56, style: 'renvoi' },
      { titre: 'Montant (€)', largeur: 20, style: 'montant' },
      { titre: 'Part du total', largeur: 12, style: 'pourcent' },
      { titre: 'Lignes à l’édition', largeur: 12, style: 'entier' },
    ],
    colonnesFigees: 3,
  });
  const entete = feuille.ajouterEntetes();
  const ajouter = (
    numero: number,
    { code, libelle, montant, lignes }: Pick<Rangee, 'libelle' | 'montant'> & { code: string; lignes?: number },
  ) => {
    const somme = sommeSi('internationale', [nomDesNumeros(table.nom), `A${feuille.rang}`]);
    feuille.ajouter([
      numero,
      code,
      libelle,
      formuleMontant(somme, montant),
      formulePart(`D${feuille.rang}`, NOMS.total, montant, table.total),
      lignes,
    ]);
  };
  for (const [rang, rangee] of listees.entries())
    ajouter(rang + 1, {
      code: table.nom === 'pays' ? rangee.cle : ecrireCode(table.nom, rangee, contexte.jaune.lignes),
      libelle: rangee.libelle,
      montant: rangee.montant,
      lignes: rangee.lignes.length,
    });
  if (autres !== undefined) ajouter(0, { code: '', libelle: AUTRES, montant: autres });
  const derniere = feuille.rang - 1;
  ajouterTotal(contexte, feuille, table, entete + 1, derniere);
  feuille.clore({ filtre: filtre(feuille, entete, derniere) });
}

function ajouterTotal(
  contexte: Contexte,
  feuille: Feuille,
  { nom, total }: TableNumerotee['table'],
  premiere: number,
  derniere: number,
): void {
  const somme = derniere < premiere ? '0' : `SUM(D${premiere}:D${derniere})`;
  const rang = feuille.rang;
  feuille.ajouterTotal([
    undefined,
    undefined,
    'Total hors opérations exceptionnelles',
    formuleMontant(somme, total),
    formulePart(`D${rang}`, NOMS.total, total, total),
  ]);
  ajouterControle(contexte, feuille, { nom, colonne: 'D' }, `D${rang}`, NOMS.total);
}

import { somme } from '../../domain/argent/montant.ts';
import type { PartPubliee } from '../../domain/lignes/lignes-publiees.ts';
import { comparer } from '../../domain/textes/ordre.ts';
import { plier } from '../../domain/textes/texte.ts';
import { DIMENSIONS } from '../../domain/verdict/verdict.ts';
import type { Rangee, Table } from '../jaune.ts';
import { type NomTable, TABLES, TABLES_DECRITES } from '../tables-decrites.ts';
import { illustratifParmi, type RangeeComparee, type TableComparee, variation } from './evolution.ts';

/** The tables whose labels are published: those of the breakdown first, in its order. */
const COMPAREES: readonly NomTable[] = [...new Set<NomTable>([...DIMENSIONS, ...TABLES])].filter(
  (nom) => TABLES_DECRITES[nom].publiee !== undefined,
);

/** One label: the rows of this year and the parts of last year that bear it. */
interface Libelle {
  readonly rangees: Rangee[];
  readonly parts: PartPubliee[];
}

/**
 * The tables of the jaune with last year's amounts beside.
 * @param parts last year's international parts
 */
export function comparerLesTables(parts: readonly PartPubliee[], tables: readonly Table[]): TableComparee[] {
  return COMPAREES.flatMap((nom) => {
    const table = tables.find((chacune) => chacune.nom === nom);
    return table ? [comparerTable(nom, table, parts)] : [];
  });
}

function comparerTable(nom: NomTable, table: Table, parts: readonly PartPubliee[]): TableComparee {
  const libelles = new Map<string, Libelle>();
  const libelleDe = (cle: string) => {
    const connu = libelles.get(cle) ?? { rangees: [], parts: [] };
    libelles.set(cle, connu);
    return connu;
  };
  for (const rangee of table.rangees) libelleDe(rangee.cle === '' ? '' : cleDe(rangee.libelle)).rangees.push(rangee);
  for (const part of parts) libelleDe(cleDe(publieDans(part, nom))).parts.push(part);
  const rangees = [...libelles]
    .filter(([, { rangees: actuelles, parts: passees }]) => passees.length > 0 || actuelles.some(aDesLignes))
    .map(([cle, libelle]) => ({ cle, rangee: comparerLibelle(nom, libelle) }))
    .sort((gauche, droite) => rangDe(gauche) - rangDe(droite) || parMontantPasse(gauche.rangee, droite.rangee))
    .map(({ rangee }) => rangee);
  return {
    nom,
    titre: table.titre,
    entete: table.entete,
    rangees,
    ...variation(somme(parts.map(({ retenu }) => retenu)), table.total),
  };
}

function cleDe(libelle: string): string {
  return libelle === '' ? '' : `libellé ${plier(libelle)}`;
}

function aDesLignes({ lignes }: Rangee): boolean {
  return lignes.length > 0;
}

function comparerLibelle(nom: NomTable, { rangees, parts }: Libelle): RangeeComparee {
  const [actuelle] = rangees;
  const lignes = [...new Set(rangees.flatMap((rangee) => rangee.lignes))].sort((gauche, droite) => gauche - droite);
  return {
    ...(actuelle && { cle: actuelle.cle, nom: actuelle.nom }),
    libelle: actuelle?.libelle ?? libellePublie(nom, parts),
    presence: parts.length === 0 ? 'nouvelle' : lignes.length === 0 ? 'terminee' : 'continue',
    illustratif: illustratifParmi(parts),
    lignes,
    ...variation(somme(parts.map(({ retenu }) => retenu)), somme(rangees.map((rangee) => rangee.montant))),
  };
}

function libellePublie(nom: NomTable, [part]: readonly PartPubliee[]): string {
  return (part && publieDans(part, nom)) || TABLES_DECRITES[nom].vide;
}

function publieDans(part: PartPubliee, nom: NomTable): string {
  const { publiee } = TABLES_DECRITES[nom];
  return publiee === undefined ? '' : part[publiee];
}

/** This year's rows keep their place (the sort is stable), what ended follows, what is not broken down comes last. */
function rangDe({ cle, rangee }: { readonly cle: string; readonly rangee: RangeeComparee }): number {
  if (cle === '') return 2;
  return rangee.cle === undefined ? 1 : 0;
}

function parMontantPasse(gauche: RangeeComparee, droite: RangeeComparee): number {
  if (gauche.cle !== undefined || droite.cle !== undefined) return 0;
  return droite.avant - gauche.avant || comparer(gauche.libelle, droite.libelle);
}

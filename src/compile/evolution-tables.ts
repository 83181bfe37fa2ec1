import type { PartPubliee } from '../domain/lignes-publiees.ts';
import { montant, somme } from '../domain/montant.ts';
import { comparer } from '../domain/ordre.ts';
import { plier } from '../domain/texte.ts';
import { figure, illustratifParmi } from './evolution-figure.ts';
import { type NomTableComparee, type RangeeComparee, TABLES_COMPAREES, type TableComparee } from './evolution-model.ts';
import type { Rangee, Table } from './jaune.ts';

/** Where a published part says what each table shows. */
const COLONNES = {
  axe: 'axe',
  domaine: 'domaine',
  territoire: 'territoire',
  pays: 'pays',
  secteur: 'secteurCompte',
  organisme: 'organisme',
} as const satisfies Record<NomTableComparee, keyof PartPubliee>;

/** One label: the rows of this year and the parts of last year that bear it. */
interface Libelle {
  readonly rangees: Rangee[];
  readonly parts: PartPubliee[];
}

/**
 * The tables of the jaune with last year's amounts beside.
 * @param parts last year's international parts
 */
export function compareTables(parts: readonly PartPubliee[], tables: readonly Table[]): TableComparee[] {
  return TABLES_COMPAREES.flatMap((nom) => {
    const table = tables.find((chacune) => chacune.nom === nom);
    return table ? [comparerTable(nom, table, parts)] : [];
  });
}

function comparerTable(nom: NomTableComparee, table: Table, parts: readonly PartPubliee[]): TableComparee {
  const libelles = new Map<string, Libelle>();
  const libelleDe = (cle: string) => {
    const connu = libelles.get(cle) ?? { rangees: [], parts: [] };
    libelles.set(cle, connu);
    return connu;
  };
  for (const rangee of table.rangees) libelleDe(rangee.cle === '' ? '' : cleDe(rangee.libelle)).rangees.push(rangee);
  for (const part of parts) libelleDe(cleDe(part[COLONNES[nom]])).parts.push(part);
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
    ...figure(somme(parts.map(({ retenu }) => retenu)), table.total),
  };
}

function cleDe(libelle: string): string {
  return libelle === '' ? '' : `libellé ${plier(libelle)}`;
}

function aDesLignes({ lignes }: Rangee): boolean {
  return lignes.length > 0;
}

function comparerLibelle(nom: NomTableComparee, { rangees, parts }: Libelle): RangeeComparee {
  const [actuelle] = rangees;
  const lignes = [...new Set(rangees.flatMap((rangee) => rangee.lignes))].sort((gauche, droite) => gauche - droite);
  return {
    ...(actuelle && { cle: actuelle.cle, nom: actuelle.nom }),
    libelle: actuelle?.libelle ?? libellePublie(nom, parts),
    presence: parts.length === 0 ? 'nouvelle' : lignes.length === 0 ? 'terminee' : 'continue',
    illustratif: illustratifParmi(parts),
    lignes,
    ...figure(
      montant(parts.reduce((total, { retenu }) => total + retenu, 0)),
      montant(rangees.reduce((total, rangee) => total + rangee.montant, 0)),
    ),
  };
}

function libellePublie(nom: NomTableComparee, [part]: readonly PartPubliee[]): string {
  const publie = part?.[COLONNES[nom]];
  if (publie) return publie;
  return nom === 'secteur' || nom === 'organisme' ? 'Non renseigné' : 'Non ventilé';
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

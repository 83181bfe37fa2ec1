import { type Montant, montant, somme } from '../domain/argent/montant.ts';
import { type Affectation, partsEn } from '../domain/lignes/affectation.ts';
import type { LigneBudgetaire } from '../domain/lignes/ligne-budgetaire.ts';
import { composerCle } from '../domain/textes/cle-composee.ts';
import { Nommeur } from '../domain/textes/nom.ts';
import { comparer } from '../domain/textes/ordre.ts';
import type { PartVentilee } from '../domain/verdict/verdict.ts';
import type { Rangee, Table, TableCroisee } from './jaune.ts';
import type { Libelles } from './libelles.ts';
import {
  CLE_DU_RESTE,
  CROISEES_DECRITES,
  lecteurDeCle,
  type NomCroisee,
  type NomTable,
  TABLES,
  TABLES_DECRITES,
  type TableDecrite,
} from './tables-decrites.ts';

export function compilerLesTables(lignes: readonly Affectation[], libelles: Libelles): Table[] {
  return TABLES.map((nom) => {
    const { titre, entete, reste } = TABLES_DECRITES[nom];
    const toutes = rangees(nom, lignes, libelles);
    const montrees = reste ? regrouperLeReste(toutes, reste) : toutes;
    return { nom, titre, entete, rangees: montrees, total: somme(montrees.map((rangee) => rangee.montant)) };
  });
}

export function compilerLesCroisees(lignes: readonly Affectation[], libelles: Libelles): TableCroisee[] {
  return (Object.keys(CROISEES_DECRITES) as NomCroisee[]).map((nom) => croiser(nom, lignes, libelles));
}

interface Cumul {
  montant: number;
  readonly lignes: number[];
  readonly libelle: string;
}

/** Adds up the international parts by key; a line appears once in each row that it feeds. */
function cumuler(
  lignes: readonly Affectation[],
  cleDe: (ligne: LigneBudgetaire, part: PartVentilee) => string,
  libelleDe: (cle: string, ligne: LigneBudgetaire) => string,
): Map<string, Cumul> {
  const cumuls = new Map<string, Cumul>();
  lignes.forEach((affectation, rang) => {
    for (const { part, montant: centimes } of partsEn(affectation, 'internationale')) {
      const cle = cleDe(affectation.ligne, part);
      let cumul = cumuls.get(cle);
      if (cumul === undefined || cumul.libelle === '') {
        const libelle = libelleDe(cle, affectation.ligne);
        cumul = { montant: cumul?.montant ?? 0, lignes: cumul?.lignes ?? [], libelle };
        cumuls.set(cle, cumul);
      }
      cumul.montant += centimes;
      if (cumul.lignes.at(-1) !== rang) cumul.lignes.push(rang);
    }
  });
  return cumuls;
}

function rangees(nom: NomTable, lignes: readonly Affectation[], libelles: Libelles): Rangee[] {
  const decrite = TABLES_DECRITES[nom];
  const cumuls = cumuler(lignes, lecteurDeCle(nom, libelles), (cle, ligne) =>
    cle === '' ? decrite.vide : decrite.libelle(cle, ligne, libelles),
  );
  const listees = decrite.connus?.(libelles) ?? new Map<string, string>();
  for (const [cle, libelle] of listees) if (!cumuls.has(cle)) cumuls.set(cle, { montant: 0, lignes: [], libelle });
  const connus = [...listees.keys()];
  const rang = (cle: string) => {
    if (cle === '') return Number.MAX_SAFE_INTEGER;
    const connu = connus.indexOf(cle);
    return connu < 0 ? connus.length : connu;
  };
  const nommeur = new Nommeur();
  return [...cumuls]
    .sort(
      ([gauche, a], [droite, b]) => rang(gauche) - rang(droite) || b.montant - a.montant || comparer(gauche, droite),
    )
    .map(([cle, cumul]) => ({
      cle,
      nom: nommeur.nommer(decrite.nomme === 'cle' ? cle || decrite.vide : cumul.libelle, 'valeur'),
      libelle: cumul.libelle,
      montant: montant(cumul.montant),
      lignes: cumul.lignes,
    }));
}

/** The largest, then all the others in one row. */
function regrouperLeReste(
  toutes: readonly Rangee[],
  { montrees, nom, libelle }: NonNullable<TableDecrite['reste']>,
): Rangee[] {
  const nommes = toutes.filter(({ cle }) => cle !== '');
  const autres = nommes.slice(montrees);
  const nonRenseigne = toutes.filter(({ cle }) => cle === '');
  if (autres.length === 0) return [...nommes, ...nonRenseigne];
  const reste: Rangee = {
    cle: CLE_DU_RESTE,
    nom,
    libelle: libelle(autres.length),
    montant: somme(autres.map((rangee) => rangee.montant)),
    lignes: [...new Set(autres.flatMap(({ lignes }) => lignes))].sort((gauche, droite) => gauche - droite),
  };
  return [...nommes.slice(0, montrees), reste, ...nonRenseigne];
}

function croiser(nom: NomCroisee, lignes: readonly Affectation[], libelles: Libelles): TableCroisee {
  const {
    titre,
    bords: [enLigne, enColonne],
  } = CROISEES_DECRITES[nom];
  const [cleDeLigne, cleDeColonne] = [lecteurDeCle(enLigne, libelles), lecteurDeCle(enColonne, libelles)];
  const enLignes = rangees(enLigne, lignes, libelles);
  const enColonnes = rangees(enColonne, lignes, libelles);
  const cumuls = cumuler(
    lignes,
    (ligne, part) => composerCle(cleDeLigne(ligne, part), cleDeColonne(ligne, part)),
    (cle) => cle,
  );
  const cellules = enLignes.map((ligne) =>
    enColonnes.map((colonne): Rangee | undefined => {
      const cle = composerCle(ligne.cle, colonne.cle);
      const cumul = cumuls.get(cle);
      return (
        cumul && {
          cle,
          nom: `${enLigne}.${ligne.nom}/${enColonne}.${colonne.nom}`,
          libelle: `${ligne.libelle}, ${colonne.libelle}`,
          montant: montant(cumul.montant),
          lignes: cumul.lignes,
        }
      );
    }),
  );
  const total: Montant = somme(enLignes.map((rangee) => rangee.montant));
  return { nom, titre, lignes: enLignes, colonnes: enColonnes, cellules, total };
}

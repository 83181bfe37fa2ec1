import { type Montant, montant, somme } from '../domain/argent/montant.ts';
import type { Affectation } from '../domain/lignes/affectation.ts';
import type { LigneBudgetaire } from '../domain/lignes/ligne-budgetaire.ts';
import { composerCle } from '../domain/textes/cle-composee.ts';
import { Nommeur } from '../domain/textes/nom.ts';
import { comparer } from '../domain/textes/ordre.ts';
import type { PartVentilee } from '../domain/verdict/verdict.ts';
import { type CentimesAilleurs, CumulAilleurs } from './centimes-ailleurs.ts';
import type { AutresBases, Rangee, Table, TableCroisee } from './jaune.ts';
import type { Libelles } from './libelles.ts';
import {
  CLE_DU_RESTE,
  CROISEES_DECRITES,
  lecteurDeCle,
  type NomCroisee,
  type NomTable,
  TABLES_DECRITES,
  type TableDecrite,
  tablesMontrees,
} from './tables-decrites.ts';

/** What tables are made of: the lines that documents name, what their parts are on other bases, and how keys are told. */
export interface MatiereDesTables {
  readonly lignes: readonly Affectation[];
  readonly ailleurs: CentimesAilleurs;
  readonly libelles: Libelles;
}

export function compilerLesTables(matiere: MatiereDesTables): Table[] {
  const autresBases = [...cumuler(matiere, () => '', tel).values()][0]?.ailleurs.bases() ?? AUCUNE;
  return tablesMontrees(matiere.libelles).map((nom) => {
    const { titre, entete, reste } = TABLES_DECRITES[nom];
    const toutes = rangees(nom, matiere);
    const montrees = reste ? regrouperLeReste(nom, toutes, reste, matiere) : toutes;
    return {
      nom,
      titre,
      entete,
      rangees: montrees,
      total: somme(montrees.map((rangee) => rangee.montant)),
      autresBases,
    };
  });
}

export function compilerLesCroisees(matiere: MatiereDesTables): TableCroisee[] {
  const montrees = tablesMontrees(matiere.libelles);
  return (Object.keys(CROISEES_DECRITES) as NomCroisee[])
    .filter((nom) => CROISEES_DECRITES[nom].bords.every((bord) => montrees.includes(bord)))
    .map((nom) => croiser(nom, matiere));
}

const AUCUNE: AutresBases = new Map();
const tel = (texte: string) => texte;

interface Cumul {
  montant: number;
  readonly lignes: number[];
  readonly ailleurs: CumulAilleurs;
  libelle: string;
}

function vide({ ailleurs }: MatiereDesTables): Cumul {
  return { montant: 0, lignes: [], ailleurs: new CumulAilleurs(ailleurs), libelle: '' };
}

/** Adds up the international parts by key; a line appears once in each row that it feeds. */
function cumuler(
  matiere: MatiereDesTables,
  cleDe: (ligne: LigneBudgetaire, part: PartVentilee) => string,
  libelleDe: (cle: string, ligne: LigneBudgetaire) => string,
): Map<string, Cumul> {
  const cumuls = new Map<string, Cumul>();
  let suivante = 0;
  for (const [rang, { ligne, verdict, montants }] of matiere.lignes.entries())
    for (const [indice, part] of verdict.parts.entries()) {
      const numero = suivante++;
      if (part.place !== 'internationale') continue;
      const cle = cleDe(ligne, part);
      let cumul = cumuls.get(cle);
      if (cumul === undefined) {
        cumul = vide(matiere);
        cumuls.set(cle, cumul);
      }
      if (cumul.libelle === '') cumul.libelle = libelleDe(cle, ligne);
      cumul.montant += montants[indice] ?? 0;
      if (cumul.lignes.at(-1) !== rang) cumul.lignes.push(rang);
      cumul.ailleurs.ajouter(rang, numero);
    }
  return cumuls;
}

function rangees(nom: NomTable, matiere: MatiereDesTables): Rangee[] {
  const { libelles } = matiere;
  const decrite = TABLES_DECRITES[nom];
  const cumuls = cumuler(matiere, lecteurDeCle(nom, libelles), (cle, ligne) =>
    cle === '' ? decrite.vide : decrite.libelle(cle, ligne, libelles),
  );
  const listees = decrite.connus?.(libelles) ?? new Map<string, string>();
  for (const [cle, libelle] of listees) if (!cumuls.has(cle)) cumuls.set(cle, { ...vide(matiere), libelle });
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
      ...compte(cumul),
    }));
}

function compte(cumul: Cumul): Pick<Rangee, 'montant' | 'lignes' | 'autresBases'> {
  return { montant: montant(cumul.montant), lignes: cumul.lignes, autresBases: cumul.ailleurs.bases() };
}

/** The largest, then all the others in one row. */
function regrouperLeReste(
  table: NomTable,
  toutes: readonly Rangee[],
  { montrees, nom, libelle }: NonNullable<TableDecrite['reste']>,
  matiere: MatiereDesTables,
): Rangee[] {
  const nommes = toutes.filter(({ cle }) => cle !== '');
  const autres = new Set(nommes.slice(montrees).map(({ cle }) => cle));
  const nonRenseigne = toutes.filter(({ cle }) => cle === '');
  if (autres.size === 0) return [...nommes, ...nonRenseigne];
  const lire = lecteurDeCle(table, matiere.libelles);
  const enUne = cumuler(matiere, (ligne, part) => (autres.has(lire(ligne, part)) ? CLE_DU_RESTE : ''), tel);
  const reste: Rangee = {
    cle: CLE_DU_RESTE,
    nom,
    libelle: libelle(autres.size),
    ...compte(enUne.get(CLE_DU_RESTE) ?? vide(matiere)),
  };
  return [...nommes.slice(0, montrees), reste, ...nonRenseigne];
}

function croiser(nom: NomCroisee, matiere: MatiereDesTables): TableCroisee {
  const { libelles } = matiere;
  const {
    titre,
    bords: [enLigne, enColonne],
  } = CROISEES_DECRITES[nom];
  const [cleDeLigne, cleDeColonne] = [lecteurDeCle(enLigne, libelles), lecteurDeCle(enColonne, libelles)];
  const enLignes = rangees(enLigne, matiere);
  const enColonnes = rangees(enColonne, matiere);
  const cumuls = cumuler(
    matiere,
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
          ...compte(cumul),
        }
      );
    }),
  );
  const total: Montant = somme(enLignes.map((rangee) => rangee.montant));
  return { nom, titre, lignes: enLignes, colonnes: enColonnes, cellules, total };
}

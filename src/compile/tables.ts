import { type Affectation, partsEn } from '../domain/affectation.ts';
import type { LigneBudgetaire } from '../domain/ligne-budgetaire.ts';
import { type Montant, montant, somme } from '../domain/montant.ts';
import { Nommeur } from '../domain/nom.ts';
import { comparer } from '../domain/ordre.ts';
import { normaliserCode, plier } from '../domain/texte.ts';
import type { PartVentilee } from '../domain/verdict.ts';
import { type NomTable, type Rangee, TABLES, type Table, type TableCroisee } from './jaune.ts';
import type { Libelles } from './labels.ts';

const BENEFICIAIRES_MONTRES = 20;
/** The key of the row that holds all the values which a long table does not show. */
export const CLE_DU_RESTE = '*';

interface Axe {
  readonly titre: string;
  readonly entete: string;
  /** What stands for an empty key. */
  readonly vide: string;
  cle(ligne: LigneBudgetaire, part: PartVentilee): string;
  /** The label of a key; by default, what the first line says. */
  libelle(cle: string, ligne: LigneBudgetaire, libelles: Libelles): string;
  /** Whether a row is named after its key, which officers chose and do not reword, or after its label. */
  readonly nomme: 'cle' | 'libelle';
  /** The keys to show whatever happens, in this order; the others follow by amount. */
  connus?(libelles: Libelles): Iterable<string>;
}

const NON_VENTILE = 'Non ventilé';
const NON_RENSEIGNE = 'Non renseigné';

/** A dimension that verdicts break down: its values have labels and an order of their own. */
function ventilee(dimension: 'axe' | 'domaine' | 'territoire', titre: string, entete: string): Axe {
  return {
    titre,
    entete,
    vide: NON_VENTILE,
    nomme: 'cle',
    cle: (_ligne, part) => part[dimension],
    libelle: (cle, _ligne, libelles) => libelles[dimension].get(cle) ?? cle,
    connus: (libelles) => libelles[dimension].keys(),
  };
}

/** A code of the imputation, shown with its label. */
function codee(champ: 'chapitre' | 'fonction' | 'programme' | 'action', titre: string, entete: string): Axe {
  return {
    titre,
    entete,
    vide: NON_RENSEIGNE,
    nomme: 'cle',
    cle: (ligne) => normaliserCode(ligne[champ]),
    libelle: (cle, ligne, libelles) => {
      const propre = champ === 'chapitre' || champ === 'fonction' ? libelles[champ](cle) : undefined;
      return propre ?? ligne[`${champ}Libelle`];
    },
  };
}

const AXES: Readonly<Record<NomTable, Axe>> = {
  secteur: {
    titre: 'Par secteur',
    entete: 'Secteur',
    vide: NON_RENSEIGNE,
    nomme: 'libelle',
    cle: (_ligne, part) => part.secteur,
    libelle: (cle) => cle,
  },
  axe: ventilee('axe', 'Par axe politique', 'Axe'),
  domaine: ventilee('domaine', 'Par domaine', 'Domaine'),
  territoire: ventilee('territoire', 'Par territoire', 'Territoire'),
  pays: {
    titre: 'Par pays',
    entete: 'Pays',
    vide: NON_VENTILE,
    nomme: 'libelle',
    cle: (_ligne, part) => part.pays,
    libelle: (cle, _ligne, libelles) => libelles.pays.get(cle) ?? cle,
  },
  organisme: {
    titre: 'Par organisme',
    entete: 'Organisme',
    vide: NON_RENSEIGNE,
    nomme: 'libelle',
    cle: (ligne) => ligne.organisme,
    libelle: (cle) => cle,
  },
  chapitre: codee('chapitre', 'Par chapitre', 'Chapitre'),
  fonction: codee('fonction', 'Par fonction', 'Fonction'),
  programme: codee('programme', 'Par programme', 'Programme'),
  action: codee('action', 'Par action', 'Action'),
  beneficiaire: {
    titre: 'Par bénéficiaire',
    entete: 'Bénéficiaire',
    vide: NON_RENSEIGNE,
    nomme: 'libelle',
    cle: (ligne) => plier(ligne.beneficiaire),
    libelle: (_cle, ligne) => ligne.beneficiaire,
  },
  section: {
    titre: 'Par section',
    entete: 'Section',
    vide: NON_RENSEIGNE,
    nomme: 'cle',
    cle: (ligne) => ligne.section,
    libelle: (cle) => (cle === 'investissement' ? 'Investissement' : 'Fonctionnement'),
  },
};

/** The key of the row of a table to which a part of a line goes. */
export function cleDansLaTable(nom: NomTable, ligne: LigneBudgetaire, part: PartVentilee): string {
  return AXES[nom].cle(ligne, part);
}

/** The twelve one-way tables of the international total. */
export function compileTables(lignes: readonly Affectation[], libelles: Libelles): Table[] {
  return TABLES.map((nom) => {
    const { titre, entete } = AXES[nom];
    const toutes = rangees(nom, lignes, libelles);
    const montrees = nom === 'beneficiaire' ? regrouperLeReste(toutes) : toutes;
    return { nom, titre, entete, rangees: montrees, total: somme(montrees.map((rangee) => rangee.montant)) };
  });
}

/** The two cross tables of the international total. */
export function compileCrossTables(lignes: readonly Affectation[], libelles: Libelles): TableCroisee[] {
  return [
    croiser('axe_secteur', 'Axes et secteurs', 'axe', 'secteur', lignes, libelles),
    croiser('domaine_territoire', 'Domaines et territoires', 'domaine', 'territoire', lignes, libelles),
  ];
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
  const axe = AXES[nom];
  const cumuls = cumuler(lignes, axe.cle, (cle, ligne) => (cle === '' ? axe.vide : axe.libelle(cle, ligne, libelles)));
  const connus = [...(axe.connus?.(libelles) ?? [])];
  for (const cle of connus)
    if (!cumuls.has(cle)) cumuls.set(cle, { montant: 0, lignes: [], libelle: libelleConnu(nom, cle, libelles) });
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
      nom: nommeur.nommer(axe.nomme === 'cle' ? cle || axe.vide : cumul.libelle, 'valeur'),
      libelle: cumul.libelle,
      montant: montant(cumul.montant),
      lignes: cumul.lignes,
    }));
}

function libelleConnu(nom: NomTable, cle: string, libelles: Libelles): string {
  if (nom !== 'axe' && nom !== 'domaine' && nom !== 'territoire') return cle;
  return libelles[nom].get(cle) ?? cle;
}

/** The twenty largest beneficiaries, then all the others in one row. */
function regrouperLeReste(toutes: readonly Rangee[]): Rangee[] {
  const nommes = toutes.filter(({ cle }) => cle !== '');
  const autres = nommes.slice(BENEFICIAIRES_MONTRES);
  const nonRenseigne = toutes.filter(({ cle }) => cle === '');
  if (autres.length === 0) return [...nommes, ...nonRenseigne];
  const reste: Rangee = {
    cle: CLE_DU_RESTE,
    nom: 'autres-beneficiaires',
    libelle: `Autres bénéficiaires (${autres.length})`,
    montant: somme(autres.map((rangee) => rangee.montant)),
    lignes: [...new Set(autres.flatMap(({ lignes }) => lignes))].sort((gauche, droite) => gauche - droite),
  };
  return [...nommes.slice(0, BENEFICIAIRES_MONTRES), reste, ...nonRenseigne];
}

function croiser(
  nom: TableCroisee['nom'],
  titre: string,
  enLigne: NomTable,
  enColonne: NomTable,
  lignes: readonly Affectation[],
  libelles: Libelles,
): TableCroisee {
  const enLignes = rangees(enLigne, lignes, libelles);
  const enColonnes = rangees(enColonne, lignes, libelles);
  const cumuls = cumuler(
    lignes,
    (ligne, part) => `${AXES[enLigne].cle(ligne, part)}\u0001${AXES[enColonne].cle(ligne, part)}`,
    (cle) => cle,
  );
  const cellules = enLignes.map((ligne) =>
    enColonnes.map((colonne): Rangee | undefined => {
      const cle = `${ligne.cle}\u0001${colonne.cle}`;
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

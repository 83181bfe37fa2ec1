import type { Montant } from '../domain/montant.ts';
import type { Place } from '../domain/verdict.ts';
import type { Jaune, NomTable, Rangee, TableCroisee } from './jaune.ts';

/**
 * What a figure counts: the value of a dimension; the place of a part (`tous` for all); whether the part is counted to the
 * pilot sector (`pilote`), or its line was received under it (`recu`); the reason for which a line is left out.
 */
export type Critere = readonly [champ: NomTable | 'verdict' | 'pilote' | 'recu' | 'exclusion', valeur: string];

/**
 * A figure that the documents show, by a name that does not move: `synthese.total`, `pays.senegal`,
 * `domaine.export/territoire.asie`, `partition.exclue`. The words of the dossier quote it, the page links to it.
 */
export interface Figure {
  readonly nom: string;
  readonly libelle: string;
  readonly montant: Montant;
  /** How many lines make it. */
  readonly nombre: number;
  /** What selects its lines; all must hold. Without a `verdict`, international parts are meant. */
  readonly criteres: readonly Critere[];
}

const LIGNES_DES_CROISEES = {
  axe_secteur: ['axe', 'secteur'],
  domaine_territoire: ['domaine', 'territoire'],
} as const satisfies Readonly<Record<TableCroisee['nom'], readonly [NomTable, NomTable]>>;

/** All the figures of a jaune, by name: the synthesis, the places, each row of each table, each cell of the cross tables. */
export function figuresDe(jaune: Jaune): ReadonlyMap<string, Figure> {
  const figures = [
    ...figuresDeSynthese(jaune),
    ...Object.entries(jaune.partition).map(([place, { lignes, centimes }]) => ({
      nom: `partition.${place}`,
      libelle: place,
      montant: centimes,
      nombre: lignes,
      criteres: [['verdict', place] as const],
    })),
    ...jaune.tables.flatMap(({ nom, rangees }) => rangees.map((rangee) => figureDeRangee(nom, rangee))),
    ...jaune.croisees.flatMap(figuresDeCroisee),
  ];
  return new Map(figures.map((figure) => [figure.nom, figure]));
}

/** The figure of a row of a one-way table. */
export function figureDeRangee(table: NomTable, { nom, libelle, montant, lignes }: Rangee): Figure {
  return { nom: `${table}.${nom}`, libelle, montant, nombre: lignes.length, criteres: [[table, nom]] };
}

/** The figure of a cell of a cross table; `undefined` where it is empty. */
export function figureDeCellule(croisee: TableCroisee, ligne: number, colonne: number): Figure | undefined {
  const cellule = croisee.cellules[ligne]?.[colonne];
  if (cellule === undefined) return undefined;
  const [enLigne, enColonne] = LIGNES_DES_CROISEES[croisee.nom];
  const { libelle, montant, lignes, nom } = cellule;
  return {
    nom,
    libelle,
    montant,
    nombre: lignes.length,
    criteres: [
      [enLigne, croisee.lignes[ligne]?.nom ?? ''],
      [enColonne, croisee.colonnes[colonne]?.nom ?? ''],
    ],
  };
}

function figuresDeCroisee(croisee: TableCroisee): Figure[] {
  return croisee.cellules.flatMap((rangee, ligne) =>
    rangee.flatMap((_, colonne) => figureDeCellule(croisee, ligne, colonne) ?? []),
  );
}

function figuresDeSynthese({ synthese, lignes, enTete }: Jaune): Figure[] {
  const enPlace = (place: Place) => lignes.filter(({ verdict }) => verdict.place === place);
  const internationales = enPlace('internationale');
  const compter = (retenir: (secteur: string) => boolean) =>
    internationales.filter(({ verdict }) =>
      verdict.parts.some(({ place, secteur }) => place === 'internationale' && retenir(secteur)),
    ).length;
  return [
    {
      nom: 'synthese.secteur_pilote',
      libelle: enTete.libellePilote,
      montant: synthese.secteurPilote,
      nombre: compter((secteur) => secteur === enTete.secteurPilote),
      criteres: [['pilote', 'oui']],
    },
    {
      nom: 'synthese.autres_secteurs',
      libelle: 'Autres secteurs (hors opérations exceptionnelles)',
      montant: synthese.autresSecteurs,
      nombre: compter((secteur) => secteur !== enTete.secteurPilote),
      criteres: [['pilote', 'non']],
    },
    {
      nom: 'synthese.total',
      libelle: 'Total général hors opérations exceptionnelles',
      montant: synthese.totalHorsExceptionnelles,
      nombre: internationales.length,
      criteres: [],
    },
    {
      nom: 'synthese.exceptionnelles',
      libelle: 'Pour mémoire, opérations exceptionnelles',
      montant: synthese.exceptionnelles,
      nombre: enPlace('exceptionnelle').length,
      criteres: [['verdict', 'exceptionnelle']],
    },
  ];
}

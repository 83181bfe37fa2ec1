import { LIBELLES_BASES } from '../domain/argent/base.ts';
import type { Montant } from '../domain/argent/montant.ts';
import type { Affectation } from '../domain/lignes/affectation.ts';
import { LIBELLE_DU_TOTAL_RECU, LIBELLES_PLACES, PLACES } from '../domain/verdict/verdict.ts';
import type { CompteDesDeuxSens } from './compte.ts';
import type { Critere } from './critere.ts';
import type { AutresBases, Jaune, Partition, Rangee, TableCroisee } from './jaune.ts';
import { Selection } from './selection.ts';
import { LIBELLES_DE_SYNTHESE } from './synthese.ts';
import { CROISEES_DECRITES, type NomTable } from './tables-decrites.ts';

/** A figure by its name, in the sum that makes another; `signe` is -1 for what is taken away. */
export interface Terme {
  readonly signe: 1 | -1;
  readonly nom: string;
}

/**
 * A figure that the documents show, by a name that does not move: `synthese.total`, `pays.senegal`,
 * `domaine.export/territoire.asie`, `partition.exclue`. The words of the dossier quote it, the page links to it, the command
 * `expliquer` opens it on its lines.
 */
export interface Figure {
  readonly nom: string;
  readonly libelle: string;
  readonly montant: Montant;
  /**
   * How many lines the documents count for it. A line counts once, in its own place, also where a share puts some of its
   * cents elsewhere: more lines than that may bring cents.
   */
  readonly nombre: number;
  /** What selects its lines; all must hold. Without a `verdict`, international parts are meant. */
  readonly criteres: readonly Critere[];
  readonly termes?: readonly Terme[];
  /** The figure of which it is a part; absent for what is in no total, and for totals. */
  readonly partDe?: string;
}

export const TOTAL = 'synthese.total';
export const EXCEPTIONNELLES = 'synthese.exceptionnelles';
export const RECU = 'partition.total';

/** Terms that add up. */
export function plus(noms: readonly string[]): Terme[] {
  return noms.map((nom) => ({ signe: 1, nom }));
}

/**
 * The figures of the synthesis and of the tables of the total, by name: the four published, the places, each row of each
 * table, each cell of the cross tables. Those of the other tables are added by `tousLesChiffres`.
 */
export function figuresDe(jaune: Jaune): ReadonlyMap<string, Figure> {
  const figures = [
    ...figuresDeSynthese(jaune),
    ...figuresDesPlaces(jaune.partition, '', [], RECU),
    ...jaune.tables.flatMap(({ nom, rangees }) =>
      rangees.flatMap((rangee) => {
        const figure = figureDeRangee(nom, rangee);
        return [figure, ...figuresAilleurs(figure, rangee.autresBases)];
      }),
    ),
    ...jaune.croisees.flatMap(figuresDeCroisee),
  ];
  return new Map(figures.map((figure) => [figure.nom, figure]));
}

/**
 * The figures of the six places and of their total.
 * @param prefixe of their names: `source.culture/`
 * @param communs criteria that go with the place
 * @param partDe of which the places are parts
 * @param de what is told before the place
 */
export function figuresDesPlaces(
  partition: Partition,
  prefixe: string,
  communs: readonly Critere[],
  partDe: string,
  de = '',
): Figure[] {
  const { total } = partition;
  const dire = (libelle: string) => (de === '' ? libelle : `${de}, ${libelle}`);
  const places = PLACES.flatMap((place) =>
    desDeuxSens(
      `${prefixe}partition.${place}`,
      dire(LIBELLES_PLACES[place]),
      partition[place],
      [['verdict', place], ...communs],
      partDe,
    ),
  );
  return [
    ...places,
    ...desDeuxSens(`${prefixe}partition.total`, dire(LIBELLE_DU_TOTAL_RECU), total, [
      ['verdict', 'tous'],
      ...communs,
    ]).map((figure) => ({
      ...figure,
      termes: plus(places.filter(({ criteres }) => memeSens(criteres, figure.criteres)).map(({ nom }) => nom)),
    })),
  ];
}

function memeSens(criteres: readonly Critere[], autres: readonly Critere[]): boolean {
  const [ici, la] = [criteres, autres].map((liste) => liste.find(([champ]) => champ === 'sens')?.[1]);
  return ici === la;
}

const RECETTES = '/recettes';

/**
 * The figure of expenses, and that of receipts where there are any.
 * @param partDe the figure of which it is a part; receipts are a part of its receipts
 */
export function desDeuxSens(
  nom: string,
  libelle: string,
  { lignes, centimes, recettes }: CompteDesDeuxSens,
  criteres: readonly Critere[],
  partDe?: string,
): Figure[] {
  const depenses = { nom, libelle, montant: centimes, nombre: lignes, criteres, ...(partDe && { partDe }) };
  // A place may have cents and no line: the rest of a share counts where it lies, its line elsewhere.
  if (recettes.lignes === 0 && recettes.centimes === 0) return [depenses];
  const enFace = {
    ...depenses,
    montant: recettes.centimes,
    nombre: recettes.lignes,
    criteres: [...criteres, ['sens', 'recette'] as const],
  };
  return [depenses, deRecettes(enFace)];
}

/** A figure of receipts, named beside that of expenses, as are those that it is made of or a part of. */
export function deRecettes({ termes, partDe, ...figure }: Figure): Figure {
  return {
    ...figure,
    nom: nomDesRecettes(figure.nom),
    libelle: `${figure.libelle.replace(/\.$/, '')}, recettes`,
    ...(termes && { termes: termes.map(({ signe, nom }) => ({ signe, nom: nomDesRecettes(nom) })) }),
    // What receipts bring is co-financing, in no total of the synthesis.
    ...(partDe && { partDe: nomDesRecettes(partDe === TOTAL ? 'partition.internationale' : partDe) }),
  };
}

/** How receipts are called beside the expenses of the same place. */
export function nomDesRecettes(nom: string): string {
  return `${nom}${RECETTES}`;
}

export function figureDeRangee(table: NomTable, { nom, libelle, montant, lignes }: Rangee): Figure {
  return {
    nom: `${table}.${nom}`,
    libelle,
    montant,
    nombre: lignes.length,
    criteres: [[table, nom]],
    partDe: TOTAL,
  };
}

/** What the lines of a row, or an exceptional operation, make on the other bases that they give: `pays.senegal/mandats`. */
export function figuresAilleurs({ nom, libelle, criteres, partDe }: Figure, autresBases: AutresBases): Figure[] {
  return [...autresBases].map(([base, { lignes, centimes }]) => ({
    nom: `${nom}/${base}`,
    libelle: `${libelle}, ${LIBELLES_BASES[base]}`,
    montant: centimes,
    nombre: lignes,
    criteres: [...criteres, ['base', base]],
    ...(partDe && { partDe: `base.${base}/partition.internationale` }),
  }));
}

/** The figure of a cell of a cross table; `undefined` where it is empty. */
export function figureDeCellule(croisee: TableCroisee, ligne: number, colonne: number): Figure | undefined {
  const cellule = croisee.cellules[ligne]?.[colonne];
  if (cellule === undefined) return undefined;
  const [enLigne, enColonne] = CROISEES_DECRITES[croisee.nom].bords;
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
    partDe: TOTAL,
  };
}

function figuresDeCroisee(croisee: TableCroisee): Figure[] {
  return croisee.cellules.flatMap((rangee, ligne) =>
    rangee.flatMap((_, colonne) => figureDeCellule(croisee, ligne, colonne) ?? []),
  );
}

/** The four published figures, by the last word of their names. */
export function figuresDeSynthese(jaune: Jaune): Figure[] {
  const { synthese, lignes, enTete } = jaune;
  const figure = (nom: string, libelle: string, montant: Montant, criteres: readonly Critere[]) => ({
    nom: `synthese.${nom}`,
    libelle,
    montant,
    nombre: compterLesLignes(lignes, new Selection(jaune, criteres)),
    criteres,
  });
  const autres = LIBELLES_DE_SYNTHESE.autresSecteurs;
  return [
    {
      ...figure('secteur_pilote', enTete.libellePilote, synthese.secteurPilote, [['pilote', 'oui']]),
      partDe: TOTAL,
    },
    { ...figure('autres_secteurs', autres, synthese.autresSecteurs, [['pilote', 'non']]), partDe: TOTAL },
    {
      ...figure('total', LIBELLES_DE_SYNTHESE.totalHorsExceptionnelles, synthese.totalHorsExceptionnelles, []),
      termes: plus(['synthese.secteur_pilote', 'synthese.autres_secteurs']),
    },
    figure('exceptionnelles', LIBELLES_DE_SYNTHESE.exceptionnelles, synthese.exceptionnelles, [
      ['verdict', 'exceptionnelle'],
    ]),
  ];
}

/** How many lines have parts that a selection keeps. */
export function compterLesLignes(lignes: readonly Affectation[], selection: Selection): number {
  return lignes.reduce((nombre, ligne) => (selection.compter(ligne) === undefined ? nombre : nombre + 1), 0);
}

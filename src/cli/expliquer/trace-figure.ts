import type { Figure, Terme } from '../../compile/figures.ts';
import { affecter } from '../../compile/partition.ts';
import { montantCompte, type PartRetenue, Selection } from '../../compile/selection.ts';
import { tousLesChiffres } from '../../compile/tous-les-chiffres.ts';
import { type Montant, montant } from '../../domain/argent/montant.ts';
import { Constats } from '../../domain/constats/constat.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { nomsProches } from '../../domain/textes/nom.ts';
import { compilerLesLignes } from '../../edition/compiler-les-lignes.ts';
import { parcourirLesLignes } from '../../edition/parcourir-les-lignes.ts';
import { type Preparation, preparer } from '../../edition/preparation.ts';

/** Thrown when the lines of a figure do not make it: a fault of ours, never of the data. */
export class FigureWithoutItsLines extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FigureWithoutItsLines';
  }
}

/** A dossier, and every figure of its documents by name. */
export interface DossierFigures {
  readonly preparation: Preparation;
  readonly figures: ReadonlyMap<string, Figure>;
  selection(figure: Figure): Selection;
}

/** A figure in the sum that makes another. */
interface CountedTerm extends Terme {
  readonly libelle: string;
  readonly montant: Montant;
}

export interface CountedLine {
  readonly affectation: Affectation;
  readonly parts: readonly PartRetenue[];
  readonly counted: Montant;
  /** The amount of which they are parts: the line's, on the base of the figure. */
  readonly total: Montant;
}

/** What the lines of a figure make, counted apart from the figure itself. */
export interface FigureTrace {
  readonly figure: Figure;
  /** How many lines bring something, and how many parts of them. */
  readonly lignes: number;
  readonly parts: number;
  /** Of these lines, those that lie in another place: what a share leaves of them counts here. */
  readonly remainders: number;
  readonly sum: Montant;
  /** For a total, the figures that make it; none for the others. */
  readonly termes: readonly CountedTerm[];
}

/**
 * Every figure that the documents of a dossier show, after all its lines were read once.
 * @throws ConstatsBloquants when the dossier or its data are at fault
 */
export async function readFigures(path: string, constats: Constats): Promise<DossierFigures> {
  const preparation = await preparer(path, constats);
  const jaune = await compilerLesLignes(preparation);
  return {
    preparation,
    figures: tousLesChiffres(jaune),
    selection: ({ criteres }) => new Selection(jaune, criteres),
  };
}

export function nearestFigures({ figures }: DossierFigures, name: string): string[] {
  return nomsProches(name, [...figures.keys()]);
}

/**
 * Reads all lines again and gives those that make a figure, in the order of the sources, whether documents name them or not.
 * Their sum owes nothing to what the compile counted: it is compared with the figure, and the figures that make a total with
 * that total.
 * @param visit its lines hold texts cut out of the file: what is kept is to be copied
 * @throws FigureWithoutItsLines when they differ, once all lines have passed
 */
export async function traceFigure(
  { preparation, figures, selection }: DossierFigures,
  figure: Figure,
  visit: (ligne: CountedLine) => void,
): Promise<FigureTrace> {
  const keep = selection(figure);
  let [lignes, parts, remainders, sum] = [0, 0, 0, 0];
  await readLinesAgain(preparation, (affectation) => {
    const kept = keep.retenir(affectation);
    if (kept.length === 0) return;
    const tally = kept.reduce((total, { centimes }) => total + centimes, 0);
    lignes += 1;
    parts += kept.length;
    if (kept.every(({ rang }) => affectation.verdict.parts[rang]?.place !== affectation.verdict.place)) remainders += 1;
    sum += tally;
    const total = montant(montantCompte(affectation, figure.criteres));
    visit({ affectation, parts: kept, counted: montant(tally), total });
  });
  const terms = (figure.termes ?? []).map((term): CountedTerm => {
    const other = figures.get(term.nom);
    if (other === undefined) throw new FigureWithoutItsLines(`${figure.nom} : aucun chiffre « ${term.nom} »`);
    return { ...term, libelle: other.libelle, montant: other.montant };
  });
  requireSum(figure, 'ses lignes font', sum);
  if (terms.length > 0)
    requireSum(
      figure,
      'les chiffres qui le composent font',
      terms.reduce((total, { signe, montant: centimes }) => total + signe * centimes, 0),
    );
  return { figure, lignes, parts, remainders, sum: montant(sum), termes: terms };
}

function requireSum({ nom, montant: published }: Figure, what: string, sum: number): void {
  if (sum !== published) throw new FigureWithoutItsLines(`${nom} vaut ${published} centimes, ${what} ${sum}`);
}

/** Every line with its verdict and the cents of its parts, by the same stages as the compile, and without its counters. */
async function readLinesAgain({ dossier }: Preparation, visit: (affectation: Affectation) => void): Promise<void> {
  // What was found was told at the first reading.
  const second = await preparer(dossier.racine, new Constats());
  const { classifieur } = second.classement;
  const { base } = second.dossier.enTete;
  await parcourirLesLignes(second, (ligne) => visit(affecter(ligne, classifieur.classer(ligne), base)));
}

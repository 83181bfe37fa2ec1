import type { CellRead, SheetRead } from '../files/xlsx/read-sheet.ts';
import { RANGEE_DES_TITRES } from './ecrire-le-classeur.ts';
import { estLue, type FormeDeClasseur, type ListesDeChoix, rangsASaisir } from './forme-de-classeur.ts';
import { lireSaisie } from './lire-saisie.ts';
import type { SignalementDeRevue } from './signalement-de-revue.ts';
import { sommeLue } from './somme-de-rangee.ts';

/** What the workbook was when it was made, by reference of its lines. */
export type LignesEnvoyees = ReadonlyMap<
  string,
  { readonly empreinte: string; readonly somme: string; readonly pareilles: number | undefined }
>;

/** A row that was filled in a workbook. */
export interface RangeeRemplie<S extends string> {
  readonly rangee: number;
  readonly ref: string;
  readonly empreinte: string;
  /** How many other lines said the same when the workbook was made, where that was kept. */
  readonly pareilles?: number | undefined;
  /** What it tells of its line, by the titles of its columns. */
  readonly dites?: ReadonlyMap<string, string>;
  /** As the file of the dossier would write them; as they are where they could not be read. */
  readonly valeurs: ReadonlyMap<S, string>;
  /** The cells where something is, were it wrong. */
  readonly presentes: ReadonlySet<S>;
  /** What was found wrong with it already, and is told: its other cells are still to be checked, not these. */
  readonly fautives: ReadonlySet<S>;
}

/** A row that is not what was sent: only the line itself can say where it changed. */
export interface RangeeChangee {
  readonly rangee: number;
  readonly ref: string;
  readonly empreinte: string;
  readonly cellules: ReadonlyMap<number, CellRead>;
}

export interface RangeesLues<S extends string> {
  readonly remplies: readonly RangeeRemplie<S>[];
  readonly changees: readonly RangeeChangee[];
  /** Lines of the export that still have a row. */
  readonly presentes: number;
}

type Cellules = ReadonlyMap<number, CellRead>;

/** What to do about a row that is not what was sent. */
export function remedeDeLigne({ ecrits }: Pick<FormeDeClasseur<never, never>, 'ecrits'>): string {
  return `Remettez les cellules protégées comme elles étaient, ou refaites l’export et reportez-y ${ecrits.vos}.`;
}

export interface ContexteDeLecture<L, S extends string> {
  readonly forme: FormeDeClasseur<L, S>;
  readonly envoyees: LignesEnvoyees;
  readonly listes: ListesDeChoix;
  readonly depuis1904: boolean;
  readonly signaler: SignalementDeRevue;
}

/**
 * Reads the rows that were filled, wherever they are now: rows are known by what they tell of their line, not by their
 * place. Tells every cell that cannot be understood, every row that is nobody’s or that was begun and not ended; gives the
 * rows that are not what was sent, for the line to say how.
 */
export function lireLesRangees<L, S extends string>(
  feuille: SheetRead,
  contexte: ContexteDeLecture<L, S>,
): RangeesLues<S> {
  const { envoyees, signaler, forme } = contexte;
  const rangs = rangsASaisir(forme);
  for (const fusion of feuille.merged)
    signaler.classeur(
      'E-REVUE-LIGNE',
      `les cellules ${fusion} sont fusionnées : on ne sait plus à quelle ligne va ${forme.ecrits.une}`,
      'Défusionnez-les, et remplissez chaque ligne.',
      `feuille ${forme.feuille}`,
    );
  if (feuille.beyond !== undefined)
    signaler.rangee(
      'E-REVUE-LIGNE',
      feuille.beyond,
      {},
      'il y a quelque chose loin sous le tableau',
      'Videz les lignes sous le tableau, ou remontez-y ce qui a glissé.',
    );
  const remplies: RangeeRemplie<S>[] = [];
  const changees: RangeeChangee[] = [];
  const presentes = new Set<string>();
  const vues = new Map<string, number>();
  for (const [rangee, cellules] of [...feuille.rows].sort(([gauche], [droite]) => gauche - droite)) {
    if (rangee <= RANGEE_DES_TITRES) continue;
    const remplie = rangs.some((rang) => estRemplie(cellules.get(rang + 1)));
    if (!remplie && forme.colonnes.every((_, rang) => !estRemplie(cellules.get(rang + 1)))) continue;
    const ref = cellules.get(1)?.content.trim() ?? '';
    const envoyee = envoyees.get(ref);
    if (envoyee !== undefined) presentes.add(ref);
    if (envoyee !== undefined && sommeLue(forme, cellules) !== envoyee.somme) {
      changees.push({ rangee, ref, empreinte: envoyee.empreinte, cellules });
      continue;
    }
    if (!estIntacte(rangee, ref, cellules, contexte) || !remplie) continue;
    const deja = vues.get(ref);
    if (deja !== undefined) {
      signaler.rangee(
        'E-REVUE-LIGNE',
        rangee,
        { rang: 0, contenu: ref },
        `cette ligne est déjà remplie à la ligne ${deja} du classeur`,
        'Gardez une seule des deux.',
      );
      continue;
    }
    vues.set(ref, rangee);
    const lue = lireRangee(rangee, ref, cellules, contexte);
    if (lue) remplies.push(lue);
  }
  return { remplies, changees, presentes: presentes.size };
}

function estRemplie(cellule: CellRead | undefined): boolean {
  return cellule !== undefined && (cellule.hasFormula || cellule.content.trim() !== '');
}

/** Whether a row is that of a line, with its cells to fill. */
function estIntacte<L, S extends string>(
  rangee: number,
  ref: string,
  cellules: Cellules,
  { envoyees, signaler, forme }: ContexteDeLecture<L, S>,
): boolean {
  const place = { rang: 0, contenu: ref };
  if (ref === '') {
    signaler.rangee(
      'E-REVUE-LIGNE',
      rangee,
      {},
      'ce qui est écrit ici n’est en face d’aucune ligne',
      remedeDeLigne(forme),
    );
    return false;
  }
  if (!envoyees.has(ref)) {
    const message = `« ${ref.slice(0, 80)} » n’est pas une ligne de ce classeur`;
    signaler.rangee('E-REVUE-LIGNE', rangee, place, message, remedeDeLigne(forme));
    return false;
  }
  // Cells to fill are open, even once pasted over one by one; when all that are shown are shut and empty, others slid under them.
  const montres = rangsASaisir(forme).filter((rang) => {
    const colonne = forme.colonnes[rang];
    return colonne !== undefined && !estLue(colonne) && !colonne.cacheeSansChoix;
  });
  const glissees = montres.every((rang) => {
    const cellule = cellules.get(rang + 1);
    return !estRemplie(cellule) && cellule?.format.isLocked !== false;
  });
  if (glissees) {
    const message =
      'les cases jaunes de cette ligne ont disparu : des cases ont été supprimées et les autres ont glissé';
    const remede = `Vérifiez que chaque case remplie est en face de sa ligne, ou refaites l’export et reportez-y ${forme.ecrits.vos}.`;
    signaler.rangee('E-REVUE-LIGNE', rangee, { rang: rangsASaisir(forme)[0] ?? 0 }, message, remede);
    return false;
  }
  return true;
}

function lireRangee<L, S extends string>(
  rangee: number,
  ref: string,
  cellules: Cellules,
  { forme, envoyees, listes, depuis1904, signaler }: ContexteDeLecture<L, S>,
): RangeeRemplie<S> | undefined {
  const dites = new Map<string, string>();
  const valeurs = new Map<S, string>();
  const presentes = new Set<S>();
  const fautives = new Set<S>();
  for (const [rang, colonne] of forme.colonnes.entries()) {
    if (estLue(colonne)) {
      dites.set(colonne.title, cellules.get(rang + 1)?.content.trim() ?? '');
      continue;
    }
    const { saisie, genre } = colonne;
    const cellule = cellules.get(rang + 1);
    if (estRemplie(cellule)) presentes.add(saisie);
    const lue = lireSaisie(genre, cellule, { liste: listes[saisie] ?? [], fichier: forme.fichier, depuis1904 });
    if ('valeur' in lue) {
      valeurs.set(saisie, lue.valeur);
      continue;
    }
    fautives.add(saisie);
    valeurs.set(saisie, cellule?.content.trim() ?? '');
    const contenu = cellule?.content ?? '';
    signaler.rangee(lue.code, rangee, { rang, contenu }, lue.message, lue.remede);
  }
  if ([...valeurs.values()].every((texte) => texte === '')) return undefined;
  const { empreinte = '', pareilles } = envoyees.get(ref) ?? {};
  return { rangee, ref, empreinte, pareilles, dites, valeurs, presentes, fautives };
}

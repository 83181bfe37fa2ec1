import { enumerer } from '../domain/textes/format.ts';
import type { ColonneDecision, DecisionEcrite } from '../domain/verdict/decision-ecrite.ts';
import { DIMENSIONS_DECIDEES, type DimensionDecidee } from '../domain/verdict/dimensions.ts';
import type { CellRead, SheetRead } from '../files/xlsx/read-sheet.ts';
import { COLONNES_DE_REVUE, RANGS_A_SAISIR, rangDeSaisie, type Saisie } from './colonnes-de-revue.ts';
import { RANGEE_DES_TITRES } from './ecrire-le-classeur-de-revue.ts';
import { lireSaisie } from './lire-saisie.ts';
import type { Listes } from './liste-a-decider.ts';
import type { SignalementDeRevue } from './signalement-de-revue.ts';
import { sommeLue } from './somme-de-rangee.ts';

/** What the workbook was when it was made, by reference of its lines. */
export type LignesEnvoyees = ReadonlyMap<string, { readonly empreinte: string; readonly somme: string }>;

/** A line that was filled in a workbook, and the row where it is. */
export interface LigneDecidee {
  readonly rangee: number;
  readonly ecrite: DecisionEcrite;
  /** What was found wrong with it already, and is told: its other cells are still to be checked, not these. */
  readonly fautives: ReadonlySet<ColonneDecision>;
}

/** A row that is not what was sent: only the line itself can say where it changed. */
export interface RangeeChangee {
  readonly rangee: number;
  readonly ref: string;
  readonly empreinte: string;
  readonly cellules: ReadonlyMap<number, CellRead>;
}

export interface RangeesLues {
  readonly decidees: readonly LigneDecidee[];
  readonly changees: readonly RangeeChangee[];
  /** Lines of the export that still have a row. */
  readonly presentes: number;
}

type Cellules = ReadonlyMap<number, CellRead>;

const OBLIGATOIRES = [
  ['decision', 'la décision'],
  ['motif', 'le motif'],
  ['auteur', 'l’auteur'],
  ['date', 'la date'],
] as const satisfies readonly (readonly [Saisie, string])[];
/** What to do about a row that is not what was sent. */
export const REMEDE_LIGNE =
  'Remettez les cellules protégées comme elles étaient, ou refaites l’export et reportez-y vos décisions.';

export interface ContexteDeLecture {
  readonly envoyees: LignesEnvoyees;
  readonly listes: Listes;
  readonly depuis1904: boolean;
  readonly signaler: SignalementDeRevue;
}

/**
 * Reads the rows that were filled, wherever they are now: rows are known by what they tell of their line, not by their
 * place. Tells every cell that cannot be understood, every row that is nobody’s or that was begun and not ended; gives the
 * rows that are not what was sent, for the line to say how.
 */
export function lireLesRangees(feuille: SheetRead, contexte: ContexteDeLecture): RangeesLues {
  const { envoyees, signaler } = contexte;
  for (const fusion of feuille.merged)
    signaler.classeur(
      'E-REVUE-LIGNE',
      `les cellules ${fusion} sont fusionnées : on ne sait plus à quelle ligne va une décision`,
      'Défusionnez-les, et remplissez chaque ligne.',
      'feuille À décider',
    );
  if (feuille.beyond !== undefined)
    signaler.rangee(
      'E-REVUE-LIGNE',
      feuille.beyond,
      {},
      'il y a quelque chose loin sous le tableau',
      'Videz les lignes sous le tableau, ou remontez-y ce qui a glissé.',
    );
  const decidees: LigneDecidee[] = [];
  const changees: RangeeChangee[] = [];
  const presentes = new Set<string>();
  const vues = new Map<string, number>();
  for (const [rangee, cellules] of [...feuille.rows].sort(([gauche], [droite]) => gauche - droite)) {
    if (rangee <= RANGEE_DES_TITRES) continue;
    const remplie = RANGS_A_SAISIR.some((rang) => estRemplie(cellules.get(rang + 1)));
    if (!remplie && COLONNES_DE_REVUE.every((_, rang) => !estRemplie(cellules.get(rang + 1)))) continue;
    const ref = cellules.get(1)?.content.trim() ?? '';
    const envoyee = envoyees.get(ref);
    if (envoyee !== undefined) presentes.add(ref);
    if (envoyee !== undefined && sommeLue(cellules) !== envoyee.somme) {
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
    const decidee = lireRangee(rangee, ref, cellules, contexte);
    if (decidee) decidees.push(decidee);
  }
  return { decidees, changees, presentes: presentes.size };
}

function estRemplie(cellule: CellRead | undefined): boolean {
  return cellule !== undefined && (cellule.hasFormula || cellule.content.trim() !== '');
}

/** Whether a row is that of a line, with its cells to fill. */
function estIntacte(
  rangee: number,
  ref: string,
  cellules: Cellules,
  { envoyees, signaler }: ContexteDeLecture,
): boolean {
  const place = { rang: 0, contenu: ref };
  if (ref === '') {
    signaler.rangee('E-REVUE-LIGNE', rangee, {}, 'ce qui est écrit ici n’est en face d’aucune ligne', REMEDE_LIGNE);
    return false;
  }
  if (!envoyees.has(ref)) {
    const message = `« ${ref.slice(0, 80)} » n’est pas une ligne de ce classeur`;
    signaler.rangee('E-REVUE-LIGNE', rangee, place, message, REMEDE_LIGNE);
    return false;
  }
  // Cells to fill are open, even once pasted over one by one; when all are shut and empty, others slid under them.
  const glissees = RANGS_A_SAISIR.every((rang) => {
    const cellule = cellules.get(rang + 1);
    return !estRemplie(cellule) && cellule?.format.isLocked !== false;
  });
  if (glissees) {
    const message =
      'les cases jaunes de cette ligne ont disparu : des cases ont été supprimées et les autres ont glissé';
    const remede =
      'Vérifiez que chaque décision est en face de sa ligne, ou refaites l’export et reportez-y vos décisions.';
    signaler.rangee('E-REVUE-LIGNE', rangee, { rang: RANGS_A_SAISIR[0] ?? 0 }, message, remede);
    return false;
  }
  return true;
}

function lireRangee(
  rangee: number,
  ref: string,
  cellules: Cellules,
  { envoyees, listes, depuis1904, signaler }: ContexteDeLecture,
): LigneDecidee | undefined {
  const valeurs = new Map<Saisie, string>();
  const fautives = new Set<ColonneDecision>();
  for (const rang of RANGS_A_SAISIR) {
    const saisie = COLONNES_DE_REVUE[rang]?.saisie;
    if (saisie === undefined) continue;
    const cellule = cellules.get(rang + 1);
    const lue = lireSaisie(saisie, cellule, listes, depuis1904);
    if ('valeur' in lue) {
      valeurs.set(saisie, lue.valeur);
      continue;
    }
    // Whether the place is exceptional is half of the decision.
    fautives.add(saisie === 'exceptionnelle' ? 'decision' : saisie);
    valeurs.set(saisie, cellule?.content.trim() ?? '');
    const contenu = cellule?.content ?? '';
    signaler.rangee(lue.code, rangee, { rang, contenu }, lue.message, lue.remede);
  }
  const valeur = (saisie: Saisie) => valeurs.get(saisie) ?? '';
  const remplie = [...valeurs.values()].some((texte) => texte !== '');
  if (!remplie) return undefined;
  const manquent = OBLIGATOIRES.filter(([saisie]) => !estRemplie(cellules.get(rangDeSaisie(saisie) + 1)));
  const [premier] = manquent;
  if (premier) {
    const dits = enumerer(manquent.map(([, nom]) => nom));
    const remede = 'Complétez la ligne, ou videz toutes ses cases jaunes pour la laisser ouverte.';
    signaler.rangee('E-REVUE-INCOMPLETE', rangee, { rang: rangDeSaisie(premier[0]) }, `il manque ${dits}`, remede);
    for (const [saisie] of manquent) fautives.add(saisie);
  }
  const exceptionnelle = valeur('exceptionnelle') === 'oui';
  if (exceptionnelle && !fautives.has('decision') && valeur('decision') !== 'internationale') {
    const message = 'seule une ligne internationale peut être exceptionnelle';
    const remede = 'Videz cette case, ou corrigez la décision.';
    signaler.rangee(
      'E-REVUE-VALEUR',
      rangee,
      { rang: rangDeSaisie('exceptionnelle'), contenu: 'oui' },
      message,
      remede,
    );
    fautives.add('decision');
  }
  const ecrite = {
    ref,
    empreinte: envoyees.get(ref)?.empreinte ?? '',
    decision: exceptionnelle ? 'exceptionnelle' : valeur('decision'),
    quote_part: valeur('quote_part'),
    cle: valeur('cle'),
    ...(Object.fromEntries(DIMENSIONS_DECIDEES.map((dimension) => [dimension, valeur(dimension)])) as Record<
      DimensionDecidee,
      string
    >),
    motif: valeur('motif'),
    auteur: valeur('auteur'),
    date: valeur('date'),
    organisme: valeur('organisme'),
    operation: valeur('operation'),
    montant_est: valeur('montant_est'),
  };
  return { rangee, ecrite, fautives };
}

import { direDateEtrange, direDecision } from '../../classify/decisions/decision.ts';
import { ajouterLesDecisions, cleDeDecision, ouvrirLesDecisions } from '../../classify/decisions/decisions-ecrites.ts';
import { lireDecision } from '../../classify/decisions/lire-une-decision.ts';
import type { LigneVue } from '../../classify/decisions/retrouver/ligne-decrite.ts';
import { ecrireLaLigne } from '../../classify/decisions/retrouver/ligne-ecrite.ts';
import { ventilationDecidee } from '../../classify/decisions/ventilation-decidee.ts';
import { montantsImpossibles } from '../../classify/parts-au-montant.ts';
import { NUL } from '../../domain/argent/montant.ts';
import { type Constats, ConstatsBloquants, exigerSansErreur } from '../../domain/constats/constat.ts';
import { garder, referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { type ColonneDecision, fichierDeRef } from '../../domain/verdict/decision-ecrite.ts';
import { estRetenue } from '../../domain/verdict/verdict.ts';
import { compilerLesLignes, type TemoinDesLignes } from '../../edition/compiler-les-lignes.ts';
import { decrireLesLignes } from '../../edition/decrire-les-lignes.ts';
import { type Preparation, preparer } from '../../edition/preparation.ts';
import { FORME_DE_REVUE, rangDeSaisie, type Saisie } from '../../review/colonnes-de-revue.ts';
import {
  direLigneMontreeAutrement,
  direRangeeChangee,
  type LigneActuelle,
} from '../../review/dire-les-lignes-changees.ts';
import type { LigneADecider } from '../../review/liste-a-decider.ts';
import { sommeDeLaLigne } from '../../review/somme-de-rangee.ts';
import { RowSearch, rowKey } from './find-rows-again.ts';
import { type DecisionFile, type FiledDecision, readDecisionFiles } from './read-decision-files.ts';
import { placeOf, type ReadDecision, settleConflicts } from './settle-conflicts.ts';
import { type AlreadyDecided, sortByFormer } from './sort-by-former.ts';

interface TakenDecisions {
  /**
   * The lines that are decided from now on, as the workbook orders them, and what each decision says: cells to be filled that
   * went up or down by a row are no fault that can be seen, so people check.
   */
  readonly prises: readonly TakenDecision[];
  /** Of these, those of which a former decision became history. */
  readonly remplacees: readonly string[];
  /** Of these, what the former decision said beside and the new one does not: kept with it, or gone. */
  readonly suites: readonly {
    readonly ref: string;
    readonly gardes: readonly string[];
    readonly perdus: readonly string[];
  }[];
  /** Lines that were decided alike already: left as they were. */
  readonly deja: readonly AlreadyDecided[];
  /** Decisions that another of the files gives alike: the first is taken. */
  readonly encore: readonly AlreadyDecided[];
  /** Of all of them, those whose line is the same elsewhere than it was at the export. */
  readonly retrouvees: readonly { readonly de: string; readonly ref: string }[];
  /** Lines of the workbook that nobody filled. */
  readonly laissees: number;
  /** Lines of the export that have no row in the workbook any more. */
  readonly absentes: number;
}

export interface TakenDecision {
  readonly ref: string;
  /** What the budget calls the line. */
  readonly libelle: string;
  /** « internationale à 30 % (axe jeunesse) ». */
  readonly decision: string;
}

/**
 * Back into a dossier, the decisions of workbooks that people filled in, and of files that the page saved. Everything is checked
 * first — each file, each decision, each line as it is today, what people say of one line — then all is taken, or nothing.
 * @param keep whether a decision that says otherwise than the one that holds, were it but its reason, replaces it, which is
 *   then kept as history
 * @throws ConstatsBloquants when anything is wrong, with the dossier or with a file
 * @throws UnwritableOutput when the decisions cannot be written
 */
export async function takeDecisions(
  path: string,
  files: readonly string[],
  { keep }: { readonly keep: boolean },
  constats: Constats,
): Promise<TakenDecisions> {
  const opened = ouvrirLesDecisions(path);
  const preparation = await preparer(path, constats);
  exigerSansErreur(constats);

  // What the files say, cell by cell.
  const read = readDecisionFiles(files, preparation, constats);
  const decided = read.flatMap((file) => file.decided);
  const understood = decided.flatMap((line) => parseDecision(line, preparation));

  // What the lines are today, whatever they were when the files were made.
  const lines = read.length === 0 ? undefined : await confrontLines(read, preparation);
  if (lines) requireAmountsFit(understood, lines.current, preparation);
  const onLines = understood.map((decision) => onItsLine(decision, lines?.elsewhere.get(rowKey(decision))));
  const { kept, again } = settleConflicts(onLines, preparation.dossier.enTete.tranche);
  const { fresh, already } = sortByFormer(kept, preparation, keep);
  exigerSansErreur(constats);

  if (fresh.length > 0) await writeDecisions(fresh, preparation, opened);
  return {
    prises: fresh.map(({ decision }) => ({
      ref: decision.parsed.ref,
      libelle:
        lines?.elsewhere.get(rowKey(decision))?.libelle ?? lines?.current.get(decision.parsed.ref)?.ligne.libelle ?? '',
      decision: direDecision(decision.parsed, decision.ecrite.pays),
    })),
    remplacees: fresh.flatMap(({ decision, former }) => (former ? [decision.ecrite.ref] : [])),
    suites: fresh.flatMap(({ decision, gardes, perdus }) =>
      gardes.length + perdus.length === 0 ? [] : [{ ref: decision.ecrite.ref, gardes, perdus }],
    ),
    deja: already,
    encore: again.map(({ decision, first, differences }) => ({
      ref: decision.parsed.ref,
      lieu: placeOf(first),
      differe: differences,
    })),
    retrouvees: decided.flatMap((row) => {
      const found = lines?.elsewhere.get(rowKey(row));
      return found === undefined ? [] : [{ de: row.ecrite.ref, ref: found.ref }];
    }),
    laissees: read.reduce((sum, { left }) => sum + left, 0),
    absentes: read.reduce((sum, { absent }) => sum + absent, 0),
  };
}

/** A decision on the line of its row, wherever that is now. */
function onItsLine(decision: ReadDecision, elsewhere: LigneVue | undefined): ReadDecision {
  if (elsewhere === undefined) return decision;
  const { ref } = elsewhere;
  return { ...decision, ecrite: { ...decision.ecrite, ref }, parsed: { ...decision.parsed, ref } };
}

/** Adds decisions to the file, with what their lines are; the lines of those that were there are written down as well. */
async function writeDecisions(
  fresh: ReturnType<typeof sortByFormer>['fresh'],
  preparation: Preparation,
  opened: ReturnType<typeof ouvrirLesDecisions>,
): Promise<void> {
  const undescribed = preparation.classement.decisions.toutes.filter(({ etait }) => etait === undefined);
  const lines = await decrireLesLignes(preparation, [...fresh.map(({ decision }) => decision.ecrite), ...undescribed]);
  const decisions = fresh.map(({ decision: { ecrite }, former }) => ({
    ecrite,
    remplace: former !== undefined,
    ligne: ecrireLaLigne(lines.get(ecrite.ref)),
  }));
  const described = undescribed.flatMap((decision) => {
    const line = lines.get(decision.ref);
    return line === undefined ? [] : [[cleDeDecision(decision), ecrireLaLigne(line, decision.reporteeDe)] as const];
  });
  await ajouterLesDecisions(opened, decisions, { lignes: new Map(described) });
}

/** What the columns of `arbitrages.csv` are called in the workbook. */
const COLUMN_TITLES: Readonly<Record<string, string>> = {
  quote_part: 'la part',
  cle: 'la clé de la part',
  organisme: '« Flux vers »',
  operation: '« Rattacher à »',
  montant_est: '« Brut ou net »',
};
/** « organisme » is a word besides. */
const COLUMN_NAMES = /\b(?:quote_part|cle|operation|montant_est)\b|(?<=\b(?:[Vv]idez|colonne) )organisme\b/g;

function parseDecision(decided: FiledDecision, { dossier, references }: Preparation): ReadDecision[] {
  const { tell } = decided;
  const inTitles = (text: string) =>
    text
      .replace(COLUMN_NAMES, (name) => COLUMN_TITLES[name] ?? name)
      // A name that stood between quotation marks has a title with its own.
      .replace(/«(\s)«\s/g, '«$1')
      .replace(/\s»(\s)»/g, '$1»');
  const { ecrite, fautives } = decided;
  // What depends on a decision that is at fault is not a fault of its own: any line may have all columns if international.
  const parsed = lireDecision(
    fautives.has('decision') ? { ...ecrite, decision: 'internationale' } : ecrite,
    { ...dossier.enTete, ...references },
    (column, message, remedy) => {
      if (fautives.has(column)) return;
      const place = { rang: rankOf(column), contenu: ecrite[column] };
      tell.rangee('E-REVUE-VALEUR', decided.rangee, place, inTitles(message), inTitles(remedy));
    },
  );
  if (parsed === undefined || fautives.size > 0) return [];
  const oddDate = direDateEtrange(parsed.date, dossier.enTete);
  const place = { rang: rangDeSaisie('date'), contenu: parsed.date };
  if (oddDate) tell.rangee('A-ARBITRAGE-DATE', decided.rangee, place, oddDate.message, oddDate.remede);
  return [{ ...decided, parsed }];
}

function rankOf(column: ColonneDecision): number {
  return column === 'ref' || column === 'empreinte' ? 0 : rangDeSaisie(column as Saisie);
}

/** What lines are today, and where those of rows are that are no longer where they were. */
interface ConfrontedLines {
  readonly current: ReadonlyMap<string, LigneActuelle>;
  /** By the key of a row. */
  readonly elsewhere: ReadonlyMap<string, LigneVue>;
}

/**
 * Goes through all lines, tells the decisions whose line changed, is nowhere or is less than its part, and the rows that are not
 * what was sent; gives the lines, by reference, and those that moved.
 */
async function confrontLines(files: readonly DecisionFile[], preparation: Preparation): Promise<ConfrontedLines> {
  const decidees = files.flatMap(({ decided }) => decided);
  const changees = files.flatMap(({ changed, tell }) => changed.map((row) => ({ row, tell })));
  const refs = new Set([...decidees.map(({ ecrite }) => ecrite.ref), ...changees.map(({ row }) => row.ref)]);
  const sources = new Set([...refs].map(fichierDeRef));
  const current = new Map<string, LigneActuelle>();
  const search = new RowSearch(decidees);
  await goThroughLines(preparation, {
    affectation: ({ ligne, montant }) => {
      search.see(ligne, montant);
      if (!sources.has(ligne.fichier)) return;
      const ref = referenceDe(ligne);
      if (refs.has(ref)) current.set(ref, { ligne: garder(ligne), montant });
    },
  });
  for (const { row, tell } of changees) {
    const present = current.get(row.ref);
    direRangeeChangee(FORME_DE_REVUE, row, present && nue(present), tell);
  }
  for (const { ecrite, rangee, somme, tell } of decidees) {
    const present = current.get(ecrite.ref);
    if (somme === undefined || present?.ligne.empreinte !== ecrite.empreinte) continue;
    if (somme !== sommeDeLaLigne(FORME_DE_REVUE, nue(present))) direLigneMontreeAutrement(rangee, ecrite.ref, tell);
  }
  return { current, elsewhere: search.conclude(current) };
}

/** Tells amounts that countries take out of a line, all together more than it has. */
function requireAmountsFit(
  read: readonly ReadDecision[],
  current: ReadonlyMap<string, LigneActuelle>,
  { references }: Preparation,
): void {
  for (const { parsed, ecrite, rangee, tell } of read) {
    const line = current.get(parsed.ref);
    if (line?.ligne.empreinte !== parsed.empreinte) continue;
    const { place, quotePart } = parsed;
    if (!estRetenue(place) || place === 'incluse') continue;
    const kept = { place, quotePart, ventilation: ventilationDecidee(parsed) };
    const impossible = montantsImpossibles(kept, references.geographie, line.montant);
    if (impossible === undefined) continue;
    const column = impossible.dimension as ColonneDecision;
    const where = { rang: rankOf(column), contenu: ecrite[column] };
    tell.rangee(
      'E-REVUE-VALEUR',
      rangee,
      where,
      impossible.message,
      'Réduisez les montants, ou écrivez des pourcentages.',
    );
  }
}

/** A line as the workbook shows it, without what the tool thinks of it. */
function nue({ ligne, montant }: LigneActuelle): LigneADecider {
  return { ligne, montant, place: 'a_arbitrer', enjeu: NUL, signaux: '', suggestion: '', raison: '', pareilles: 0 };
}

/** Goes through all lines, faults of the workbook or not; stops on those of the dossier, whose lines cannot be relied on. */
async function goThroughLines(preparation: Preparation, witness: TemoinDesLignes): Promise<void> {
  const before = preparation.constats.erreurs;
  try {
    await compilerLesLignes(preparation, witness);
  } catch (error) {
    if (!(error instanceof ConstatsBloquants) || preparation.constats.erreurs > before) throw error;
  }
}

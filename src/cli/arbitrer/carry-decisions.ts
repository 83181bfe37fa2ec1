import { concluentPareil, type Decision } from '../../classify/decisions/decision.ts';
import {
  ajouterLesDecisions,
  cleDeDecision,
  ouvrirLesDecisions,
  type Report,
} from '../../classify/decisions/decisions-ecrites.ts';
import type { Candidate } from '../../classify/decisions/retrouver/choisir-les-candidates.ts';
import type { SemblablesChangees } from '../../classify/decisions/retrouver/compte-de-semblables.ts';
import { CHAMPS_DECRITS, type LigneDAlors, type LigneVue } from '../../classify/decisions/retrouver/ligne-decrite.ts';
import { allongerLeReport, ecrireLaLigne } from '../../classify/decisions/retrouver/ligne-ecrite.ts';
import { MelangeDeRangees } from '../../classify/decisions/retrouver/melange-de-rangees.ts';
import { RechercheDeLignes, type Sort } from '../../classify/decisions/retrouver/recherche-de-lignes.ts';
import { signalerLesMelanges } from '../../classify/decisions/signaler-les-melanges.ts';
import { montantSur } from '../../compile/partition.ts';
import { Constats, ConstatsBloquants, estUneErreur, exigerSansErreur } from '../../domain/constats/constat.ts';
import type { LigneEcrite } from '../../domain/verdict/decision-ecrite.ts';
import { decrireLesLignes } from '../../edition/decrire-les-lignes.ts';
import { parcourirLesLignes } from '../../edition/parcourir-les-lignes.ts';
import { type Preparation, preparer } from '../../edition/preparation.ts';
import {
  type CarriedWorkbook,
  type ReviewedRows,
  takeCarriedWorkbook,
  writeCarriedWorkbook,
} from './carried-workbook.ts';
import { type Confirmations, confirmByReferences } from './confirmations.ts';
import { ConfirmedLines } from './confirmed-lines.ts';
import { type RuleOnGoneFile, rulesOnGoneFiles } from './rules-on-gone-files.ts';
import { tellDecision } from './tell-decision.ts';

/** A decision whose line is no more what and where it was. */
interface Waiting {
  readonly ref: string;
  /** `arbitrages.csv:12`. */
  readonly lieu: string;
  readonly decision: string;
  /** What the line was, where that was kept. */
  readonly etait?: LigneDAlors | undefined;
}

export interface CertainDecision extends Waiting {
  readonly ligne: LigneVue;
  /** Whether the record is the same, or only all that was kept of it. */
  readonly pareil: 'octets' | 'description';
}

interface ToldCandidate extends Candidate {
  /** Why it cannot be confirmed, what to do about it, and whether no other can. */
  readonly impossible?: string;
  readonly remede?: string;
  readonly jamais?: boolean;
}

export interface ChangedDecision extends Waiting {
  readonly candidates: readonly ToldCandidate[];
  /** How many lines said the same as it, and how many do, where these are not as many. */
  readonly semblables?: SemblablesChangees;
  /** The lines that a person said it is. */
  readonly confirmees: readonly LigneVue[];
}

export interface LostDecision extends Waiting {
  /** The line that it was, when another decision holds on it. */
  readonly decidee?: string;
}

/** What became of the lines of decisions. */
export interface CarriedDecisions {
  readonly enPlace: number;
  readonly certaines: readonly CertainDecision[];
  readonly changees: readonly ChangedDecision[];
  readonly perdues: readonly LostDecision[];
  /** How many were carried to another line, and of how many the file says from now on what their line is. */
  readonly ecrites: { readonly reportees: number; readonly decrites: number };
  /** Rules that name a file which is no longer there: renamed, its decisions follow it, and these do not. */
  readonly reglesSansFichier: readonly RuleOnGoneFile[];
  /** The workbook that was written, to confirm in. */
  readonly classeur?: CarriedWorkbook;
  /** What the rows of the workbook that was taken back say. */
  readonly repris?: ReviewedRows;
}

interface Carrying {
  /** Whether the file is written. */
  readonly write: boolean;
  readonly confirmed: Confirmations;
  /** A workbook to write of those that changed, and whether one that is there may be written over. */
  readonly workbook?: { readonly target: string; readonly replace: boolean } | undefined;
  /** Such a workbook, once filled in. */
  readonly filled?: string | undefined;
}

/**
 * Finds the line of each decision by what it was, among all lines of the dossier; carries, when asked, those that are certain
 * and those that a person confirmed: all or none. Asked again, changes nothing more.
 * @throws ConstatsBloquants when the dossier cannot be read, or a row mixes two lines
 * @throws Refus when what is confirmed may not be
 * @throws UnwritableOutput when the decisions cannot be written
 */
export async function carryDecisions(
  path: string,
  { write, confirmed, workbook, filled }: Carrying,
  constats: Constats,
): Promise<CarriedDecisions> {
  const opened = ouvrirLesDecisions(path);
  // Its warnings are for `controler` to tell.
  const read = new Constats();
  const preparation = await preparer(path, read).catch((error) => refuseFaults(read, constats, error));
  const decisions = preparation.classement.decisions.toutes;
  const search = new RechercheDeLignes(decisions);
  const { base } = preparation.dossier.enTete;
  await parcourirLesLignes(preparation, (ligne) => search.voir(ligne, montantSur(ligne, base)));
  if (blockingFaults(read).length > 0) refuseFaults(read, constats);
  const sorts = search.conclure({ echangeables: concluentPareil });
  await refuseMixedRows(sorts, path, constats);
  const lines = new ConfirmedLines(sorts, preparation.references.geographie);
  const { targets } = lines;
  confirmByReferences(confirmed, sorts, lines);
  const { dossier } = preparation;
  const repris = filled === undefined ? undefined : takeCarriedWorkbook(filled, dossier.enTete, sorts, lines, constats);
  const classeur = workbook && (await writeCarriedWorkbook(workbook, dossier, sorts, lines));
  const written = write ? await writeCarried(sorts, targets, preparation, opened) : { reportees: 0, decrites: 0 };
  const reglesSansFichier = rulesOnGoneFiles(
    preparation.classement.regles,
    dossier.sources.map(({ nom }) => nom),
  );
  return {
    ...tellSorts(sorts, lines),
    ecrites: written,
    reglesSansFichier,
    ...(classeur && { classeur }),
    ...(repris && { repris }),
  };
}

/** A total that is not the one announced keeps no line from being found: it is told when the dossier is controlled. */
function blockingFaults({ liste }: Constats) {
  return liste.filter((constat) => estUneErreur(constat) && constat.code !== 'E-CONTROLE');
}

function refuseFaults(read: Constats, constats: Constats, error?: unknown): never {
  if (error !== undefined && !(error instanceof ConstatsBloquants)) throw error;
  for (const constat of read.liste.filter(estUneErreur)) constats.ajouter(constat);
  exigerSansErreur(constats);
  throw error;
}

/** What a row says of another line than its own is not to be written over: nobody knows which of the two was decided so. */
async function refuseMixedRows(sorts: ReadonlyMap<Decision, Sort>, path: string, constats: Constats): Promise<void> {
  const rows = new MelangeDeRangees(sorts.keys());
  const mixed = new Map<Decision, LigneVue>();
  for (const [decision, sort] of sorts) {
    const same = sort.type === 'en_place' || (sort.type === 'certaine' && sort.pareil === 'octets');
    if (same && rows.est(decision, sort.ligne)) mixed.set(decision, sort.ligne);
  }
  await signalerLesMelanges(mixed, path, constats);
  exigerSansErreur(constats);
}

function tellSorts(
  sorts: ReadonlyMap<Decision, Sort>,
  lines: ConfirmedLines,
): Omit<CarriedDecisions, 'ecrites' | 'reglesSansFichier'> {
  const told = [...sorts].map(([decision, sort]) => ({ sort, decision, waiting: tellWaiting(decision) }));
  return {
    enPlace: told.filter(({ sort }) => sort.type === 'en_place').length,
    certaines: told.flatMap(({ sort, waiting }) =>
      sort.type === 'certaine' ? [{ ...waiting, ligne: sort.ligne, pareil: sort.pareil }] : [],
    ),
    changees: told.flatMap(({ sort, decision, waiting }) =>
      sort.type === 'changee'
        ? [
            {
              ...waiting,
              candidates: sort.candidates.map((candidate) => tellCandidate(decision, candidate, lines)),
              confirmees: lines.targets.get(decision) ?? [],
              ...(sort.semblables && { semblables: sort.semblables }),
            },
          ]
        : [],
    ),
    perdues: told.flatMap(({ sort, waiting }) =>
      sort.type === 'perdue' ? [{ ...waiting, ...(sort.decidee !== undefined && { decidee: sort.decidee }) }] : [],
    ),
  };
}

function tellCandidate(decision: Decision, candidate: Candidate, lines: ConfirmedLines): ToldCandidate {
  const unfit = lines.unfit(decision, candidate);
  if (unfit === undefined) return candidate;
  return { ...candidate, impossible: unfit.message, remede: unfit.remede, jamais: unfit.jamais };
}

function tellWaiting(decision: Decision): Waiting {
  const { ref, lieu, etait } = decision;
  return {
    ref,
    lieu: `${lieu.fichier}:${lieu.ligne}`,
    decision: tellDecision(decision),
    ...(etait && { etait }),
  };
}

async function writeCarried(
  sorts: ReadonlyMap<Decision, Sort>,
  targets: ReadonlyMap<Decision, readonly LigneVue[]>,
  preparation: Preparation,
  opened: ReturnType<typeof ouvrirLesDecisions>,
): Promise<CarriedDecisions['ecrites']> {
  const stays = ({ ref, empreinte }: Decision, line: LigneVue) => line.ref === ref && line.empreinte === empreinte;
  const found = [...sorts].map(([decision, sort]) => ({
    decision,
    sort,
    lines: sort.type === 'certaine' ? [sort.ligne] : (targets.get(decision) ?? []),
  }));
  const moved = found.filter(({ decision, lines }) => lines.length > 0 && !lines.some((line) => stays(decision, line)));
  const toDescribe = found.flatMap(({ decision, sort, lines }) => {
    if (sort.type === 'en_place')
      return isDescribed(decision.etait, sort.ligne) ? [] : [{ decision, line: sort.ligne }];
    // Confirmed where it is: how many are alike is written anew.
    const line = lines.find((one) => stays(decision, one));
    return line === undefined ? [] : [{ decision, line }];
  });
  if (moved.length === 0 && toDescribe.length === 0) return { reportees: 0, decrites: 0 };

  const lines = await decrireLesLignes(preparation, [
    ...moved.flatMap((move) => move.lines),
    ...toDescribe.map(({ line }) => line),
  ]);
  const reports = new Map<string, readonly Report[]>(
    moved.map((move) => {
      const { ref: before, reporteeDe = '', etait } = move.decision;
      const from = allongerLeReport(before, reporteeDe, etait, move.lines);
      const rows = move.lines.map(({ ref, empreinte }) => ({
        ref,
        empreinte,
        ligne: ecrireLaLigne(lines.get(ref), from),
      }));
      return [cleDeDecision(move.decision), rows];
    }),
  );
  const described = new Map<string, LigneEcrite>(
    toDescribe.map(({ decision, line }) => [
      cleDeDecision(decision),
      ecrireLaLigne(lines.get(line.ref), decision.reporteeDe),
    ]),
  );
  await ajouterLesDecisions(opened, [], { lignes: described, reports });
  return { reportees: moved.length, decrites: described.size };
}

function isDescribed(was: LigneDAlors | undefined, line: LigneVue): boolean {
  return was !== undefined && CHAMPS_DECRITS.every((field) => was[field] === line[field]);
}

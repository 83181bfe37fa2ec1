import { basename } from 'node:path';
import type { Decision } from '../../classify/decisions/decision.ts';
import type { Candidate } from '../../classify/decisions/retrouver/choisir-les-candidates.ts';
import {
  CHAMPS_DECRITS,
  type DescriptionDeLigne,
  type LigneVue,
} from '../../classify/decisions/retrouver/ligne-decrite.ts';
import type { Sort } from '../../classify/decisions/retrouver/recherche-de-lignes.ts';
import { type Constats, exigerSansErreur } from '../../domain/constats/constat.ts';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import { replaceFile } from '../../files/replace-file.ts';
import { LIGNES_MAX } from '../../review/colonnes-de-revue.ts';
import { direRangeeChangee } from '../../review/dire-les-lignes-changees.ts';
import { ecrireLeClasseur } from '../../review/ecrire-le-classeur.ts';
import { exigerUnClasseur } from '../../review/exiger-un-classeur.ts';
import { exigerUneSortieSure, sortieDeClasseur } from '../../review/exiger-une-sortie-sure.ts';
import { rangDe } from '../../review/forme-de-classeur.ts';
import {
  CONSIGNES_DES_REPORTS,
  FORME_DES_REPORTS,
  LISTES_DES_REPORTS,
  NOTE_DES_REPORTS,
  type ReportAConfirmer,
} from '../../review/forme-des-reports.ts';
import { lireLaRevue } from '../../review/lire-la-revue.ts';
import type { RangeeRemplie } from '../../review/lire-les-rangees.ts';
import { SignalementDeRevue } from '../../review/signalement-de-revue.ts';
import { sommer } from '../../review/somme-de-rangee.ts';
import { candidateDifference, twinsReason } from './candidate-difference.ts';
import type { ConfirmedLines } from './confirmed-lines.ts';
import { tellDecision } from './tell-decision.ts';

/** The workbook in which persons confirm decisions whose lines changed. */
export interface CarriedWorkbook {
  /** Absent when no decision waits to be confirmed: there is then no workbook. */
  readonly fichier?: string;
  readonly decisions: number;
  /** Rows: one for each line, or split, that a decision may hold on. */
  readonly propositions: number;
  /** Decisions that are one too many for a workbook. */
  readonly restantes: number;
}

/** What the rows of such a workbook say. */
export interface ReviewedRows {
  readonly confirmees: number;
  readonly refusees: number;
  /** Rows whose decision was carried there already. */
  readonly inchangees: number;
  readonly laissees: number;
  readonly absentes: number;
}

type Sorts = ReadonlyMap<Decision, Sort>;

interface Proposal extends ReportAConfirmer {
  readonly of: Decision;
  readonly candidate: Candidate;
}

/**
 * Writes what the lines of changed decisions may be, for persons to confirm.
 * @throws UnwritableOutput when the workbook cannot be written, or may not go there
 */
export async function writeCarriedWorkbook(
  { target, replace }: { readonly target: string; readonly replace: boolean },
  { enTete, racine }: { readonly enTete: EnTete; readonly racine: string },
  sorts: Sorts,
  lines: ConfirmedLines,
): Promise<CarriedWorkbook> {
  const requirePlace = () => exigerUneSortieSure(sortieDeClasseur(FORME_DES_REPORTS), target, racine, replace);
  requirePlace();
  const proposals = [...proposalsOf(sorts).values()].filter(
    ({ of, candidate }) => lines.unfit(of, candidate) === undefined,
  );
  // Whole decisions only: one is confirmed with all that it may be in sight.
  const beyond = proposals[LIGNES_MAX]?.of;
  const lignes = beyond
    ? proposals.slice(
        0,
        proposals.findIndex(({ of }) => of === beyond),
      )
    : proposals;
  const decisions = countDecisions(lignes);
  const counts = { decisions, propositions: lignes.length, restantes: countDecisions(proposals) - decisions };
  if (lignes.length === 0) return counts;
  const contents = {
    enTete,
    listes: LISTES_DES_REPORTS,
    lignes,
    intitule: 'Décisions à confirmer',
    note: NOTE_DES_REPORTS,
    consignes: CONSIGNES_DES_REPORTS,
    obligatoires: [],
  };
  await replaceFile(target, (draft) => ecrireLeClasseur(FORME_DES_REPORTS, contents, draft), requirePlace);
  return { fichier: target, ...counts };
}

function countDecisions(proposals: readonly Proposal[]): number {
  return new Set(proposals.map(({ of }) => of)).size;
}

/**
 * Takes back what persons confirmed. All is checked first: the workbook, its rows, each decision and each line as they are today.
 * @throws ConstatsBloquants when anything is wrong
 */
export function takeCarriedWorkbook(
  workbook: string,
  enTete: EnTete,
  sorts: Sorts,
  lines: ConfirmedLines,
  constats: Constats,
): ReviewedRows {
  const tell = new SignalementDeRevue(basename(workbook), FORME_DES_REPORTS, constats);
  exigerUnClasseur(workbook, FORME_DES_REPORTS, tell);
  exigerSansErreur(constats);
  const review = lireLaRevue(workbook, { forme: FORME_DES_REPORTS, enTete, listes: LISTES_DES_REPORTS }, tell);
  const { remplies = [], changees = [], presentes = 0, envoyees = 0 } = review ?? {};
  const proposals = proposalsOf(sorts);
  for (const changed of changees) direRangeeChangee(FORME_DES_REPORTS, changed, proposals.get(changed.ref), tell);
  const carried = carriedAlready(sorts);
  const yes = remplies.filter(({ valeurs }) => valeurs.get('confirme') === 'oui');
  const fresh = yes.filter(({ ref }) => proposals.has(ref) || !carried.has(ref));
  for (const row of fresh) confirmRow(row, proposals.get(row.ref), lines, tell);
  exigerSansErreur(constats);
  return {
    confirmees: fresh.length,
    refusees: remplies.length - yes.length,
    inchangees: yes.length - fresh.length,
    laissees: presentes - remplies.length,
    absentes: envoyees - presentes,
  };
}

function confirmRow(
  { rangee, ref, empreinte }: RangeeRemplie<'confirme'>,
  proposal: Proposal | undefined,
  lines: ConfirmedLines,
  tell: SignalementDeRevue,
): void {
  if (proposal?.empreinte !== empreinte) {
    tell.rangee(
      'E-REVUE-LIGNE',
      rangee,
      { rang: 0, contenu: ref },
      proposal === undefined
        ? 'ce report n’est plus proposé : la décision, ou la ligne, n’est plus ce qu’elle était'
        : 'la décision, ou la ligne, a changé depuis que le classeur a été fait',
      `Refaites le classeur avec « ${FORME_DES_REPORTS.commande} », relisez et reportez-y ${FORME_DES_REPORTS.ecrits.vos} ; ou videz la case jaune de celle-ci.`,
    );
    return;
  }
  const unfit = lines.confirm(proposal.of, proposal.candidate);
  if (unfit !== undefined)
    tell.rangee(
      'E-REVUE-VALEUR',
      rangee,
      { rang: rangDe(FORME_DES_REPORTS, 'confirme'), contenu: 'oui' },
      unfit.message,
      unfit.remede,
    );
}

/** What may be confirmed, by its reference. */
function proposalsOf(sorts: Sorts): ReadonlyMap<string, Proposal> {
  const proposals = new Map<string, Proposal>();
  for (const [decision, sort] of sorts) {
    if (sort.type !== 'changee') continue;
    for (const candidate of sort.candidates) {
      const why = candidate.differe.length === 0 ? twinsReason(decision.etait, sort.semblables) : '';
      const plain = referenceOf(decision.ref, candidate);
      // Two decisions may wait under one reference, each for the line that was there in its time.
      const ref = proposals.has(plain) ? `${plain} (décision d’empreinte ${decision.empreinte})` : plain;
      proposals.set(ref, proposalOf(ref, decision, candidate, why));
    }
  }
  return proposals;
}

function proposalOf(ref: string, decision: Decision, candidate: Candidate, why: string): Proposal {
  const { etait } = decision;
  const { lignes } = candidate;
  const described = (line: DescriptionDeLigne) => CHAMPS_DECRITS.map((field) => String(line[field]));
  const told = tellDecision(decision);
  return {
    ref,
    empreinte: sommer([
      decision.empreinte,
      told,
      ...(etait ? described(etait) : []),
      ...lignes.flatMap((line) => [line.ref, line.empreinte, ...described(line)]),
    ]),
    decision: told,
    etait,
    serait: lignes,
    differe: [candidateDifference(candidate), why].filter((text) => text !== '').join(' ; '),
    of: decision,
    candidate,
  };
}

function referenceOf(ref: string, { lignes }: Pick<Candidate, 'lignes'>): string {
  return `${ref} → ${lignes.map((line) => line.ref).join(', ')}`.replace(/\s+/g, ' ');
}

/** The references under which those were proposed that are carried by now: the last place of each, and all that hold from there. */
function carriedAlready(sorts: Sorts): ReadonlySet<string> {
  const carried = new Map<string, { readonly former: string; readonly lignes: LigneVue[] }>();
  for (const [{ reporteeDe = '', date, auteur, motif }, sort] of sorts) {
    const [former] = /^.+?:\d+(?= |$)/.exec(reporteeDe) ?? [];
    if (sort.type !== 'en_place' || former === undefined) continue;
    const key = sommer([former, date, auteur, motif]);
    const { lignes } = carried.get(key) ?? {};
    if (lignes) lignes.push(sort.ligne);
    else carried.set(key, { former, lignes: [sort.ligne] });
  }
  return new Set([...carried.values()].map(({ former, lignes }) => referenceOf(former, { lignes })));
}

import { concluentPareil, type Decision } from '../../classify/decisions/decision.ts';
import { apparierLesLignes, type LigneChangee } from '../../compile/fichiers/apparier-les-lignes.ts';
import type { LignePartagee } from '../../compile/fichiers/retrouver-les-partages.ts';
import type { Partition } from '../../compile/jaune.ts';
import { Constats, exigerSansErreur } from '../../domain/constats/constat.ts';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import type { SourceDeclaree } from '../../domain/dossier/source-declaree.ts';
import type { SourceLue } from '../../domain/dossier/source-lue.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { type LigneBudgetaire, referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { fichierDeRef, numeroDeRef } from '../../domain/verdict/decision-ecrite.ts';
import type { Preparation } from '../../edition/preparation.ts';
import { verifierLeControle } from '../../ingest/verifier-le-controle.ts';
import { placeVersion, recordKey, type SeenVersion, seeVersion } from './read-version.ts';

/** What becomes of a decision when the new file takes the place of the old one. */
export type DecisionFate =
  | { readonly type: 'en_place' }
  /** Its record is the same, elsewhere. */
  | { readonly type: 'deplacee'; readonly ref: string }
  /** Several records are the same, and nothing says which is its. */
  | { readonly type: 'plusieurs'; readonly refs: readonly string[] }
  | { readonly type: 'changee'; readonly ligne: LigneChangee }
  | { readonly type: 'partagee'; readonly partage: LignePartagee }
  | { readonly type: 'reecrite'; readonly ligne: LigneBudgetaire }
  | { readonly type: 'partie'; readonly ligne: LigneBudgetaire }
  /** The old file already had not its line. */
  | { readonly type: 'deja_perdue' };

export interface DecisionTouched {
  readonly decision: Decision;
  readonly sort: DecisionFate;
}

export interface FileVersion {
  readonly path: string;
  readonly lues: readonly SourceLue[];
  readonly partition: Partition;
  /** Lines that the other file has not and that were too many to be looked at. */
  readonly auDela: number;
}

export interface FileComparison {
  readonly enTete: EnTete;
  readonly sources: readonly SourceDeclaree[];
  readonly avant: FileVersion;
  readonly apres: FileVersion;
  /** Lines that say the same in both, and of these, those whose record is written otherwise. */
  readonly identiques: number;
  readonly reecrites: number;
  readonly partagees: readonly LignePartagee[];
  readonly changees: readonly LigneChangee[];
  readonly parties: readonly Affectation[];
  readonly ajoutees: readonly Affectation[];
  /** All those that hold on the old file. */
  readonly decisions: readonly DecisionTouched[];
  /** Whether the new file is what `exercice.yaml` says that its sender announced; nothing where it says nothing. */
  readonly controle?: boolean;
}

/**
 * Says what a file that was sent again changes before it takes the place of the old one. Lines are not kept, but those that
 * differ: both files are read twice.
 * @throws ConstatsBloquants when one of them is at fault
 */
export async function compareFiles(
  preparation: Preparation,
  sources: readonly SourceDeclaree[],
  [formerPath, laterPath]: readonly [string, string],
): Promise<FileComparison> {
  const { dossier, classement, constats } = preparation;
  const decisions = classement.decisions.surLesFichiers(new Set(sources.map(({ nom }) => nom)));
  const former = await seeVersion(preparation, sources, formerPath, decisions);
  const later = await seeVersion(preparation, sources, laterPath, decisions);
  exigerSansErreur(constats);
  const moves = followRecords(decisions, later);
  const before = await placeVersion(preparation, former, later);
  const after = await placeVersion(preparation, later, former, moves.numbered);
  const { partagees, changees, parties, ajoutees } = apparierLesLignes(before.enPlus, after.enPlus);
  const identiques = former.contenus.communsAvec(later.contenus);
  const controle = checkAnnounced(sources, later.lues);
  const changed = new Map(changees.map((ligne) => [referenceDe(ligne.avant.ligne), ligne]));
  const split = new Map(partagees.map((partage) => [referenceDe(partage.avant.ligne), partage]));
  const gone = new Set([...parties.map(({ ligne }) => referenceDe(ligne))]);
  const fateOf = (decision: Decision): DecisionFate => {
    const followed = moves.fates.get(decision);
    if (followed) return followed;
    const ligne = before.decidees.get(decision.ref);
    if (ligne === undefined) return { type: 'deja_perdue' };
    const change = changed.get(decision.ref);
    if (change) return { type: 'changee', ligne: change };
    const partage = split.get(decision.ref);
    if (partage) return { type: 'partagee', partage };
    return { type: gone.has(decision.ref) ? 'partie' : 'reecrite', ligne };
  };
  return {
    enTete: dossier.enTete,
    sources,
    avant: { path: formerPath, lues: former.lues, partition: before.partition, auDela: before.auDela },
    apres: { path: laterPath, lues: later.lues, partition: after.partition, auDela: after.auDela },
    identiques,
    reecrites: Math.max(0, identiques - former.empreintes.communsAvec(later.empreintes)),
    partagees,
    changees,
    parties,
    ajoutees,
    decisions: decisions.map((decision) => ({ decision, sort: fateOf(decision) })),
    ...(controle !== undefined && { controle }),
  };
}

interface FollowedRecords {
  readonly fates: ReadonlyMap<Decision, DecisionFate>;
  /** The number that lines had when they were decided, by the reference that they have now, for those that moved. */
  readonly numbered: ReadonlyMap<string, number>;
}

/**
 * Where the records on which decisions hold stand in the new file. As many records alike as decisions that conclude alike are
 * theirs, in order.
 */
function followRecords(decisions: readonly Decision[], { decidees }: SeenVersion): FollowedRecords {
  const fates = new Map<Decision, DecisionFate>();
  const numbered = new Map<string, number>();
  const byRecord = new Map<string, Decision[]>();
  for (const decision of decisions) {
    const key = recordKey(decision.ref, decision.empreinte);
    byRecord.set(key, [...(byRecord.get(key) ?? []), decision]);
  }
  for (const [key, alike] of byRecord) {
    const seen = new Set(decidees.get(key) ?? []);
    const moved = alike.filter((decision) => {
      const inPlace = seen.delete(numeroDeRef(decision.ref));
      if (inPlace) fates.set(decision, { type: 'en_place' });
      return !inPlace;
    });
    const free = [...seen];
    const [first] = moved;
    const sure =
      first !== undefined && free.length === moved.length && moved.every((other) => concluentPareil(first, other));
    moved.forEach((decision, rank) => {
      const file = fichierDeRef(decision.ref);
      const number = free[rank];
      if (sure && number !== undefined) {
        fates.set(decision, { type: 'deplacee', ref: `${file}:${number}` });
        numbered.set(`${file}:${number}`, numeroDeRef(decision.ref));
      } else if (free.length > 0)
        fates.set(decision, { type: 'plusieurs', refs: free.map((other) => `${file}:${other}`) });
    });
  }
  return { fates, numbered };
}

function checkAnnounced(sources: readonly SourceDeclaree[], read: readonly SourceLue[]): boolean | undefined {
  if (sources.every(({ controle }) => controle === undefined)) return undefined;
  const constats = new Constats();
  sources.forEach((source, rank) => {
    const lue = read[rank];
    if (lue) verifierLeControle(source, lue, constats);
  });
  return !constats.enErreur;
}

import { type Decision, direConclusion } from '../../classify/decisions/decision.ts';
import { affecter } from '../../compile/partition.ts';
import { Refus } from '../../domain/constats/refus.ts';
import type { SourceDeclaree } from '../../domain/dossier/source-declaree.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { garder, referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import type { ExamenDetaille } from '../../domain/verdict/indice.ts';
import { lireUneSource } from '../../edition/parcourir-les-lignes.ts';
import type { Preparation } from '../../edition/preparation.ts';
import { oneForm } from '../../files/path-in.ts';
import type { LigneEcartee } from '../../ingest/lecture-de-source.ts';

export interface ToldDecision {
  /** « internationale à 30 % ». */
  readonly conclusion: string;
  readonly motif: string;
  readonly auteur: string;
  readonly date: string;
  /** `arbitrages.csv:12`. */
  readonly lieu: string;
}

export interface FormerDecision extends ToldDecision {
  readonly remplaceeLe: string;
}

/** What became of a record: a line placed, or a row left out. */
export type LineTrace =
  | {
      readonly type: 'ligne';
      readonly affectation: Affectation;
      readonly examen: ExamenDetaille;
      /** The decision on that reference, when it was taken on another content: it does not hold for this line. */
      readonly perimee: ToldDecision | undefined;
      readonly anciennes: readonly FormerDecision[];
    }
  | { readonly type: 'ecartee'; readonly ecartee: LigneEcartee };

/**
 * Follows one line of a dossier from its file to its place, by the same stages as the compile.
 * @param ref `sources/culture.csv:214`; `culture.csv:214` will do when no other source has that name, and `\` for `/`
 * @throws Refus when it leads nowhere
 */
export async function traceLine(preparation: Preparation, ref: string): Promise<LineTrace> {
  const cut = ref.lastIndexOf(':');
  const file = oneForm(cut < 0 ? ref : ref.slice(0, cut));
  const number = cut < 0 ? 0 : Number(ref.slice(cut + 1));
  const source = findSource(preparation, file) ?? findSource(preparation, file.replaceAll('\\', '/'));
  if (!source) {
    const knownSources = preparation.dossier.sources.map((known) => known.nom);
    const list = knownSources.map((name) => `  ${name}`).join('\n');
    const facts = { ref, type: 'source_inconnue', connues: knownSources };
    throw new Refus('usage', `« ${ref} » : aucune source de ce nom`, `Sources du dossier :\n${list}`, facts);
  }

  const { classement } = preparation;
  const { classifieur } = classement;
  const { base } = preparation.dossier.enTete;
  let trace: LineTrace | undefined;
  let previous: number | undefined;
  const approach = (seen: number) => {
    if (seen < number && seen > (previous ?? 0)) previous = seen;
  };
  const past = (seen: string) => classement.decisions.anciennes(seen).map(formerDecision);
  await lireUneSource(preparation, source, {
    ligne: (ligne) => {
      approach(ligne.numero);
      if (ligne.numero !== number) {
        // The line that a decision was about may have moved: told with what is explained.
        classement.decisions.pour(ligne);
        return;
      }
      const verdict = classifieur.classer(ligne);
      const affectation = affecter(garder(ligne), verdict, base);
      trace = {
        type: 'ligne',
        affectation,
        examen: classifieur.examenDe(ligne),
        perimee: unfitDecision(classement.decisions.enVigueur(referenceDe(ligne)), ligne.empreinte),
        anciennes: past(referenceDe(ligne)),
      };
    },
    ecartee: (discarded) => {
      approach(discarded.numero);
      if (discarded.numero === number) trace = { type: 'ecartee', ecartee: discarded };
    },
  });
  await classement.decisions.signaler(
    preparation.constats,
    'A-ARBITRAGES-EN-ATTENTE',
    preparation.chemin,
    `${source.nom}:${number}`,
  );
  if (trace === undefined) throw unknownLine(ref, source.nom, previous);
  return trace;
}

/** @param previous the start of the record that comes before, to which the line may belong */
function unknownLine(ref: string, file: string, previous: number | undefined): Refus {
  const facts = { ref, type: 'ligne_inconnue', fichier: file, precedente: previous };
  if (!/:\d+$/.test(ref))
    return new Refus('usage', `« ${ref} » : il manque le numéro de la ligne, par exemple ${file}:2`, '', facts);
  const hint =
    previous === undefined
      ? 'Les lignes se comptent comme dans un éditeur de texte ; celle des titres n’en est pas une du budget.'
      : `L’enregistrement qui précède commence en ${file}:${previous} ; s’il contient des retours à la ligne, c’est peut-être lui.`;
  return new Refus('usage', `« ${ref} » : aucun enregistrement ne commence à cette ligne`, hint, facts);
}

function formerDecision(decision: Decision): FormerDecision {
  return { ...tellDecision(decision), remplaceeLe: decision.remplaceeLe };
}

function unfitDecision(decision: Decision | undefined, fingerprint: string): ToldDecision | undefined {
  return decision === undefined || decision.empreinte === fingerprint ? undefined : tellDecision(decision);
}

function tellDecision(decision: Decision): ToldDecision {
  const { motif, auteur, date, lieu } = decision;
  return { conclusion: direConclusion(decision), motif, auteur, date, lieu: `${lieu.fichier}:${lieu.ligne}` };
}

function findSource({ dossier }: Preparation, name: string): SourceDeclaree | undefined {
  const exact = dossier.sources.find((source) => source.nom === name);
  if (exact) return exact;
  const ending = dossier.sources.filter((source) => source.fichier === name || `/${source.nom}`.endsWith(`/${name}`));
  return ending.length === 1 ? ending[0] : undefined;
}

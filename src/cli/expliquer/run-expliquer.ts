import { exigerSansErreur } from '../../domain/constats/constat.ts';
import { Refus } from '../../domain/constats/refus.ts';
import { referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { preparer } from '../../edition/preparation.ts';
import { findingsJson, printJson } from '../findings-json.ts';
import { coloursFor, type Io } from '../io.ts';
import { lineWithImputationJson } from '../line-json.ts';
import { withFindings } from '../with-findings.ts';
import { EXAMPLES, type ExpliquerOptions } from './command.ts';
import { explainText } from './explain-text.ts';
import { runFigure, runFigures } from './run-figure.ts';
import { type LineTrace, traceLine } from './trace-line.ts';

/** `jaune expliquer`: why one line stands where it stands, or which lines make one figure. */
export async function runExpliquer(
  dossier: string,
  ref: string | undefined,
  options: ExpliquerOptions,
  io: Io,
): Promise<number> {
  const { figure, figures = false, indices = false } = options;
  const requested = [ref !== undefined, figure !== undefined, figures].filter(Boolean).length;
  if (requested === 0) throw wrongUsage('il manque <ref>, --figure <nom> ou --figures');
  if (requested > 1) throw wrongUsage('<ref>, --figure et --figures ne vont pas ensemble : une question à la fois');
  if (indices && ref === undefined) throw wrongUsage('--indices ne va qu’avec une ligne, <ref>');
  if (figure !== undefined) return runFigure(dossier, figure, options, io);
  return ref === undefined ? runFigures(dossier, options, io) : explainLine(dossier, ref, options, io);
}

function wrongUsage(fault: string): Refus {
  return new Refus('usage', `Erreur : ${fault}`, `\n${EXAMPLES.trimEnd()}`);
}

function explainLine(dossier: string, ref: string, { json, indices }: ExpliquerOptions, io: Io): Promise<number> {
  let places: ReadonlySet<string> = new Set();
  return withFindings(
    { json },
    io,
    async (constats) => {
      const preparation = await preparer(dossier, constats);
      // Wrong decisions keep no line from being explained: the explanation is where their fingerprints are found.
      if (constats.erreurs > constats.compter('E-ARBITRAGE-')) exigerSansErreur(constats);
      const trace = await traceLine(preparation, ref);
      places = placesOf(trace);
      if (json) printJson(io, { ok: true, ...traceJson(trace), ...findingsJson(constats) });
      else io.stdout.write(explainText(trace, preparation, coloursFor(io, 'stdout'), indices));
    },
    { dossier, isAbout: ({ lieu }) => places.has(`${lieu.fichier}:${lieu.ligne}`) },
  );
}

function traceJson(trace: LineTrace) {
  if (trace.type === 'ecartee') return trace;
  const { affectation } = trace;
  return { ...trace, affectation: { ...affectation, ligne: lineWithImputationJson(affectation.ligne) } };
}

/** Where what is explained stands: the line itself, the rules and the decisions that speak of it. */
function placesOf(trace: LineTrace): ReadonlySet<string> {
  if (trace.type === 'ecartee') return new Set([`${trace.ecartee.fichier}:${trace.ecartee.numero}`]);
  const { affectation, perimee, anciennes } = trace;
  const authors = affectation.verdict.reponses.flatMap(({ auteur, autres }) => [
    ...(auteur.type === 'regle' ? [auteur.regle.lieu] : []),
    ...(auteur.type === 'decision' ? [auteur.lieu] : []),
    ...autres.map(({ lieu }) => lieu),
  ]);
  const decisions = [...(perimee === undefined ? [] : [perimee]), ...anciennes].map(({ lieu }) => lieu);
  return new Set([referenceDe(affectation.ligne), ...authors, ...decisions]);
}

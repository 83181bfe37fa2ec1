import { exigerSansErreur } from '../../domain/constat.ts';
import { referenceDe } from '../../domain/ligne-budgetaire.ts';
import { prepare } from '../../edition.ts';
import { coloursFor } from '../colours.ts';
import { findingsJson, printJson } from '../findings-json.ts';
import { withFindings } from '../with-findings.ts';
import { explainText } from './explain-text.ts';
import { runFigure, runFigures } from './run-figure.ts';
import { type Trace, type TraceAbsente, traceLine } from './trace-line.ts';

const USAGE = 2;

/** What `expliquer` takes besides a line. */
export interface OptionsDExplication {
  readonly json?: boolean;
  readonly indices?: boolean;
  /** The figure to open on its lines. */
  readonly figure?: string;
  /** Lists the names of figures. */
  readonly figures?: boolean;
}

const EXEMPLES = `Exemple :
  jaune expliquer data/2012 sources/culture.csv:79
  jaune expliquer data/2012 --figure pays.senegal
  jaune expliquer data/2012 --figures
`;

/** `jaune expliquer`: why one line stands where it stands, or which lines make one figure. */
export function runExpliquer(dossier: string, ref: string | undefined, options: OptionsDExplication): Promise<number> {
  const { figure, figures = false, indices = false } = options;
  const demandes = [ref !== undefined, figure !== undefined, figures].filter(Boolean).length;
  if (demandes === 0) return refuser('il manque <ref>, --figure <nom> ou --figures');
  if (demandes > 1) return refuser('<ref>, --figure et --figures ne vont pas ensemble : une question à la fois');
  if (indices && ref === undefined) return refuser('--indices ne va qu’avec une ligne, <ref>');
  if (figure !== undefined) return runFigure(dossier, figure, options);
  return ref === undefined ? runFigures(dossier, options) : explainLine(dossier, ref, options);
}

function refuser(faute: string): Promise<number> {
  process.stderr.write(`Erreur : ${faute}.\n${EXEMPLES}`);
  return Promise.resolve(USAGE);
}

async function explainLine(
  dossier: string,
  ref: string,
  options: { readonly json?: boolean; readonly indices?: boolean },
): Promise<number> {
  let introuvable = false;
  let places: ReadonlySet<string> = new Set();
  const code = await withFindings(
    options,
    async (constats) => {
      const preparation = await prepare(dossier, constats);
      // Wrong decisions keep no line from being explained: the explanation is where their fingerprints are found.
      if (constats.erreurs > constats.compter('E-ARBITRAGE-')) exigerSansErreur(constats);
      const trace = await traceLine(preparation, ref);
      if (trace.type === 'source_inconnue' || trace.type === 'ligne_inconnue') {
        introuvable = true;
        if (options.json) printJson({ ok: false, ref, ...trace, ...findingsJson(constats) });
        else process.stderr.write(`${explainAbsence(ref, trace)}\n`);
        return;
      }
      places = placesOf(trace);
      if (options.json) printJson({ ok: true, ...trace, ...findingsJson(constats) });
      else process.stdout.write(explainText(trace, preparation, coloursFor(process.stdout), options.indices));
    },
    { dossier, concerne: ({ lieu }) => places.has(`${lieu.fichier}:${lieu.ligne}`) },
  );
  return introuvable && code === 0 ? USAGE : code;
}

/** Where what is explained stands: the line itself, the rules and the decisions that speak of it. */
function placesOf(trace: Trace): ReadonlySet<string> {
  if (trace.type === 'ecartee') return new Set([`${trace.ecartee.fichier}:${trace.ecartee.numero}`]);
  const { affectation, perimee, anciennes } = trace;
  const auteurs = affectation.verdict.reponses.flatMap(({ auteur, autres }) => [
    ...(auteur.type === 'regle' ? [auteur.regle.lieu] : []),
    ...(auteur.type === 'decision' ? [auteur.lieu] : []),
    ...autres.map(({ lieu }) => lieu),
  ]);
  const decisions = [...(perimee === undefined ? [] : [perimee]), ...anciennes].map(({ lieu }) => lieu);
  return new Set([referenceDe(affectation.ligne), ...auteurs, ...decisions]);
}

function explainAbsence(ref: string, absence: TraceAbsente): string {
  if (absence.type === 'source_inconnue')
    return `« ${ref} » : aucune source de ce nom. Sources du dossier :\n${absence.connues.map((nom) => `  ${nom}`).join('\n')}`;
  const { fichier, precedente } = absence;
  if (!/:\d+$/.test(ref)) return `« ${ref} » : il manque le numéro de la ligne, par exemple ${fichier}:2.`;
  const piste =
    precedente === undefined
      ? 'Les lignes se comptent comme dans un éditeur de texte ; celle des titres n’en est pas une du budget.'
      : `L’enregistrement qui précède commence en ${fichier}:${precedente} ; s’il contient des retours à la ligne, c’est peut-être lui.`;
  return `« ${ref} » : aucun enregistrement ne commence à cette ligne. ${piste}`;
}

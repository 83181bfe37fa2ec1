import { Constats, ConstatsBloquants, TOUS } from '../domain/constat.ts';
import { coloursFor } from './colours.ts';
import { findingsJson, printJson } from './findings-json.ts';
import { writeFindingsSummary } from './findings-summary.ts';
import { type PorteeDesConstats, writeFindings, writeFindingsWithin } from './findings-text.ts';
import { failureFinding } from './report-failure.ts';

/**
 * Runs a command and tells its findings on stderr, or in JSON. Exit code 0, or 1 when an error was found: the command has
 * then stopped by itself and written nothing; an output that cannot be written is told as a finding like the others.
 * @param portee what is told in full; without it, everything. The JSON gives everything.
 */
export async function withFindings(
  options: { readonly json?: boolean },
  executer: (constats: Constats) => Promise<void>,
  portee?: PorteeDesConstats,
): Promise<number> {
  const constats = options.json ? new Constats(TOUS) : new Constats();
  try {
    await executer(constats);
  } catch (erreur) {
    if (!(erreur instanceof ConstatsBloquants)) {
      const constat = failureFinding(erreur);
      if (constat === undefined) throw erreur;
      constats.ajouter(constat);
    }
    if (options.json) printJson({ ok: false, ...findingsJson(constats) });
  }
  if (options.json) return constats.enErreur ? 1 : 0;
  const couleurs = coloursFor(process.stderr);
  if (portee !== undefined && !constats.enErreur) {
    process.stderr.write(writeFindingsWithin(constats, portee, couleurs));
    return 0;
  }
  const texte = writeFindings(constats, couleurs);
  if (texte !== '') process.stderr.write(`${texte}\n`);
  const bilan = writeFindingsSummary(constats, couleurs);
  if (bilan !== '') process.stderr.write(`${bilan}\n`);
  return constats.enErreur ? 1 : 0;
}

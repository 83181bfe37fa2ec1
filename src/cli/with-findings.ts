import { Constats, ConstatsBloquants, TOUS } from '../domain/constats/constat.ts';
import { CODES_DE_SORTIE, Refus } from '../domain/constats/refus.ts';
import { findingsJson, printJson } from './findings-json.ts';
import { type PorteeDesConstats, writeFindings, writeFindingsSummary, writeFindingsWithin } from './findings-text.ts';
import { coloursFor, type Io } from './io.ts';
import { failureFinding } from './report-failure.ts';

/**
 * Runs a command and tells its findings on stderr, or in JSON. Exit code 1 when an error was found: the command has then
 * stopped by itself and written nothing; an output that cannot be written is told as a finding like the others. A refusal is
 * told before the findings, and gives its own code.
 * @param portee what is told in full; without it, everything. The JSON gives everything.
 */
export async function withFindings(
  { json = false }: { readonly json?: boolean | undefined },
  io: Io,
  executer: (constats: Constats) => Promise<void>,
  portee?: PorteeDesConstats,
): Promise<number> {
  const constats = json ? new Constats(TOUS) : new Constats();
  let code: number = CODES_DE_SORTIE.bien;
  try {
    await executer(constats);
  } catch (erreur) {
    const constat = failureFinding(erreur);
    if (constat) constats.ajouter(constat);
    else if (erreur instanceof Refus) code = erreur.code;
    else if (!(erreur instanceof ConstatsBloquants)) throw erreur;
    const faits = erreur instanceof Refus && !constat ? erreur.faits : {};
    if (json) printJson(io, { ok: false, ...faits, ...findingsJson(constats) });
    else if (erreur instanceof Refus && !constat) io.stderr.write(`${erreur.texte}\n`);
  }
  if (constats.enErreur) code = CODES_DE_SORTIE.donnees;
  if (!json) tellFindings(constats, io, portee);
  return code;
}

function tellFindings(constats: Constats, io: Io, portee: PorteeDesConstats | undefined): void {
  const couleurs = coloursFor(io, 'stderr');
  if (portee !== undefined && !constats.enErreur) {
    io.stderr.write(writeFindingsWithin(constats, portee, couleurs));
    return;
  }
  const texte = writeFindings(constats, couleurs);
  if (texte !== '') io.stderr.write(`${texte}\n`);
  const bilan = writeFindingsSummary(constats, couleurs);
  if (bilan !== '') io.stderr.write(`${bilan}\n`);
}

import { Constats, ConstatsBloquants, TOUS } from '../domain/constats/constat.ts';
import { CODES_DE_SORTIE, Refus } from '../domain/constats/refus.ts';
import { findingsJson, printJson } from './findings-json.ts';
import { type FindingsScope, writeFindings, writeFindingsSummary, writeFindingsWithin } from './findings-text.ts';
import { coloursFor, type Io } from './io.ts';
import { failureFinding } from './report-failure.ts';

/**
 * Runs a command and tells its findings on stderr, or in JSON. Exit code 1 when an error was found: the command has then
 * stopped by itself and written nothing; an output that cannot be written is told as a finding like the others. A refusal is
 * told before the findings, and gives its own code.
 * @param scope what is told in full; without it, everything. The JSON gives everything.
 */
export async function withFindings(
  { json = false }: { readonly json?: boolean | undefined },
  io: Io,
  execute: (constats: Constats) => Promise<void>,
  scope?: FindingsScope,
): Promise<number> {
  const constats = json ? new Constats(TOUS) : new Constats();
  let code: number = CODES_DE_SORTIE.bien;
  try {
    await execute(constats);
  } catch (error) {
    const constat = failureFinding(error);
    if (constat) constats.ajouter(constat);
    else if (error instanceof Refus) code = error.code;
    else if (!(error instanceof ConstatsBloquants)) throw error;
    const facts = error instanceof Refus && !constat ? error.faits : {};
    if (json) printJson(io, { ok: false, ...facts, ...findingsJson(constats) });
    else if (error instanceof Refus && !constat) io.stderr.write(`${error.texte}\n`);
  }
  if (constats.enErreur) code = CODES_DE_SORTIE.donnees;
  if (!json) tellFindings(constats, io, scope);
  return code;
}

function tellFindings(constats: Constats, io: Io, scope: FindingsScope | undefined): void {
  const colours = coloursFor(io, 'stderr');
  if (scope !== undefined && !constats.enErreur) {
    io.stderr.write(writeFindingsWithin(constats, scope, colours));
    return;
  }
  const text = writeFindings(constats, colours);
  if (text !== '') io.stderr.write(`${text}\n`);
  const report = writeFindingsSummary(constats, colours);
  if (report !== '') io.stderr.write(`${report}\n`);
}

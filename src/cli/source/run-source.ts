import { inspecterSource } from '../../inspect/inspecter-source.ts';
import { findingsJson, printJson } from '../findings-json.ts';
import { writeFindings } from '../findings-text.ts';
import { coloursFor, type Io } from '../io.ts';
import { withFindings } from '../with-findings.ts';
import type { SourceOptions } from './command.ts';
import { sourceJson } from './source-json.ts';
import { writeLeftSheets, writeProposal } from './source-text.ts';

/** `jaune source`: looks at a file and proposes the block that declares it. */
export function runSource(fichier: string, options: SourceOptions, io: Io): Promise<number> {
  return withFindings(options, io, async (constats) => {
    const { blocs, laissees } = await inspecterSource(fichier, options, constats);
    if (options.json) {
      printJson(io, { ok: true, fichier, blocs: blocs.map(sourceJson), laissees, ...findingsJson(constats) });
      return;
    }
    if (laissees.length > 0) io.stdout.write(writeLeftSheets(laissees));
    io.stdout.write(blocs.map((bloc) => writeProposal(bloc, fichier)).join('\n'));
    for (const { lecture } of blocs)
      if (lecture !== undefined) io.stderr.write(writeFindings(lecture.constats, coloursFor(io, 'stderr')));
  });
}

import type { Constats } from '../../domain/constat.ts';
import { inspecterSource, type OptionsDInspection } from '../../inspect/inspecter-source.ts';
import { coloursFor } from '../colours.ts';
import { findingsJson, printJson } from '../findings-json.ts';
import { writeFindings } from '../findings-text.ts';
import { withFindings } from '../with-findings.ts';
import { sourceJson } from './source-json.ts';
import { writeLeftSheets, writeProposal } from './source-text.ts';

/** `jaune source`: looks at a file and proposes the block that declares it. */
export function runSource(fichier: string, options: OptionsDInspection & { readonly json?: boolean }): Promise<number> {
  return withFindings(options, async (constats: Constats) => {
    const { blocs, laissees } = await inspecterSource(fichier, options, constats);
    if (options.json) {
      printJson({ ok: true, fichier, blocs: blocs.map(sourceJson), laissees, ...findingsJson(constats) });
      return;
    }
    if (laissees.length > 0) process.stdout.write(writeLeftSheets(laissees));
    process.stdout.write(blocs.map((bloc) => writeProposal(bloc, fichier)).join('\n'));
    for (const { lecture } of blocs)
      if (lecture !== undefined) process.stderr.write(writeFindings(lecture.constats, coloursFor(process.stderr)));
  });
}

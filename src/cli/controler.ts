import { compileLines, prepare } from '../edition.ts';
import { summaryOf } from '../render/json/summary-json.ts';
import { coloursFor } from './colours.ts';
import { findingsJson, printJson } from './findings-json.ts';
import { writeSummary } from './summary-text.ts';
import { withFindings } from './with-findings.ts';

/** `jaune controler`: goes the whole way to the figures, tells everything, writes nothing. */
export function runControler(dossier: string, options: { readonly json?: boolean }): Promise<number> {
  return withFindings(options, async (constats) => {
    const jaune = await compileLines(await prepare(dossier, constats));
    if (options.json) printJson({ ok: true, ...summaryOf(jaune), ...findingsJson(constats) });
    else {
      process.stdout.write(writeSummary(jaune, coloursFor(process.stdout)));
      process.stdout.write('\nAucune erreur. Rien n’a été écrit.\n');
    }
  });
}

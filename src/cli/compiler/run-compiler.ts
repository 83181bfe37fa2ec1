import { join, relative } from 'node:path';
import { FORMES_SUR_PAPIER, type FormeSurPapier } from '../../domain/dossier/formes-sur-papier.ts';
import { publierLEdition } from '../../edition.ts';
import { syntheseJson } from '../../render/json/synthese-json.ts';
import { findingsJson, printJson } from '../findings-json.ts';
import { writeAcknowledging } from '../findings-text.ts';
import { coloursFor, type Io } from '../io.ts';
import { writeSummary } from '../summary-text.ts';
import { withFindings } from '../with-findings.ts';
import type { CompilerOptions } from './command.ts';

/** `jaune compiler`: the main job. Prints the synthesis, the partition and where the documents are. */
export function runCompiler(dossier: string, options: CompilerOptions, io: Io): Promise<number> {
  return withFindings(options, io, async (constats) => {
    const { remplacer = false } = options;
    const pdf = { formes: formsAskedFor(options), env: io.env };
    const { jaune, sortie, fichiers } = await publierLEdition(
      dossier,
      { sortie: options.sortie, remplacer, pdf },
      constats,
    );
    if (options.json) {
      printJson(io, { ok: true, sortie, fichiers, ...syntheseJson(jaune), ...findingsJson(constats) });
      return;
    }
    const colours = coloursFor(io, 'stdout');
    const fromHere = relative('', sortie);
    const shownFolder = fromHere.startsWith('..') || fromHere === '' ? sortie : fromHere;
    io.stdout.write(writeSummary(jaune, colours));
    io.stdout.write(`\n${colours.bold('Documents')}\n`);
    for (const file of fichiers) io.stdout.write(`  ${join(shownFolder, file)}\n`);
    io.stdout.write(writeAcknowledging(constats, dossier));
  });
}

function formsAskedFor({ pdf }: CompilerOptions): readonly FormeSurPapier[] {
  return FORMES_SUR_PAPIER.filter((form) => pdf === form || pdf === true || pdf === 'tous');
}

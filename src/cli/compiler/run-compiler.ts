import { join, relative } from 'node:path';
import { compileEdition } from '../../edition.ts';
import { syntheseJson } from '../../render/json/synthese-json.ts';
import { coloursFor } from '../colours.ts';
import { findingsJson, printJson } from '../findings-json.ts';
import { writeSummary } from '../summary-text.ts';
import { withFindings } from '../with-findings.ts';

/** `jaune compiler`: the main job. Prints the synthesis, the partition and where the documents are. */
export function runCompiler(
  dossier: string,
  options: { readonly sortie?: string; readonly json?: boolean },
): Promise<number> {
  return withFindings(options, async (constats) => {
    const { jaune, sortie, fichiers } = await compileEdition(dossier, options.sortie, constats);
    if (options.json) {
      printJson({ ok: true, sortie, fichiers, ...syntheseJson(jaune), ...findingsJson(constats) });
      return;
    }
    const couleurs = coloursFor(process.stdout);
    const depuisIci = relative(process.cwd(), sortie);
    const dossierMontre = depuisIci.startsWith('..') || depuisIci === '' ? sortie : depuisIci;
    process.stdout.write(writeSummary(jaune, couleurs));
    process.stdout.write(`\n${couleurs.bold('Documents')}\n`);
    for (const fichier of fichiers) process.stdout.write(`  ${join(dossierMontre, fichier)}\n`);
  });
}

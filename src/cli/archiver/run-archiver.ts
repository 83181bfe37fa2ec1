import { formaterEntier } from '../../domain/textes/format.ts';
import { findingsJson, printJson } from '../findings-json.ts';
import type { Io } from '../io.ts';
import { withFindings } from '../with-findings.ts';
import { archiveEdition } from './archive-edition.ts';
import type { ArchiverOptions } from './command.ts';

/** `jaune archiver`: one file with all that an auditor needs. */
export function runArchiver(dossier: string, options: ArchiverOptions, io: Io): Promise<number> {
  return withFindings(options, io, async (constats) => {
    const { sortie, remplacer = false } = options;
    const archive = await archiveEdition(dossier, { sortie, remplacer }, constats);
    if (options.json) {
      printJson(io, { ok: true, ...archive, ...findingsJson(constats) });
      return;
    }
    const { fichier, octets, sha256, nombre } = archive;
    io.stdout.write(
      `${fichier} : ${formaterEntier(nombre)} fichiers, ${formaterEntier(octets)} octets.
SHA-256 : ${sha256}
Gardez cette empreinte ailleurs que l’archive. Pour la vérifier : jaune verifier ${fichier}
`,
    );
  });
}

import { formaterEntier } from '../../domain/format.ts';
import { findingsJson, printJson } from '../findings-json.ts';
import { withFindings } from '../with-findings.ts';
import { archiveEdition } from './archive-edition.ts';

/** `jaune archiver`: one file with all that an auditor needs. */
export function runArchiver(
  dossier: string,
  options: { readonly sortie?: string; readonly remplacer?: boolean; readonly json?: boolean },
): Promise<number> {
  return withFindings(options, async (constats) => {
    const { sortie, remplacer = false } = options;
    const archive = await archiveEdition(dossier, { sortie, remplacer }, constats);
    if (options.json) {
      printJson({ ok: true, ...archive, ...findingsJson(constats) });
      return;
    }
    const { fichier, octets, sha256, nombre } = archive;
    process.stdout.write(
      `${fichier} : ${formaterEntier(nombre)} fichiers, ${formaterEntier(octets)} octets.
SHA-256 : ${sha256}
Gardez cette empreinte ailleurs que l’archive. Pour la vérifier : jaune verifier ${fichier}
`,
    );
  });
}

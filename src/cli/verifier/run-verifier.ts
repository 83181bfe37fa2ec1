import { ArchiveRefusee } from '../../files/zip/extract-zip.ts';
import { RienAVerifier } from '../../seal/ouvrir-le-scelle.ts';
import { coloursFor } from '../colours.ts';
import { findingJson, printJson } from '../findings-json.ts';
import { verificationText } from './verification-text.ts';
import { type Verification, VersionRequise, verifyEdition } from './verify-edition.ts';

const USAGE = 2;
const DIFFERENT = 3;

/** `jaune verifier`: does it again and says whether every byte is the same. Exit code 0, 3 when anything differs. */
export async function runVerifier(
  chemin: string,
  options: { readonly dossier?: string; readonly json?: boolean },
): Promise<number> {
  let verification: Verification;
  try {
    verification = await verifyEdition(chemin, options.dossier);
  } catch (erreur) {
    return refuser(chemin, erreur, options.json === true);
  }
  if (options.json) printJson({ ok: true, ...verification, echec: verification.echec.map(findingJson) });
  else process.stdout.write(verificationText(chemin, verification, coloursFor(process.stdout)));
  return verification.identique ? 0 : DIFFERENT;
}

/** An archive that is unsafe or damaged is not what was sealed; what is no archive at all is wrong usage. */
function refuser(chemin: string, erreur: unknown, json: boolean): number {
  const dire = (message: string, remede: string, code: number) => {
    if (json) printJson({ ok: false, message, remede });
    else process.stderr.write(`${coloursFor(process.stderr).red(message)}\n  ${remede}\n`);
    return code;
  };
  if (erreur instanceof ArchiveRefusee)
    return dire(
      `${chemin} n’est pas l’archive qui fut scellée : ${erreur.message}.`,
      'Rien n’en a été lu au-delà. Reprenez une copie intacte, dont l’empreinte est celle que vous avez gardée.',
      DIFFERENT,
    );
  if (erreur instanceof RienAVerifier || erreur instanceof VersionRequise)
    return dire(`${erreur.message}.`, erreur.remede, USAGE);
  throw erreur;
}

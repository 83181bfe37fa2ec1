import { CODES_DE_SORTIE, Refus } from '../../domain/constats/refus.ts';
import { SortieImpossible } from '../../files/publish.ts';
import { RefusedArchive } from '../../files/zip/extract-zip.ts';
import { findingJson, printJson } from '../findings-json.ts';
import { coloursFor, type Io } from '../io.ts';
import type { VerifierOptions } from './command.ts';
import { verificationText } from './verification-text.ts';
import { type Verification, verifyEdition } from './verify-edition.ts';

/** `jaune verifier`: does it again and says whether every byte is the same. Exit code 0, 3 when anything differs. */
export async function runVerifier(chemin: string, { dossier, json }: VerifierOptions, io: Io): Promise<number> {
  let verification: Verification;
  try {
    verification = await verifyEdition(chemin, dossier);
  } catch (erreur) {
    const refus = erreur instanceof RefusedArchive ? notTheSealedOne(chemin, erreur) : erreur;
    if (!(refus instanceof Refus) || refus instanceof SortieImpossible) throw refus;
    if (json) printJson(io, { ok: false, ...refus.faits });
    else io.stderr.write(`${coloursFor(io, 'stderr').red(`${refus.message}.`)}\n  ${refus.remede}\n`);
    return refus.code;
  }
  if (json) printJson(io, { ok: true, ...verification, echec: verification.echec.map(findingJson) });
  else io.stdout.write(verificationText(chemin, verification, coloursFor(io, 'stdout')));
  return verification.identique ? CODES_DE_SORTIE.bien : CODES_DE_SORTIE.different;
}

/** An archive that is unsafe or damaged is not what was sealed; what is no archive at all is wrong usage. */
function notTheSealedOne(chemin: string, { message }: RefusedArchive): Refus {
  return new Refus(
    'different',
    `${chemin} n’est pas l’archive qui fut scellée : ${message}`,
    'Rien n’en a été lu au-delà. Reprenez une copie intacte, dont l’empreinte est celle que vous avez gardée.',
  );
}

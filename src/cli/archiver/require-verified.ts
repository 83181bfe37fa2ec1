import { Refus } from '../../domain/constats/refus.ts';
import type { Verification } from '../../edition/verifier-l-edition.ts';
import { UnwritableOutput } from '../../files/unwritable-output.ts';
import { RefusedArchive } from '../../files/zip/refused-archive.ts';

/**
 * What is sealed is what verifies: the archive is opened and made again as whoever receives it will, before anybody sees it.
 * @throws UnwritableOutput
 */
export async function requireVerified(draft: string, verify: (path: string) => Promise<Verification>): Promise<void> {
  let why: string;
  try {
    const verification = await verify(draft);
    if (verification.identique) return;
    why = firstFault(verification);
  } catch (error) {
    if (error instanceof RefusedArchive)
      throw new UnwritableOutput(
        `l’archive n’a pas été gardée, « jaune verifier » la refuserait : ${error.message}`,
        'Si c’est un fichier du dossier, renommez-le ou allégez-le (et corrigez exercice.yaml), puis relancez.',
      );
    if (!(error instanceof Refus) || error instanceof UnwritableOutput) throw error;
    why = error.message;
  }
  throw new UnwritableOutput(
    `l’archive n’a pas été gardée : refaite depuis ce qu’elle contient, l’édition n’est pas la même (${why})`,
    'Relancez. Si le même message revient, c’est un défaut de jaune : transmettez-le avec le dossier.',
  );
}

function firstFault({ alterations, outil, causes, documents, echec, panne }: Verification): string {
  const [altered] = alterations;
  if (altered) return `${altered.fichier} ne concorde pas`;
  const [cause] = [...outil.ecarts, ...causes];
  if (cause) return `${cause.fichier} n’est pas celui dont elle fut faite`;
  const [finding] = echec;
  if (finding) return `${finding.lieu.fichier} : ${finding.message}`;
  const changed = documents.find(({ difference }) => difference !== undefined);
  return changed ? `${changed.nom}, ${changed.difference?.ou}` : panne;
}

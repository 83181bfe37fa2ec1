import { SENS_FORCES, SIGNES_DE_COMMANDE } from '../../domain/textes/signes.ts';
import { ARCHIVE_BOUNDS } from './archive-bounds.ts';
import { OtherZip, RefusedArchive } from './refused-archive.ts';

const TO_SHOW = new RegExp(`[${SIGNES_DE_COMMANDE}\\t\\r\\n${SENS_FORCES}]`, 'g');
/** What a name may not hold: Windows forbids these, and some lead out of the folder. */
const FORBIDDEN = new RegExp(`[${SIGNES_DE_COMMANDE}\\t\\r\\n<>:"|?*\\\\${SENS_FORCES}]`);
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The name of an entry, once it is sure that it is one and leads nowhere else.
 * @param inUtf8 whether the archive says that it is in UTF-8, which every program must be told of a name that is not ASCII
 * @throws RefusedArchive
 */
export function readSafeName(bytes: Uint8Array, inUtf8: boolean): string {
  const name = decode(bytes, inUtf8);
  if (name.endsWith('/')) throw new OtherZip(`« ${showName(name)} » y est un dossier noté à part`);
  const steps = name.split('/');
  const { name: longest, step: longestStep, depth } = ARCHIVE_BOUNDS;
  if (bytes.length > longest || steps.length > depth || steps.some((step) => Buffer.byteLength(step) > longestStep))
    throw new RefusedArchive(`le nom « ${showName(name)} » est trop long`);
  if (FORBIDDEN.test(name) || steps.some((step) => ['', '.', '..'].includes(step) || /[. ]$/.test(step)))
    throw new RefusedArchive(`« ${showName(name)} » n’est pas un nom de fichier admis`);
  return name;
}

function decode(bytes: Uint8Array, inUtf8: boolean): string {
  try {
    const name = UTF8.decode(bytes);
    if (inUtf8 || name.length === bytes.length) return name;
  } catch {
    // It is told below, like a name in another alphabet.
  }
  throw new OtherZip(
    `« ${showName(Buffer.from(bytes).toString('utf8'))} » n’est pas un nom de fichier admis : deux programmes ne le liraient pas de même`,
  );
}

/** A name as it is told: cut, and without signs that would move what is read. */
export function showName(name: string): string {
  return name.slice(0, 200).replace(TO_SHOW, '\ufffd');
}

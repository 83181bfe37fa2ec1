import { createHash } from 'node:crypto';
import { comparer } from '../../domain/textes/ordre.ts';
import { SENS_FORCES } from '../../domain/textes/signes.ts';

/** Bytes that a path takes before its name in an archive is made short: with the folder where it is taken out, Windows takes 260. */
const LONGEST_PATH = 180;
/** Signs of the digest that stands for a long path, and those of an extension that are kept with it. */
const DIGEST = 32;
const EXTENSION = /\.[A-Za-z0-9]{1,8}$/;
/** Signs that a system refuses in a name, or that move what is read; the mark of our own codes among them. */
const REFUSED = new RegExp(`[\\u0000-\\u001f\\u007f-\\u009f<>:"|?*\\\\%${SENS_FORCES}]|\\p{Surrogate}`, 'gu');
/** The same, and all that is not ASCII. */
const REFUSED_OR_WIDE = /[^\u0020-\u007e]|[<>:"|?*\\%]/g;
/** Names of devices of Windows, whatever follows their first point. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])[ ]*(?:\.|$)/i;

/**
 * What files are called in an archive, by path: their own name wherever every system can write it, and where it can, all of them,
 * beside each other. Otherwise signs are written by their code, `%3A` or `%u202E`: those that a system refuses, a final point or space, the first
 * letter of a device of Windows, as many first letters as it takes for names that a Mac or Windows holds for one. A path that is
 * too long for some is named by its digest.
 * @param paths paths with `/`, from one folder, each once
 */
export function namesInArchive(paths: readonly string[]): ReadonlyMap<string, string> {
  const root: Folder = { folders: new Map(), files: new Map() };
  for (const path of [...paths].sort(comparer)) {
    const steps = path.split('/');
    const last = steps.pop() ?? '';
    let folder = root;
    for (const step of steps) {
      const next = folder.folders.get(step) ?? { folders: new Map(), files: new Map() };
      folder.folders.set(step, next);
      folder = next;
    }
    folder.files.set(last, path);
  }
  const names = new Map<string, string>();
  nameFolder(root, '', names);
  return new Map(paths.map((path) => [path, names.get(path) ?? path]));
}

interface Folder {
  readonly folders: Map<string, Folder>;
  /** The path of each file, by its last step. */
  readonly files: Map<string, string>;
}

function nameFolder({ folders, files }: Folder, under: string, names: Map<string, string>): void {
  const taken = new Set<string>();
  for (const step of [...new Set([...files.keys(), ...folders.keys()])].sort(comparer)) {
    const name = freeName(step, taken);
    taken.add(foldedName(name));
    const [path, folder] = [files.get(step), folders.get(step)];
    if (path !== undefined) names.set(path, shortened(`${under}${name}`, path));
    if (folder !== undefined) nameFolder(folder, `${under}${name}/`, names);
  }
}

/** The name of a step beside those taken: with as few of its first signs written by their codes as it takes. */
function freeName(step: string, taken: ReadonlySet<string>): string {
  for (let coded = 0; coded < step.length; coded += 1) {
    const name = encodedStep(step, coded);
    if (!taken.has(foldedName(name))) return name;
  }
  return encodedStep(step, step.length);
}

/**
 * One step of a path as every system can write it, its first signs by their codes. Macs write accents in a form of their own: a name
 * that would not be in the common one has all that is not ASCII by its codes.
 */
function encodedStep(step: string, coded: number): string {
  const start = Math.max(coded, DEVICE.test(step) ? 1 : 0);
  const encode = (refused: RegExp) =>
    codes(step.slice(0, start)) + step.slice(start).replace(refused, codes).replace(/[. ]$/, codes);
  const name = encode(REFUSED);
  return name.normalize('NFC') === name ? name : encode(REFUSED_OR_WIDE);
}

function codes(signs: string): string {
  let written = '';
  for (let rank = 0; rank < signs.length; rank += 1) {
    const code = signs.charCodeAt(rank);
    written += code < 0x80 ? `%${hexadecimal(code, 2)}` : `%u${hexadecimal(code, 4)}`;
  }
  return written;
}

function hexadecimal(code: number, digits: number): string {
  return code.toString(16).toUpperCase().padStart(digits, '0');
}

function shortened(name: string, path: string): string {
  if (Buffer.byteLength(name) <= LONGEST_PATH) return name;
  const [extension = ''] = EXTENSION.exec(name) ?? [];
  return `%~${createHash('sha256').update(path).digest('hex').slice(0, DIGEST)}${extension}`;
}

/** A name as systems that do not tell capitals or forms apart hold it: two that fold alike are one file there. */
export function foldedName(name: string): string {
  return name.normalize('NFD').toUpperCase().toLowerCase().normalize('NFC');
}

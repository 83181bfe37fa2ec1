import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { unzipSync } from 'fflate';
import { UnreadableWorkbook, type WorkbookFailure } from './unreadable.ts';

/** Bytes of a workbook on disk, at the most: ours are a hundred times smaller. */
const MAX_SIZE = 64 * 1024 * 1024;
/** Bytes of its parts once inflated, together; a zip bomb says more, or lies and is cut where it said that it ends. */
export const MAX_INFLATED_SIZE: number = 256 * 1024 * 1024;
/** Parts of a workbook, at the most: sheets, drawings, images. */
export const MAX_PARTS = 2_000;
const TOO_HEAVY = 'plus de 64 Mo';
const ZIP = 0x504b0304;
const OLE = 0xd0cf11e0;
const HEAD_SEEN = 256;

/**
 * The parts of a workbook of Excel, by name. Nothing is inflated before the sizes that the archive announces are added up.
 * @throws UnreadableWorkbook when the file is something else, is cut short, or asks for more memory than a workbook should
 * @throws the errors of the file system
 */
export function readArchive(path: string, wanted: (name: string) => boolean): ReadonlyMap<string, Uint8Array> {
  return openArchive(readArchiveBytes(path), wanted);
}

/**
 * The bytes of a workbook, read once.
 * @throws UnreadableWorkbook when there are more of them than a workbook should have
 * @throws the errors of the file system
 */
export function readArchiveBytes(path: string): Buffer {
  const descriptor = openSync(path, 'r');
  try {
    if (fstatSync(descriptor).size > MAX_SIZE) throw new UnreadableWorkbook('trop_gros', TOO_HEAVY);
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * The same, of a workbook already in memory.
 * @param rest bytes that its parts may have once inflated, together
 */
export function openArchive(
  bytes: Buffer,
  wanted: (name: string) => boolean,
  rest: number = MAX_INFLATED_SIZE,
): ReadonlyMap<string, Uint8Array> {
  if (bytes.length > MAX_SIZE) throw new UnreadableWorkbook('trop_gros', TOO_HEAVY);
  requireZip(bytes);
  let total = 0;
  let number = 0;
  const announced = new Map<string, number>();
  const parts = open(() =>
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        number += 1;
        if (number > MAX_PARTS) throw new UnreadableWorkbook('trop_gros', `plus de ${MAX_PARTS} parties`);
        if (name === 'mimetype') throw new UnreadableWorkbook('ods');
        if (name === 'xl/workbook.bin') throw new UnreadableWorkbook('xlsb');
        if (!wanted(name)) return false;
        if (announced.has(name)) throw new Error('deux parties du même nom');
        total += originalSize;
        if (total > rest) throw new UnreadableWorkbook('trop_gros', 'plus de 256 Mo une fois décompressé');
        announced.set(name, originalSize);
        return true;
      },
    }),
  );
  const checksums = announcedChecksums(bytes);
  for (const [name, part] of Object.entries(parts))
    if (part.length !== announced.get(name) || (checksums.has(name) && crc32(part) !== checksums.get(name)))
      throw new UnreadableWorkbook('incomplet');
  return new Map(Object.entries(parts));
}

function open<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableWorkbook) throw error;
    throw new UnreadableWorkbook('incomplet');
  }
}

function requireZip(bytes: Buffer): void {
  const start = bytes.length >= 4 ? bytes.readUInt32BE(0) : 0;
  if (start === ZIP) return;
  if (bytes.length === 0) throw new UnreadableWorkbook('vide');
  if (start === OLE)
    throw new UnreadableWorkbook(bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'mot_de_passe' : 'xls');
  throw new UnreadableWorkbook(kindOfText(bytes.toString('latin1', 0, HEAD_SEEN)));
}

/** Many an application on the web gives a page a name in .xls or .xlsx, which Excel opens after a warning. */
function kindOfText(start: string): WorkbookFailure {
  if (/^(?:ï»¿)?\s*<[!?a-z]/i.test(start)) return 'page_web';
  if (start.startsWith('%PDF-')) return 'pdf';
  return /^[^\0]*[;,\t]/.test(start) ? 'csv' : 'autre_chose';
}

const ENTRY = 0x02014b50;
const ENTRY_SIZE = 46;

/** The checksums of the parts in the directory of the archive: fflate does not compare them. */
function announcedChecksums(bytes: Buffer): ReadonlyMap<string, number> {
  const checksums = new Map<string, number>();
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > bytes.length) return checksums;
  let index = bytes.readUInt32LE(end + 16);
  while (index + ENTRY_SIZE <= bytes.length && bytes.readUInt32LE(index) === ENTRY) {
    const nameEnd = index + ENTRY_SIZE + bytes.readUInt16LE(index + 28);
    checksums.set(bytes.toString('utf8', index + ENTRY_SIZE, nameEnd), bytes.readUInt32LE(index + 16));
    index = nameEnd + bytes.readUInt16LE(index + 30) + bytes.readUInt16LE(index + 32);
  }
  return checksums;
}

/**
 * A workbook in memory whose parts are inflated one by one, when they are asked for: drawings, caches of pivot tables and
 * sheets that nobody reads may be far larger than the rest. The bounds hold for what is inflated, all in all.
 */
export class LazyArchive {
  readonly #bytes: Buffer;
  #left = MAX_INFLATED_SIZE;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /**
   * A part, by its name, of which case does not count; some programs write `\` for `/`.
   * @throws UnreadableWorkbook when the file is no workbook, is damaged, or when the part is too large or there twice
   */
  part(name: string): Uint8Array | undefined {
    if (name === '') return undefined;
    const wanted = uniform(name);
    const found = openArchive(this.#bytes, (other) => uniform(other) === wanted, this.#left);
    if (found.size > 1)
      throw new UnreadableWorkbook('incomplet', `deux parties s’y appellent « ${name.slice(0, 80)} »`);
    const [part] = found.values();
    this.#left -= part?.length ?? 0;
    return part;
  }
}

function uniform(name: string): string {
  return name.replaceAll('\\', '/').toLowerCase();
}

import { ARCHIVE_BOUNDS, bytesText } from './archive-bounds.ts';
import type { FileBytes } from './file-bytes.ts';
import { OtherZip, RefusedArchive } from './refused-archive.ts';
import { showName } from './safe-name.ts';
import {
  BEYOND_16,
  BEYOND_32,
  type DirectoryPlace,
  directoryRecord,
  endRecords,
  LENGTHS,
  localHeader,
  MARKS,
  TOLD_AFTER,
  type ToldOn64,
  toldAfter,
  type ZipRecord,
} from './zip-records.ts';

const OTHER_THINGS = 'elle contient autre chose que ses fichiers : deux programmes n’y liraient pas la même chose';
const NO_ARCHIVE = 'ce n’est pas une archive zip, ou elle est abîmée';
const CUT = 'elle est coupée : il y manque la fin';
const WITHOUT_END = 'elle est coupée ou abîmée : la fin d’une archive zip n’y est pas';
const OTHER_NUMBERS =
  'sa fin ne donne pas les nombres que dit son répertoire : deux programmes n’y liraient pas la même chose';
const DAMAGED_DIRECTORY = 'son répertoire est abîmé';

/**
 * The files of a zip as its directory tells them, once it is sure that no program can see others: nothing precedes the first,
 * stands between two, or follows the last but the directory and its end; what stands before each is, to the byte, what its record
 * would have there; records and end are as they would be written again, without comment or field that we do not write.
 * @throws RefusedArchive
 * @throws the errors of the file system
 */
export function readDirectory(file: FileBytes): ZipRecord[] {
  const { place, on64 } = findDirectory(file);
  const records: ZipRecord[] = [];
  let position = place.start;
  const end = place.start + place.length;
  for (let rank = 0; rank < place.entries; rank += 1) {
    const record = readRecord(file, position);
    const written = directoryRecord(record);
    position += written.length;
    if (position > end) throw new RefusedArchive(DAMAGED_DIRECTORY);
    if (!written.equals(file.read(position - written.length, written.length)))
      throw new OtherZip(`le répertoire dit de « ${nameOf(record)} » ce que ne dit pas une archive de jaune`);
    records.push(record);
  }
  if (position !== end) throw new OtherZip(OTHER_NUMBERS);
  // The end too is as it would be written again, whichever of its numbers are told on 64 bits.
  const written = endRecords(place, on64);
  if (!written.equals(file.read(end, file.size - end)))
    throw new OtherZip(file.size - end === written.length ? OTHER_NUMBERS : OTHER_THINGS);
  requireNothingElse(file, records, place.start);
  return records;
}

interface FoundDirectory {
  readonly place: DirectoryPlace;
  readonly on64: ToldOn64;
}

/** Reads where the directory is, from the end, which is the last thing of the file. */
function findDirectory(file: FileBytes): FoundDirectory {
  const at = file.size - LENGTHS.end;
  const end = file.read(Math.max(0, at), LENGTHS.end);
  if (end.length < LENGTHS.end || end.readUInt32LE(0) !== MARKS.end) throw withoutEnd(file);
  const told = { entries: end.readUInt16LE(10), start: end.readUInt32LE(16), length: end.readUInt32LE(12) };
  const on64 = {
    entries: told.entries === BEYOND_16,
    start: told.start === BEYOND_32,
    length: told.length === BEYOND_32,
    version: 0,
  };
  const found = on64.entries || on64.start || on64.length ? readEnd64(file, at, on64) : { place: told, on64 };
  const { entries, start, length } = found.place;
  if (entries > ARCHIVE_BOUNDS.entries) throw new RefusedArchive(`elle annonce ${entries} fichiers`);
  if (length > ARCHIVE_BOUNDS.directory) throw new RefusedArchive(`elle annonce un répertoire de ${bytesText(length)}`);
  if (start + length > at) throw new RefusedArchive(DAMAGED_DIRECTORY);
  if (at - start - length > LENGTHS.end64 + LENGTHS.locator) throw new OtherZip(OTHER_THINGS);
  return found;
}

/** Why a file does not end as a zip: it is none, was cut, has a comment, or something follows it. */
function withoutEnd(file: FileBytes): RefusedArchive {
  const length = Math.min(file.size, LENGTHS.end + BEYOND_16);
  const at = file.read(file.size - length, length).lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (at >= 0) return at + LENGTHS.end > length ? new RefusedArchive(CUT) : new OtherZip(OTHER_THINGS);
  const start = file.read(0, LENGTHS.local);
  return new RefusedArchive(start.length >= 4 && start.readUInt32LE(0) === MARKS.local ? WITHOUT_END : NO_ARCHIVE);
}

function readEnd64(file: FileBytes, end: number, on64: ToldOn64): FoundDirectory {
  const at = end - LENGTHS.locator - LENGTHS.end64;
  const end64 = file.read(Math.max(0, at), LENGTHS.end64);
  if (at < 0 || end64.readUInt32LE(0) !== MARKS.end64) throw new RefusedArchive(DAMAGED_DIRECTORY);
  const number = (place: number) => Number(end64.readBigUInt64LE(place));
  const place = { entries: number(32), length: number(40), start: number(48) };
  return { place, on64: { ...on64, version: end64.readUInt16LE(12) } };
}

function readRecord(file: FileBytes, position: number): ZipRecord {
  const head = file.read(position, LENGTHS.directory);
  if (head.length < LENGTHS.directory || head.readUInt32LE(0) !== MARKS.directory)
    throw new RefusedArchive(DAMAGED_DIRECTORY);
  const nameLength = head.readUInt16LE(28);
  const rest = file.read(position + LENGTHS.directory, nameLength + head.readUInt16LE(30));
  let place = nameLength + 4;
  const wide = (number: number): number => {
    if (number !== BEYOND_32) return number;
    if (place + 8 > rest.length) throw new RefusedArchive(DAMAGED_DIRECTORY);
    place += 8;
    return Number(rest.readBigUInt64LE(place - 8));
  };
  const [size, compressed, offset] = [24, 20, 42].map((field) => head.readUInt32LE(field)) as [number, number, number];
  const record = {
    name: Buffer.from(rest.subarray(0, nameLength)),
    madeBy: head.readUInt16LE(4),
    needed: head.readUInt16LE(6),
    flags: head.readUInt16LE(8),
    method: head.readUInt16LE(10),
    time: head.readUInt16LE(12),
    day: head.readUInt16LE(14),
    checksum: head.readUInt32LE(16),
    large: size === BEYOND_32,
    far: offset === BEYOND_32,
    size: wide(size),
    compressed: wide(compressed),
    attributes: head.readUInt32LE(38),
    offset: wide(offset),
  };
  if ((compressed === BEYOND_32) !== record.large || record.compressed > file.size || record.offset > file.size)
    throw new RefusedArchive(DAMAGED_DIRECTORY);
  if (record.size > ARCHIVE_BOUNDS.size) throw tooLarge(record);
  return record;
}

function tooLarge(record: ZipRecord): RefusedArchive {
  return new RefusedArchive(
    `« ${nameOf(record)} » ferait ${bytesText(record.size)} : une archive en a au plus ${bytesText(ARCHIVE_BOUNDS.size)}`,
  );
}

/** What a local header says, for who is told that it says something else than the directory. */
const SAID: readonly (readonly [what: string, from: number, to: number])[] = [
  ['la version nécessaire', 4, 6],
  ['les drapeaux', 6, 8],
  ['la méthode', 8, 10],
  ['la date', 10, 14],
  ['la somme de contrôle', 14, 18],
  ['la taille comprimée', 18, 22],
  ['la taille', 22, 26],
  ['le nom', 26, 28],
  ['un champ supplémentaire', 28, 30],
];

/** Entries follow one another in the order of the directory, from the first byte of the file to the directory. */
function requireNothingElse(file: FileBytes, records: readonly ZipRecord[], directory: number): void {
  let position = 0;
  for (const record of records) {
    if (record.offset !== position) throw new OtherZip(OTHER_THINGS);
    const expected = localHeader(record);
    const header = file.read(position, expected.length);
    if (header.length < LENGTHS.local || header.readUInt32LE(0) !== MARKS.local) throw new OtherZip(OTHER_THINGS);
    if (!header.equals(expected)) {
      const [what] = SAID.find(([, from, to]) => !header.subarray(from, to).equals(expected.subarray(from, to))) ?? [
        'le nom',
      ];
      throw new OtherZip(
        `« ${nameOf(record)} » n’y est pas annoncé deux fois de même (${what}) : deux programmes n’y liraient pas la même chose`,
      );
    }
    position += expected.length + record.compressed;
    if ((record.flags & TOLD_AFTER) !== 0) {
      if (!toldAfter(record).equals(file.read(position, LENGTHS.told))) throw new OtherZip(OTHER_THINGS);
      position += LENGTHS.told;
    }
    if (position > directory) throw new OtherZip(OTHER_THINGS);
  }
  if (position !== directory) throw new OtherZip(OTHER_THINGS);
}

function nameOf({ name }: ZipRecord): string {
  return showName(Buffer.from(name).toString('utf8'));
}

/** What a zip says of a file in it, as its directory has it. */
export interface ZipRecord {
  /** The bytes of its name. */
  readonly name: Uint8Array;
  /** System and version of the format that it was made by. */
  readonly madeBy: number;
  /** Version of the format that is needed to read it. */
  readonly needed: number;
  readonly flags: number;
  readonly method: number;
  /** Hour and day, 16 bits each. */
  readonly time: number;
  readonly day: number;
  readonly checksum: number;
  readonly compressed: number;
  readonly size: number;
  /** Of the system that it was made by: for Unix, the mode in the upper half. */
  readonly attributes: number;
  /** Where its local header is. */
  readonly offset: number;
  /** Its sizes are told on 64 bits. */
  readonly large: boolean;
  /** Its place is told on 64 bits. */
  readonly far: boolean;
}

/** The marks that records begin by. */
export const MARKS = {
  local: 0x04034b50,
  told: 0x08074b50,
  directory: 0x02014b50,
  end: 0x06054b50,
  end64: 0x06064b50,
  locator: 0x07064b50,
} as const;

/** Bytes of the records, names and 64 bit fields aside. */
export const LENGTHS = { local: 30, told: 16, directory: 46, end: 22, end64: 56, locator: 20 } as const;

/** Sizes are told after the content rather than before. */
export const TOLD_AFTER = 0x8;
export const STORED = 0;
export const DEFLATED = 8;
/** What a field of 32 bits, or of 16, says when the true number is elsewhere, on 64. */
export const BEYOND_32 = 0xffff_ffff;
export const BEYOND_16 = 0xffff;
/** The extra field of numbers on 64 bits, and its head. */
const EXTRA_64 = 1;
const EXTRA_HEAD = 4;
/** An end on 64 bits tells its length without these first bytes. */
const END_64_HEAD = 12;

/** From where numbers are told on 64 bits. */
export interface ZipLimits {
  /** Sizes and places of this many bytes and more. */
  readonly bytes: number;
  /** This many entries and more. */
  readonly entries: number;
}

export const ZIP_LIMITS: ZipLimits = { bytes: BEYOND_32, entries: BEYOND_16 };

/** The header before the content of an entry. Of one whose sizes are told after it, it says none. */
export function localHeader(record: ZipRecord): Buffer {
  const { name, needed, flags, method, time, day, large } = record;
  const after = (flags & TOLD_AFTER) !== 0;
  const extra = large ? extra64([record.size, record.compressed]) : Buffer.alloc(0);
  const bytes = Buffer.alloc(LENGTHS.local);
  bytes.writeUInt32LE(MARKS.local, 0);
  bytes.writeUInt16LE(needed, 4);
  bytes.writeUInt16LE(flags, 6);
  bytes.writeUInt16LE(method, 8);
  bytes.writeUInt16LE(time, 10);
  bytes.writeUInt16LE(day, 12);
  bytes.writeUInt32LE(after ? 0 : record.checksum, 14);
  bytes.writeUInt32LE(large ? BEYOND_32 : after ? 0 : record.compressed, 18);
  bytes.writeUInt32LE(large ? BEYOND_32 : after ? 0 : record.size, 22);
  bytes.writeUInt16LE(name.length, 26);
  bytes.writeUInt16LE(extra.length, 28);
  return Buffer.concat([bytes, name, extra]);
}

/** What follows the content of an entry whose sizes are told after it. */
export function toldAfter({ checksum, compressed, size }: ZipRecord): Buffer {
  const bytes = Buffer.alloc(LENGTHS.told);
  bytes.writeUInt32LE(MARKS.told, 0);
  bytes.writeUInt32LE(checksum, 4);
  bytes.writeUInt32LE(compressed, 8);
  bytes.writeUInt32LE(size, 12);
  return bytes;
}

/** The record of an entry in the directory. */
export function directoryRecord(record: ZipRecord): Buffer {
  const { name, size, compressed, offset, large, far } = record;
  const extra = extra64([...(large ? [size, compressed] : []), ...(far ? [offset] : [])]);
  const bytes = Buffer.alloc(LENGTHS.directory);
  bytes.writeUInt32LE(MARKS.directory, 0);
  bytes.writeUInt16LE(record.madeBy, 4);
  bytes.writeUInt16LE(record.needed, 6);
  bytes.writeUInt16LE(record.flags, 8);
  bytes.writeUInt16LE(record.method, 10);
  bytes.writeUInt16LE(record.time, 12);
  bytes.writeUInt16LE(record.day, 14);
  bytes.writeUInt32LE(record.checksum, 16);
  bytes.writeUInt32LE(large ? BEYOND_32 : compressed, 20);
  bytes.writeUInt32LE(large ? BEYOND_32 : size, 24);
  bytes.writeUInt16LE(name.length, 28);
  bytes.writeUInt16LE(extra.length, 30);
  // No comment, first disk, no kind of content.
  bytes.writeUInt32LE(record.attributes, 38);
  bytes.writeUInt32LE(far ? BEYOND_32 : offset, 42);
  return Buffer.concat([bytes, name, extra]);
}

function extra64(numbers: readonly number[]): Buffer {
  if (numbers.length === 0) return Buffer.alloc(0);
  const bytes = Buffer.alloc(EXTRA_HEAD + 8 * numbers.length);
  bytes.writeUInt16LE(EXTRA_64, 0);
  bytes.writeUInt16LE(8 * numbers.length, 2);
  for (const [rank, number] of numbers.entries()) bytes.writeBigUInt64LE(BigInt(number), EXTRA_HEAD + 8 * rank);
  return bytes;
}

/** Where a directory is, and what is in it. */
export interface DirectoryPlace {
  readonly entries: number;
  readonly start: number;
  readonly length: number;
}

/** Which numbers of a directory are told on 64 bits, and by which version of the format. */
export interface ToldOn64 extends Readonly<Record<keyof DirectoryPlace, boolean>> {
  readonly version: number;
}

/** The end of a zip: on 64 bits too when a number asks for it. */
export function endRecords({ entries, start, length }: DirectoryPlace, on64: ToldOn64): Buffer {
  const end = Buffer.alloc(LENGTHS.end);
  end.writeUInt32LE(MARKS.end, 0);
  end.writeUInt16LE(on64.entries ? BEYOND_16 : entries, 8);
  end.writeUInt16LE(on64.entries ? BEYOND_16 : entries, 10);
  end.writeUInt32LE(on64.length ? BEYOND_32 : length, 12);
  end.writeUInt32LE(on64.start ? BEYOND_32 : start, 16);
  if (!on64.entries && !on64.length && !on64.start) return end;
  const end64 = Buffer.alloc(LENGTHS.end64);
  end64.writeUInt32LE(MARKS.end64, 0);
  end64.writeBigUInt64LE(BigInt(LENGTHS.end64 - END_64_HEAD), 4);
  end64.writeUInt16LE(on64.version, 12);
  end64.writeUInt16LE(on64.version & 0xff, 14);
  end64.writeBigUInt64LE(BigInt(entries), 24);
  end64.writeBigUInt64LE(BigInt(entries), 32);
  end64.writeBigUInt64LE(BigInt(length), 40);
  end64.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(LENGTHS.locator);
  locator.writeUInt32LE(MARKS.locator, 0);
  locator.writeBigUInt64LE(BigInt(start + length), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([end64, locator, end]);
}

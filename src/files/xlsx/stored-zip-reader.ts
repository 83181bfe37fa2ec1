import { crc32 } from 'node:zlib';

/** What is told of the parts of an archive, one after the other. */
export interface PartsTaker {
  begin(name: string): void;
  add(bytes: Uint8Array): void;
  end(): void;
}

const LOCAL_SIGNATURE = 0x04034b50;
const DIRECTORY_SIGNATURE = 0x02014b50;
const LOCAL_SIZE = 30;
const STORED = 0;
/** The sizes and the checksum come after the bytes: bit 3. */
const TOLD_AFTER = 0x8;
const AFTER = Buffer.from([0x50, 0x4b, 0x07, 0x08]);
const AFTER_SIZE = 16;

/** Where in the archive the next byte is: `left` bytes of a part whose size is told, of one whose size is told after, or none. */
type Place = { readonly at: 'head' | 'told-after' | 'directory' } | { readonly at: 'told'; readonly left: number };

/**
 * Reads a zip file whose parts are not compressed while it is being written: its directory, which tells where they end, is
 * not there yet. A part whose size is told after it ends where what stands there is its size and its checksum.
 */
export class StoredZipReader {
  readonly #parts: PartsTaker;
  #place: Place = { at: 'head' };
  /** What was given and could not be told yet. */
  #rest: Buffer = Buffer.alloc(0);
  #size = 0;
  #crc = 0;

  constructor(parts: PartsTaker) {
    this.#parts = parts;
  }

  /**
   * Takes the bytes that come next.
   * @throws Error when they are no such archive
   */
  add(bytes: Buffer): void {
    let all = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    for (;;) {
      const taken = this.#take(all);
      if (taken === undefined) break;
      all = all.subarray(taken);
    }
    this.#rest = this.#place.at === 'directory' ? Buffer.alloc(0) : Buffer.from(all);
  }

  /** @throws Error when parts are still to come */
  end(): void {
    if (this.#place.at !== 'directory') throw new Error('fichier intermédiaire du classeur tronqué');
  }

  /** Takes what can be told of the bytes at hand: how many, or nothing when more are needed. */
  #take(bytes: Buffer): number | undefined {
    switch (this.#place.at) {
      case 'head':
        return this.#takeHead(bytes);
      case 'told':
        return this.#takeTold(bytes, this.#place.left);
      case 'told-after':
        return this.#takeToldAfter(bytes);
      case 'directory':
        return undefined;
    }
  }

  #takeHead(bytes: Buffer): number | undefined {
    if (bytes.length < LOCAL_SIZE) return undefined;
    const signature = bytes.readUInt32LE(0);
    if (signature === DIRECTORY_SIGNATURE) {
      this.#place = { at: 'directory' };
      return bytes.length;
    }
    if (signature !== LOCAL_SIGNATURE) throw new Error('fichier intermédiaire du classeur illisible');
    const nameEnd = LOCAL_SIZE + bytes.readUInt16LE(26);
    const headEnd = nameEnd + bytes.readUInt16LE(28);
    if (bytes.length < headEnd) return undefined;
    const name = bytes.toString('utf8', LOCAL_SIZE, nameEnd);
    if (bytes.readUInt16LE(8) !== STORED) throw new Error(`${name} : partie compressée`);
    this.#size = 0;
    this.#crc = 0;
    this.#parts.begin(name);
    const toldAfter = (bytes.readUInt16LE(6) & TOLD_AFTER) !== 0;
    this.#place = toldAfter ? { at: 'told-after' } : { at: 'told', left: bytes.readUInt32LE(22) };
    return headEnd;
  }

  #takeTold(bytes: Buffer, left: number): number | undefined {
    if (left > 0 && bytes.length === 0) return undefined;
    const taken = Math.min(left, bytes.length);
    this.#give(bytes.subarray(0, taken));
    if (taken === left) this.#endPart();
    else this.#place = { at: 'told', left: left - taken };
    return taken;
  }

  #takeToldAfter(bytes: Buffer): number | undefined {
    const end = bytes.indexOf(AFTER);
    if (end < 0) {
      // The mark may begin in what is at hand and end in what comes.
      const sure = bytes.length - (AFTER.length - 1);
      if (sure <= 0) return undefined;
      this.#give(bytes.subarray(0, sure));
      return sure;
    }
    this.#give(bytes.subarray(0, end));
    if (bytes.length < end + AFTER_SIZE) return end === 0 ? undefined : end;
    if (bytes.readUInt32LE(end + 4) === this.#crc && bytes.readUInt32LE(end + 8) === this.#size) {
      this.#endPart();
      return end + AFTER_SIZE;
    }
    this.#give(bytes.subarray(end, end + 1));
    return end + 1;
  }

  #give(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#crc = crc32(bytes, this.#crc);
    this.#size += bytes.length;
    this.#parts.add(bytes);
  }

  #endPart(): void {
    this.#parts.end();
    this.#place = { at: 'head' };
  }
}

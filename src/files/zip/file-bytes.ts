import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** What is read of a file at a time: records of a directory are small and many. */
const WINDOW = 1 << 16;

/** The bytes of a file wherever they are asked for, never the whole of it. */
export class FileBytes {
  readonly #descriptor: number;
  readonly size: number;
  #window: Buffer = Buffer.alloc(0);
  #start = 0;

  /** @throws the errors of the file system */
  constructor(path: string) {
    this.#descriptor = openSync(path, 'r');
    this.size = fstatSync(this.#descriptor).size;
  }

  /** Bytes of the file: fewer than asked for where it ends before. */
  read(position: number, length: number): Buffer {
    const from = position - this.#start;
    if (from < 0 || from + length > this.#window.length) {
      this.#window = this.#fill(position, Math.max(length, Math.min(WINDOW, this.size - position)));
      this.#start = position;
    }
    return this.#window.subarray(position - this.#start, position - this.#start + length);
  }

  /** Bytes of the file, piece by piece. */
  *blocks(start: number, length: number): Generator<Buffer> {
    for (let done = 0; done < length; done += WINDOW) yield this.read(start + done, Math.min(WINDOW, length - done));
  }

  #fill(position: number, length: number): Buffer {
    const bytes = Buffer.alloc(Math.max(0, Math.min(length, this.size - position)));
    let done = 0;
    for (let count = 1; count > 0 && done < bytes.length; done += count)
      count = readSync(this.#descriptor, bytes, done, bytes.length - done, position + done);
    return bytes.subarray(0, done);
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

import { closeSync, openSync } from 'node:fs';
import { Writable } from 'node:stream';
import { writeAll } from './write-all.ts';

/**
 * A stream into a file that writes at once what it is given: who makes the bytes waits for the disk, so that none of them
 * piles up in memory.
 */
export class FileStream extends Writable {
  readonly #descriptor: number;
  readonly #tell: (bytes: number) => void;
  #written = 0;

  /**
   * @param tell is told how many bytes are in the file, each time there are more
   * @throws the errors of the file system
   */
  constructor(path: string, tell: (bytes: number) => void) {
    super();
    this.#descriptor = openSync(path, 'w');
    this.#tell = tell;
  }

  /** Bytes that are in the file. */
  get bytesWritten(): number {
    return this.#written;
  }

  override _write(bytes: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    try {
      writeAll(this.#descriptor, bytes);
    } catch (error) {
      done(error as Error);
      return;
    }
    this.#written += bytes.length;
    this.#tell(this.#written);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    try {
      closeSync(this.#descriptor);
    } catch (closing) {
      done(error ?? (closing as Error));
      return;
    }
    done(error);
  }
}

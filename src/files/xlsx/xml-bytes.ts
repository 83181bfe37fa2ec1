const SIZE = 1 << 16;

/**
 * XML on its way to a part of a workbook, as bytes: texts in ASCII, which most of it is, are copied; what else comes again
 * and again is encoded once.
 */
export class XmlBytes {
  readonly #send: (bytes: Uint8Array) => void;
  readonly #bytes = Buffer.allocUnsafe(SIZE);
  #size = 0;

  /** @param send takes the bytes, which hold only during the call */
  constructor(send: (bytes: Uint8Array) => void) {
    this.#send = send;
  }

  /** Adds bytes, or a text that has ASCII characters only. */
  add(piece: string | Uint8Array): void {
    if (this.#size + piece.length > SIZE) this.flush();
    if (piece.length > SIZE) this.#send(typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece);
    else if (typeof piece === 'string') this.#size += this.#bytes.write(piece, this.#size, 'latin1');
    else {
      this.#bytes.set(piece, this.#size);
      this.#size += piece.length;
    }
  }

  /** Sends what was added and is not sent yet. */
  flush(): void {
    if (this.#size === 0) return;
    this.#send(this.#bytes.subarray(0, this.#size));
    this.#size = 0;
  }
}

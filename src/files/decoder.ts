import { isAscii, isUtf8 } from 'node:buffer';
import { StringDecoder } from 'node:string_decoder';
import { decode, encodingExists } from 'iconv-lite';

/** The encodings that a source may declare: besides those of today, that of DOS in France and that of Macs before 2001. */
export const ENCODINGS = ['utf-8', 'windows-1252', 'cp850', 'macintosh'] as const;
export type Encoding = (typeof ENCODINGS)[number];
type OneByteEncoding = Exclude<Encoding, 'utf-8'>;

/** Turns the bytes of a file into UTF-8, piece by piece. */
export interface Decoder {
  decode(bytes: Buffer): Buffer;
  end(): Buffer;
}

const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
/** The five bytes that Windows-1252 leaves undefined become bytes that are not UTF-8, which readers tell with their place. */
export const UNDEFINED_1252: readonly number[] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
/**
 * Letters that no source has: a quote and a letter of a Mac (`l’école`), or two letters of DOS, happen to make one in UTF-8.
 */
const OTHER_SCRIPTS = /[^\0-\u024f\u2000-\u20cf]/;
const EMPTY = Buffer.alloc(0);

/**
 * Opens a decoder. UTF-8 goes through as it is, less its byte order mark, and is checked by who reads it; the others are
 * decoded by iconv-lite, since on Node 20 `TextDecoder` turns the € of Windows-1252 into U+0080. Accents that make up valid
 * UTF-8 are of none of these, whatever was declared: they come out as bytes that are not UTF-8, which readers tell with their
 * place.
 */
export function openDecoder(encoding: Encoding): Decoder {
  return encoding === 'utf-8' ? utf8Decoder() : oneByteDecoder(encoding);
}

function utf8Decoder(): Decoder {
  let head: Buffer | undefined = EMPTY;
  return {
    decode(bytes) {
      if (head === undefined) return bytes;
      head = head.length === 0 ? bytes : Buffer.concat([head, bytes]);
      if (head.length < UTF8_MARK.length) return EMPTY;
      const start = head.subarray(0, 3).equals(UTF8_MARK) ? head.subarray(3) : head;
      head = undefined;
      return start;
    },
    end: () => head ?? EMPTY,
  };
}

function oneByteDecoder(encoding: OneByteEncoding): Decoder {
  if (!encodingExists(encoding)) throw new Error(`iconv-lite ne connaît plus ${encoding}`);
  const decodePiece = encoding === 'windows-1252' ? decodePiece1252 : decodeWhole;
  let isReal = false;
  let disguised: StringDecoder | undefined;
  /** The last bytes, when nothing but them is outside ASCII and what follows may make UTF-8 of them. */
  let pending: Buffer = EMPTY;
  const restore = madeInvalid();
  return {
    decode(bytes) {
      if (isReal) return decodePiece(bytes);
      if (disguised === undefined) {
        const seen = pending.length === 0 ? bytes : Buffer.concat([pending, bytes]);
        const whole = seen.length - unfinishedLength(seen);
        const head = seen.subarray(0, whole);
        pending = seen.subarray(whole);
        if (isAscii(head)) return head;
        isReal = !isUtf8(head) || (encoding !== 'windows-1252' && OTHER_SCRIPTS.test(head.toString('utf8')));
        if (isReal) return decodePiece(seen);
        disguised = new StringDecoder('utf8');
        return restore(disguised.write(seen));
      }
      return restore(disguised.write(bytes));
    },
    end() {
      if (disguised !== undefined) return restore(disguised.end());
      return isReal ? EMPTY : decodePiece(pending);
    },
  };

  function decodeWhole(bytes: Buffer): Buffer {
    return Buffer.from(decode(bytes, encoding), 'utf8');
  }
}

/** How many of the last bytes are a UTF-8 character that the cut may have split. */
export function unfinishedLength(bytes: Buffer): number {
  for (let length = 1; length <= 3; length++) {
    const byte = bytes.at(-length) ?? 0;
    const expected = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0;
    if (expected > 0) return expected > length ? length : 0;
    if (byte < 0x80 || byte > 0xbf) return 0;
  }
  return 0;
}

/**
 * Each letter outside ASCII as one byte that is not UTF-8: itself in Latin-1, so that it can be shown, when it stands alone;
 * after another one, which it might complete, or beyond Latin-1, a byte never found in UTF-8.
 */
function madeInvalid(): (text: string) => Buffer {
  let afterAnother = false;
  return (text) => {
    const start = afterAnother;
    if (text !== '') afterAnother = !isAscii(Buffer.from(text.slice(-1)));
    const restored = text.replace(/[\u0080-\uffff]+/g, (rest, index: number) => {
      const alone = index === 0 && start ? '\u00ff' : rest.charAt(0).replace(/[^\0-\u00ff]/, '\u00ff');
      return alone + '\u00ff'.repeat(rest.length - 1);
    });
    return Buffer.from(restored, 'latin1');
  };
}

function decodePiece1252(bytes: Buffer): Buffer {
  if (!UNDEFINED_1252.some((byte) => bytes.includes(byte))) return Buffer.from(decode(bytes, 'windows-1252'), 'utf8');
  const pieces: Buffer[] = [];
  let start = 0;
  bytes.forEach((byte, index) => {
    if (!UNDEFINED_1252.some((undefinedByte) => undefinedByte === byte)) return;
    pieces.push(Buffer.from(decode(bytes.subarray(start, index), 'windows-1252'), 'utf8'), Buffer.from([byte]));
    start = index + 1;
  });
  pieces.push(Buffer.from(decode(bytes.subarray(start), 'windows-1252'), 'utf8'));
  return Buffer.concat(pieces);
}

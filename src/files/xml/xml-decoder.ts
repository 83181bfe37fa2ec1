import { isAscii, isUtf8 } from 'node:buffer';
import { decode, encodingExists } from 'iconv-lite';
import { describeNotText, recognizeNotText } from '../not-text.ts';
import { UnreadableXml } from './unreadable.ts';

/** The encodings that an XML document may announce, by the names that it may give them. */
const ENCODINGS: ReadonlyMap<string, XmlEncoding> = new Map([
  ['utf-8', 'utf-8'],
  ['us-ascii', 'utf-8'],
  ['iso-8859-1', 'iso-8859-1'],
  ['iso-8859-15', 'iso-8859-15'],
  ['windows-1252', 'windows-1252'],
]);
type XmlEncoding = 'utf-8' | 'iso-8859-1' | 'iso-8859-15' | 'windows-1252';

const EXPECTED = 'UTF-8, ISO-8859-1, ISO-8859-15 ou windows-1252';
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const DECLARATION = /^<\?xml\s[^>]{0,200}?\bencoding\s*=\s*["']([^"']{0,60})["']/;
const UNDEFINED_BYTES: Readonly<Record<Exclude<XmlEncoding, 'utf-8'>, RegExp>> = {
  'windows-1252': /[\x81\x8d\x8f\x90\x9d]/,
  // Control characters that no text holds: these bytes are quotes and the euro sign of Windows-1252.
  'iso-8859-1': /[\x80-\x9f]/,
  'iso-8859-15': /[\x80-\x9f]/,
};
const ASK_AGAIN = 'Redemandez le document, tel que le logiciel l’a produit.';

/** A piece of text, and the first character of it that the encoding does not have. */
export interface DecodedText {
  readonly text: string;
  readonly fault?: { readonly index: number; readonly message: string; readonly remede: string };
}

/** Turns the bytes of a document into text, piece by piece. */
export interface XmlDecoder {
  decode(bytes: Buffer): DecodedText;
  end(): DecodedText;
}

/**
 * Opens the decoder of a document by its first bytes: its byte order mark, or what its prologue announces; UTF-8 otherwise.
 * @param head the first bytes of the file, a thousand at least where it has them
 * @throws UnreadableXml when it is no text, or announces an encoding that is not read here
 */
export function openXmlDecoder(head: Buffer): XmlDecoder {
  const notText = recognizeNotText(head);
  if (notText !== undefined)
    throw new UnreadableXml({
      message: describeNotText(notText, 'source').message,
      remede: `Un document budgétaire est un fichier XML en ${EXPECTED}. ${ASK_AGAIN}`,
    });
  const hasMark = head.subarray(0, 3).equals(UTF8_MARK);
  const announced = DECLARATION.exec(head.subarray(hasMark ? 3 : 0).toString('latin1'))?.[1];
  const encoding = announced === undefined ? 'utf-8' : ENCODINGS.get(announced.toLowerCase());
  if (encoding === undefined)
    throw new UnreadableXml({
      message: `le prologue du document annonce un encodage qui n’est pas lu ici : « ${announced} »`,
      remede: `Faites produire le document en ${EXPECTED}.`,
    });
  if (hasMark && encoding !== 'utf-8')
    throw new UnreadableXml({
      message: `le document commence par la marque de l’UTF-8, et son prologue annonce ${announced}`,
      remede: ASK_AGAIN,
    });
  return encoding === 'utf-8' ? utf8Decoder() : oneByteDecoder(encoding);
}

/** Two decoders side by side: one that refuses what is not UTF-8, one that shows where that stands. */
function utf8Decoder(): XmlDecoder {
  const strict = new TextDecoder('utf-8', { fatal: true });
  const lenient = new TextDecoder('utf-8');
  const read = (bytes: Buffer, stream: boolean): DecodedText => {
    const text = lenient.decode(bytes, { stream });
    try {
      strict.decode(bytes, { stream });
      return { text };
    } catch {
      const index = Math.max(text.indexOf('\ufffd'), 0);
      return {
        text,
        fault: {
          index,
          message: 'des octets ne sont pas de l’UTF-8, l’encodage de ce document',
          remede: `Son prologue annonce sans doute un autre encodage que le sien, ou le fichier est abîmé. ${ASK_AGAIN}`,
        },
      };
    }
  };
  return { decode: (bytes) => read(bytes, true), end: () => read(Buffer.alloc(0), false) };
}

function oneByteDecoder(encoding: Exclude<XmlEncoding, 'utf-8'>): XmlDecoder {
  if (!encodingExists(encoding)) throw new Error(`iconv-lite ne connaît plus ${encoding}`);
  let noDisguise = false;
  return {
    decode(bytes) {
      const text = decode(bytes, encoding);
      if (!noDisguise) {
        const whole = withoutLastAccents(bytes);
        if (!isAscii(whole) && isUtf8(whole))
          return {
            text,
            fault: {
              index: whole.findIndex((byte) => byte > 0x7f),
              message: `le prologue annonce ${encoding}, et les accents sont en UTF-8`,
              remede: ASK_AGAIN,
            },
          };
        noDisguise = !isAscii(whole);
      }
      const index = bytes.toString('latin1').search(UNDEFINED_BYTES[encoding]);
      if (index < 0) return { text };
      const message = `un octet ne correspond à aucun caractère de ${encoding}, l’encodage que le prologue annonce`;
      return { text, fault: { index, message, remede: ASK_AGAIN } };
    },
    end: () => ({ text: '' }),
  };
}

/** Without the letters at the end that the next piece may complete. */
function withoutLastAccents(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] ?? 0) > 0x7f) end -= 1;
  return bytes.subarray(0, end);
}

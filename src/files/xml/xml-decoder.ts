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
  decode(octets: Buffer): DecodedText;
  end(): DecodedText;
}

/**
 * Opens the decoder of a document by its first bytes: its byte order mark, or what its prologue announces; UTF-8 otherwise.
 * @param tete the first bytes of the file, a thousand at least where it has them
 * @throws UnreadableXml when it is no text, or announces an encoding that is not read here
 */
export function openXmlDecoder(tete: Buffer): XmlDecoder {
  const nonTexte = recognizeNotText(tete);
  if (nonTexte !== undefined)
    throw new UnreadableXml({
      message: describeNotText(nonTexte, 'source').message,
      remede: `Un document budgétaire est un fichier XML en ${EXPECTED}. ${ASK_AGAIN}`,
    });
  const marque = tete.subarray(0, 3).equals(UTF8_MARK);
  const annonce = DECLARATION.exec(tete.subarray(marque ? 3 : 0).toString('latin1'))?.[1];
  const encodage = annonce === undefined ? 'utf-8' : ENCODINGS.get(annonce.toLowerCase());
  if (encodage === undefined)
    throw new UnreadableXml({
      message: `le prologue du document annonce un encodage qui n’est pas lu ici : « ${annonce} »`,
      remede: `Faites produire le document en ${EXPECTED}.`,
    });
  if (marque && encodage !== 'utf-8')
    throw new UnreadableXml({
      message: `le document commence par la marque de l’UTF-8, et son prologue annonce ${annonce}`,
      remede: ASK_AGAIN,
    });
  return encodage === 'utf-8' ? utf8Decoder() : oneByteDecoder(encodage);
}

/** Two decoders side by side: one that refuses what is not UTF-8, one that shows where that stands. */
function utf8Decoder(): XmlDecoder {
  const strict = new TextDecoder('utf-8', { fatal: true });
  const souple = new TextDecoder('utf-8');
  const lire = (octets: Buffer, stream: boolean): DecodedText => {
    const texte = souple.decode(octets, { stream });
    try {
      strict.decode(octets, { stream });
      return { text: texte };
    } catch {
      const rang = Math.max(texte.indexOf('\ufffd'), 0);
      return {
        text: texte,
        fault: {
          index: rang,
          message: 'des octets ne sont pas de l’UTF-8, l’encodage de ce document',
          remede: `Son prologue annonce sans doute un autre encodage que le sien, ou le fichier est abîmé. ${ASK_AGAIN}`,
        },
      };
    }
  };
  return { decode: (octets) => lire(octets, true), end: () => lire(Buffer.alloc(0), false) };
}

function oneByteDecoder(encodage: Exclude<XmlEncoding, 'utf-8'>): XmlDecoder {
  if (!encodingExists(encodage)) throw new Error(`iconv-lite ne connaît plus ${encodage}`);
  let deguisementExclu = false;
  return {
    decode(octets) {
      const texte = decode(octets, encodage);
      if (!deguisementExclu) {
        const entier = withoutLastAccents(octets);
        if (!isAscii(entier) && isUtf8(entier))
          return {
            text: texte,
            fault: {
              index: entier.findIndex((octet) => octet > 0x7f),
              message: `le prologue annonce ${encodage}, et les accents sont en UTF-8`,
              remede: ASK_AGAIN,
            },
          };
        deguisementExclu = !isAscii(entier);
      }
      const rang = octets.toString('latin1').search(UNDEFINED_BYTES[encodage]);
      if (rang < 0) return { text: texte };
      const message = `un octet ne correspond à aucun caractère de ${encodage}, l’encodage que le prologue annonce`;
      return { text: texte, fault: { index: rang, message, remede: ASK_AGAIN } };
    },
    end: () => ({ text: '' }),
  };
}

/** Without the letters at the end that the next piece may complete. */
function withoutLastAccents(octets: Buffer): Buffer {
  let fin = octets.length;
  while (fin > 0 && (octets[fin - 1] ?? 0) > 0x7f) fin -= 1;
  return octets.subarray(0, fin);
}

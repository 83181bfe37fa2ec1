import { isAscii, isUtf8 } from 'node:buffer';
import { StringDecoder } from 'node:string_decoder';
import { decode, encodingExists } from 'iconv-lite';

/** The encodings that a source may declare. */
export type Encoding = 'utf-8' | 'windows-1252';

/** Turns the bytes of a file into UTF-8, piece by piece. */
export interface Decoder {
  decode(octets: Buffer): Buffer;
  end(): Buffer;
}

const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
/** The five bytes that Windows-1252 leaves undefined become bytes that are not UTF-8, which readers tell with their place. */
export const UNDEFINED_1252: readonly number[] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
const EMPTY = Buffer.alloc(0);

/**
 * Opens a decoder. UTF-8 goes through as it is, less its byte order mark, and is checked by who reads it; Windows-1252 is
 * decoded by iconv-lite, since on Node 20 `TextDecoder` turns its € into U+0080. Accents that make up valid UTF-8 are not
 * Windows-1252, whatever was declared: they come out as bytes that are not UTF-8, which readers tell with their place.
 */
export function openDecoder(encodage: Encoding): Decoder {
  return encodage === 'utf-8' ? utf8Decoder() : windows1252Decoder();
}

function utf8Decoder(): Decoder {
  let tete: Buffer | undefined = EMPTY;
  return {
    decode(octets) {
      if (tete === undefined) return octets;
      tete = tete.length === 0 ? octets : Buffer.concat([tete, octets]);
      if (tete.length < UTF8_MARK.length) return EMPTY;
      const debut = tete.subarray(0, 3).equals(UTF8_MARK) ? tete.subarray(3) : tete;
      tete = undefined;
      return debut;
    },
    end: () => tete ?? EMPTY,
  };
}

function windows1252Decoder(): Decoder {
  if (!encodingExists('windows-1252')) throw new Error('iconv-lite ne connaît plus windows-1252');
  let vrai = false;
  let deguise: StringDecoder | undefined;
  /** The last bytes, when nothing but them is outside ASCII and what follows may make UTF-8 of them. */
  let attente: Buffer = EMPTY;
  const rendre = madeInvalid();
  return {
    decode(octets) {
      if (vrai) return decodePiece1252(octets);
      if (deguise === undefined) {
        const vus = attente.length === 0 ? octets : Buffer.concat([attente, octets]);
        const clos = vus.length - unfinishedLength(vus);
        const tete = vus.subarray(0, clos);
        attente = vus.subarray(clos);
        if (isAscii(tete)) return tete;
        vrai = !isUtf8(tete);
        if (vrai) return decodePiece1252(vus);
        deguise = new StringDecoder('utf8');
        return rendre(deguise.write(vus));
      }
      return rendre(deguise.write(octets));
    },
    end() {
      if (deguise !== undefined) return rendre(deguise.end());
      return vrai ? EMPTY : decodePiece1252(attente);
    },
  };
}

/** How many of the last bytes are a UTF-8 character that the cut may have split. */
export function unfinishedLength(octets: Buffer): number {
  for (let longueur = 1; longueur <= 3; longueur++) {
    const octet = octets.at(-longueur) ?? 0;
    const attendue = octet >= 0xf0 ? 4 : octet >= 0xe0 ? 3 : octet >= 0xc2 ? 2 : 0;
    if (attendue > 0) return attendue > longueur ? longueur : 0;
    if (octet < 0x80 || octet > 0xbf) return 0;
  }
  return 0;
}

/**
 * Each letter outside ASCII as one byte that is not UTF-8: itself in Latin-1, so that it can be shown, when it stands alone;
 * after another one, which it might complete, or beyond Latin-1, a byte never found in UTF-8.
 */
function madeInvalid(): (texte: string) => Buffer {
  let apresUneAutre = false;
  return (texte) => {
    const debut = apresUneAutre;
    if (texte !== '') apresUneAutre = !isAscii(Buffer.from(texte.slice(-1)));
    const rendu = texte.replace(/[\u0080-\uffff]+/g, (suite, rang: number) => {
      const seule = rang === 0 && debut ? '\u00ff' : suite.charAt(0).replace(/[^\0-\u00ff]/, '\u00ff');
      return seule + '\u00ff'.repeat(suite.length - 1);
    });
    return Buffer.from(rendu, 'latin1');
  };
}

function decodePiece1252(octets: Buffer): Buffer {
  if (!UNDEFINED_1252.some((octet) => octets.includes(octet)))
    return Buffer.from(decode(octets, 'windows-1252'), 'utf8');
  const morceaux: Buffer[] = [];
  let debut = 0;
  octets.forEach((octet, rang) => {
    if (!UNDEFINED_1252.some((indefini) => indefini === octet)) return;
    morceaux.push(Buffer.from(decode(octets.subarray(debut, rang), 'windows-1252'), 'utf8'), Buffer.from([octet]));
    debut = rang + 1;
  });
  morceaux.push(Buffer.from(decode(octets.subarray(debut), 'windows-1252'), 'utf8'));
  return Buffer.concat(morceaux);
}

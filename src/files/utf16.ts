import { closeSync, openSync, readSync } from 'node:fs';

const OCTETS_REGARDES = 1024;

/**
 * Whether bytes are UTF-16, which Excel calls « Texte Unicode »: a byte order mark, or zero bytes, which no text in another
 * encoding has.
 */
export function estUtf16(octets: Buffer): boolean {
  const debut = octets.subarray(0, OCTETS_REGARDES);
  const marque = debut.length >= 2 ? debut.readUInt16BE(0) : 0;
  return marque === 0xfffe || marque === 0xfeff || debut.includes(0);
}

/**
 * Whether a file is UTF-16, by its first bytes.
 * @throws the errors of the file system
 */
export function fichierEstUtf16(chemin: string): boolean {
  const octets = Buffer.alloc(OCTETS_REGARDES);
  const descripteur = openSync(chemin, 'r');
  try {
    return estUtf16(octets.subarray(0, readSync(descripteur, octets)));
  } finally {
    closeSync(descripteur);
  }
}

/** What to say of a file in UTF-16. */
export const MESSAGE_UTF16 = 'ce fichier est en UTF-16 (le « Texte Unicode » d’Excel)';
/** What to do with a CSV file in UTF-16. */
export const REMEDE_CSV_UTF16 =
  'Rouvrez-le dans Excel et enregistrez-le au format « CSV UTF-8 » ; encodage vaut alors utf-8, et le séparateur est « ; ».';

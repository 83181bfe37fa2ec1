import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { CodeConstat } from '../domain/constats/codes-constats.ts';
import type { Constats } from '../domain/constats/constat.ts';
import { formaterEntier } from '../domain/textes/format.ts';
import { requireOrdinaryFile } from './file-system.ts';
import { describeNotText, type ExpectedFile, REMEDY_UTF8, recognizeNotText } from './not-text.ts';
import { PlacedText } from './placed-text.ts';
import { tellUnreadable } from './unreadable.ts';

/** A file that was read whole, as an edition cites it. */
export interface FileRead {
  /** Path in the dossier. */
  readonly fichier: string;
  readonly octets: number;
  readonly sha256: string;
}

/** A file that is too large for what it is, and how to tell it. */
export interface SizeLimit {
  readonly max: number;
  readonly code: CodeConstat;
  readonly remede: string;
}

/** Reads a small file whole; tells why when it cannot be read or is larger than it may be, which is known before it is read. */
export function readWhole(
  path: string,
  file: string,
  size: SizeLimit | undefined,
  constats: Constats,
): Buffer | undefined {
  try {
    requireOrdinaryFile(path);
    const bytes = statSync(path).size;
    if (size === undefined || bytes <= size.max) return readFileSync(path);
    constats.ajouter({
      code: size.code,
      lieu: { fichier: file },
      message: `ce fichier a ${formaterEntier(bytes)} octets, ${formaterEntier(size.max)} au plus sont admis`,
      remede: size.remede,
    });
  } catch (error) {
    const remede = 'Vérifiez que le fichier existe et que vous avez le droit de le lire.';
    tellUnreadable(error, file, constats, remede);
  }
  return undefined;
}

/** The text of a file in UTF-8, as it is; tells where it stops being so. */
export function decodeText(
  bytes: Buffer,
  file: string,
  expected: ExpectedFile,
  constats: Constats,
): string | undefined {
  const notText = recognizeNotText(bytes);
  if (notText !== undefined) {
    constats.ajouter({ code: 'E-ENCODAGE', lieu: { fichier: file }, ...describeNotText(notText, expected) });
    return undefined;
  }
  const text = bytes.toString('utf8');
  if (isUtf8(bytes)) return text;
  const before = text.slice(0, text.indexOf('\ufffd')).split('\n');
  const index = before.at(-1)?.length ?? 0;
  const line = text.split('\n')[before.length - 1]?.replace(/\r$/, '') ?? '';
  constats.ajouter({
    code: 'E-ENCODAGE',
    lieu: { fichier: file, ligne: before.length, colonne: index + 1 },
    message: 'ce fichier n’est pas en UTF-8 : ses accents sont perdus',
    extrait: { texte: line, debut: index, fin: index + 1 },
    remede: REMEDY_UTF8,
  });
  return undefined;
}

/** A small text of the dossier: its byte order mark taken off, each line ended by a line feed, and what cites it. */
export function readSmallText(
  path: string,
  file: string,
  expected: ExpectedFile,
  size: SizeLimit,
  constats: Constats,
): { readonly text: PlacedText; readonly file: FileRead } | undefined {
  const bytes = readWhole(path, file, size, constats);
  const decoded = bytes && decodeText(bytes, file, expected, constats);
  if (bytes === undefined || decoded === undefined) return undefined;
  const text = new PlacedText(file, decoded.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'));
  const nulAt = text.text.indexOf('\0');
  if (nulAt < 0) return { text, file: describeFile(file, bytes) };
  constats.ajouter({
    code: 'E-ENCODAGE',
    ...text.place(nulAt, nulAt + 1),
    message: 'il y a ici un octet nul, qu’aucun texte n’a : le fichier est abîmé',
    remede: 'Retirez ce signe, ou reprenez le fichier d’avant.',
  });
  return undefined;
}

/** How an edition cites a file that it was made with. */
export function describeFile(file: string, bytes: Buffer): FileRead {
  return { fichier: file, octets: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

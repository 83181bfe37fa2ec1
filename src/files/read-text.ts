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
  chemin: string,
  fichier: string,
  taille: SizeLimit | undefined,
  constats: Constats,
): Buffer | undefined {
  try {
    requireOrdinaryFile(chemin);
    const octets = statSync(chemin).size;
    if (taille === undefined || octets <= taille.max) return readFileSync(chemin);
    constats.ajouter({
      code: taille.code,
      lieu: { fichier },
      message: `ce fichier a ${formaterEntier(octets)} octets, ${formaterEntier(taille.max)} au plus sont admis`,
      remede: taille.remede,
    });
  } catch (erreur) {
    const remede = 'Vérifiez que le fichier existe et que vous avez le droit de le lire.';
    tellUnreadable(erreur, fichier, constats, remede);
  }
  return undefined;
}

/** The text of a file in UTF-8, as it is; tells where it stops being so. */
export function decodeText(
  octets: Buffer,
  fichier: string,
  attendu: ExpectedFile,
  constats: Constats,
): string | undefined {
  const nonTexte = recognizeNotText(octets);
  if (nonTexte !== undefined) {
    constats.ajouter({ code: 'E-ENCODAGE', lieu: { fichier }, ...describeNotText(nonTexte, attendu) });
    return undefined;
  }
  const texte = octets.toString('utf8');
  if (isUtf8(octets)) return texte;
  const avant = texte.slice(0, texte.indexOf('\ufffd')).split('\n');
  const rang = avant.at(-1)?.length ?? 0;
  const ligne = texte.split('\n')[avant.length - 1]?.replace(/\r$/, '') ?? '';
  constats.ajouter({
    code: 'E-ENCODAGE',
    lieu: { fichier, ligne: avant.length, colonne: rang + 1 },
    message: 'ce fichier n’est pas en UTF-8 : ses accents sont perdus',
    extrait: { texte: ligne, debut: rang, fin: rang + 1 },
    remede: REMEDY_UTF8,
  });
  return undefined;
}

/** A small text of the dossier: its byte order mark taken off, each line ended by a line feed, and what cites it. */
export function readSmallText(
  chemin: string,
  fichier: string,
  attendu: ExpectedFile,
  taille: SizeLimit,
  constats: Constats,
): { readonly texte: PlacedText; readonly piece: FileRead } | undefined {
  const octets = readWhole(chemin, fichier, taille, constats);
  const brut = octets && decodeText(octets, fichier, attendu, constats);
  if (octets === undefined || brut === undefined) return undefined;
  const texte = new PlacedText(fichier, brut.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'));
  const nul = texte.text.indexOf('\0');
  if (nul < 0) return { texte, piece: describeFile(fichier, octets) };
  constats.ajouter({
    code: 'E-ENCODAGE',
    ...texte.place(nul, nul + 1),
    message: 'il y a ici un octet nul, qu’aucun texte n’a : le fichier est abîmé',
    remede: 'Retirez ce signe, ou reprenez le fichier d’avant.',
  });
  return undefined;
}

/** How an edition cites a file that it was made with. */
export function describeFile(fichier: string, octets: Buffer): FileRead {
  return { fichier, octets: octets.length, sha256: createHash('sha256').update(octets).digest('hex') };
}

import { readFileSync } from 'node:fs';
import { openArchive } from '../../files/xlsx/archive.ts';
import { differenceDeClasseur } from './classeur.ts';
import { differenceDeCsv } from './csv.ts';
import type { DeuxEtats, PremiereDifference } from './etats.ts';
import { differenceDeHtml } from './html.ts';
import { differenceDeJson } from './json.ts';
import { differenceDeTexte } from './texte.ts';

const PAR_FORMAT: Readonly<Record<string, (etats: DeuxEtats) => PremiereDifference | undefined>> = {
  csv: differenceDeCsv,
  html: differenceDeHtml,
  json: differenceDeJson,
  xlsx: differenceDeClasseur,
};
const LONGUEUR_MAX = 120;

/**
 * The first difference between two files of the same name; nothing when they are the same to the byte. What cannot be read
 * as its name says is compared as text.
 * @throws the errors of the file system
 */
export function premiereDifference(
  nom: string,
  chemins: { scelle: string; refait: string },
): PremiereDifference | undefined {
  const etats = { scelle: readFileSync(chemins.scelle), refait: readFileSync(chemins.refait) };
  if (etats.scelle.equals(etats.refait)) return undefined;
  if (nom.endsWith('.xlsx') && essayer(() => openArchive(etats.scelle, () => true)) === undefined)
    return { ou: 'le fichier entier, qui ne s’ouvre plus comme classeur', scelle: '', refait: '' };
  const difference =
    essayer(() => PAR_FORMAT[nom.slice(nom.lastIndexOf('.') + 1)]?.(etats)) ?? differenceDeTexte(etats);
  return { ou: difference.ou, scelle: abreger(difference.scelle), refait: abreger(difference.refait) };
}

/** A file that was tampered with may not be read at all. */
function essayer<T>(lire: () => T | undefined): T | undefined {
  try {
    return lire();
  } catch {
    return undefined;
  }
}

function abreger(texte: string): string {
  return texte.length <= LONGUEUR_MAX ? texte : `${texte.slice(0, LONGUEUR_MAX)}…`;
}

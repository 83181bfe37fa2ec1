import { statSync } from 'node:fs';
import type { MarqueDecimale } from '../domain/argent/notation-montant.ts';
import type { Signaler } from '../domain/constats/constat.ts';
import { type FormatDeclare, nommerSource } from '../domain/dossier/source-declaree.ts';
import { pathIn } from '../files/path-in.ts';
import { APPRETS } from '../formats/apprets/apprets.ts';
import type { Format } from '../formats/format.ts';
import {
  CLES_DES_FORMATS,
  FORMAT_PAR_DEFAUT,
  FORMATS,
  type NomDeFormat,
  reconnaitreLeFichier,
} from '../formats/formats.ts';
import { estUnCheminSimple } from './fichiers-du-dossier.ts';
import type { SourceEcrite } from './schema-exercice.ts';

/** The keys that make sense for tables only, whatever their format: what they say, and how they are written. */
const CLES_DES_TABLEAUX: Readonly<Record<string, { readonly dit: string; readonly exemple: string }>> = {
  decimale: { dit: 'le signe entre les euros et les centimes', exemple: '","' },
  modele: { dit: 'le format publié d’un tableau', exemple: 'scdl-budget-0.8.3' },
  part: { dit: 'la colonne de la part du montant', exemple: 'Part' },
  date: { dit: 'la colonne d’une date', exemple: 'Date' },
  codes_lettres: { dit: 'les champs dont les codes ont une lettre', exemple: '[fonction]' },
  ...APPRETS,
};
const CLES: typeof CLES_DES_TABLEAUX = { ...CLES_DES_FORMATS, ...CLES_DES_TABLEAUX };

/** How the file of a source is written, once what its format needs was found there, and nothing else. */
export function lireLeFormat(ecrite: SourceEcrite, refuser: Signaler): FormatDeclare | undefined {
  const format: Format = FORMATS[ecrite.format];
  const donnees = new Set(Object.entries(ecrite).flatMap(([cle, valeur]) => (valeur === undefined ? [] : [cle])));
  const sert = (cle: string) =>
    cle in CLES_DES_TABLEAUX ? format.disposition === undefined : format.cles[cle] !== undefined;
  for (const [cle, { dit }] of Object.entries(CLES))
    if (donnees.has(cle) && !sert(cle))
      refuser(
        [cle],
        `« ${cle} » ne sert pas pour ${format.nom}`,
        `${cle} dit ${dit} : retirez-le, ou corrigez format.`,
        'cle',
      );
  const exiger = (cle: string) => {
    if (donnees.has(cle)) return;
    const { dit, exemple } = CLES[cle] ?? {};
    refuser(
      [],
      `il manque « ${cle} » : ${dit}`,
      `Ajoutez ${cle}: ${exemple}. La commande « jaune source » propose ces lignes pour un fichier reçu.`,
    );
  };
  const lu = format.lire(ecrite, { refuser, exiger });
  if (format.decimale !== 'exigée') return lu;
  exiger('decimale');
  return ecrite.decimale === undefined ? undefined : lu;
}

/**
 * Whether a source that says nothing of how its file is written has one of another format: all else that it lacks comes of that.
 */
export function direLeFormatOublie(ecrite: SourceEcrite, racine: string, refuser: Signaler): boolean {
  const { fichier, format, encodage, separateur, modele } = ecrite;
  const chemin = pathIn(racine, fichier);
  if (format !== FORMAT_PAR_DEFAUT || [encodage, separateur, modele].some((dit) => dit !== undefined)) return false;
  if (!estUnCheminSimple(fichier) || !statSync(chemin, { throwIfNoEntry: false })?.isFile()) return false;
  let reel: NomDeFormat;
  try {
    reel = reconnaitreLeFichier(chemin);
  } catch {
    // Told by who reads it.
    return false;
  }
  if (reel === FORMAT_PAR_DEFAUT) return false;
  const { nom }: Format = FORMATS[reel];
  refuser(
    ['fichier'],
    `ce fichier est ${nom}, et la source ne dit pas son format`,
    `Ajoutez format: ${reel}. La commande « jaune source » propose le bloc entier.`,
  );
  return true;
}

export function decimaleDe({ format, decimale }: SourceEcrite): MarqueDecimale {
  return FORMATS[format].decimale === 'point' ? '.' : (decimale ?? ',');
}

export function nomDeSource({
  fichier,
  format,
  feuille,
}: Pick<SourceEcrite, 'fichier' | 'format' | 'feuille'>): string {
  const { aDesFeuilles }: Format = FORMATS[format];
  return nommerSource(fichier, aDesFeuilles ? feuille : undefined);
}

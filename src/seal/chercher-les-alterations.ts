import { join } from 'node:path';
import { accord } from '../domain/textes/format.ts';
import { comparer } from '../domain/textes/ordre.ts';
import { pathIn } from '../files/path-in.ts';
import { lireUnePiece } from './lire-une-piece.ts';
import { ecrireLesSommes, type FichierPese, lireLesSommes, peserUnFichier, SOMMES } from './sommes.ts';

export interface Alteration {
  readonly fichier: string;
  /** What it is called in the archive, where another system could not write its own name. */
  readonly dansLArchive?: string;
  readonly quoi: 'change' | 'manque' | 'ajoute' | 'incoherent';
  /** What is to be said besides; may be empty. */
  readonly precision: string;
}

/** What a folder says that it holds: a manifest, or a package file; with the digest of each file, where it says one. */
export interface Annonce {
  readonly par: string;
  readonly empreintes: ReadonlyMap<string, EmpreinteAnnoncee | undefined>;
  /** Whether it may name others than those that could be read. */
  readonly partielle?: boolean;
}

interface EmpreinteAnnoncee {
  readonly octets?: number | undefined;
  readonly sha256: string;
}

/** Left by the desktop of whoever opens a folder, without being asked. */
const DU_SYSTEME = /(?:^|\/)(?:\.DS_Store|\._[^/]*|Thumbs\.db|ehthumbs\.db|desktop\.ini|\.directory)$|^__MACOSX\//i;

/** What is to be said of a file too many. */
export function direLAjout(fichier: string): string {
  return DU_SYSTEME.test(fichier)
    ? 'c’est le système du poste qui l’y a laissé : il n’est pas de l’édition, ôtez-le'
    : '';
}

/** Unreadable lines of checksums that are told by their number. */
const LIGNES_DITES = 3;

function direLesIllisibles(lignes: readonly number[]): string {
  const [premiere] = lignes;
  if (lignes.length === 1)
    return `la ligne ${premiere} n’est pas une empreinte et un nom, ou nomme un fichier déjà nommé`;
  const reste = lignes.length - LIGNES_DITES;
  const dites = lignes.slice(0, LIGNES_DITES).join(', ');
  return `${accord(lignes.length, 'ligne')} n’y sont pas une empreinte et un nom, ou nomment un fichier déjà nommé : ${dites}${
    reste > 0 ? ` … et ${accord(reste, 'autre')}` : ''
  }`;
}

/**
 * Compares the files of a folder with its `SHA256SUMS`: what changed, what is gone, what was added. The checksums are then made
 * again: what is not written there as it was, in lines, order or signs, is told, since two readers could read it otherwise.
 * @param presents names of the files in the folder, sorted, with `/`
 * @throws RefusedArchive when the checksums are larger than any
 * @throws the errors of the file system
 */
export async function chercherLesAlterations(
  racine: string,
  presents: readonly string[],
  annonce: Annonce | undefined,
): Promise<Alteration[]> {
  const la = new Set(presents);
  if (!la.has(SOMMES)) return [{ fichier: SOMMES, quoi: 'manque', precision: 'rien ne dit ce qui a été scellé' }];
  const texte = lireUnePiece(join(racine, SOMMES), SOMMES);
  const { parNom, illisibles } = lireLesSommes(texte);
  const desSommes = (precision: string): Alteration => ({ fichier: SOMMES, quoi: 'incoherent', precision });
  const alterations = illisibles.length === 0 ? [] : [desSommes(direLesIllisibles(illisibles))];
  const annonceTout = annonce !== undefined && annonce.partielle !== true;
  const peses: FichierPese[] = [];
  for (const nom of [...new Set([...presents, ...parNom.keys()])].sort(comparer)) {
    if (nom === SOMMES) continue;
    const scellee = parNom.get(nom);
    const annoncee = annonce?.empreintes.get(nom);
    if (!la.has(nom)) {
      if (!annonceTout || annonce.empreintes.has(nom))
        alterations.push({ fichier: nom, quoi: 'manque', precision: '' });
      else alterations.push(desSommes(`il a une ligne de trop, pour ${nom}`));
      continue;
    }
    const pese = await peserUnFichier({ nom, chemin: pathIn(racine, nom) });
    peses.push(pese);
    if (scellee !== undefined && pese.sha256 !== scellee)
      alterations.push({ fichier: nom, quoi: 'change', precision: '' });
    else if (annoncee !== undefined && annoncee.sha256 !== pese.sha256)
      alterations.push({ fichier: nom, quoi: 'incoherent', precision: `${annonce?.par} en dit une autre empreinte` });
    else if (annoncee?.octets !== undefined && annoncee.octets !== pese.octets)
      alterations.push({ fichier: nom, quoi: 'incoherent', precision: `${annonce?.par} en dit une autre taille` });
    if (scellee !== undefined) continue;
    if (annonce?.empreintes.has(nom)) alterations.push(desSommes(`il lui manque la ligne de ${nom}`));
    else alterations.push({ fichier: nom, quoi: 'ajoute', precision: direLAjout(nom) });
  }
  const forme = alterations.length === 0 ? direLaForme(texte, ecrireLesSommes(peses)) : '';
  return forme === '' ? alterations : [desSommes(forme)];
}

/** How checksums that say the same are written otherwise than they were; empty when they are not. */
function direLaForme(texte: string, refait: string): string {
  if (texte === refait) return '';
  const [lignes, refaites] = [texte.split('\n'), refait.split('\n')];
  if (texte.replaceAll('\r\n', '\n') === refait) return 'ses lignes finissent en CRLF, et non plus en LF';
  if (texte === refait.slice(0, -1)) return 'son dernier saut de ligne manque';
  const rang = lignes.findIndex((ligne, place) => ligne !== refaites[place]);
  const ordre = lignes.length === refaites.length && refaites.includes(lignes[rang] ?? '');
  return `à la ligne ${rang < 0 ? lignes.length : rang + 1}, ${
    ordre ? 'ses lignes ne sont plus dans l’ordre' : 'il n’est plus écrit comme au jour du scellé'
  }`;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { comparer } from '../domain/ordre.ts';
import { peserUnFichier } from './peser.ts';
import { lireLesSommes, SOMMES } from './sommes.ts';

/** Something that is no longer as it was sealed. */
export interface Alteration {
  readonly fichier: string;
  readonly quoi: 'change' | 'manque' | 'ajoute' | 'incoherent';
  /** What is to be said besides; may be empty. */
  readonly precision: string;
}

/**
 * Compares the files of a folder with its `SHA256SUMS`: what changed, what is gone, what was added. The file of checksums
 * itself cannot vouch for itself; it is told when it cannot be read.
 * @param presents names of the files in the folder, sorted, with `/`
 * @throws the errors of the file system
 */
export async function chercherLesAlterations(racine: string, presents: readonly string[]): Promise<Alteration[]> {
  if (!presents.includes(SOMMES))
    return [{ fichier: SOMMES, quoi: 'manque', precision: 'rien ne dit ce qui a été scellé' }];
  const { parNom, illisibles } = lireLesSommes(readFileSync(join(racine, SOMMES), 'utf8'));
  const alterations: Alteration[] = illisibles.map((ligne) => ({
    fichier: SOMMES,
    quoi: 'incoherent',
    precision: `la ligne ${ligne} n’est pas une empreinte et un nom, ou nomme un fichier déjà nommé`,
  }));
  for (const nom of [...new Set([...presents, ...parNom.keys()])].sort(comparer)) {
    if (nom === SOMMES) continue;
    const scellee = parNom.get(nom);
    if (scellee === undefined) alterations.push({ fichier: nom, quoi: 'ajoute', precision: '' });
    else if (!presents.includes(nom)) alterations.push({ fichier: nom, quoi: 'manque', precision: '' });
    else if ((await peserUnFichier({ nom, chemin: join(racine, nom) })).sha256 !== scellee)
      alterations.push({ fichier: nom, quoi: 'change', precision: '' });
  }
  return alterations;
}

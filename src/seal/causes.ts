import { trierPar } from '../domain/textes/ordre.ts';
import { natureDe } from './manifeste-d-archive.ts';

/** Something that an edition depends on, and that is not what it was: why its documents may differ. */
export interface Cause {
  readonly fichier: string;
  /** What it is to readers: `fichier de règles`. */
  readonly nature: string;
  readonly quoi: 'change' | 'manque' | 'ajoute';
}

/** The files of which the digest is no longer the same, in the order of their names. */
export function chercherLesCauses(
  avant: ReadonlyMap<string, string>,
  maintenant: ReadonlyMap<string, string>,
): readonly Cause[] {
  const noms = trierPar([...new Set([...avant.keys(), ...maintenant.keys()])], (nom) => nom);
  return noms.flatMap((fichier): Cause[] => {
    const [scellee, presente] = [avant.get(fichier), maintenant.get(fichier)];
    if (scellee === presente) return [];
    const quoi = scellee === undefined ? 'ajoute' : presente === undefined ? 'manque' : 'change';
    return [{ fichier, nature: natureDe(fichier), quoi }];
  });
}

/** Digests by name. Of two files that bear one name, the last holds. */
export function empreintesDe(
  peses: readonly { readonly nom: string; readonly sha256: string }[],
): ReadonlyMap<string, string> {
  return new Map(peses.map(({ nom, sha256 }) => [nom, sha256]));
}

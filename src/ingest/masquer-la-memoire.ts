import { closeSync, openSync, readSync } from 'node:fs';
import type { SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import type { PartPubliee } from '../domain/lignes/lignes-publiees.ts';
import { masquerLesNoms, NOM_MASQUE } from '../domain/textes/noms-masques.ts';
import { pathIn } from '../files/path-in.ts';

const BLOC = 1 << 20;

/**
 * What hides the names of an edition that was published before the dossier masked any: nothing in it says who is a person, so that
 * none of its beneficiaries is shown. `undefined` where the dossier masks nothing, or the edition was published with masks.
 */
export function masquerLaMemoire(
  racine: string,
  fichier: string,
  sources: readonly Pick<SourceDeclaree, 'masque'>[],
): ((part: PartPubliee) => PartPubliee) | undefined {
  const champs = new Set(sources.flatMap(({ masque }) => masque?.champs ?? []));
  if (champs.size === 0 || contientUnMasque(pathIn(racine, fichier))) return undefined;
  const masquer = (champ: 'libelle' | 'beneficiaire', part: PartPubliee, autre: string) => {
    if (champs.has(champ)) return part[champ] === '' ? '' : NOM_MASQUE;
    return masquerLesNoms(part[champ], [autre]).texte;
  };
  return (part) => ({
    ...part,
    libelle: masquer('libelle', part, champs.has('beneficiaire') ? part.beneficiaire : ''),
    beneficiaire: masquer('beneficiaire', part, ''),
  });
}

/** @throws the errors of the file system */
function contientUnMasque(chemin: string): boolean {
  const cherche = Buffer.from(NOM_MASQUE, 'utf8');
  const bloc = Buffer.alloc(BLOC + cherche.length);
  const descripteur = openSync(chemin, 'r');
  try {
    let garde = 0;
    for (;;) {
      const lus = readSync(descripteur, bloc, garde, BLOC, null);
      if (lus === 0) return false;
      const fin = garde + lus;
      if (bloc.subarray(0, fin).includes(cherche)) return true;
      garde = Math.min(fin, cherche.length - 1);
      bloc.copy(bloc, 0, fin - garde, fin);
    }
  } finally {
    closeSync(descripteur);
  }
}

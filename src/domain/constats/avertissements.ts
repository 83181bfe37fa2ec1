import { comparer } from '../textes/ordre.ts';
import { estDeRangement } from './acquittement.ts';
import { CODES_CONSTATS, type CodeConstat } from './codes-constats.ts';
import { type Constats, estUneErreur, type Lieu, PREMIERS_GARDES } from './constat.ts';

/** The warnings of one code that nobody acknowledged, as documents list them. */
export interface AvertissementsDUnCode {
  readonly constat: CodeConstat;
  /** All of them. */
  readonly nombre: number;
  /** The first, file by file. */
  readonly premiers: readonly { readonly lieu: Lieu; readonly message: string }[];
}

/**
 * The warnings that the documents list, in an order that is theirs: neither what else was found, nor how much of it is kept for the
 * screen or for machines, changes anything in it. What is of the folder where the edition is made is not among them.
 */
export function avertissementsDesDocuments({ groupes }: Constats): readonly AvertissementsDUnCode[] {
  const listes = groupes
    .filter((groupe) => !estUneErreur(groupe) && !estDeRangement({ constat: groupe.code }))
    .sort((gauche, droite) => comparer(gauche.fichier, droite.fichier));
  return CODES_CONSTATS.flatMap((constat) => {
    const siens = listes.filter(({ code }) => code === constat);
    if (siens.length === 0) return [];
    const nombre = siens.reduce((total, groupe) => total + groupe.nombre, 0);
    const gardes = siens.flatMap((groupe) => groupe.gardes.slice(0, PREMIERS_GARDES));
    const premiers = gardes.slice(0, PREMIERS_GARDES).map(({ lieu, message }) => ({ lieu, message }));
    return [{ constat, nombre, premiers }];
  });
}

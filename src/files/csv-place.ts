import type { Extrait, Lieu } from '../domain/constat.ts';

/** Where a field of a record lies in its file: worked out only when there is something to tell. */
export interface PlaceDuChamp {
  readonly lieu: Lieu;
  readonly extrait: Extrait;
}

const FIN_DE_LIGNE = /\r\n|\n|\r/;

/**
 * Finds a field of a record in its file: line, column and the physical line to show, with the span of the field (or of a
 * part of it) to underline. Only for records that were parsed: quotes are well formed.
 * @param enregistrement text of the record, line end included or not
 * @param partie span of the value at fault, when not all of it
 */
export function localiserChamp(
  fichier: string,
  numero: number,
  enregistrement: string,
  separateur: string,
  rang: number,
  partie?: { readonly debut: number; readonly fin: number },
): PlaceDuChamp {
  const bornes = bornesDuChamp(enregistrement, separateur, rang);
  const decalage = partie && !enregistrement.slice(bornes.debut, bornes.fin).includes('""') ? partie.debut : 0;
  const debut = bornes.debut + decalage;
  const fin = partie ? debut + (partie.fin - partie.debut) : bornes.fin;
  const avant = enregistrement.slice(0, debut).split(FIN_DE_LIGNE);
  const lignesAvant = avant.length - 1;
  const debutLigne = debut - (avant.at(-1)?.length ?? 0);
  const texte = enregistrement.slice(debutLigne).split(FIN_DE_LIGNE, 1)[0] ?? '';
  return {
    lieu: { fichier, ligne: numero + lignesAvant, colonne: debut - debutLigne + 1 },
    extrait: {
      texte,
      debut: debut - debutLigne,
      fin: Math.min(Math.max(fin - debutLigne, debut - debutLigne + 1), texte.length + 1),
    },
  };
}

/** The whole first line of a record, underlined. */
export function localiserEnregistrement(fichier: string, numero: number, enregistrement: string): PlaceDuChamp {
  const texte = enregistrement.split(FIN_DE_LIGNE, 1)[0] ?? '';
  return { lieu: { fichier, ligne: numero, colonne: 1 }, extrait: { texte, debut: 0, fin: Math.max(texte.length, 1) } };
}

/** Where a field's value starts and ends in the record, quotes excluded. */
function bornesDuChamp(texte: string, separateur: string, rang: number): { debut: number; fin: number } {
  let position = 0;
  for (let champ = 0; ; champ++) {
    const cite = texte[position] === '"';
    let fin: number;
    if (cite) {
      fin = position + 1;
      while (fin < texte.length && (texte[fin] !== '"' || texte[fin + 1] === '"')) fin += texte[fin] === '"' ? 2 : 1;
    } else {
      fin = position;
      while (fin < texte.length && texte[fin] !== separateur && texte[fin] !== '\n' && texte[fin] !== '\r') fin += 1;
    }
    if (champ === rang || fin >= texte.length) return { debut: cite ? position + 1 : position, fin };
    position = (cite ? fin + 1 : fin) + 1;
  }
}

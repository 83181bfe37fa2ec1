import type { Extrait, Lieu } from '../domain/constats/constat.ts';

/** Where a field of a record lies in its file: worked out only when there is something to tell. */
export interface PlaceOfField {
  readonly lieu: Lieu;
  readonly extrait: Extrait;
}

interface Bornes {
  readonly debut: number;
  readonly fin: number;
}

/** Where the fields of a record lie in its text, quotes excluded, and its physical lines, line ends excluded. */
interface Decoupe {
  readonly texte: string;
  readonly separateur: string;
  readonly champs: readonly Bornes[];
  readonly lignes: readonly Bornes[];
}

/** The record that was looked at last: a header may have ten thousand columns at fault. */
let derniere: Decoupe | undefined;

/**
 * Finds a field of a record in its file: line, column and the physical line to show, with the span of the field (or of a
 * part of it) to underline. Only for records that were parsed: quotes are well formed.
 * @param enregistrement text of the record, line end included or not
 * @param partie span of the value at fault, when not all of it
 */
export function locateField(
  fichier: string,
  numero: number,
  enregistrement: string,
  separateur: string,
  rang: number,
  partie?: { readonly debut: number; readonly fin: number },
): PlaceOfField {
  const { champs, lignes } = decouper(enregistrement, separateur);
  const bornes = champs[Math.min(rang, champs.length - 1)] ?? { debut: 0, fin: 0 };
  const decalage = partie && !enregistrement.slice(bornes.debut, bornes.fin).includes('""') ? partie.debut : 0;
  const debut = bornes.debut + decalage;
  const fin = partie ? debut + (partie.fin - partie.debut) : bornes.fin;
  const lignesAvant = lignes.findLastIndex((ligne) => ligne.debut <= debut);
  const ligne = lignes[lignesAvant] ?? { debut: 0, fin: 0 };
  const texte = enregistrement.slice(ligne.debut, ligne.fin);
  return {
    lieu: { fichier, ligne: numero + lignesAvant, colonne: debut - ligne.debut + 1 },
    extrait: {
      texte,
      debut: debut - ligne.debut,
      fin: Math.min(Math.max(fin - ligne.debut, debut - ligne.debut + 1), texte.length + 1),
    },
  };
}

/** The whole first line of a record, underlined. */
export function locateRecord(fichier: string, numero: number, enregistrement: string): PlaceOfField {
  const [premiere = { fin: 0 }] = lignesDe(enregistrement);
  const texte = enregistrement.slice(0, premiere.fin);
  return { lieu: { fichier, ligne: numero, colonne: 1 }, extrait: { texte, debut: 0, fin: Math.max(texte.length, 1) } };
}

function decouper(texte: string, separateur: string): Decoupe {
  if (derniere?.texte !== texte || derniere.separateur !== separateur)
    derniere = { texte, separateur, champs: champsDe(texte, separateur), lignes: lignesDe(texte) };
  return derniere;
}

function champsDe(texte: string, separateur: string): Bornes[] {
  const champs: Bornes[] = [];
  for (let position = 0; ; ) {
    const cite = texte[position] === '"';
    let fin: number;
    if (cite) {
      fin = position + 1;
      while (fin < texte.length && (texte[fin] !== '"' || texte[fin + 1] === '"')) fin += texte[fin] === '"' ? 2 : 1;
    } else {
      fin = position;
      while (fin < texte.length && texte[fin] !== separateur && texte[fin] !== '\n' && texte[fin] !== '\r') fin += 1;
    }
    champs.push({ debut: cite ? position + 1 : position, fin });
    const suivante = cite ? fin + 1 : fin;
    if (texte[suivante] !== separateur) return champs;
    position = suivante + 1;
  }
}

function lignesDe(texte: string): Bornes[] {
  const lignes: Bornes[] = [];
  let debut = 0;
  for (const { index, 0: signe } of texte.matchAll(/\r\n|\n|\r/g)) {
    lignes.push({ debut, fin: index });
    debut = index + signe.length;
  }
  lignes.push({ debut, fin: texte.length });
  return lignes;
}

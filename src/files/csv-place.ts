import type { Extrait, Lieu } from '../domain/constats/constat.ts';

/** Where a field of a record lies in its file: worked out only when there is something to tell. */
export interface PlaceOfField {
  readonly lieu: Lieu;
  readonly extrait: Extrait;
}

interface Bounds {
  readonly start: number;
  readonly end: number;
}

/** Where the fields of a record lie in its text, quotes excluded, and its physical lines, line ends excluded. */
interface Cut {
  readonly text: string;
  readonly separator: string;
  readonly fields: readonly Bounds[];
  readonly lines: readonly Bounds[];
}

/** The record that was looked at last: a header may have ten thousand columns at fault. */
let lastCut: Cut | undefined;

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
  const { fields: champs, lines: lignes } = cut(enregistrement, separateur);
  const bornes = champs[Math.min(rang, champs.length - 1)] ?? { start: 0, end: 0 };
  const decalage = partie && !enregistrement.slice(bornes.start, bornes.end).includes('""') ? partie.debut : 0;
  const debut = bornes.start + decalage;
  const fin = partie ? debut + (partie.fin - partie.debut) : bornes.end;
  const lignesAvant = lignes.findLastIndex((ligne) => ligne.start <= debut);
  const ligne = lignes[lignesAvant] ?? { start: 0, end: 0 };
  const texte = enregistrement.slice(ligne.start, ligne.end);
  return {
    lieu: { fichier, ligne: numero + lignesAvant, colonne: debut - ligne.start + 1 },
    extrait: {
      texte,
      debut: debut - ligne.start,
      fin: Math.min(Math.max(fin - ligne.start, debut - ligne.start + 1), texte.length + 1),
    },
  };
}

/** The whole first line of a record, underlined. */
export function locateRecord(fichier: string, numero: number, enregistrement: string): PlaceOfField {
  const [premiere = { end: 0 }] = linesOf(enregistrement);
  const texte = enregistrement.slice(0, premiere.end);
  return { lieu: { fichier, ligne: numero, colonne: 1 }, extrait: { texte, debut: 0, fin: Math.max(texte.length, 1) } };
}

function cut(texte: string, separateur: string): Cut {
  if (lastCut?.text !== texte || lastCut.separator !== separateur)
    lastCut = { text: texte, separator: separateur, fields: fieldsOf(texte, separateur), lines: linesOf(texte) };
  return lastCut;
}

function fieldsOf(texte: string, separateur: string): Bounds[] {
  const champs: Bounds[] = [];
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
    champs.push({ start: cite ? position + 1 : position, end: fin });
    const suivante = cite ? fin + 1 : fin;
    if (texte[suivante] !== separateur) return champs;
    position = suivante + 1;
  }
}

function linesOf(texte: string): Bounds[] {
  const lignes: Bounds[] = [];
  let debut = 0;
  for (const { index, 0: signe } of texte.matchAll(/\r\n|\n|\r/g)) {
    lignes.push({ start: debut, end: index });
    debut = index + signe.length;
  }
  lignes.push({ start: debut, end: texte.length });
  return lignes;
}

import type { SourceDeclaree } from '../domain/source-declaree.ts';
import type { Enregistrement } from '../formats/source-ouverte.ts';
import type { Colonnes } from './columns.ts';

/** Reads a field of a record: the trimmed cell of its column, or what the dossier says for the whole file. */
export type CelluleLue = (vu: Pick<Enregistrement, 'champ'>) => string;

/** The reader of a field of ours in the records of a source; reads nothing where the source does not give it. */
export function lecteurDeCellule(champ: string, source: SourceDeclaree, colonnes: Colonnes): CelluleLue {
  const rang = colonnes.champs.get(champ);
  if (rang !== undefined) return (vu) => net(vu.champ(rang));
  const constante = source.constantes.get(champ) ?? '';
  return () => constante;
}

function net(texte: string): string {
  return estBlanc(texte.charCodeAt(0)) || estBlanc(texte.charCodeAt(texte.length - 1)) ? texte.trim() : texte;
}

/** Whether a character is one that cells are trimmed of: spaces of all widths, tabulations, line ends. */
function estBlanc(code: number): boolean {
  return code <= 0x20 || code === 0xa0 || code === 0x202f || code === 0x2009 || code === 0xfeff;
}

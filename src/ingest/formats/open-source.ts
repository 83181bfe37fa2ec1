import type { Constats } from '../../domain/constat.ts';
import type { Nomenclature } from '../../domain/nomenclature.ts';
import type { SourceDeclaree } from '../../domain/source-declaree.ts';
import { openCsv } from './csv.ts';
import type { SourceOuverte } from './format.ts';

/** What readers of formats need beside the declaration of the source. */
export interface ContexteDeFormat {
  readonly exercice: string;
  readonly nomenclature: Nomenclature;
  readonly constats: Constats;
}

/** Chooses the reader of a source by the format that it declares. */
export function openSource(source: SourceDeclaree, chemin: string, contexte: ContexteDeFormat): SourceOuverte {
  const { format } = source;
  switch (format.genre) {
    case 'csv':
      return openCsv(source, format, chemin, contexte.constats);
    default:
      throw new Error(`format sans lecteur : ${format.genre}`);
  }
}

import type { Base } from '../../domain/base.ts';
import type { Constats } from '../../domain/constat.ts';
import type { Nomenclature } from '../../domain/nomenclature.ts';
import type { SourceDeclaree } from '../../domain/source-declaree.ts';
import { openClasseur } from './classeur.ts';
import { openCsv } from './csv.ts';
import type { SourceOuverte } from './format.ts';
import { openTotem } from './totem.ts';

/** What readers of formats need beside the declaration of the source. */
export interface ContexteDeFormat {
  readonly exercice: string;
  readonly base: Base;
  readonly nomenclature: Nomenclature;
  readonly constats: Constats;
}

/** Chooses the reader of a source by the format that it declares. */
export function openSource(source: SourceDeclaree, chemin: string, contexte: ContexteDeFormat): SourceOuverte {
  const { format } = source;
  switch (format.genre) {
    case 'csv':
      return openCsv(source, format, chemin, contexte.constats);
    case 'classeur':
      return openClasseur(source, format, chemin, contexte.constats);
    case 'totem':
      return openTotem(source, chemin, contexte);
  }
}

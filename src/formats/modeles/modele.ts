import type { Base } from '../../domain/argent/base.ts';
import type { MarqueDecimale } from '../../domain/argent/notation-montant.ts';
import { plier } from '../../domain/textes/texte.ts';
import type { Disposition } from '../format.ts';

/** A column of a published layout, and what the standard asks of its cells. */
export interface ColonneDeModele {
  readonly titre: string;
  readonly obligatoire: boolean;
  /** What its cells may hold, folded; anything when absent. An empty cell is always let through here. */
  readonly valeurs?: ReadonlySet<string>;
  readonly motif?: RegExp;
  readonly attendu?: string;
}

/** A published layout: the columns of a standard, in its order, and what they are to us. */
export interface Modele {
  /** The standard and its version, as `exercice.yaml` names it. */
  readonly nom: string;
  readonly nomUsuel: string;
  readonly colonnes: readonly ColonneDeModele[];
  /** Titles by which it is known: files have others, which may be missing. */
  readonly signes: readonly string[];
  readonly bases: readonly Base[];
  /** @param base that of the dossier */
  disposition(base: Base): Disposition;
  /** How the standard writes a CSV file; a source that is written otherwise says so. */
  readonly csv: {
    readonly encodage: 'utf-8' | 'windows-1252';
    readonly separateur: string;
    readonly decimale: MarqueDecimale;
  };
}

export function unDe(...mots: readonly string[]) {
  return { valeurs: new Set(mots.map(plier)), attendu: mots.join(', ') };
}

/** How the common set of local data (SCDL) writes its files. */
export const CSV_SCDL = { encodage: 'utf-8', separateur: ',', decimale: '.' } as const;

export function obligatoire(
  titre: string,
  contrainte: Omit<ColonneDeModele, 'titre' | 'obligatoire'> = {},
): ColonneDeModele {
  return { titre, obligatoire: true, ...contrainte };
}

export function facultative(
  titre: string,
  contrainte: Omit<ColonneDeModele, 'titre' | 'obligatoire'> = {},
): ColonneDeModele {
  return { titre, obligatoire: false, ...contrainte };
}

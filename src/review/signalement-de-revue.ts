import type { CodeConstat } from '../domain/constats/codes-constats.ts';
import type { Constats, Extrait, Lieu } from '../domain/constats/constat.ts';
import { columnLetter } from '../files/xlsx/cell.ts';

export interface PlaceDansLeClasseur {
  readonly lieu: Lieu;
  readonly extrait?: Extrait;
}

/** What is said of a workbook at its places. */
interface FormeSignalee {
  readonly feuille: string;
  readonly colonnes: readonly { readonly title: string }[];
}

/** What people do with the file that they gave, in the words of its kind; each goes after « ou » or begins a sentence. */
export interface GestesDuFichier {
  /** To take one decision out of it. */
  readonly retirer: string;
  /** To complete one decision of it. */
  readonly completer: string;
  /** To have the line again as it is now, and to decide of it anew. */
  readonly redecider: string;
}

/** Tells faults of a workbook with the place where people find it again: sheet, row, title and address of the cell. */
export class SignalementDeRevue {
  readonly #fichier: string;
  readonly #forme: FormeSignalee;
  readonly #constats: Constats;

  readonly gestes: GestesDuFichier = {
    retirer: 'videz les cases jaunes de cette ligne',
    completer: 'complétez la ligne',
    redecider: 'refaites l’export, relisez la ligne et reportez-y vos décisions',
  };

  /** @param fichier name of the workbook, without its folder */
  constructor(fichier: string, forme: FormeSignalee, constats: Constats) {
    this.#fichier = fichier;
    this.#forme = forme;
    this.#constats = constats;
  }

  /** A fault of the workbook as a whole, or of one of its sheets. */
  classeur(code: CodeConstat, message: string, remede: string, enClair?: string): void {
    const lieu = { fichier: this.#fichier, ...(enClair !== undefined && { enClair }) };
    this.#constats.ajouter({ code, lieu, message, remede });
  }

  /**
   * A fault of a row of the sheet where people decide, or of one of its cells.
   * @param rang rank of the column, from 0
   */
  rangee(
    code: CodeConstat,
    rangee: number,
    { rang, contenu }: { rang?: number; contenu?: string },
    message: string,
    remede: string,
  ): void {
    this.#constats.ajouter({
      code,
      ...this.place(rangee, rang, contenu),
      message,
      remede,
    });
  }

  place(rangee: number, rang?: number, contenu?: string): PlaceDansLeClasseur {
    const titre = rang === undefined ? undefined : this.#forme.colonnes[rang]?.title;
    const colonne = rang === undefined ? '' : `, colonne ${titre ?? '?'} (${columnLetter(rang)}${rangee})`;
    const texte = contenu?.trim() ?? '';
    return {
      lieu: {
        fichier: this.#fichier,
        ligne: rangee,
        ...(rang !== undefined && { colonne: rang + 1 }),
        enClair: `feuille ${this.#forme.feuille}, ligne ${rangee}${colonne}`,
      },
      ...(texte !== '' && { extrait: { texte, debut: 0, fin: texte.length } }),
    };
  }
}

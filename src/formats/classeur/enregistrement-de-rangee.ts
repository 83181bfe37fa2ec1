import { locateField } from '../../files/csv-place.ts';
import { fingerprint } from '../../files/hashing.ts';
import { lettre } from '../../files/xlsx/cell.ts';
import type { CellDefect as DefautLu } from '../../files/xlsx/cell-as-text.ts';
import type { RowRead } from '../../files/xlsx/visit-sheet.ts';
import { EnregistrementDeChamps } from '../enregistrement-de-champs.ts';
import type { CellDefect, Enregistrement, Place } from '../source-ouverte.ts';
import { direDefaut } from './fautes-de-classeur.ts';

/** How a row is shown where a line of text is expected: as the CSV that it could have been. */
const SEPARATEUR = ';';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what no text holds
const DE_COMMANDE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const CELLULE_DE_COMMANDE: CellDefect = {
  code: 'E-ENCODAGE',
  message: 'un caractère de commande, qu’aucun texte n’a, est dans cette cellule',
  remede: 'Effacez la cellule et retapez-la dans Excel, ou redemandez le classeur au secteur.',
};

/** A row of a sheet, as a record of as many fields as there are titles. */
export class EnregistrementDeRangee extends EnregistrementDeChamps {
  readonly champs: readonly string[];
  readonly numero: number;
  readonly masque: boolean;
  readonly enTrop: { readonly rang: number; readonly texte: string } | undefined;
  readonly #rangee: RowRead;

  constructor(rangee: RowRead, nombre: number) {
    super();
    const { cellules } = rangee;
    this.#rangee = rangee;
    this.numero = rangee.numero;
    this.masque = rangee.masquee;
    this.champs = Array.from({ length: nombre }, (_, rang) => cellules[rang] ?? '');
    const rang = cellules.findIndex((cellule, colonne) => colonne >= nombre && cellule.trim() !== '');
    this.enTrop = rang < 0 ? undefined : { rang, texte: cellules[rang] ?? '' };
  }

  get empreinte(): string {
    return fingerprint(this.texte());
  }

  texte(): string {
    return enCsv(this.#rangee.cellules);
  }

  defaut(rang: number): CellDefect | undefined {
    const defaut: DefautLu | undefined = this.#rangee.defaut(rang);
    if (defaut !== undefined) return direDefaut(defaut);
    return DE_COMMANDE.test(this.champ(rang)) ? CELLULE_DE_COMMANDE : undefined;
  }
}

/** The titles of a sheet, as the record that comes first. */
export class EnregistrementDeTitres extends EnregistrementDeChamps {
  readonly champs: readonly string[];
  readonly numero: number;
  readonly #groupes: ReadonlyMap<number, string>;

  /** @param groupes columns that nothing tells from another of their merged range */
  constructor(titres: readonly string[], numero: number, groupes: ReadonlyMap<number, string>) {
    super();
    this.champs = titres;
    this.numero = numero;
    this.#groupes = groupes;
  }

  get empreinte(): string {
    return fingerprint(this.texte());
  }

  texte(): string {
    return enCsv(this.champs);
  }

  defaut(rang: number): CellDefect | undefined {
    const plage = this.#groupes.get(rang);
    if (plage === undefined) return undefined;
    return {
      code: 'E-CELLULES-FUSIONNEES',
      message: `les cellules ${plage} ne font qu’un titre, « ${this.champs[rang]} », pour plusieurs colonnes`,
      remede:
        'Si d’autres titres sont dessous, déclarez-les : « titres: 2 » dans exercice.yaml. Sinon, faites donner un titre à chaque colonne.',
    };
  }
}

/** `sources/sport.xlsx!Feuil1!F12`, with the row as text and the cell underlined. */
export function placeDeCellule(
  nom: string,
  vu: Pick<Enregistrement, 'numero' | 'texte'>,
  rang: number,
  partie?: { readonly debut: number; readonly fin: number },
): Place {
  const { extrait } = locateField(nom, vu.numero, vu.texte(), SEPARATEUR, rang, partie);
  return { lieu: { fichier: nom, ligne: vu.numero, cellule: `${lettre(rang)}${vu.numero}` }, extrait };
}

/** The cells up to the last that holds something, a line end in a cell being a space: a row is one line. */
function enCsv(cellules: readonly string[]): string {
  return cellules
    .map((cellule) => {
      const net = cellule.replace(/[\r\n]+/g, ' ');
      return /[";]/.test(net) ? `"${net.replaceAll('"', '""')}"` : net;
    })
    .join(SEPARATEUR);
}

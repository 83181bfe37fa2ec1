import { visitXml } from './xml.ts';

/** What a number is shown as, which says what whoever typed it meant. */
export type GenreDeNombre = 'nombre' | 'date' | 'pourcentage' | 'euros';

/** The look of a cell, as far as reading needs it. */
export interface FormatLu {
  readonly genre: GenreDeNombre;
  /** Whether the protection of the sheet, when on, keeps the cell from being changed. */
  readonly verrouille: boolean;
}

/** The looks of a workbook when it gives none, and of cells that name none. */
export const FORMAT_NU: FormatLu = { genre: 'nombre', verrouille: true };

const POURCENTAGES = new Set([9, 10]);

/** The looks of cells, by index, as the part `styles.xml` gives them. */
export function readFormats(styles: Uint8Array | undefined): readonly FormatLu[] {
  const codes = new Map<number, string>();
  const lus: { numero: number; verrouille: boolean }[] = [];
  let dansLesCellules = false;
  if (styles)
    visitXml(styles, {
      ouvrir(nom, attribut) {
        if (nom === 'numFmt') codes.set(Number(attribut('numFmtId')), attribut('formatCode') ?? '');
        else if (nom === 'cellXfs') dansLesCellules = true;
        else if (nom === 'xf' && dansLesCellules) lus.push({ numero: Number(attribut('numFmtId')), verrouille: true });
        else if (nom === 'protection' && dansLesCellules) {
          const dernier = lus.at(-1);
          const locked = attribut('locked');
          if (dernier && (locked === '0' || locked === 'false')) dernier.verrouille = false;
        }
      },
      texte() {},
      fermer(nom) {
        if (nom === 'cellXfs') dansLesCellules = false;
      },
    });
  return lus.map(({ numero, verrouille }) => ({ genre: genreDe(numero, codes.get(numero)), verrouille }));
}

/** The kinds of the formats that Excel knows by number, then of those that the workbook writes out. */
function genreDe(numero: number, code: string | undefined): GenreDeNombre {
  if (code === undefined) {
    if (POURCENTAGES.has(numero)) return 'pourcentage';
    const estUneDate =
      (numero >= 14 && numero <= 22) || (numero >= 27 && numero <= 36) || (numero >= 45 && numero <= 58);
    return estUneDate && numero !== 48 && numero !== 49 ? 'date' : 'nombre';
  }
  if (/€|EUR/.test(code)) return 'euros';
  // What is between quotes, between brackets or escaped is shown as it is.
  const nu = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|[_*]./g, '');
  if (nu.includes('%')) return 'pourcentage';
  return /[dmyhsj]/i.test(nu.replace(/General|Standard/gi, '')) ? 'date' : 'nombre';
}

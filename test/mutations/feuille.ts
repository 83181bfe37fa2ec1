import type { SourceEcrite } from '../outils/lecteur-naif.ts';

/** A row of a file, its cells with their quotes, and how its line ends. */
export interface Rang {
  readonly cellules: readonly string[];
  readonly fin: string;
}

/** A file cut into cells, byte for byte: each letter stands for one byte, whatever the encoding. */
export interface Feuille {
  /** The byte order mark, and the lines above the titles. */
  readonly tete: string;
  readonly titres: Rang;
  readonly rangs: readonly Rang[];
}

const MARQUE = '\xef\xbb\xbf';

export function couper(octets: Buffer, source: SourceEcrite): Feuille {
  let reste = octets.toString('latin1');
  let tete = reste.startsWith(MARQUE) ? MARQUE : '';
  reste = reste.slice(tete.length);
  for (let ligne = Number(source.preambule ?? 0); ligne > 0; ligne--) {
    tete += reste.slice(0, reste.indexOf('\n') + 1);
    reste = reste.slice(reste.indexOf('\n') + 1);
  }
  const [titres = { cellules: [], fin: '\n' }, ...rangs] = couperEnRangs(reste, source.separateur);
  return { tete, titres, rangs };
}

function couperEnRangs(texte: string, separateur: string): Rang[] {
  const rangs: Rang[] = [];
  let cellules: string[] = [];
  let debut = 0;
  let cite = false;
  for (let position = 0; position < texte.length; position++) {
    const lettre = texte[position];
    if (lettre === '"') cite = !cite;
    else if (cite) continue;
    else if (lettre === separateur) {
      cellules.push(texte.slice(debut, position));
      debut = position + 1;
    } else if (lettre === '\n') {
      const fin = texte[position - 1] === '\r' ? '\r\n' : '\n';
      rangs.push({ cellules: [...cellules, texte.slice(debut, position + 1 - fin.length)], fin });
      cellules = [];
      debut = position + 1;
    }
  }
  if (debut < texte.length || cellules.length > 0) rangs.push({ cellules: [...cellules, texte.slice(debut)], fin: '' });
  return rangs;
}

export function recoller({ tete, titres, rangs }: Feuille, { separateur }: SourceEcrite): Buffer {
  const texte = [titres, ...rangs].map(({ cellules, fin }) => cellules.join(separateur) + fin).join('');
  return Buffer.from(tete + texte, 'latin1');
}

/** The same file, all its rows ended, so that they can change places. */
export function terminee(feuille: Feuille): Feuille {
  const { fin } = feuille.titres;
  return { ...feuille, rangs: feuille.rangs.map((rang) => (rang.fin === '' ? { ...rang, fin } : rang)) };
}

/** The same file with something done to the cells of each row, titles included. */
export function surChaqueRang(feuille: Feuille, faire: (cellules: readonly string[]) => readonly string[]): Feuille {
  const surRang = (rang: Rang): Rang => ({ ...rang, cellules: faire(rang.cellules) });
  return { ...feuille, titres: surRang(feuille.titres), rangs: feuille.rangs.map(surRang) };
}

/** The same file with something done to a run of rows. */
export function surDesRangs(
  feuille: Feuille,
  debut: number,
  nombre: number,
  faire: (cellules: readonly string[]) => readonly string[],
): Feuille {
  const dedans = (place: number) => place >= debut && place < debut + nombre;
  return {
    ...feuille,
    rangs: feuille.rangs.map((rang, place) => (dedans(place) ? { ...rang, cellules: faire(rang.cellules) } : rang)),
  };
}

/** The ranks of the columns of amounts. */
export function colonnesDeMontants({ titres }: Feuille, { montants, encodage }: SourceEcrite): number[] {
  const voulus = Object.values(montants).map((titre) =>
    Buffer.from(titre, encodage === 'utf-8' ? 'utf8' : 'latin1').toString('latin1'),
  );
  return titres.cellules.flatMap((titre, rang) => (voulus.includes(titre) ? [rang] : []));
}

export function remplacer<T>(elements: readonly T[], rang: number, par: readonly T[]): T[] {
  return [...elements.slice(0, rang), ...par, ...elements.slice(rang + 1)];
}

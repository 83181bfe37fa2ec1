/** How a sector lays out the file that it sends. */
export interface MiseEnPage {
  readonly separateur: ';' | ',' | '|' | '\t';
  readonly decimale: ',' | '.';
  readonly encodage: 'utf-8' | 'windows-1252';
  readonly marque: boolean;
  readonly fin: '\n' | '\r\n' | '\r';
  /** Whether the last line ends as the others do. */
  readonly derniereFin: boolean;
  /** What stands between thousands. */
  readonly milliers: '' | ' ' | '\u00a0' | '\u202f';
  readonly unite: 'euros' | 'milliers';
  readonly negatif: 'moins' | 'parentheses' | 'signe';
  readonly euro: boolean;
  readonly toutCiter: boolean;
  readonly preambule: readonly string[];
}

/** A file as written, and where each of its rows starts. */
export interface FichierEcrit {
  readonly octets: Buffer;
  /** Line of the file where each row starts, in their order, titles excluded. */
  readonly numeros: readonly number[];
  /** Each row as it was written, without its line end. */
  readonly textes: readonly string[];
}

/** Writes a CSV file by RFC 4180, knowing nothing of who reads it. */
export function ecrireCsv(
  titres: readonly string[],
  lignes: readonly (readonly string[])[],
  page: MiseEnPage,
): FichierEcrit {
  const { separateur, fin, toutCiter } = page;
  const cellule = (texte: string) =>
    toutCiter || texte.includes('"') || texte.includes(separateur) || /[\r\n]/.test(texte)
      ? `"${texte.replaceAll('"', '""')}"`
      : texte;
  const numeros: number[] = [];
  const textes: string[] = [];
  let contenu = '';
  let numero = 1;
  const ajouter = (texte: string) => {
    contenu += texte + fin;
    numero += `${texte}\n`.split(/\r\n|\n|\r/).length - 1;
  };
  for (const ligne of page.preambule) ajouter(ligne);
  ajouter(titres.map(cellule).join(separateur));
  for (const ligne of lignes) {
    const texte = ligne.map(cellule).join(separateur);
    numeros.push(numero);
    textes.push(texte);
    ajouter(texte);
  }
  if (!page.derniereFin) contenu = contenu.slice(0, -fin.length);
  return { octets: encoder((page.marque ? '\ufeff' : '') + contenu, page.encodage), numeros, textes };
}

/** Writes cents as the layout says. */
export function ecrireMontant(centimes: number, page: MiseEnPage): string {
  const rang = page.unite === 'milliers' ? 5 : 2;
  const chiffres = String(Math.abs(centimes)).padStart(rang + 1, '0');
  const entiers = chiffres.slice(0, -rang).replace(/\B(?=(?:\d{3})+$)/g, page.milliers);
  const decimales = chiffres.slice(-rang).replace(/0+$/, '');
  const nombre =
    decimales === '' ? entiers : `${entiers}${page.decimale}${decimales.padEnd(page.unite === 'euros' ? 2 : 1, '0')}`;
  const signe = page.negatif === 'signe' && page.encodage === 'utf-8' ? '\u2212' : '-';
  const signee = centimes >= 0 ? nombre : page.negatif === 'parentheses' ? `(${nombre})` : `${signe}${nombre}`;
  return page.euro ? `${signee}\u00a0€` : signee;
}

/** The letters of Windows-1252 beyond Latin-1, by byte. */
const LETTRES_1252 = new Map(
  [...'€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'].flatMap((lettre, rang) =>
    lettre === ' ' ? [] : [[lettre, 0x80 + rang] as const],
  ),
);

/** Every letter that a Windows-1252 file can hold, but for controls. */
export const ALPHABET_1252: readonly string[] = [
  ...LETTRES_1252.keys(),
  ...Array.from({ length: 0x5f }, (_, rang) => String.fromCharCode(0x20 + rang)),
  ...Array.from({ length: 0x60 }, (_, rang) => String.fromCharCode(0xa0 + rang)),
];

function encoder(texte: string, encodage: MiseEnPage['encodage']): Buffer {
  if (encodage === 'utf-8') return Buffer.from(texte, 'utf8');
  return Buffer.from([...texte].map((lettre) => LETTRES_1252.get(lettre) ?? lettre.charCodeAt(0)));
}

/** Reads a CSV with semicolons, quotes doubled within quotes. */
export function lireLeCsv(texte: string): string[][] {
  const lignes: string[][] = [[]];
  for (const [, citee, nue = '', fin] of texte.matchAll(/(?:"((?:[^"]|"")*)"|([^;\r\n]*))(;|\r\n)/g)) {
    lignes.at(-1)?.push(citee?.replaceAll('""', '"') ?? nue);
    if (fin !== ';') lignes.push([]);
  }
  return lignes.slice(0, -1);
}

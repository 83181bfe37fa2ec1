/** Whether a character is one that cells are trimmed of: spaces of all widths, tabulations, line ends. */
export function estBlanche(code: number): boolean {
  return code <= 0x20 || code === 0xa0 || code === 0x202f || code === 0x2009 || code === 0xfeff;
}

/** Whether a record holds nothing: an empty line, or only separators, as Excel leaves under a table. */
export function estVide(champs: readonly string[]): boolean {
  return champs.every((champ) => champ === '' || champ.trim() === '');
}

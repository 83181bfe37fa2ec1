/** A text as a string of CSS: all but letters, digits and spaces by their code. */
export function enCss(texte: string): string {
  const ecrit = [...texte.slice(0, 120)].map((signe) =>
    /[\p{L}\p{N} ]/u.test(signe) ? signe : `\\${(signe.codePointAt(0) ?? 0).toString(16)} `,
  );
  return `"${ecrit.join('')}"`;
}

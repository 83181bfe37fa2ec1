const A_TRAITER = /^[=+\-@\t]|[;"\r\n]/;
const A_CITER = /[;"\r\n]/;
const FORMULE = /^[=+\-@\t\r]/;

/**
 * A text as a CSV cell. What a spreadsheet would run as a formula (`=`, `+`, `-`, `@`, tab first) is preceded by an
 * apostrophe; see OWASP, CSV injection.
 */
export function cellule(texte: string): string {
  if (!A_TRAITER.test(texte)) return texte;
  const garde = FORMULE.test(texte) ? `'${texte}` : texte;
  return A_CITER.test(garde) ? `"${garde.replaceAll('"', '""')}"` : garde;
}

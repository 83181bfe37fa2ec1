/** A path as it is typed in a terminal. */
export function citerChemin(chemin: string): string {
  return /[^\p{L}\d._/\\:-]/u.test(chemin) ? `"${chemin}"` : chemin;
}

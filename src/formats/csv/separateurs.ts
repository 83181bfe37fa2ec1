/** The signs that may stand between two cells, the most usual in France first. */
export const SEPARATEURS: readonly string[] = [';', ',', '\t', '|'];

export function nommerSeparateur(separateur: string): string {
  return separateur === '\t' ? 'la tabulation' : `« ${separateur} »`;
}

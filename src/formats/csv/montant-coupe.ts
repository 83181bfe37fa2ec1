/** What a comma parts in an amount: whole euros, and cents; or thousands, and the rest. */
const ENTIERS = /^\s*-?\d[\d\s]{0,20}$/;
const SUITE = /^(?:\d\d|\d{3}\.\d\d)(?:\s?€)?\s*$/;
/** A record may have a million cells. */
const RANGS_REGARDES = 1_000;

/** An amount that its own comma cuts in two cells of a file parted by commas: `24 975` and `00`. */
export interface MontantCoupe {
  /** Of the first of the two cells. */
  readonly rang: number;
  readonly texte: string;
}

/**
 * Looks for it in a record that has more cells than there are titles.
 * @param depuis where the amounts begin; codes before them look alike (`933,04`)
 */
export function chercherUnMontantCoupe(
  { nombre, champ }: { readonly nombre: number; readonly champ: (rang: number) => string },
  depuis: number,
): MontantCoupe | undefined {
  for (let rang = depuis; rang + 1 < nombre && rang < depuis + RANGS_REGARDES; rang++) {
    const [entiers, suite] = [champ(rang), champ(rang + 1)];
    if (ENTIERS.test(entiers) && SUITE.test(suite)) return { rang, texte: `${entiers},${suite}` };
  }
  return undefined;
}

/** What to do about it. */
export function remedeDuMontantCoupe({ texte }: MontantCoupe): string {
  return `Entre virgules, un montant à virgule s’écrit entre guillemets : "${texte}". Redemandez le fichier au secteur, séparé par des points-virgules ou avec des guillemets.`;
}

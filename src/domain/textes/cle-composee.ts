/** What stands between the parts: a sign that no file may hold, and that comes before all others when keys are sorted. */
const SEPARATEUR = '\u0001';

declare const PARTIES: unique symbol;

/** Several texts as one key of a map, in the order of its parts; {@link partiesDe} gives them back. */
export type CleComposee<P extends readonly string[] = readonly string[]> = string & { readonly [PARTIES]: P };

export function composerCle<const P extends readonly string[]>(...parties: P): CleComposee<P> {
  return parties.join(SEPARATEUR) as CleComposee<P>;
}

/** The same, part by part, where a key is made for each row: every part, the last too, is followed by its end. */
export function allongerCle(cle: string, partie: string): string {
  return cle + partie + SEPARATEUR;
}

export function partiesDe<P extends readonly string[]>(cle: CleComposee<P>): P {
  return cle.split(SEPARATEUR) as readonly string[] as P;
}

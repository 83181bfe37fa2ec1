/** A year, or several: `2012`, `2007-2013`. */
export interface Periode {
  readonly de: number;
  readonly a: number;
}

/** Reads `2012`, `2007-2013` or `2007/2013`; `undefined` for anything else, or for years that go backwards. */
export function lireUnePeriode(brut: string): Periode | undefined {
  const [, debut, fin = debut] = /^((?:19|20)\d\d)(?: ?[-–/] ?((?:19|20)\d\d))?$/.exec(brut) ?? [];
  const [de, a] = [Number(debut), Number(fin)];
  return debut === undefined || de > a ? undefined : { de, a };
}

export const REMEDE_DE_PERIODE = 'Écrivez une année, 2012, ou la première et la dernière, 2007-2013.';

export function ecrireUnePeriode({ de, a }: Periode): string {
  return de === a ? String(de) : `${de}-${a}`;
}

export function estUneAnnee({ de, a }: Periode): boolean {
  return de === a;
}

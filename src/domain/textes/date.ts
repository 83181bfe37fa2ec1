/** Whether a text is a day of the calendar, written AAAA-MM-JJ. */
export function estUneDate(brut: string): boolean {
  const trouve = /^(\d{4})-(\d{2})-(\d{2})$/.exec(brut);
  if (!trouve) return false;
  const [annee, mois, jour] = trouve.slice(1).map(Number) as [number, number, number];
  const lue = new Date(Date.UTC(annee, mois - 1, jour));
  return lue.getUTCFullYear() === annee && lue.getUTCMonth() === mois - 1 && lue.getUTCDate() === jour;
}

/** A day as France writes it, `6/11/2012` or `06/11/2012`, as AAAA-MM-JJ; `undefined` for anything else. */
export function lireDateFrancaise(brut: string): string | undefined {
  const trouve = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(brut);
  if (!trouve) return undefined;
  const [, jour = '', mois = '', annee = ''] = trouve;
  const date = `${annee}-${mois.padStart(2, '0')}-${jour.padStart(2, '0')}`;
  return estUneDate(date) ? date : undefined;
}

const MOIS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
] as const;

/** Writes a date in French, `2012-12-13` as `13 décembre 2012`. What is not such a date is given back as it stands. */
export function ecrireDate(date: string): string {
  const [, annee, mois, jour] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  const nom = MOIS[Number(mois) - 1];
  if (!nom) return date;
  const rang = Number(jour) === 1 ? '1er' : String(Number(jour));
  return `${rang}\u00a0${nom}\u00a0${annee}`;
}

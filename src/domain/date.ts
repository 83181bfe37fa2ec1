/** Whether a text is a day of the calendar, written AAAA-MM-JJ. */
export function estUneDate(brut: string): boolean {
  const trouve = /^(\d{4})-(\d{2})-(\d{2})$/.exec(brut);
  if (!trouve) return false;
  const [annee, mois, jour] = trouve.slice(1).map(Number) as [number, number, number];
  const lue = new Date(Date.UTC(annee, mois - 1, jour));
  return lue.getUTCFullYear() === annee && lue.getUTCMonth() === mois - 1 && lue.getUTCDate() === jour;
}

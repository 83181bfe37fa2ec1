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

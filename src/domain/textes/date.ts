/** Whether a text is a day of the calendar, written AAAA-MM-JJ. */
export function estUneDate(brut: string): boolean {
  const trouve = /^(\d{4})-(\d{2})-(\d{2})$/.exec(brut);
  if (!trouve) return false;
  const [annee, mois, jour] = trouve.slice(1).map(Number) as [number, number, number];
  const lue = new Date(Date.UTC(annee, mois - 1, jour));
  return lue.getUTCFullYear() === annee && lue.getUTCMonth() === mois - 1 && lue.getUTCDate() === jour;
}

/** What is wrong with what is no date: its form, or that there is no such day. */
export function refusDeDate(brut: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(brut)
    ? `« ${brut} » n’est pas un jour du calendrier`
    : 'une date AAAA-MM-JJ est attendue';
}

/** A day as France writes it, `6/11/2012` or `06/11/2012`, as AAAA-MM-JJ; `undefined` for anything else. */
export function lireDateFrancaise(brut: string): string | undefined {
  const trouve = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(brut);
  if (!trouve) return undefined;
  return composer(trouve[3], trouve[2], trouve[1]);
}

const ANNEE_D_ABORD = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const JOUR_D_ABORD = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/;
const HEURE = /[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?(?:Z|UTC|[+-]\d{2}:?\d{2}))?$/;

/**
 * A day as files write it, year or day first, with hyphens, slashes or dots, with or without an hour: `2024-01-07`, `2024/01/07`,
 * `7/1/2024`, `2024-01-07T00:00:00Z`. As AAAA-MM-JJ; `undefined` for anything else.
 */
export function lireDate(brut: string): string | undefined {
  if (estUneDate(brut)) return brut;
  const jour = brut.replace(HEURE, '');
  const dAbord = ANNEE_D_ABORD.exec(jour);
  if (dAbord !== null) return composer(dAbord[1], dAbord[3], dAbord[4]);
  const ensuite = JOUR_D_ABORD.exec(jour);
  return ensuite === null ? undefined : composer(ensuite[4], ensuite[3], ensuite[1]);
}

function composer(annee = '', mois = '', jour = ''): string | undefined {
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

import type { FormatLu } from './read-formats.ts';

const SECONDES_PAR_JOUR = 86_400;
/** Days between the origins of Excel's two calendars. */
const DE_1900_A_1904 = 1462;
/** Excel takes 1900 for a leap year, as Lotus did: its day 60 is a 29 February that never was. */
const FAUX_29_FEVRIER = 60;
/** 31 December 9999, where the calendar of Excel ends. */
const DERNIER_JOUR = 2_958_465;

/**
 * A number that the cell shows as a day or a time: `2012-11-06`, `2012-11-06 14:30:00` when it is not midnight, `14:30:00`
 * when only a time is shown. Days before March 1900 are those of Excel, its 29 February 1900 and its day 0 included; other
 * programs count them otherwise.
 * @returns nothing for a number that no day has, which Excel shows as `#####`
 */
export function ecrireJour(nombre: number, { temps }: FormatLu, depuis1904: boolean): string | undefined {
  // To the second at once, so that what floats just before midnight goes over to the next day.
  const secondes = Math.round(nombre * SECONDES_PAR_JOUR);
  if (!(secondes >= 0)) return undefined;
  if (temps === 'duree') return ecrireHeure(secondes);
  const jour = Math.floor(secondes / SECONDES_PAR_JOUR);
  const reste = secondes % SECONDES_PAR_JOUR;
  // A time alone is a fraction of a day, whatever the calendar.
  if (temps === 'heure' && jour === 0) return ecrireHeure(reste);
  const depuis1900 = jour + (depuis1904 ? DE_1900_A_1904 : 0);
  if (depuis1900 > DERNIER_JOUR) return undefined;
  return reste === 0 ? ecrireDate(depuis1900) : `${ecrireDate(depuis1900)} ${ecrireHeure(reste)}`;
}

function ecrireDate(jour: number): string {
  if (jour === 0) return '1900-01-00';
  if (jour === FAUX_29_FEVRIER) return '1900-02-29';
  const veille = jour < FAUX_29_FEVRIER ? 31 : 30;
  return new Date(Date.UTC(1899, 11, veille + jour)).toISOString().slice(0, 10);
}

/** Hours may go beyond a day, for durations. */
function ecrireHeure(secondes: number): string {
  return [Math.floor(secondes / 3600), Math.floor(secondes / 60) % 60, secondes % 60]
    .map((nombre) => String(nombre).padStart(2, '0'))
    .join(':');
}

/**
 * A day that the file writes as a text, the way strict files do: `2012-11-06T14:30:00`.
 * @returns nothing for another text
 */
export function ecrireJourIso(texte: string): string | undefined {
  const [, date, heure, minute, seconde = '00'] =
    /^(?:(\d{4}-\d{2}-\d{2})(?:T|$))?(?:(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?Z?$/.exec(texte) ?? [];
  const instant = heure === undefined ? undefined : `${heure}:${minute}:${seconde}`;
  if (date === undefined) return instant;
  return instant === undefined || instant === '00:00:00' ? date : `${date} ${instant}`;
}

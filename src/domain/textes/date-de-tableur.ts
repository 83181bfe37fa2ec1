import { lireDate } from './date.ts';
import { plier } from './texte.ts';

const MOIS: readonly string[] = [
  'janv',
  'fevr',
  'mars',
  'avr',
  'mai',
  'juin',
  'juil',
  'aout',
  'sept',
  'oct',
  'nov',
  'dec',
];
const MOIS_ANGLAIS: readonly string[] = [
  'jan',
  'feb',
  'mar',
  'apr',
  'may',
  'jun',
  'jul',
  'aug',
  'sep',
  'oct',
  'nov',
  'dec',
];
/** `4-août`, `04-août-12`, `août-04`, folded: hyphens are spaces there. */
const JOUR_ET_MOIS = /^(\d{1,2}) ([a-z]{3,5})\.?(?: (\d{2}|\d{4}))?$/;
const MOIS_ET_ANNEE = /^([a-z]{3,5})\.? (\d{2}|\d{4})$/;
/** What may have been taken for a date, empty when it cannot be told; nothing when the code is none. */
export function dateDeTableur(code: string): string | undefined {
  if (lireDate(code) !== undefined) return '';
  if (!/[a-z\u00c0-\u024f]{3}/i.test(code)) return undefined;
  const plie = plier(code);
  const [, jour, mois = '', annee] = JOUR_ET_MOIS.exec(plie) ?? [];
  const rang = rangDuMois(mois);
  if (jour !== undefined && rang > 0 && Number(jour) <= 31)
    return annee === undefined ? `${Number(jour)}-${rang}` : `${Number(jour)}-${rang}-${annee}`;
  const [, moisSeul = '', an] = MOIS_ET_ANNEE.exec(plie) ?? [];
  return an !== undefined && rangDuMois(moisSeul) > 0 ? `${rangDuMois(moisSeul)}-${an}` : undefined;
}

/** From 1; 0 for what is no month. */
function rangDuMois(mois: string): number {
  return Math.max(MOIS.indexOf(mois), MOIS_ANGLAIS.indexOf(mois)) + 1;
}

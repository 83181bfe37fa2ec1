import { lireDate } from '../domain/textes/date.ts';
import { abreger, plier } from '../domain/textes/texte.ts';

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
/** Letters of other alphabets that have the look of ours, and forms of figures and letters that are not plain. */
const AUTRE_ALPHABET =
  /[\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Cherokee}\uff01-\uff5e]|(?![0-9])\p{Nd}/u;

/** What is wrong of a code that is not what it looks like, and what to do. */
interface Deguisement {
  readonly message: string;
  readonly remede: string;
}

/** A code that a spreadsheet made a date of, or with a letter of another alphabet that looks like one of ours. */
export function codeDeguise(code: string): Deguisement | undefined {
  const lettre = AUTRE_ALPHABET.exec(code)?.[0];
  if (lettre !== undefined)
    return {
      message: `dans le code « ${abreger(code)} », « ${lettre} » est d’un autre alphabet (U+${(lettre.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')})`,
      remede:
        'Il ressemble à une lettre ou à un chiffre courant, et en fait un autre code. Retapez la cellule, ou redemandez le fichier.',
    };
  const date = lireUneDate(code);
  if (date === undefined) return undefined;
  return {
    message: `un tableur a pris ce code pour une date : « ${abreger(code)} »`,
    remede: `${date === '' ? '' : `Il était sans doute « ${date} ». `}Redemandez le fichier, cette colonne au format Texte avant d’être remplie : une fois la date écrite, le code n’y est plus.`,
  };
}

/** What may have been taken for a date, empty when it cannot be told; nothing when the code is none. */
function lireUneDate(code: string): string | undefined {
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

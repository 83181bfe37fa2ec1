import { dateDeTableur } from '../domain/textes/date-de-tableur.ts';
import { abreger } from '../domain/textes/texte.ts';

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
  const date = dateDeTableur(code);
  if (date === undefined) return undefined;
  return {
    message: `un tableur a pris ce code pour une date : « ${abreger(code)} »`,
    remede: `${date === '' ? '' : `Il était sans doute « ${date} ». `}Redemandez le fichier, cette colonne au format Texte avant d’être remplie : une fois la date écrite, le code n’y est plus.`,
  };
}

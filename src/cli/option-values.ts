import { InvalidArgumentError } from '@commander-js/extra-typings';
import { BASES, type Base } from '../domain/argent/base.ts';
import { lireMontant, type Montant } from '../domain/argent/montant.ts';
import { NORMES, type Norme } from '../domain/codes/normes.ts';

/** What a workbook holds at the most. */
const MOST_LINES = 20_000;

/**
 * Reads the value of `--exercice`.
 * @throws InvalidArgumentError when it is no year
 */
export function readYear(written: string): string {
  if (!/^\d{4}$/.test(written))
    throw new InvalidArgumentError('écrivez une année sur quatre chiffres, par exemple 2013');
  return written;
}

/**
 * Reads the value of `--norme`.
 * @throws InvalidArgumentError when it is none
 */
export function readNorm(written: string): Norme {
  const norme = NORMES.find((known) => known.toUpperCase() === written.toUpperCase());
  if (norme === undefined) throw new InvalidArgumentError(`écrivez ${NORMES.join(', ')}`);
  return norme;
}

/**
 * Reads the value of `--base`.
 * @throws InvalidArgumentError when it is none
 */
export function readBase(written: string): Base {
  const base = BASES.find((known) => known === written);
  if (base === undefined) throw new InvalidArgumentError(`écrivez ${BASES.join(', ')}`);
  return base;
}

/**
 * Reads the value of `--lignes`.
 * @throws InvalidArgumentError when it is not a number of lines that a workbook can hold
 */
export function readLineCount(written: string): number {
  const count = /^\d{1,6}$/.test(written) ? Number(written) : 0;
  if (count < 1 || count > MOST_LINES)
    throw new InvalidArgumentError(`écrivez un nombre de lignes, de 1 à ${MOST_LINES}`);
  return count;
}

/**
 * Reads the value of `--enjeu`: euros, as people write them.
 * @throws InvalidArgumentError when it is no amount of euros, or a negative one
 */
export function readStake(written: string): Montant {
  const read = lireMontant(written);
  if (read.etat !== 'lu' || read.montant < 0)
    throw new InvalidArgumentError('écrivez un montant en euros, par exemple 5000');
  return read.montant;
}

/**
 * Reads the value of `--empreinte`: a SHA-256, in whichever case it was noted, alone, as `sha256:…` or in a line of `sha256sum`.
 * @throws InvalidArgumentError when it is none
 */
export function readDigest(written: string): string {
  const [, digest] = /^(?:sha256:)?([0-9a-f]{64})(?:$| [ *].)/.exec(written.trim().toLowerCase()) ?? [];
  if (digest === undefined)
    throw new InvalidArgumentError(
      'écrivez les 64 chiffres et lettres (0 à 9, a à f) que « jaune archiver » a affichés',
    );
  return digest;
}

/** Gathers the values of an option that may be given several times. */
export function readRepeated(written: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, written];
}

/** Letters of a name of a person, at the most. */
const LONGEST_NAME = 100;

/**
 * Reads the value of `--pour`.
 * @throws InvalidArgumentError when it is no name of a person
 */
export function readPersonName(written: string): string {
  const name = written.trim().replace(/\s+/g, ' ');
  const [odd] = /[\p{Cc}<>]/u.exec(name) ?? [];
  if (odd !== undefined)
    throw new InvalidArgumentError(
      `${/\p{Cc}/u.test(odd) ? 'ce nom a un caractère que rien n’affiche' : `« ${odd} » ne peut pas être dans un nom`} : retirez-le`,
    );
  if (!/^\p{L}/u.test(name) || name.length > LONGEST_NAME)
    throw new InvalidArgumentError(
      `écrivez un nom, une fonction ou un service, qui commence par une lettre, de ${LONGEST_NAME} caractères au plus`,
    );
  return name;
}

import { InvalidArgumentError } from 'commander';

/** Lines of a worklist, unless another number is asked for. */
export const LIGNES_PAR_DEFAUT = 2_000;
/** What a review workbook holds at the most. */
const LIGNES_MAX = 20_000;

/**
 * Reads the value of `--lignes`.
 * @throws InvalidArgumentError when it is not a number of lines that a workbook can hold
 */
export function lireNombreDeLignes(ecrit: string): number {
  const nombre = /^\d{1,6}$/.test(ecrit) ? Number(ecrit) : 0;
  if (nombre < 1 || nombre > LIGNES_MAX)
    throw new InvalidArgumentError(`écrivez un nombre de lignes, de 1 à ${LIGNES_MAX}`);
  return nombre;
}

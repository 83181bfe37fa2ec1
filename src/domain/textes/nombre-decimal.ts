const FORME = /^([-\u2212])?(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,15})(?:[,.](\d{1,6}))?$/;
const DECIMALES = 6;
const UN = 10n ** BigInt(DECIMALES);

/** A number that is no amount, exact: as programs write it, `9600`, `-12.5`. */
export type NombreDecimal = string;

/**
 * Reads a number as people write it: `9 600`, `12,5`, `-3`; `undefined` for anything else, and for `1.234` or `1,234`, which may be a
 * thousand and more.
 */
export function lireUnNombre(brut: string): NombreDecimal | undefined {
  const [, moins, entiers = '', decimales = ''] = FORME.exec(brut.trim()) ?? [];
  const unites = entiers.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
  if (unites === '' || unites.length > 15 || (decimales.length === 3 && unites !== '0')) return undefined;
  const utiles = decimales.replace(/0+$/, '');
  const nombre = utiles === '' ? unites : `${unites}.${utiles}`;
  return moins && nombre !== '0' ? `-${nombre}` : nombre;
}

/** A number in millionths, in which all that are read are whole. */
export function enMillioniemes(nombre: NombreDecimal): bigint {
  const [entiers = '', decimales = ''] = nombre.replace('-', '').split('.');
  const valeur = BigInt(entiers) * UN + BigInt(decimales.padEnd(DECIMALES, '0'));
  return nombre.startsWith('-') ? -valeur : valeur;
}

export function deMillioniemes(valeur: bigint): NombreDecimal {
  const absolu = valeur < 0n ? -valeur : valeur;
  const decimales = String(absolu % UN)
    .padStart(DECIMALES, '0')
    .replace(/0+$/, '');
  return `${valeur < 0n ? '-' : ''}${absolu / UN}${decimales === '' ? '' : `.${decimales}`}`;
}

/** A number as France writes it: `9 600`, `12,5`, with a true minus sign. */
export function ecrireUnNombre(nombre: NombreDecimal): string {
  const [entiers = '', decimales] = nombre.replace('-', '').split('.');
  const groupes = entiers.replace(/\B(?=(\d{3})+$)/g, '\u202f');
  return `${nombre.startsWith('-') ? '\u2212' : ''}${groupes}${decimales === undefined ? '' : `,${decimales}`}`;
}

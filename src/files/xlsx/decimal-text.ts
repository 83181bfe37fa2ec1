/** Digits that spreadsheets are sure of: what doubles add beyond is theirs, not that of whoever typed the number. */
const CHIFFRES_SURS = 15;

/**
 * A number times a power of ten, written out without exponent nor grouping, with the 15 digits that spreadsheets are sure
 * of: files keep 0.07 as 7.0000000000000007E-2, and 0.3 as 0.30000000000000004 when a formula made it. What does not fall
 * on a cent keeps its further decimals. Whole numbers that doubles count one by one keep all their digits.
 */
export function ecrireDecimal(nombre: number, decimale: ',' | '.', rangs = 0): string {
  if (rangs === 0 && Number.isSafeInteger(nombre)) return nombre === 0 ? '0' : String(nombre);
  const [mantisse = '', exposant = '0'] = nombre.toExponential(CHIFFRES_SURS - 1).split('e');
  const chiffres = mantisse.replace(/[-.]/g, '').replace(/0+$/, '') || '0';
  const virgule = Number(exposant) + rangs + 1;
  const entiers = virgule <= 0 ? '0' : chiffres.slice(0, virgule).padEnd(virgule, '0');
  const decimales = (virgule <= 0 ? '0'.repeat(-virgule) + chiffres : chiffres.slice(virgule)).replace(/0+$/, '');
  const signe = nombre < 0 ? '-' : '';
  return `${signe}${entiers.replace(/^0+(?=\d)/, '')}${decimales === '' ? '' : `${decimale}${decimales}`}`;
}

/** `1 234,50` as whole cents, by another way than the tool's. */
export function enCentimes(ecrit: string): bigint {
  const [entiers = '', decimales = ''] = ecrit.replace(/\s/g, '').split(',');
  return BigInt(`${entiers}${decimales.padEnd(2, '0')}`);
}

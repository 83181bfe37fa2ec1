/** A number of the register of firms: nine digits of a SIREN, or fourteen of a SIRET. */
export const FORME_DE_SIRET = /^(?:\d{9}|\d{14})$/;

/** Luhn's key, which SIREN and SIRET bear: one number in ten does by chance. */
export function clefJuste(nombre: string): boolean {
  let somme = 0;
  for (let rang = 0; rang < nombre.length; rang++) {
    const chiffre = Number(nombre[nombre.length - 1 - rang]) * (rang % 2 === 0 ? 1 : 2);
    somme += chiffre > 9 ? chiffre - 9 : chiffre;
  }
  return somme % 10 === 0;
}

/** Nine digits with their key. */
export function estUnSiren(siren: string): boolean {
  return siren.length === 9 && FORME_DE_SIRET.test(siren) && clefJuste(siren);
}

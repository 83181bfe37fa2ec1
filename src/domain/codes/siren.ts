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

/** La Poste has more establishments than Luhn's key leaves numbers: the digits of theirs add up to a multiple of five. */
const SIREN_DE_LA_POSTE = '356000000';

/** What is typed where a number is demanded and there is none; its key is right. */
const SANS_NUMERO = /^0+$/;

/** Fourteen digits with their key. */
export function estUnSiret(siret: string): boolean {
  if (siret.length !== 14 || !FORME_DE_SIRET.test(siret) || SANS_NUMERO.test(siret)) return false;
  if (clefJuste(siret)) return true;
  const somme = [...siret].reduce((total, chiffre) => total + Number(chiffre), 0);
  return siret.startsWith(SIREN_DE_LA_POSTE) && somme % 5 === 0;
}

import { type DeuxEtats, type PremiereDifference, premierEcart } from './etats.ts';

const LF = 0x0a;

/** The first line that differs. */
export function differenceDeTexte({ scelle, refait }: DeuxEtats): PremiereDifference {
  const ecart = premierEcart(scelle, refait);
  return {
    ou: `ligne ${numeroDeLigne(scelle, ecart)}`,
    scelle: ligneEn(scelle, ecart),
    refait: ligneEn(refait, ecart),
  };
}

/** The number of the line where a byte stands, from 1. */
export function numeroDeLigne(octets: Buffer, place: number): number {
  let numero = 1;
  for (let rang = octets.indexOf(LF); rang >= 0 && rang < place; rang = octets.indexOf(LF, rang + 1)) numero += 1;
  return numero;
}

/** The line where a byte stands, without its end. */
export function ligneEn(octets: Buffer, place: number): string {
  const debut = place === 0 ? 0 : octets.lastIndexOf(LF, place - 1) + 1;
  const fin = octets.indexOf(LF, place);
  return octets.toString('utf8', debut, fin < 0 ? octets.length : fin);
}

/** What damages any file: its text, or the parts of a workbook. */
import { unzipSync, zipSync } from 'fflate';
import type { Hasard } from '../../mutations/hasard.ts';

/** A way to damage a file. */
export interface Mutation {
  readonly quoi: string;
  faire(sains: Buffer, hasard: Hasard): Buffer;
}

/** Names that objects have without anybody having given them. */
export const NOMS_D_OBJETS = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];
export const RENVERSEMENT = '\u202e\u2066';
const NOMBRES = [
  '9'.repeat(400),
  '-0',
  '1e308',
  '1e-400',
  '0x10',
  '٣٤',
  '9007199254740993',
  '-99999999999999999999,99',
];

const inserer = (quoi: string, quelque: (hasard: Hasard) => Buffer | string): Mutation => ({
  quoi,
  faire(sains, hasard) {
    const place = hasard.nombre(sains.length + 1);
    const ajoute = quelque(hasard);
    const octets = typeof ajoute === 'string' ? Buffer.from(ajoute) : ajoute;
    return Buffer.concat([sains.subarray(0, place), octets, sains.subarray(place)]);
  },
});

/** Replaces one thing that a pattern finds. */
const remplacerUn = (quoi: string, motif: RegExp, par: (hasard: Hasard) => string): Mutation => ({
  quoi,
  faire(sains, hasard) {
    const texte = sains.toString('utf8');
    const trouves = [...texte.matchAll(motif)];
    if (trouves.length === 0) return Buffer.from(texte + par(hasard));
    const trouve = hasard.un(trouves);
    return Buffer.from(texte.slice(0, trouve.index) + par(hasard) + texte.slice(trouve.index + trouve[0].length));
  },
});

export const MUTATIONS_DE_TEXTE: readonly Mutation[] = [
  { quoi: 'coupé', faire: (sains, hasard) => sains.subarray(0, hasard.nombre(sains.length)) },
  inserer('un octet nul', () => Buffer.from([0])),
  inserer('dix octets au hasard', (hasard) => Buffer.from(Array.from({ length: 10 }, () => hasard.nombre(256)))),
  remplacerUn('un nombre démesuré', /\d+/g, (hasard) => hasard.un(NOMBRES)),
  remplacerUn('un nom d’objet', /[\p{L}_]{3,}/gu, (hasard) => hasard.un(NOMS_D_OBJETS)),
  inserer('un renversement d’écriture', () => RENVERSEMENT),
  inserer('une marque d’ordre des octets', (hasard) => hasard.un(['\ufeff', '\ufffe', '\ufeff\ufeff'])),
  { quoi: 'en UTF-16', faire: (sains) => Buffer.from(`\ufeff${sains.toString('utf8')}`, 'utf16le') },
  inserer('cent mille fois le même signe', (hasard) => hasard.un([...' a"\'({[<;,|*-#\t\n']).repeat(100_000)),
  inserer('dix mille ouvertures et fermetures', (hasard) => {
    const [ouvre = '', ferme = ''] = hasard.un(['[]', '{}', '()', '<>', '«»']);
    return ouvre.repeat(10_000) + ferme.repeat(10_000);
  }),
  inserer('des signes de commande', () => '\u001b]0;x\u0007\u001b[2J\b\b'),
  remplacerUn('un mot très long', /[\p{L}_]{3,}/gu, () => 'x'.repeat(200_000)),
  remplacerUn('un séparateur ôté', /[;:,.<>"{}-]/g, () => ''),
  remplacerUn('un séparateur changé', /[;:,.<>"{}-]/g, (hasard) => hasard.un([...';:,.<>"{}&*!|%@`'])),
  {
    quoi: 'un morceau répété cinq cents fois',
    faire(sains, hasard) {
      const de = hasard.nombre(sains.length);
      const morceau = sains.subarray(de, de + hasard.entre(1, 120));
      return Buffer.concat([sains.subarray(0, de), ...Array(500).fill(morceau), sains.subarray(de)]);
    },
  },
  {
    quoi: 'fins de ligne mêlées',
    faire: (sains) => Buffer.from(sains.toString('utf8').replace(/\n/, '\r').replace(/\n/, '\r\n')),
  },
  { quoi: 'du bruit', faire: (_, hasard) => Buffer.from(Array.from({ length: 3000 }, () => hasard.nombre(256))) },
  {
    quoi: 'en désordre',
    faire: (sains, hasard) => Buffer.from(hasard.melange(sains.toString('utf8').split('\n')).join('\n')),
  },
];

/** A text mutation done to one part of a workbook, packed again. */
const dansUnePartie = ({ quoi, faire }: Mutation): Mutation => ({
  quoi: `une partie du classeur, ${quoi}`,
  faire(sains, hasard) {
    const parties = unzipSync(sains);
    const nom = hasard.un(Object.keys(parties).sort());
    parties[nom] = new Uint8Array(faire(Buffer.from(parties[nom] ?? []), hasard));
    return Buffer.from(zipSync(parties, { level: 6, mtime: new Date(1980, 0, 1) }));
  },
});

const sansUnePartie: Mutation = {
  quoi: 'une partie du classeur ôtée',
  faire(sains, hasard) {
    const parties = unzipSync(sains);
    const ote = hasard.un(Object.keys(parties).sort());
    const reste = Object.entries(parties).filter(([nom]) => nom !== ote);
    return Buffer.from(zipSync(Object.fromEntries(reste), { mtime: new Date(1980, 0, 1) }));
  },
};

export const MUTATIONS_D_OCTETS: readonly Mutation[] = [
  ...MUTATIONS_DE_TEXTE.slice(0, 3),
  sansUnePartie,
  ...MUTATIONS_DE_TEXTE.map(dansUnePartie),
];

import iconv from 'iconv-lite';
import type { Genre, Sujet } from './genres.ts';

const MARQUE = Buffer.from('efbbbf', 'hex');
const enUtf8 = ({ encodage }: Sujet['source']) => encodage === 'utf-8';
const sansMarque = (octets: Buffer) => (octets.subarray(0, 3).equals(MARQUE) ? octets.subarray(3) : octets);
const texteDe = ({ octets, source }: Sujet) => iconv.decode(octets, source.encodage);
const autreEncodage = ({ source }: Sujet) => (enUtf8(source) ? 'windows-1252' : 'utf-8');

export const ENCODAGES: readonly Genre[] = [
  { nom: 'changer d’encodage sans le dire', muter: (sujet) => iconv.encode(texteDe(sujet), autreEncodage(sujet)) },
  {
    nom: 'changer l’encodage d’une partie',
    muter: (sujet) => {
      const texte = texteDe(sujet);
      const debut = sujet.hasard.nombre(texte.length);
      const fin = debut + sujet.hasard.un([50, 500, 5000, texte.length]);
      return Buffer.concat([
        iconv.encode(texte.slice(0, debut), sujet.source.encodage),
        iconv.encode(texte.slice(debut, fin), autreEncodage(sujet)),
        iconv.encode(texte.slice(fin), sujet.source.encodage),
      ]);
    },
  },
  {
    nom: 'passer en UTF-16',
    muter: (sujet) => {
      const octets = Buffer.from(texteDe(sujet), 'utf16le');
      return sujet.hasard.un([0, 1]) === 0 ? octets : octets.swap16();
    },
  },
  {
    nom: 'passer en UTF-16 avec sa marque',
    muter: (sujet) => {
      const octets = Buffer.from(`\ufeff${texteDe(sujet)}`, 'utf16le');
      return sujet.hasard.un([0, 1]) === 0 ? octets : octets.swap16();
    },
  },
  { nom: 'encoder deux fois en UTF-8', muter: ({ octets }) => Buffer.from(octets.toString('latin1'), 'utf8') },
  {
    nom: 'encoder deux fois ce qui l’était une fois',
    muter: (sujet) => Buffer.from(Buffer.from(texteDe(sujet), 'utf8').toString('latin1'), 'utf8'),
  },
  { nom: 'ajouter la marque d’ordre', anodin: enUtf8, muter: ({ octets }) => Buffer.concat([MARQUE, octets]) },
  { nom: 'ôter la marque d’ordre', anodin: () => true, muter: ({ octets }) => sansMarque(octets) },
  {
    nom: 'mettre une marque d’ordre ailleurs',
    muter: ({ octets, hasard }) => {
      const place = hasard.nombre(octets.length);
      return Buffer.concat([octets.subarray(0, place), MARQUE, octets.subarray(place)]);
    },
  },
  {
    nom: 'prétendre à l’UTF-16',
    muter: ({ octets, hasard }) =>
      Buffer.concat([Buffer.from(hasard.un(['fffe', 'feff', '0000feff', 'fffe0000']), 'hex'), octets]),
  },
  {
    nom: 'perdre les accents',
    muter: ({ octets, hasard }) => {
      const perte = hasard.un([Buffer.from('?'), Buffer.from('\ufffd'), Buffer.alloc(0), Buffer.from([0x81])]);
      const morceaux = [...octets].map((octet) => (octet < 0x80 ? Buffer.from([octet]) : perte));
      return Buffer.concat(morceaux);
    },
  },
];

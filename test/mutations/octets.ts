import type { Genre, Sujet } from './genres.ts';

/** The file with some bytes taken out at a place, and others put there. */
function greffer(octets: Buffer, debut: number, fin: number, ...greffons: readonly Buffer[]): Buffer {
  return Buffer.concat([octets.subarray(0, debut), ...greffons, octets.subarray(fin)]);
}

function surOctets(nombre: (sujet: Sujet) => number, faire: (octet: number, sujet: Sujet) => number): Genre['muter'] {
  return (sujet) => {
    const change = Buffer.from(sujet.octets);
    for (let reste = nombre(sujet); reste > 0; reste--) {
      const place = sujet.hasard.nombre(change.length);
      change[place] = faire(change[place] ?? 0, sujet);
    }
    return change;
  };
}

const UN = () => 1;
const quelconque = ({ hasard }: Sujet) => Buffer.from([hasard.nombre(256)]);
const unBit = (octet: number, { hasard }: Sujet) => octet ^ (1 << hasard.nombre(8));

export const OCTETS: readonly Genre[] = [
  { nom: 'basculer un bit', muter: surOctets(UN, unBit) },
  { nom: 'basculer des bits', muter: surOctets(({ hasard }) => hasard.entre(2, 12), unBit) },
  { nom: 'remplacer un octet', muter: surOctets(UN, (_, { hasard }) => hasard.nombre(256)) },
  {
    nom: 'remplacer un octet par un signe du CSV',
    muter: surOctets(UN, (_, { hasard }) => hasard.un([...Buffer.from(';,|\t"\n\r .-()\'€')])),
  },
  {
    nom: 'ôter un octet',
    muter: (sujet) => {
      const place = sujet.hasard.nombre(sujet.octets.length);
      return greffer(sujet.octets, place, place + 1);
    },
  },
  {
    nom: 'insérer un octet',
    muter: (sujet) => {
      const place = sujet.hasard.nombre(sujet.octets.length + 1);
      return greffer(sujet.octets, place, place, quelconque(sujet));
    },
  },
  {
    nom: 'échanger deux octets voisins',
    muter: ({ octets, hasard }) => {
      const place = hasard.nombre(octets.length - 1);
      return greffer(octets, place, place + 2, Buffer.from(octets.subarray(place, place + 2)).reverse());
    },
  },
  {
    nom: 'ôter une suite d’octets',
    muter: ({ octets, hasard }) => {
      const place = hasard.nombre(octets.length);
      return greffer(octets, place, place + hasard.un([2, 10, 100, 1000, 5000]));
    },
  },
  {
    nom: 'répéter une suite d’octets',
    muter: ({ octets, hasard }) => {
      const place = hasard.nombre(octets.length);
      return greffer(octets, place, place, octets.subarray(place, place + hasard.un([2, 10, 100, 1000, 5000])));
    },
  },
  {
    nom: 'remplacer une suite d’octets par du hasard',
    muter: (sujet) => {
      const place = sujet.hasard.nombre(sujet.octets.length);
      const nombre = Math.min(sujet.hasard.un([2, 20, 512, 4096]), sujet.octets.length - place);
      const bruit = Array.from({ length: nombre }, () => quelconque(sujet));
      return greffer(sujet.octets, place, place + nombre, ...bruit);
    },
  },
  {
    nom: 'tronquer n’importe où',
    muter: ({ octets, hasard }) => octets.subarray(0, hasard.nombre(octets.length)),
  },
  {
    nom: 'tronquer en fin de ligne',
    muter: ({ octets, hasard }) => octets.subarray(0, octets.indexOf(0x0a, hasard.nombre(octets.length - 2)) + 1),
  },
  {
    nom: 'tronquer le début',
    muter: ({ octets, hasard }) => octets.subarray(hasard.nombre(octets.length)),
  },
  {
    nom: 'épisser deux fichiers',
    muter: ({ octets, autre, hasard }) => {
      const suite = autre.subarray(hasard.nombre(autre.length));
      return Buffer.concat([octets.subarray(0, hasard.nombre(octets.length)), suite]);
    },
  },
  { nom: 'ajouter un autre fichier au bout', muter: ({ octets, autre }) => Buffer.concat([octets, autre]) },
  { nom: 'ajouter le fichier à lui-même', muter: ({ octets }) => Buffer.concat([octets, octets]) },
  { nom: 'remplacer par un autre fichier', muter: ({ autre }) => autre },
  {
    nom: 'remplacer par rien, ou presque',
    muter: ({ hasard }) => Buffer.from(hasard.un(['', '\n', '\r', '\ufeff', '\0', ' ', ';', '"', '\ufeff\n', '""\n'])),
  },
  {
    nom: 'remplacer par un fichier qui n’est pas un texte',
    muter: (sujet) => {
      const debut = Buffer.from(
        sujet.hasard.un([
          '89504e470d0a1a0a0000000d49484452',
          '7f454c4602010100',
          '1f8b0800',
          '504b0304',
          '25504446',
          '',
        ]),
        'hex',
      );
      return Buffer.concat([debut, ...Array.from({ length: 3000 }, () => quelconque(sujet))]);
    },
  },
];

import { couper, type Feuille, type Rang, recoller, remplacer, terminee } from './feuille.ts';
import type { Genre, Sujet } from './genres.ts';

const TOUJOURS = () => true;

function surRangs(faire: (rangs: readonly Rang[], sujet: Sujet, feuille: Feuille) => readonly Rang[]): Genre['muter'] {
  return (sujet) => {
    const feuille = terminee(couper(sujet.octets, sujet.source));
    return recoller({ ...feuille, rangs: faire(feuille.rangs, sujet, feuille) }, sujet.source);
  };
}

/** All line ends, those between quotes included, as the draw says of each. */
function surFins(faire: (sujet: Sujet) => () => string): Genre['muter'] {
  return (sujet) => {
    const fin = faire(sujet);
    return Buffer.from(
      sujet.octets.toString('latin1').replace(/\r?\n/g, () => fin()),
      'latin1',
    );
  };
}

function aUneFin(faire: (avant: string, fin: string, apres: string, sujet: Sujet) => string): Genre['muter'] {
  return (sujet) => {
    const morceaux = sujet.octets.toString('latin1').split(/(\r?\n)/);
    const rang = sujet.hasard.nombre(Math.floor(morceaux.length / 2)) * 2 + 1;
    const [avant, fin = '', apres] = [morceaux.slice(0, rang), morceaux[rang], morceaux.slice(rang + 1)];
    return Buffer.from(faire(avant.join(''), fin, apres.join(''), sujet), 'latin1');
  };
}

function insererAuHasard(signes: readonly string[]): Genre['muter'] {
  return ({ octets, hasard }) => {
    const place = hasard.nombre(octets.length + 1);
    return Buffer.concat([octets.subarray(0, place), Buffer.from(hasard.un(signes), 'latin1'), octets.subarray(place)]);
  };
}

const RANGS: readonly Genre[] = [
  {
    nom: 'répéter une ligne',
    muter: surRangs((rangs, { hasard }) => {
      const rang = hasard.nombre(rangs.length);
      return [...rangs.slice(0, rang), ...rangs.slice(rang, rang + hasard.un([1, 1, 5, 50])), ...rangs.slice(rang)];
    }),
  },
  {
    nom: 'ôter une ligne',
    muter: surRangs((rangs, { hasard }) => {
      const rang = hasard.nombre(rangs.length);
      return [...rangs.slice(0, rang), ...rangs.slice(rang + hasard.un([1, 1, 5, 50]))];
    }),
  },
  { nom: 'mélanger les lignes', anodin: TOUJOURS, muter: surRangs((rangs, { hasard }) => hasard.melange(rangs)) },
  {
    nom: 'semer des lignes vides',
    anodin: TOUJOURS,
    muter: surRangs((rangs, { hasard, source }, { titres }) =>
      rangs.flatMap((rang) => {
        const vide = hasard.un([
          '',
          ' ',
          '\t',
          source.separateur.repeat(titres.cellules.length - 1),
          source.separateur,
        ]);
        const cellules = vide === '\t' && source.separateur === '\t' ? ['', ''] : [vide];
        return hasard.nombre(5) === 0 ? [rang, { cellules, fin: rang.fin }] : [rang];
      }),
    ),
  },
  {
    nom: 'répéter les titres',
    muter: surRangs((rangs, { hasard }, { titres }) => {
      const rang = hasard.nombre(rangs.length + 1);
      return [...rangs.slice(0, rang), titres, ...rangs.slice(rang)];
    }),
  },
  {
    nom: 'ôter les titres, ou les descendre',
    muter: ({ octets, source, hasard }) => {
      const { tete, titres, rangs } = terminee(couper(octets, source));
      const [premier = titres, ...suite] = rangs;
      const descendus = hasard.un([suite, [...suite, titres], [titres, ...suite]]);
      return recoller({ tete, titres: premier, rangs: descendus }, source);
    },
  },
  {
    nom: 'ajouter des lignes au-dessus des titres',
    muter: ({ octets, source, hasard }) => {
      const feuille = couper(octets, source);
      const ajout = hasard.un(['Extraction\n', 'a;b;c\n', 'a,b\n\n', '"\n', `${feuille.titres.cellules[0]}\n`]);
      return recoller({ ...feuille, tete: feuille.tete + ajout }, source);
    },
  },
  {
    nom: 'ajouter un total au bas',
    muter: surRangs((rangs, { hasard }) => {
      const dernier = rangs.at(-1) as Rang;
      const rang = hasard.nombre(dernier.cellules.length);
      return [
        ...rangs,
        { ...dernier, cellules: remplacer(dernier.cellules, rang, [hasard.un(['TOTAL', 'total général', 'T'])]) },
      ];
    }),
  },
  {
    nom: 'couper une ligne en deux',
    muter: surRangs((rangs, { hasard }) => {
      const rang = hasard.nombre(rangs.length);
      const { cellules, fin } = rangs[rang] as Rang;
      const place = hasard.nombre(cellules.length);
      return remplacer(rangs, rang, [
        { cellules: cellules.slice(0, place), fin },
        { cellules: cellules.slice(place), fin },
      ]);
    }),
  },
  {
    nom: 'coller deux lignes',
    muter: surRangs((rangs, { hasard }) => {
      const rang = hasard.nombre(rangs.length - 1);
      return remplacer(rangs, rang, [{ ...(rangs[rang] as Rang), fin: hasard.un(['', ' ', ';', ',']) }]);
    }),
  },
];

const FINS: readonly Genre[] = [
  { nom: 'finir les lignes par LF', anodin: TOUJOURS, muter: surFins(() => () => '\n') },
  { nom: 'finir les lignes par CRLF', anodin: TOUJOURS, muter: surFins(() => () => '\r\n') },
  { nom: 'finir les lignes par CR', anodin: TOUJOURS, muter: surFins(() => () => '\r') },
  {
    nom: 'finir les lignes tantôt ainsi, tantôt autrement',
    anodin: TOUJOURS,
    muter: surFins(
      ({ hasard }) =>
        () =>
          hasard.un(['\n', '\r\n', '\r']),
    ),
  },
  {
    nom: 'finir les lignes par un autre signe',
    muter: surFins(({ hasard }) => {
      const signe = hasard.un(['\n\r', '\r\r\n', '\x0b', '\x0c', '\x1e', '\xc2\x85', '\xe2\x80\xa8', '\\n', '']);
      return () => signe;
    }),
  },
  { nom: 'insérer un retour chariot seul', muter: insererAuHasard(['\r']) },
  { nom: 'insérer une fin de ligne', muter: insererAuHasard(['\n', '\r\n', '\n\n']) },
  { nom: 'ôter une fin de ligne', muter: aUneFin((avant, _fin, apres) => avant + apres) },
  {
    nom: 'changer une fin de ligne',
    anodin: TOUJOURS,
    muter: aUneFin((avant, _fin, apres, { hasard }) => avant + hasard.un(['\r', '\n', '\r\n']) + apres),
  },
  {
    nom: 'ôter la dernière fin de ligne',
    anodin: TOUJOURS,
    muter: ({ octets }) => Buffer.from(octets.toString('latin1').replace(/[\r\n]+$/, ''), 'latin1'),
  },
];

export const LIGNES: readonly Genre[] = [...RANGS, ...FINS];

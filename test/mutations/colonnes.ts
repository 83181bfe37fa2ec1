import { couper, type Feuille, recoller, remplacer, surChaqueRang, surDesRangs } from './feuille.ts';
import type { Genre, Sujet } from './genres.ts';

const TOUJOURS = () => true;

function surFeuille(faire: (feuille: Feuille, sujet: Sujet) => Feuille): Genre['muter'] {
  return (sujet) => recoller(faire(couper(sujet.octets, sujet.source), sujet), sujet.source);
}

const largeur = ({ titres }: Feuille) => titres.cellules.length;

/** Some rows in a run, most often a few. */
function suite({ rangs }: Feuille, { hasard }: Sujet): [debut: number, nombre: number] {
  return [hasard.nombre(rangs.length), hasard.un([1, 1, 2, 5, 20, rangs.length])];
}

export const COLONNES: readonly Genre[] = [
  {
    nom: 'échanger deux colonnes',
    anodin: TOUJOURS,
    muter: surFeuille((feuille, { hasard }) => {
      const [a, b] = [hasard.nombre(largeur(feuille)), hasard.nombre(largeur(feuille))];
      return surChaqueRang(feuille, (cellules) =>
        cellules.map((cellule, rang) => (rang === a ? cellules[b] : rang === b ? cellules[a] : cellule) ?? ''),
      );
    }),
  },
  {
    nom: 'mélanger les colonnes',
    anodin: TOUJOURS,
    muter: surFeuille((feuille, { hasard }) => {
      const ordre = hasard.melange(feuille.titres.cellules.map((_, rang) => rang));
      return surChaqueRang(feuille, (cellules) => ordre.map((rang) => cellules[rang] ?? ''));
    }),
  },
  {
    nom: 'ôter une colonne',
    muter: surFeuille((feuille, { hasard }) => {
      const rang = hasard.nombre(largeur(feuille));
      return surChaqueRang(feuille, (cellules) => remplacer(cellules, rang, []));
    }),
  },
  {
    nom: 'doubler une colonne',
    muter: surFeuille((feuille, { hasard }) => {
      const rang = hasard.nombre(largeur(feuille));
      return surChaqueRang(feuille, (cellules) => [...cellules, cellules[rang] ?? '']);
    }),
  },
  {
    nom: 'doubler une colonne sous un titre vide ou autre',
    muter: surFeuille((feuille, { hasard }) => {
      const rang = hasard.nombre(largeur(feuille));
      const titre = hasard.un(['', ' ', `${feuille.titres.cellules[rang]} 2`, 'autre']);
      const doublee = surChaqueRang(feuille, (cellules) => [cellules[rang] ?? '', ...cellules]);
      return { ...doublee, titres: { ...feuille.titres, cellules: [titre, ...feuille.titres.cellules] } };
    }),
  },
  {
    nom: 'ajouter une colonne vide sans titre',
    anodin: TOUJOURS,
    muter: surFeuille((feuille, { hasard }) => {
      const rang = hasard.nombre(largeur(feuille) + 1);
      return surChaqueRang(feuille, (cellules) => [...cellules.slice(0, rang), '', ...cellules.slice(rang)]);
    }),
  },
  {
    nom: 'échanger deux titres',
    muter: surFeuille((feuille, { hasard }) => {
      const { titres } = feuille;
      const [a, b] = [hasard.nombre(largeur(feuille)), hasard.nombre(largeur(feuille))];
      const [titreA = '', titreB = ''] = [titres.cellules[a], titres.cellules[b]];
      const cellules = remplacer(remplacer(titres.cellules, a, [titreB]), b, [titreA]);
      return { ...feuille, titres: { ...titres, cellules } };
    }),
  },
  {
    nom: 'changer un titre',
    muter: surFeuille((feuille, { hasard }) => {
      const rang = hasard.nombre(largeur(feuille));
      const titre = feuille.titres.cellules[rang] ?? '';
      const autre = hasard.un(['', titre.slice(1), `${titre}s`, titre.toUpperCase(), '__proto__', 'constructor', '""']);
      return {
        ...feuille,
        titres: { ...feuille.titres, cellules: remplacer(feuille.titres.cellules, rang, [autre]) },
      };
    }),
  },
  {
    nom: 'décaler vers la droite dans une suite de lignes',
    muter: surFeuille((feuille, sujet) => {
      const rang = sujet.hasard.nombre(largeur(feuille));
      return surDesRangs(feuille, ...suite(feuille, sujet), (cellules) => [
        ...cellules.slice(0, rang),
        '',
        ...cellules.slice(rang, -1),
      ]);
    }),
  },
  {
    nom: 'décaler vers la gauche dans une suite de lignes',
    muter: surFeuille((feuille, sujet) => {
      const rang = sujet.hasard.nombre(largeur(feuille));
      return surDesRangs(feuille, ...suite(feuille, sujet), (cellules) => [...remplacer(cellules, rang, []), '']);
    }),
  },
  {
    nom: 'échanger deux cellules dans une suite de lignes',
    muter: surFeuille((feuille, sujet) => {
      const [a, b] = [sujet.hasard.nombre(largeur(feuille)), sujet.hasard.nombre(largeur(feuille))];
      return surDesRangs(feuille, ...suite(feuille, sujet), (cellules) =>
        cellules.map((cellule, rang) => (rang === a ? cellules[b] : rang === b ? cellules[a] : cellule) ?? ''),
      );
    }),
  },
  {
    nom: 'vider une cellule',
    muter: surFeuille((feuille, sujet) => {
      const rang = sujet.hasard.nombre(largeur(feuille));
      return surDesRangs(feuille, ...suite(feuille, sujet), (cellules) => remplacer(cellules, rang, ['']));
    }),
  },
  {
    nom: 'recopier une cellule vers le bas',
    muter: surFeuille((feuille, sujet) => {
      const rang = sujet.hasard.nombre(largeur(feuille));
      const [debut, nombre] = suite(feuille, sujet);
      const valeur = feuille.rangs[debut]?.cellules[rang] ?? '';
      return surDesRangs(feuille, debut, nombre, (cellules) => remplacer(cellules, rang, [valeur]));
    }),
  },
];

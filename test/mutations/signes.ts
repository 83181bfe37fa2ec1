import {
  colonnesDeMontants,
  couper,
  type Feuille,
  recoller,
  remplacer,
  surChaqueRang,
  surDesRangs,
} from './feuille.ts';
import type { Genre, Sujet } from './genres.ts';

const TOUJOURS = () => true;

/** Works on the file as letters, one for each byte. */
function surTexte(faire: (texte: string, sujet: Sujet) => string): Genre['muter'] {
  return (sujet) => Buffer.from(faire(sujet.octets.toString('latin1'), sujet), 'latin1');
}

const inserer = (texte: string, place: number, signe: string) => texte.slice(0, place) + signe + texte.slice(place);

/** All the places of a sign in a text. */
function places(texte: string, signe: string): number[] {
  const trouvees: number[] = [];
  for (let place = texte.indexOf(signe); place >= 0; place = texte.indexOf(signe, place + 1)) trouvees.push(place);
  return trouvees;
}

/** Changes one amount, or all of a run of rows. */
function surMontants(faire: (montant: string, sujet: Sujet) => string, tous = false): Genre['muter'] {
  return (sujet) => {
    const feuille = couper(sujet.octets, sujet.source);
    const colonnes = colonnesDeMontants(feuille, sujet.source);
    const rang = sujet.hasard.un(colonnes);
    const nombre = tous ? feuille.rangs.length : sujet.hasard.un([1, 1, 3]);
    const debut = tous ? 0 : sujet.hasard.nombre(feuille.rangs.length);
    const change = surDesRangs(feuille, debut, nombre, (cellules) =>
      remplacer(cellules, rang, [faire(cellules[rang] ?? '', sujet)]),
    );
    return recoller(change, sujet.source);
  };
}

/** Puts a text somewhere in a cell, most often at an end of it. */
function dansUneCellule(quoi: (sujet: Sujet, feuille: Feuille) => { signe: string; rang: number }): Genre['muter'] {
  return (sujet) => {
    const feuille = couper(sujet.octets, sujet.source);
    const { signe, rang } = quoi(sujet, feuille);
    const ecrit = sujet.source.encodage === 'utf-8' ? Buffer.from(signe, 'utf8').toString('latin1') : signe;
    const change = surDesRangs(feuille, sujet.hasard.nombre(feuille.rangs.length), 1, (cellules) => {
      const cellule = cellules[rang] ?? '';
      const place = sujet.hasard.un([0, cellule.length, sujet.hasard.nombre(cellule.length + 1)]);
      return remplacer(cellules, rang, [inserer(cellule, place, ecrit)]);
    });
    return recoller(change, sujet.source);
  };
}

const auHasard =
  (signes: readonly string[]) =>
  ({ hasard }: Sujet, { titres }: Feuille) => ({
    signe: hasard.un(signes),
    rang: hasard.nombre(titres.cellules.length),
  });
const dansUnMontant = (signes: readonly string[]) => (sujet: Sujet, feuille: Feuille) => ({
  signe: sujet.hasard.un(signes),
  rang: sujet.hasard.un(colonnesDeMontants(feuille, sujet.source)),
});

const SANS_CHASSE = ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad'];
const SENS_D_ECRITURE = ['\u200e', '\u200f', '\u202a', '\u202d', '\u202e', '\u2066', '\u2069', '\u061c'];
const COMMANDES = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).concat('\x7f', '\x85', '\x9b');
const ESPACES = [' ', '\u00a0', '\u202f', '\u2009', '\u2003', '\u3000', '\t'];

const GUILLEMETS: readonly Genre[] = [
  {
    nom: 'mettre toutes les cellules entre guillemets',
    anodin: TOUJOURS,
    muter: ({ octets, source }) =>
      recoller(
        surChaqueRang(couper(octets, source), (cellules) =>
          cellules.map((cellule) => (cellule.startsWith('"') ? cellule : `"${cellule}"`)),
        ),
        source,
      ),
  },
  { nom: 'ôter tous les guillemets', muter: surTexte((texte) => texte.replaceAll('"', '')) },
  { nom: 'doubler tous les guillemets', muter: surTexte((texte) => texte.replaceAll('"', '""')) },
  {
    nom: 'ôter un guillemet, ou en ajouter un',
    muter: surTexte((texte, { hasard }) => {
      const siens = places(texte, '"');
      if (siens.length === 0) return inserer(texte, hasard.nombre(texte.length), '"');
      const place = hasard.un(siens);
      return hasard.un([true, false]) ? texte.slice(0, place) + texte.slice(place + 1) : inserer(texte, place, '"');
    }),
  },
  {
    nom: 'ouvrir un guillemet en début de cellule',
    muter: surTexte((texte, { hasard, source }) =>
      inserer(texte, hasard.un(places(texte, source.separateur)) + 1, '"'),
    ),
  },
  {
    nom: 'ouvrir un guillemet et le fermer plus loin',
    muter: surTexte((texte, { hasard, source }) => {
      const siens = places(texte, source.separateur);
      const rang = hasard.nombre(siens.length);
      const loin = Math.min(
        rang + hasard.un([1, 2, 15, 30, couper(Buffer.from(texte, 'latin1'), source).titres.cellules.length]),
        siens.length - 1,
      );
      const ferme = inserer(texte, siens[loin] ?? 0, '"');
      return inserer(ferme, (siens[rang] ?? 0) + 1, '"');
    }),
  },
  {
    nom: 'avaler des lignes entre deux guillemets',
    muter: (sujet) => {
      const feuille = couper(sujet.octets, sujet.source);
      const rang = sujet.hasard.nombre(feuille.titres.cellules.length);
      const debut = sujet.hasard.nombre(feuille.rangs.length - 1);
      const fin = Math.min(debut + sujet.hasard.un([1, 2, 10]), feuille.rangs.length - 1);
      const ouvert = surDesRangs(feuille, debut, 1, (cellules) => remplacer(cellules, rang, [`"${cellules[rang]}`]));
      const ferme = surDesRangs(ouvert, fin, 1, (cellules) => remplacer(cellules, rang, [`${cellules[rang]}"`]));
      return recoller(ferme, sujet.source);
    },
  },
  {
    nom: 'changer les guillemets pour d’autres signes',
    muter: surTexte((texte, { hasard }) => texte.replaceAll('"', hasard.un(["'", '``', '\x93', '\xab']))),
  },
];

const SEPARATEURS: readonly Genre[] = [
  {
    nom: 'changer tous les séparateurs',
    muter: surTexte((texte, { source, hasard }) =>
      texte.replaceAll(
        source.separateur,
        hasard.un([';', ',', '\t', '|', ' '].filter((signe) => signe !== source.separateur)),
      ),
    ),
  },
  {
    nom: 'changer les séparateurs d’une ligne',
    muter: ({ octets, source, hasard }) => {
      const lignes = octets.toString('latin1').split('\n');
      const rang = hasard.nombre(lignes.length);
      const autre = hasard.un([';', ',', '\t', '|'].filter((signe) => signe !== source.separateur));
      lignes[rang] = lignes[rang]?.replaceAll(source.separateur, autre) ?? '';
      return Buffer.from(lignes.join('\n'), 'latin1');
    },
  },
  {
    nom: 'ôter un séparateur',
    muter: surTexte((texte, { hasard, source }) => {
      const place = hasard.un(places(texte, source.separateur));
      return texte.slice(0, place) + texte.slice(place + 1);
    }),
  },
  {
    nom: 'ajouter un séparateur',
    muter: surTexte((texte, { hasard, source }) => inserer(texte, hasard.nombre(texte.length), source.separateur)),
  },
  {
    nom: 'ajouter des séparateurs au bout d’une ligne',
    muter: surTexte((texte, { hasard, source }) => {
      const place = hasard.un(places(texte, '\n'));
      return inserer(
        texte,
        texte[place - 1] === '\r' ? place - 1 : place,
        source.separateur.repeat(hasard.entre(1, 40)),
      );
    }),
  },
];

const MONTANTS: readonly Genre[] = [
  {
    nom: 'changer la marque décimale partout',
    muter: surMontants((montant) => montant.replace(/[.,]/, (marque) => (marque === ',' ? '.' : ',')), true),
  },
  {
    nom: 'changer la marque décimale d’un montant',
    muter: surMontants((montant) => montant.replace(/[.,]/, (marque) => (marque === ',' ? '.' : ','))),
  },
  { nom: 'ôter la marque décimale', muter: surMontants((montant) => montant.replace(/[.,]/, '')) },
  {
    nom: 'grouper les milliers autrement',
    muter: surMontants((montant, { hasard }) => {
      const signe = hasard.un(['.', ',', "'", ' ', '_']);
      return montant.replace(/[ \xa0]|\xe2\x80\xaf|\xc2\xa0/g, '').replace(/\B(?=(?:\d{3})+(?!\d))/g, signe);
    }),
  },
  {
    nom: 'écrire un montant autrement',
    muter: surMontants((montant, { hasard }) =>
      hasard.un([
        `-${montant}`,
        `(${montant})`,
        `+${montant}`,
        `${montant}-`,
        `${montant} EUR`,
        `00${montant}`,
        `--${montant}`,
        `${montant}0`,
        `${montant}000`,
        `${montant}E2`,
        `=${montant}`,
        `${montant}%`,
        `$${montant}`,
        'p.m.',
        'NaN',
        'Infinity',
        '0x10',
        '1e3',
        '-',
        '#REF!',
      ]),
    ),
  },
  {
    nom: 'prendre une lettre pour un chiffre',
    muter: surMontants((montant, { hasard, source }) => {
      const sosies =
        source.encodage === 'utf-8'
          ? ['O', 'l', 'o', 'I', 'S', '\xd9\xa1', '\xef\xbc\x91', '\xc2\xb2']
          : ['O', 'l', 'I', '\xb2', '\xb9'];
      return montant.replace(/\d/, hasard.un(sosies));
    }),
  },
  {
    nom: 'un nombre démesuré',
    muter: surMontants((_, { hasard }) => '9'.repeat(hasard.entre(9, 30))),
  },
];

const INVISIBLES: readonly Genre[] = [
  { nom: 'un octet nul', muter: surTexte((texte, { hasard }) => inserer(texte, hasard.nombre(texte.length), '\0')) },
  { nom: 'un caractère de commande', muter: dansUneCellule(auHasard(COMMANDES)) },
  { nom: 'un signe sans chasse', muter: dansUneCellule(auHasard(SANS_CHASSE)) },
  { nom: 'un signe sans chasse dans un montant', muter: dansUneCellule(dansUnMontant(SANS_CHASSE)) },
  { nom: 'un sens d’écriture', muter: dansUneCellule(auHasard(SENS_D_ECRITURE)) },
  { nom: 'une espace d’un autre genre', muter: dansUneCellule(auHasard(ESPACES)) },
  { nom: 'une espace d’un autre genre dans un montant', muter: dansUneCellule(dansUnMontant(ESPACES)) },
];

export const SIGNES: readonly Genre[] = [...GUILLEMETS, ...SEPARATEURS, ...MONTANTS, ...INVISIBLES];

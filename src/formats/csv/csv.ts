import * as z from 'zod';
import { ENCODINGS } from '../../files/decoder.ts';
import { inQuotes } from '../../files/yaml-text.ts';
import { type Cle, ecrireTitres, type Format, titres } from '../format.ts';
import { type FormatTexte, ouvrirCsv } from './ouvrir-csv.ts';
import { SEPARATEURS } from './separateurs.ts';

const encodage = {
  lue: z.enum(ENCODINGS).optional(),
  dit: 'comment un fichier de texte écrit ses accents',
  exemple: 'utf-8, ou windows-1252 (plus rarement cp850 ou macintosh)',
  titre: 'Encodage',
  sens: 'Comment le fichier écrit les accents.',
  propose: {
    valeurs: ENCODINGS,
    sens: {
      'utf-8': 'Avec ou sans marque d’ordre.',
      'windows-1252': 'Les fichiers CSV d’Excel, le plus souvent.',
      cp850: 'Les fichiers de DOS, ou d’Excel enregistrés en « CSV (MS-DOS) ».',
      macintosh: 'Les fichiers d’anciens Mac, ou d’Excel enregistrés en « CSV (Macintosh) ».',
    },
  },
} satisfies Cle;

const separateur = {
  lue: z
    .string()
    .transform((signe) => (signe === '\\t' ? '\t' : signe))
    .refine((signe) => SEPARATEURS.includes(signe), 'un de ; , | ou "\\t" est attendu')
    .optional(),
  dit: 'le signe entre deux cellules d’un fichier de texte',
  exemple: '";"',
  titre: 'Séparateur',
  sens: 'Le signe entre deux cellules, entre guillemets : ";", ",", "|" ou "\\t" pour une tabulation.',
  propose: { valeurs: [';', ',', '|', '\t', '\\t'] },
} satisfies Cle;

const cles = { encodage, separateur, titres };

export const CSV: Format<FormatTexte, typeof cles> = {
  nom: 'un fichier CSV',
  sens: 'Un fichier de texte, des cellules entre séparateurs.',
  cles,
  decimale: 'exigée',
  cellulesTapees: true,
  dansUnFil: true,
  remedes: {
    codeAltere: 'Redemandez le fichier, cette colonne au format Texte avant l’export ; ou dites ce code sous valeurs.',
    zeroPerdu:
      'Ajoutez « completer_zeros: [fonction] » à cette source : le zéro revient, le fichier reste tel que reçu. Ou redemandez le fichier, cette colonne au format Texte.',
  },
  lire: (ecrit, { refuser, exiger }) => {
    exiger('encodage');
    exiger('separateur');
    const { encodage, separateur, preambule, titres = 1 } = ecrit;
    if (titres > 1)
      refuser(
        ['titres'],
        'un fichier CSV a une ligne de titres, ou aucune',
        'Comptez les lignes au-dessus d’elle dans preambule, ou écrivez « aucun ».',
      );
    return encodage === undefined || separateur === undefined
      ? undefined
      : { genre: 'csv', encodage, separateur, preambule, titres };
  },
  ouvrir: ouvrirCsv,
  reconnait: () => false,
  regarder: async (chemin, demande) => (await import('./regarder-csv.ts')).regarderCsv(chemin, demande),
  ecrire: ({ encodage, separateur, titres }) => ({
    tete: [
      ['encodage', encodage],
      ['separateur', inQuotes(separateur)],
    ],
    suite: ecrireTitres(titres),
  }),
};

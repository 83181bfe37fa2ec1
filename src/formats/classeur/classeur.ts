import { asYaml } from '../../files/yaml-text.ts';
import { type Cle, ecrireTitres, type Format, texteEcrit, titres } from '../format.ts';
import { type FormatClasseur, ouvrirClasseur } from './ouvrir-classeur.ts';

const feuille = {
  lue: texteEcrit.optional(),
  dit: 'la feuille d’un classeur',
  exemple: 'Feuil1',
  titre: 'Feuille',
  sens: 'Le nom de la feuille du classeur.',
} satisfies Cle;

const cles = { feuille, titres };

/** Excel workbooks, a sheet being a source. */
export const CLASSEUR: Format<FormatClasseur, typeof cles> = {
  nom: 'un classeur Excel',
  sens: 'Une feuille d’un classeur Excel (.xlsx).',
  cles,
  // A workbook holds numbers: only its cells of text need a mark.
  decimale: 'facultative',
  aDesFeuilles: true,
  remedes: {
    codeAltere: 'Redemandez le classeur, cette colonne au format Texte avant d’y écrire les codes.',
    zeroPerdu:
      'Ajoutez « completer_zeros: [fonction] » à cette source : le zéro revient, le classeur reste tel que reçu. Ou donnez à ces cellules le format de nombre 000 (Format de cellule › Personnalisée) : leur zéro se lit.',
  },
  lire: ({ feuille, titres = 1, preambule }, { refuser, exiger }) => {
    exiger('feuille');
    if (titres > 5)
      refuser(
        ['titres'],
        'les titres tiennent sur cinq rangées au plus',
        'Comptez les rangées de titres de la feuille.',
      );
    return feuille === undefined ? undefined : { genre: 'classeur', feuille, preambule, titres };
  },
  ouvrir: ouvrirClasseur,
  reconnait: (tete) =>
    tete.subarray(0, 2).toString('latin1') === 'PK' || tete.subarray(0, 4).toString('hex') === 'd0cf11e0',
  regarder: async (chemin, demande) => (await import('./regarder-classeur.ts')).regarderClasseur(chemin, demande),
  ecrire: ({ feuille, titres }) => ({
    tete: [['feuille', asYaml(feuille)]],
    suite: ecrireTitres(titres),
  }),
};

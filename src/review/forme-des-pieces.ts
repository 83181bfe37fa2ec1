import type { Montant } from '../domain/argent/montant.ts';
import {
  COLONNES_DES_PIECES,
  type GenreDePiece,
  NATURES,
  OUI_NON,
  PARTENAIRES,
  PIECES,
  type Piece,
} from '../domain/volets/pieces-ecrites.ts';
import { asEuros } from '../files/xlsx/cell.ts';
import type { Consigne } from './ecrire-le-classeur.ts';
import type { ColonneLue, FormeDeClasseur, GenreDeSaisie, ListesDeChoix } from './forme-de-classeur.ts';

/** An action of which a person gives the pieces: a line, or an operation or a programme that has a row already. */
export interface ActionARenseigner {
  /** `sources/culture.csv:214`, `opération karim`, `programme HP 048-008`. */
  readonly ref: string;
  /** That of the line, and that of what `pieces.csv` says of it: either may change. */
  readonly empreinte: string;
  readonly libelle: string;
  readonly beneficiaire: string;
  readonly secteur: string;
  /** In the total. */
  readonly montant: Montant;
  readonly etat: string;
  readonly manque: string;
  /** What `pieces.csv` says of it already; empty for nothing. */
  lire(piece: Piece): string;
}

const FEUILLE = 'À renseigner';

const GENRES: Readonly<Record<GenreDePiece, GenreDeSaisie>> = {
  texte: 'texte',
  date: 'date',
  montant: 'montant',
  nature: 'choix',
  partenaire: 'choix',
  oui_non: 'choix',
  odd: 'texte',
};

export const FORME_DES_PIECES: FormeDeClasseur<ActionARenseigner, Piece> = {
  version: 'pieces-1',
  feuille: FEUILLE,
  commande: 'jaune pieces export',
  genre: 'un classeur de pièces',
  nomDeFichier: 'pieces',
  fichier: 'pieces.csv',
  ecrits: { vos: 'vos pièces', une: 'une pièce', des: 'des pièces' },
  colonnes: [
    { ...lue('Référence', 30, ({ ref }) => ref), style: 'luReduit' },
    lue('Action', 44, ({ libelle }) => libelle),
    lue('Bénéficiaire', 26, ({ beneficiaire }) => beneficiaire),
    lue('Secteur', 22, ({ secteur }) => secteur),
    { ...lue('Retenu (€)', 16, ({ montant }) => asEuros(montant)), style: 'luMontant' },
    { ...lue('État', 16, ({ etat }) => etat), avis: true },
    { ...lue('Il manque', 40, ({ manque }) => manque), avis: true },
    ...COLONNES_DES_PIECES.map((piece) => {
      const { titre, aide, genre } = PIECES[piece];
      return {
        title: titre,
        width: genre === 'texte' ? 24 : 14,
        style: genre === 'date' ? ('saisieDate' as const) : ('saisie' as const),
        saisie: piece,
        genre: GENRES[genre],
        aide,
        dejaSaisi: (action: ActionARenseigner) => montrer(action.lire(piece), genre),
      };
    }),
    lue('Empreinte', 19, ({ empreinte }) => empreinte),
  ],
  identifier: ({ ref, empreinte }) => ({ ref, empreinte }),
};

function lue(
  titre: string,
  largeur: number,
  lire: ColonneLue<ActionARenseigner>['lire'],
): ColonneLue<ActionARenseigner> {
  return { title: titre, width: largeur, style: 'lu', lire };
}

const MONTRES: Readonly<Record<string, string>> = {
  cooperation: 'coopération',
  developpement: 'développement',
  en_france: 'en France seulement',
  autre_competence: 'autre compétence',
  autorite_locale: 'autorité locale étrangère',
  collectivite_territoriale: 'collectivité territoriale étrangère',
};

function montrer(ecrit: string, genre: GenreDePiece): string {
  if (genre === 'date') return ecrit.split('-').reverse().join('/');
  return genre === 'nature' || genre === 'partenaire' ? (MONTRES[ecrit] ?? ecrit) : ecrit;
}

/** The lists of choices, by the columns that they are for. */
export const LISTES_DES_PIECES: ListesDeChoix = Object.fromEntries(
  COLONNES_DES_PIECES.flatMap((piece) => {
    const { genre } = PIECES[piece];
    const valeurs: readonly string[] =
      { nature: NATURES, partenaire: PARTENAIRES, oui_non: OUI_NON }[genre as string] ?? [];
    return valeurs.length === 0
      ? []
      : [[piece, valeurs.map((ecrit) => ({ montre: MONTRES[ecrit] ?? ecrit, ecrit }))] as const];
  }),
);

export const NOTE_DES_PIECES =
  'Remplissez les cases jaunes : ce que le dossier de la collectivité contient. Une case vide n’est jamais « non ». Une ligne laissée vide reste non renseignée.';

/** What the first sheet says to whoever opens the workbook. */
export const CONSIGNES_DES_PIECES: readonly Consigne[] = [
  {
    titre: 'Ce que contient ce classeur',
    texte:
      'Les actions du total dont des pièces manquent ou ne sont pas renseignées, le plus d’euros d’abord ; avec --toutes, les autres aussi. Les opérations exceptionnelles y sont, leur état dit « hors total ». Une opération ou un programme a sa ligne s’il a déjà une fiche.',
  },
  {
    titre: 'Ce que vous remplissez',
    texte: `Dans la feuille « ${FEUILLE} », seulement les colonnes jaunes. Ce que pieces.csv dit déjà y est : complétez-le, corrigez-le. Une ligne dont vous videz toutes les cases ne change rien : pour retirer une fiche, retirez sa ligne de pieces.csv.`,
  },
  {
    titre: 'Délibération',
    texte:
      'Son jour dit le texte qui s’applique, et ce qu’il demande. Celui du paiement n’y change rien. Écrivez 06/11/2012 ou 2012-11-06.',
  },
  {
    titre: 'Il manque',
    texte:
      'Ce que le texte demande et que la fiche ne dit pas, au jour de l’export. C’est un constat : l’outil ne dit pas ce qu’un acte vaut.',
  },
  {
    titre: 'Ce qu’il ne faut pas changer',
    texte:
      'Les autres cellules sont protégées, sans mot de passe : l’import compare chacune à ce qui a été envoyé et refuse une ligne changée ou décalée. Filtrez et élargissez à votre gré. Pas de formule dans les cases jaunes.',
  },
  {
    titre: 'Pour finir',
    texte:
      'Enregistrez au format .xlsx, puis : jaune pieces import <dossier> <classeur>. Tout est vérifié avant que rien ne soit pris ; s’il y a une faute, elle est dite avec sa case, et rien n’est pris. Si pieces.csv a changé depuis l’export, --garder prend ce que dit le classeur et laisse l’ancienne fiche comme historique.',
  },
];

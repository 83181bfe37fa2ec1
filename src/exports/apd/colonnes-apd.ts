import type { Montant } from '../../domain/argent/montant.ts';
import { referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { type Colonne, numeroDeProjet } from '../aide/colonnes.ts';
import type { LigneDAide } from '../aide/lignes-d-aide.ts';
import type { AidePreparee } from '../aide/preparer-l-aide.ts';
import { MARQUEURS, type Marqueur } from '../aide/schema-aide.ts';
import type { EntreeCad } from '../cad/liste-cad.ts';

/** All that is declared is official development assistance, by what a declaration of it is. */
const TYPE_DE_FLUX = '10';

/** A list of codes of the workbook. */
export type NomDeListe = 'beneficiaires' | 'canaux' | 'secteurs' | 'biMulti' | 'financements' | 'modalites';

/** A column of the declaration, and how people fill it in the workbook. */
export interface ColonneApd extends Colonne {
  /** The list that it is chosen in, by its codes or by its labels. */
  readonly liste?: NomDeListe;
  readonly choisi?: 'code' | 'libelle';
  /** The code behind the label. */
  code?(ligne: LigneDAide): string | undefined;
  /** It is the code of what is chosen in a list; of a sector, its first figures. */
  readonly suit?: { readonly liste: NomDeListe; readonly debut?: number };
  readonly marqueur?: true;
  /** Of amounts, in cents. */
  readonly genre?: 'montant';
}

/** The heads of the open data of the State, in its order; then what it does not publish. */
export function colonnesApd({ exercice, agence }: AidePreparee): readonly ColonneApd[] {
  const marqueur = (nom: Marqueur): ColonneApd => ({
    titre: MARQUEURS[nom],
    marqueur: true,
    lire: ({ marqueurs }) => marqueurs.get(nom) ?? '',
  });
  const deCode = (titre: string, liste: NomDeListe, lire: Colonne['lire'], debut?: number): ColonneApd => ({
    titre,
    suit: { liste, ...(debut === undefined ? {} : { debut }) },
    lire,
  });
  const deLibelle = (titre: string, liste: NomDeListe, entree: (ligne: LigneDAide) => EntreeCad | undefined) =>
    ({
      titre,
      liste,
      choisi: 'libelle',
      code: (ligne) => entree(ligne)?.code,
      lire: (ligne) => entree(ligne)?.libelle ?? '',
    }) satisfies ColonneApd;
  const aChoisir = (titre: string, liste: NomDeListe, lire: Colonne['lire']): ColonneApd => ({
    titre,
    liste,
    choisi: 'code',
    lire,
  });
  const montants = (titre: string, lire: (ligne: LigneDAide) => Montant | undefined): ColonneApd => ({
    titre,
    genre: 'montant',
    lire,
  });
  return [
    { titre: 'Annee de declaration', lire: () => String(exercice) },
    { titre: 'Agence', lire: () => agence },
    { titre: 'Numero de projet', lire: numeroDeProjet },
    deCode('Code du pays beneficiaire', 'beneficiaires', ({ beneficiaire }) => beneficiaire?.code ?? ''),
    deLibelle('Pays beneficiaire', 'beneficiaires', ({ beneficiaire }) => beneficiaire),
    { titre: 'Codes ISO', lire: ({ beneficiaire }) => beneficiaire?.pays ?? '' },
    deCode('Code canal de transfert', 'canaux', ({ canal }) => canal?.code ?? ''),
    deLibelle('Canal de transfert', 'canaux', ({ canal }) => canal),
    aChoisir('Bi/Multi', 'biMulti', ({ biMulti }) => biMulti?.code ?? ''),
    { titre: 'Code type de flux', lire: () => TYPE_DE_FLUX },
    aChoisir('Code type de financement', 'financements', ({ financement }) => financement?.code ?? ''),
    aChoisir('Code modalite de cooperation', 'modalites', ({ modalite }) => modalite?.code ?? ''),
    { titre: 'Description courte', lire: ({ part: { affectation } }) => affectation.ligne.libelle },
    deCode('Code objet', 'secteurs', ({ secteur }) => secteur?.code ?? ''),
    deCode('code secteur CAD', 'secteurs', ({ secteur }) => secteur?.code.slice(0, 3) ?? '', 3),
    deLibelle('Secteur', 'secteurs', ({ secteur }) => secteur),
    marqueur('genre'),
    marqueur('environnement'),
    marqueur('biodiversite'),
    montants('Engagements', ({ engagement }) => engagement),
    montants('Versements', ({ versement }) => versement),
    marqueur('nutrition'),
    marqueur('inclusion'),
    { titre: 'Ligne du jaune', lire: ({ part: { affectation } }) => referenceDe(affectation.ligne) },
  ];
}

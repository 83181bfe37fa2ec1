import { payeurDe } from '../../compile/cofinancements/compiler-les-cofinancements.ts';
import { lecteurDePayeur, valeursDesOperations } from '../../compile/cofinancements/valeurs-des-cofinancements.ts';
import type { Jaune } from '../../compile/jaune.ts';
import type { Montant } from '../../domain/argent/montant.ts';
import { GENRES_DE_FINANCEURS } from '../../domain/dossier/operations.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { CHAMPS_TEXTE, type ChampTexte, champDe } from '../../domain/lignes/champs.ts';
import { referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { operationDe } from '../../domain/lignes/operation-de.ts';
import { decideur, LIBELLES_PLACES } from '../../domain/verdict/verdict.ts';
import { asEuros } from '../../files/xlsx/cell.ts';
import { cellOfTable } from '../../files/xlsx/table-part.ts';
import { type Colonne, calculee, colonne, replier } from './colonne.ts';
import { COLONNES, type FeuilleDeLignes, formulesSur, RECETTES } from './noms.ts';

/** One row of a sheet of lines: a whole line. */
export interface RangeeDeLigne {
  readonly numero: number;
  readonly affectation: Affectation;
  /** What its parts have in the total, and for information. */
  readonly retenu: Montant;
  readonly horsTotal: Montant;
}

type ColonneDeLigne = Colonne<RangeeDeLigne>;

/** The fields that have a place of their own in the sheet; the others stand together, in the order of the table. */
const CHAMPS_PLACES: readonly ChampTexte[] = ['libelle', 'beneficiaire', 'caractere', 'reference'];
const AUTRES_CHAMPS = Object.keys(CHAMPS_TEXTE)
  .map((nom) => nom as ChampTexte)
  .filter((nom) => champDe(nom).classeur !== undefined && !CHAMPS_PLACES.includes(nom));

/** The columns of a sheet of lines: what people read, then, folded, what the line says of itself and what identifies it. */
export function colonnesDesLignes(jaune: Jaune, feuille: FeuilleDeLignes): readonly ColonneDeLigne[] {
  const { deLaLigne } = formulesDesLignes(feuille);
  return [
    colonne('numero', COLONNES.ligne, 10, ({ numero }) => numero),
    { ...recu('libelle'), style: 'renvoi' },
    { ...recu('beneficiaire'), style: 'renvoi' },
    colonne('modifiable', COLONNES.verdict, 21, ({ affectation }) => LIBELLES_PLACES[affectation.verdict.place]),
    colonne('modifiableMontant', COLONNES.montant, 17, ({ affectation }) => asEuros(affectation.montant)),
    calculee(COLONNES.retenu, deLaLigne(COLONNES.retenu), ({ retenu }) => retenu),
    calculee(COLONNES.horsTotal, deLaLigne(COLONNES.horsTotal), ({ horsTotal }) => horsTotal),
    colonne('entier', COLONNES.parts, 11, ({ affectation }) => affectation.verdict.parts.length),
    { ...recu('caractere'), style: 'texte' },
    ...(feuille === RECETTES ? colonnesDuFinanceur(jaune) : []),
    colonne('renvoi', 'Motif', 44, ({ affectation }) => affectation.verdict.decisive.motif),
    ...replier([
      colonne('nu', 'Référence de la ligne', 34, ({ affectation }: RangeeDeLigne) => referenceDe(affectation.ligne)),
      colonne('nu', 'Règle ou arbitrage', 26, ({ affectation }) => decideur(affectation.verdict.decisive)),
      ...AUTRES_CHAMPS.map(recu),
      recu('reference'),
      colonne('code', 'Empreinte', 19, ({ affectation }) => affectation.ligne.empreinte),
    ]),
  ];
}

/** Who paid a receipt that is in the perimeter, of which kind where it is co-financing, and its operation. */
function colonnesDuFinanceur(jaune: Jaune): readonly ColonneDeLigne[] {
  const { operations } = jaune.enTete;
  const { liste, rangs } = valeursDesOperations(jaune);
  const payeur = lecteurDePayeur(jaune);
  const genreDe = (affectation: Affectation) => {
    const qui = payeur(affectation);
    return qui && GENRES_DE_FINANCEURS[qui.genre];
  };
  return [
    colonne(
      'renvoi',
      'Opération rattachée',
      30,
      ({ affectation }) => liste[rangs.get(operationDe(affectation, operations)) ?? -1]?.libelle,
    ),
    colonne('renvoi', 'Financeur', 30, ({ affectation }) =>
      affectation.verdict.place === 'exclue' ? undefined : (payeur(affectation)?.nom ?? payeurDe(affectation)),
    ),
    colonne('renvoi', 'Genre de financeur', 20, ({ affectation }) => genreDe(affectation)),
  ];
}

function recu(nom: ChampTexte): ColonneDeLigne {
  const { titre, genre, classeur } = champDe(nom);
  const propriete = CHAMPS_TEXTE[nom];
  return colonne(
    genre === 'code' ? 'code' : 'nu',
    classeur?.titre ?? titre,
    classeur?.largeur ?? 0,
    ({ affectation }) => affectation.ligne[propriete],
  );
}

function formulesDesLignes(feuille: FeuilleDeLignes) {
  const { dans, sommeDeColonne } = formulesSur(feuille);
  const ici = (titre: string) => cellOfTable(feuille, titre);
  const numero = ici(COLONNES.ligne);
  return {
    /** What the parts of a line make: the only one is found, several are summed, which reads them all. */
    deLaLigne: (titre: string) =>
      `IF(${ici(COLONNES.parts)}=1,INDEX(${dans(titre)},MATCH(${numero},${dans(COLONNES.ligne)},0)),${sommeDeColonne(titre, [COLONNES.ligne, numero])})`,
  };
}

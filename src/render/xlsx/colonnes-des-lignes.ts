import type { Jaune } from '../../compile/jaune.ts';
import { type Montant, montant } from '../../domain/argent/montant.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { CHAMPS_TEXTE, type ChampTexte, champDe } from '../../domain/lignes/champs.ts';
import { referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { decideur, ecrirePartVentilee, type PartVentilee } from '../../domain/verdict/verdict.ts';
import { type Cellule, enEuros, formuleMontant } from '../../files/xlsx/cell.ts';
import type { Colonne } from '../../files/xlsx/sheet.ts';
import type { StyleName } from '../../files/xlsx/styles.ts';
import { COLONNES, colonneDesRangs } from './noms.ts';
import type { NumerosDePieces, TableNumerotee } from './numeroter.ts';
import { FORMULE_FIXE, FORMULE_RESTE, FORMULE_RETENU, type PartAppliquee, resultatFixe } from './part-appliquee.ts';

/** One row of the sheet `Lignes`: a part of a line. */
export interface RangeeDeLigne {
  /** Rank of the row in the sheet, from 0. */
  readonly rang: number;
  /** Number of the line, from 1. */
  readonly numero: number;
  /** Number of the part in its line, from 1. */
  readonly numeroPart: number;
  readonly affectation: Affectation;
  readonly part: PartVentilee;
  readonly appliquee: PartAppliquee;
  readonly montant: Montant;
}

/** A column of the sheet of lines, and how it is read from a line. */
export interface ColonneDeLigne extends Colonne {
  /** What a row added under the table receives, when the column is worked out. */
  readonly formule?: string;
  lire(rangee: RangeeDeLigne): Cellule;
}

/** The fields that have a place of their own in the sheet; the others stand together, in the order of the table. */
const CHAMPS_PLACES: readonly ChampTexte[] = ['libelle', 'beneficiaire', 'caractere', 'reference'];
const AUTRES_CHAMPS = Object.keys(CHAMPS_TEXTE)
  .map((nom) => nom as ChampTexte)
  .filter((nom) => champDe(nom).classeur !== undefined && !CHAMPS_PLACES.includes(nom));

/** The columns of `Lignes` that people read; those that only formulas read come after. */
export function colonnesLues({ libelles }: Jaune): readonly ColonneDeLigne[] {
  const libelle = (dimension: keyof typeof libelles): ColonneDeLigne['lire'] => {
    const noms = libelles[dimension];
    return ({ part }) => noms.get(part[dimension]) ?? part[dimension];
  };
  return [
    colonne('numero', COLONNES.ligne, 11, ({ numero }) => numero),
    colonne('numero', COLONNES.rangPart, 11, ({ numeroPart }) => numeroPart),
    texte('Référence de la ligne', 34, ({ affectation }) => referenceDe(affectation.ligne)),
    recu('libelle'),
    { ...recu('beneficiaire'), style: 'texte' },
    colonne('modifiable', COLONNES.verdict, 19, ({ part }) => part.place),
    colonne('modifiableMontant', COLONNES.montant, 19, ({ affectation }) => enEuros(affectation.montant)),
    colonne('texte', 'Part à l’édition', 15, ({ part }) => ecrirePartVentilee(part)),
    colonne('modifiablePart', COLONNES.part, 12, ({ appliquee }) => appliquee.part),
    colonne('modifiableMontant', COLONNES.exact, 17, ({ appliquee: { exact } }) =>
      exact === undefined ? undefined : enEuros(exact),
    ),
    calculee(COLONNES.retenu, 19, FORMULE_RETENU, (rangee) => rangee.montant),
    calculee(COLONNES.reste, 19, FORMULE_RESTE, () => montant(0)),
    { ...recu('caractere'), style: 'texte' },
    texte('Règle ou arbitrage', 26, ({ affectation }) => decideur(affectation.verdict.decisive)),
    texte('Axe', 24, libelle('axe')),
    texte('Domaine', 24, libelle('domaine')),
    texte('Territoire', 20, libelle('territoire')),
    texte('Pays', 16, libelle('pays')),
    texte('Secteur compté', 40, ({ part }) => part.secteur),
    ...AUTRES_CHAMPS.map(recu),
    texte('Motif', 48, ({ affectation }) => affectation.verdict.decisive.motif),
    recu('reference'),
    colonne('code', 'Empreinte', 19, ({ affectation }) => affectation.ligne.empreinte),
  ];
}

/**
 * The columns that only formulas read: how a part is worked out, to which side of the bridge it belongs, and the numbers by
 * which the sheets find their lines.
 */
export function colonnesTechniques(
  { enTete }: Jaune,
  tables: ReadonlyMap<string, TableNumerotee>,
  pieces: NumerosDePieces,
): readonly ColonneDeLigne[] {
  const { secteurPilote } = enTete;
  const dePiece = (titre: string, numeros: Int32Array) => nombre(titre, ({ numero }) => numeros[numero - 1] ?? 0);
  return [
    nombre(COLONNES.parts, ({ affectation }) => affectation.verdict.parts.length),
    colonne('montant', COLONNES.centime, 13, ({ appliquee: { centime } }) =>
      centime === 0 ? undefined : enEuros(centime),
    ),
    {
      titre: COLONNES.fixe,
      largeur: 19,
      style: 'montant',
      formule: FORMULE_FIXE,
      lire: ({ appliquee, montant: centimes }) => ({
        formula: FORMULE_FIXE,
        result: resultatFixe(appliquee, centimes),
      }),
    },
    nombre(COLONNES.pilote, ({ part }) => (part.secteur === secteurPilote ? 1 : 0)),
    nombre(COLONNES.recu, ({ affectation }) => (affectation.ligne.secteur === secteurPilote ? 1 : 0)),
    dePiece(COLONNES.regle, pieces.regle),
    dePiece(COLONNES.source, pieces.source),
    dePiece(COLONNES.exclusion, pieces.exclusion),
    ...[...tables.values()].map(({ table, numeros }) =>
      nombre(colonneDesRangs(table.nom), ({ rang }) => numeros[rang] ?? 0),
    ),
  ];
}

type Lire = ColonneDeLigne['lire'];

/** A field of the line, as received. */
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

function texte(titre: string, largeur: number, lire: Lire): ColonneDeLigne {
  return colonne('nu', titre, largeur, lire);
}

function nombre(titre: string, lire: Lire): ColonneDeLigne {
  return colonne('nu', titre, 13, lire);
}

function calculee(
  titre: string,
  largeur: number,
  formule: string,
  lire: (rangee: RangeeDeLigne) => Montant,
): ColonneDeLigne {
  const style = 'montant';
  return { titre, largeur, style, formule, lire: (rangee) => formuleMontant(formule, lire(rangee)) };
}

function colonne(style: StyleName, titre: string, largeur: number, lire: Lire): ColonneDeLigne {
  return { titre, largeur, style, lire };
}

import type { Jaune, NomTable } from '../../compile/jaune.ts';
import type { Affectation } from '../../domain/affectation.ts';
import { type LigneBudgetaire, referenceDe } from '../../domain/ligne-budgetaire.ts';
import type { Montant } from '../../domain/montant.ts';
import { decideur, ecrirePartVentilee, type PartVentilee } from '../../domain/verdict.ts';
import { type Cellule, enEuros } from '../../files/xlsx/cell.ts';
import type { Colonne } from '../../files/xlsx/sheet.ts';
import type { NomStyle } from '../../files/xlsx/styles.ts';
import { NOMS_LIGNES, nomDesNumeros } from './names.ts';
import type { TableNumerotee } from './table-numbers.ts';

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
  readonly montant: Montant;
}

/** A column of the sheet of lines, and how it is read from a line. */
export interface ColonneDeLigne extends Colonne {
  /** Name that formulas give to the column. */
  readonly nom?: string;
  lire(rangee: RangeeDeLigne): Cellule;
}

/** The columns of `Lignes` that people read; those that only formulas read come after. */
export function colonnesLues({ enTete, libelles }: Jaune): readonly ColonneDeLigne[] {
  const libelle = (dimension: keyof typeof libelles): ColonneDeLigne['lire'] => {
    const noms = libelles[dimension];
    return ({ part }) => noms.get(part[dimension]) ?? part[dimension];
  };
  return [
    { titre: 'N° de ligne', largeur: 8, style: 'numero', nom: NOMS_LIGNES.ligne, lire: ({ numero }) => numero },
    { titre: 'N° de part', largeur: 6, style: 'numero', nom: NOMS_LIGNES.part, lire: ({ numeroPart }) => numeroPart },
    texte('Référence de la ligne', 38, ({ affectation }) => referenceDe(affectation.ligne)),
    texte('Libellé', 48, recu('libelle')),
    texte('Bénéficiaire', 28, recu('beneficiaire')),
    texte('Verdict de la part', 19, ({ part }) => part.place, NOMS_LIGNES.verdict),
    texte('Règle ou arbitrage', 24, ({ affectation }) => decideur(affectation.verdict.decisive)),
    texte('Quote-part', 11, ({ part }) => ecrirePartVentilee(part)),
    euros('Montant de la ligne (€), répété à chaque part', ({ affectation }) => affectation.montant),
    euros('Montant retenu (€), celui de la part', ({ montant }) => montant, NOMS_LIGNES.retenu),
    texte('Axe', 24, libelle('axe')),
    texte('Domaine', 24, libelle('domaine')),
    texte('Territoire', 20, libelle('territoire')),
    texte('Pays', 16, libelle('pays')),
    texte('Secteur compté', 40, ({ part }) => part.secteur),
    texte('Organisme', 24, recu('organisme')),
    texte('Secteur reçu', 40, recu('secteur')),
    texte('Section', 15, recu('section')),
    code('Chapitre', 11, recu('chapitre')),
    texte('Libellé du chapitre', 24, recu('chapitreLibelle')),
    code('Fonction', 11, recu('fonction')),
    texte('Libellé de la fonction', 24, recu('fonctionLibelle')),
    code('Programme', 13, recu('programme')),
    texte('Libellé du programme', 24, recu('programmeLibelle')),
    code('Action', 12, recu('action')),
    texte('Libellé de l’action', 24, recu('actionLibelle')),
    code('Nature', 9, recu('nature')),
    texte('Libellé de la nature', 24, recu('natureLibelle')),
    texte('Lieu reçu', 16, recu('lieu')),
    texte('Motif', 48, ({ affectation }) => affectation.verdict.decisive.motif),
    texte('Délibération ou référence', 18, recu('reference')),
    texte('Caractère', 12, recu('caractere')),
    code('Empreinte', 19, recu('empreinte')),
    {
      titre: 'Secteur pilote (1 : oui)',
      largeur: 10,
      style: 'nu',
      nom: NOMS_LIGNES.pilote,
      lire: ({ part }) => (part.secteur === enTete.secteurPilote ? 1 : 0),
    },
  ];
}

/** The columns by which formulas find the lines of a table's row: its number in the sheet of the table, 0 for none. */
export function colonnesDeNumeros(tables: ReadonlyMap<NomTable, TableNumerotee>): readonly ColonneDeLigne[] {
  return [...tables.values()].map(({ table, numeros }) => ({
    titre: `N° dans « ${table.titre} »`,
    largeur: 10,
    style: 'nu',
    nom: nomDesNumeros(table.nom),
    lire: ({ rang }) => numeros[rang] ?? 0,
  }));
}

type Lire = ColonneDeLigne['lire'];

function recu(champ: keyof { [C in keyof LigneBudgetaire as LigneBudgetaire[C] extends string ? C : never]: C }): Lire {
  return ({ affectation }) => affectation.ligne[champ];
}

function texte(titre: string, largeur: number, lire: Lire, nom?: string): ColonneDeLigne {
  return colonne('nu', titre, largeur, lire, nom);
}

function code(titre: string, largeur: number, lire: Lire): ColonneDeLigne {
  return colonne('code', titre, largeur, lire);
}

function euros(titre: string, lire: (rangee: RangeeDeLigne) => Montant, nom?: string): ColonneDeLigne {
  return colonne('montant', titre, 18, (rangee) => enEuros(lire(rangee)), nom);
}

function colonne(style: NomStyle, titre: string, largeur: number, lire: Lire, nom?: string): ColonneDeLigne {
  return { titre, largeur, style, lire, ...(nom !== undefined && { nom }) };
}

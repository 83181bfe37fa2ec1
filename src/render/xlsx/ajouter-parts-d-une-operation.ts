import type { OperationCompilee } from '../../compile/cofinancements/cofinancements.ts';
import { porteursNommes } from '../../compile/cofinancements/porteurs-d-une-operation.ts';
import { valeursDesPorteurs } from '../../compile/consolidation/champs-de-flux.ts';
import { montant } from '../../domain/argent/montant.ts';
import { amountFormula } from '../../files/xlsx/cell.ts';
import type { Sheet } from '../../files/xlsx/sheet.ts';
import type { StyleName } from '../../files/xlsx/styles.ts';
import type { Contexte } from './contexte.ts';
import { COLONNES, type ConditionDeSomme, formulesSur, RANGEES_LISTEES, RECETTES, sommeSi } from './noms.ts';

const RANGEE: readonly StyleName[] = [
  'numero',
  'renvoi',
  'montant',
  'nu',
  'montant',
  'montant',
  'nu',
  'nu',
  'nomDeChiffre',
];

/** What apart of its total an operation says, live: what each body bears of it, and what of it is exceptional. */
export function ajouterPartsDUneOperation(
  contexte: Contexte,
  feuille: Sheet,
  operation: OperationCompilee,
  { numero, nom }: { readonly numero: number; readonly nom: string },
): void {
  const { jaune, recettes } = contexte;
  const deLOperation = [COLONNES.operation, numero] as const;
  const ajouter = (
    place: 'internationale' | 'exceptionnelle',
    dit: readonly [numero: number, libelle: string, figure: string],
    [payees, recues]: readonly [number, number],
    ...conditions: readonly ConditionDeSomme[]
  ) => {
    const rang = feuille.nextRow;
    const enFace = recettes === undefined ? '0' : formulesSur(RECETTES).sommeSi(place, deLOperation, ...conditions);
    feuille.add(
      [
        dit[0],
        dit[1],
        amountFormula(`ROUND(${sommeSi(place, deLOperation, ...conditions)},2)`, montant(payees)),
        undefined,
        amountFormula(`ROUND(${enFace},2)`, montant(recues)),
        amountFormula(`ROUND(C${rang}-E${rang},2)`, montant(payees - recues)),
        undefined,
        undefined,
        dit[2],
      ],
      RANGEE,
    );
  };
  const porteurs = porteursNommes(jaune, operation);
  if (porteurs.length > 0) {
    feuille.addHeads(
      ['N°', 'Porté par', 'Dépenses', '', 'Recettes', 'Reste à charge', '', '', 'Nom du chiffre'],
      RANGEE,
    );
    const rangs = new Map(valeursDesPorteurs(jaune).map((porteur, rang) => [porteur.nom, rang]));
    for (const { nom: sien, libelle, depenses, recettes: recues } of porteurs) {
      const rang = rangs.get(sien) ?? RANGEES_LISTEES;
      // Bodies beyond those that the sheet of bodies lists have no number in sheets of lines.
      if (rang < RANGEES_LISTEES)
        ajouter(
          'internationale',
          [rang + 1, libelle, `cofinancement.${nom}/porteur.${sien}`],
          [depenses, recues],
          [COLONNES.porteur, rang + 1],
        );
    }
  }
  const [payees, recues] = [operation.liees.depenses.exceptionnelles, operation.liees.recettes.exceptionnelles];
  if (payees.lignes + recues.lignes === 0) return;
  feuille.addHeads(
    ['N°', 'Exceptionnel', 'Dépenses', '', 'Recettes', 'Reste, pour mémoire', '', '', 'Nom du chiffre'],
    RANGEE,
  );
  ajouter(
    'exceptionnelle',
    [numero, 'Pour mémoire, hors de tout total', `cofinancement.${nom}/exceptionnelles/reste`],
    [payees.centimes, recues.centimes],
  );
}

import { expect } from 'vitest';
import { aDesMesures } from '../../src/compile/cofinancements/cofinancements.ts';
import { porteursNommes } from '../../src/compile/cofinancements/porteurs-d-une-operation.ts';
import type { CompteDesDeuxSens } from '../../src/compile/compte.ts';
import type { Figure } from '../../src/compile/figures.ts';
import { type AutresBases, aDesEtapes, type Jaune, type Table } from '../../src/compile/jaune.ts';
import { Selection } from '../../src/compile/selection.ts';
import { tousLesChiffres } from '../../src/compile/tous-les-chiffres.ts';
import type { Affectation } from '../../src/domain/lignes/affectation.ts';

/** What lines make of a figure, and how many bring something, however they were counted when the dossier was compiled. */
export function selectionner(jaune: Jaune, affectations: readonly Affectation[], criteres: Figure['criteres']) {
  const selection = new Selection(jaune, criteres);
  const comptes = affectations.flatMap((affectation) => selection.compter(affectation) ?? []);
  return { montant: comptes.reduce((total, centimes) => total + centimes, 0), lignes: comptes.length };
}

/** All that must hold of the figures of a jaune and of the lines that it was made of. */
export function verifierTousLesChiffres(jaune: Jaune, affectations: readonly Affectation[]): void {
  const chiffres = tousLesChiffres(jaune);
  const faux = [...chiffres.values()].flatMap(({ nom, montant, criteres, termes }) => {
    const fait = selectionner(jaune, affectations, criteres).montant;
    const compose = termes?.reduce(
      (total, { signe, nom: autre }) => total + signe * (chiffres.get(autre)?.montant ?? Number.NaN),
      0,
    );
    return fait === montant && (compose ?? montant) === montant ? [] : [{ nom, montant, fait, compose }];
  });
  expect(faux).toEqual([]);
  // Two figures of one name would be one.
  expect(chiffres.size).toBe(compterLesCases(jaune) + jaune.volets.flatMap((volet) => volet.chiffres).length);
  for (const table of jaune.tables) verifierLesAutresBases(jaune, table);
  for (const { nom, partDe } of chiffres.values()) {
    expect(nom).toMatch(/^[a-z0-9_-]+(?:[./][a-z0-9_-]+)+$/);
    if (partDe !== undefined) expect([nom, chiffres.has(partDe)]).toEqual([nom, true]);
  }
}

/** On each other base that its lines give, rows make the total of the international place, and no line is counted twice. */
function verifierLesAutresBases(jaune: Jaune, { nom, rangees, autresBases }: Table): void {
  for (const [base, { internationale }] of jaune.partitionParBase) {
    if (base === jaune.enTete.base) continue;
    const { lignes, centimes } = autresBases.get(base) ?? { lignes: 0, centimes: 0 };
    expect([nom, base, lignes, centimes]).toEqual([nom, base, internationale.lignes, internationale.centimes]);
    const somme = rangees.reduce((total, rangee) => total + (rangee.autresBases.get(base)?.centimes ?? 0), 0);
    expect([nom, base, somme]).toEqual([nom, base, centimes]);
    for (const rangee of rangees) {
      const donnent = rangee.lignes.filter((rang) => jaune.lignes[rang]?.ligne.montants[base] !== undefined);
      expect([nom, rangee.nom, rangee.autresBases.get(base)?.lignes ?? 0]).toEqual([nom, rangee.nom, donnent.length]);
    }
  }
}

/** How many steps the bridge of expenses has and, where there are any, that of receipts. */
export function casesDesPasserelles({ passerelle, passerelleDesRecettes }: Jaune): number {
  const de = ({ sorties, apports }: Jaune['passerelle']) => 4 + sorties.length + apports.length;
  return de(passerelle) + (aDesEtapes(passerelleDesRecettes) ? de(passerelleDesRecettes) : 0);
}

/** How many of the figures of expenses have one of receipts beside them, by what they are of: those where there are any. */
export function casesDeRecettes(jaune: Jaune) {
  const { partition, exclusions, couverture, regles, sources, partitionParBase } = jaune;
  const compter = (comptes: readonly CompteDesDeuxSens[]) =>
    comptes.filter(({ recettes }) => recettes.lignes > 0 || recettes.centimes !== 0).length;
  const { parRegle, parDecision, suggereesOui, suggereesNon, signalees, silencieuses } = couverture;
  return {
    partition: compter(Object.values(partition)),
    exclusion: compter(exclusions),
    couverture: compter([parRegle, parDecision, suggereesOui, suggereesNon, signalees, silencieuses]),
    decideur: compter(couverture.decideurs),
    regle: compter(regles.flatMap(({ emporte, devance, contredite }) => [emporte, devance, contredite])),
    source: compter(sources.flatMap((source) => Object.values(source.partition))),
    base: compter([...partitionParBase.values()].flatMap((deBase) => Object.values(deBase))),
  };
}

/** How many figures stand beside those of rows, on other bases than the edition's. */
export function casesAilleurs(rangees: readonly { readonly autresBases: AutresBases }[]): number {
  return rangees.reduce((total, { autresBases }) => total + autresBases.size, 0);
}

/** Gross, net, received and borne for each operation, for what is of none and for all; what each funder paid. */
function casesDesCofinancements(jaune: Jaune): number {
  const { cofinancements } = jaune;
  if (!aDesMesures(cofinancements)) return 0;
  const { operations, sansOperation, parGenre } = cofinancements;
  const parGroupe = [...operations, sansOperation].reduce((total, { financeurs }) => total + 4 + financeurs.length, 4);
  const libres = operations.length === 0 ? 0 : new Set(sansOperation.financeurs.map(({ genre }) => genre)).size;
  const enPlus = operations.reduce((total, operation) => {
    const { depenses, recettes } = operation.liees;
    const horsTotal = depenses.exceptionnelles.lignes + recettes.exceptionnelles.lignes > 0 ? 3 : 0;
    return total + horsTotal + porteursNommes(jaune, operation).length;
  }, libres);
  const tous = [...operations, sansOperation, ...parGenre].flatMap(({ financeurs }) => financeurs);
  const aPart = tous.filter(({ exceptionnel }) => exceptionnel.recettes.length > 0).length;
  return parGenre.reduce((total, { financeurs }) => total + 1 + financeurs.length, parGroupe + enPlus + aPart);
}

/** How many figures the consolidation has: none where the dossier lists no body. */
function casesDeConsolidation({ enTete, consolidation }: Jaune): number {
  const { deduits, parOrganisme, rapprochements } = consolidation;
  if (enTete.organismes.liste.length === 0) return 0;
  const deChacun = rapprochements.reduce(
    (total, { versements, recu }) => total + versements.length + (recu ? 6 : 4),
    0,
  );
  const deductions = deduits.length + new Set(deduits.map(({ organisme }) => organisme)).size;
  return 2 + deductions + 6 * parOrganisme.length + deChacun;
}

/** How many figures the tables of a jaune show: each row, each cell, each step. */
function compterLesCases(jaune: Jaune): number {
  const { tables, croisees, exclusions, regles, partagees, exceptionnelles, sources } = jaune;
  const rangees = tables.reduce((total, table) => total + table.rangees.length + casesAilleurs(table.rangees), 0);
  const cases = croisees.reduce((total, { cellules }) => total + cellules.flat().filter(Boolean).length, 0);
  const places = 7 * (1 + sources.length + jaune.partitionParBase.size);
  const couvertures = 9 + jaune.couverture.decideurs.length;
  const synthese = 4;
  const lignes = 3 * partagees.length + exceptionnelles.length + casesAilleurs(exceptionnelles);
  const deDepenses =
    synthese +
    places +
    rangees +
    cases +
    casesDesPasserelles(jaune) +
    exclusions.length +
    couvertures +
    3 * regles.length +
    lignes;
  return (
    deDepenses +
    casesDesCofinancements(jaune) +
    casesDeConsolidation(jaune) +
    Object.values(casesDeRecettes(jaune)).reduce((total, nombre) => total + nombre, 0)
  );
}

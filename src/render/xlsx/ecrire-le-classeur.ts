import { rmSync } from 'node:fs';
import { basesDesExceptionnelles } from '../../compile/bases-des-exceptionnelles.ts';
import type { Jaune } from '../../compile/jaune.ts';
import { CROISEES_DECRITES, type NomTable, TABLES_DECRITES } from '../../compile/tables-decrites.ts';
import { TITRES_BASES } from '../../domain/argent/base.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { createWorkbook, type WorkbookDraft } from '../../files/xlsx/create-workbook.ts';
import type { SheetColumn } from '../../files/xlsx/sheet.ts';
import { colonnesDesLignes } from './colonnes-des-lignes.ts';
import { colonnesDesParts } from './colonnes-des-parts.ts';
import { type Contexte, type LignesPlacees, teteDe } from './contexte.ts';
import { aDesChoix, ecrireChoisir } from './ecrire-choisir.ts';
import {
  aUneFeuilleDeCofinancements,
  controlesDesCofinancements,
  ecrireCofinancements,
} from './ecrire-cofinancements.ts';
import { ecrireConsolidation, ecrireResteParOrganisme } from './ecrire-consolidation.ts';
import { controlesDesDecisions, ecrireDecisions } from './ecrire-decisions.ts';
import { type DepuisLAnDernier, ecrireDepuis, nomDeLaFeuille } from './ecrire-depuis.ts';
import { ecrireGraphiques } from './ecrire-graphiques.ts';
import { CONTROLES_DES_LIGNES, descriptionDe, ecrireLignes, exigerPlaceDansExcel } from './ecrire-lignes.ts';
import { ecrireMethode } from './ecrire-methode.ts';
import { controlesDeLaPasserelleDesRecettes, ecrirePasserelle } from './ecrire-passerelle.ts';
import { ecrireExclusions, ecrireQuotesParts, ecrireRegles } from './ecrire-pieces.ts';
import { ecrireRapprochement, ecrireVersements } from './ecrire-rapprochement.ts';
import { ecrireSommaire } from './ecrire-sommaire.ts';
import { ecrireSources } from './ecrire-sources.ts';
import { type ControleDit, ecrireSynthese } from './ecrire-synthese.ts';
import { controlesDesLibelles, ecrireFeuilleCroisee, ecrireFeuilleDeTable } from './ecrire-tables.ts';
import { ecrireLesVolets } from './ecrire-volets.ts';
import { ecrireAArbitrer, ecrireExceptionnelles } from './listes-retenues.ts';
import { type FeuilleDeLignes, LIGNES, PARTS, RECETTES } from './noms.ts';
import { numeroter, numeroterLesPieces } from './numeroter.ts';
import type { PlageDeTable } from './plages.ts';

/**
 * Writes the jaune as a workbook of Excel: the figures as live formulas over the lines that make them, each with its
 * result, so that the file reads the same without being recalculated. The same jaune gives the same bytes.
 *
 * @param cible path of the file; a working file `<cible>.tmp` stands beside it meanwhile. Neither is left on failure
 * @param pendant what to do while the workbook is compressed, which takes about as long as drawing the page
 * @param depuis the bridge from the year before, where there is one: a sheet of its own, after those read first
 * @throws ConstatsBloquants [E-SORTIE] when the lines do not fit in a sheet
 * @throws what `pendant` throws, once nothing is written any more
 * @throws Error when the file cannot be written
 */
export async function ecrireLeClasseur(
  jaune: Jaune,
  cible: string,
  { depuis, pendant }: { readonly depuis?: DepuisLAnDernier | undefined; readonly pendant?: () => Promise<void> } = {},
): Promise<void> {
  exigerPlaceDansExcel(nombreDeParts(jaune.lignes), cible, LIGNES);
  exigerPlaceDansExcel(nombreDeParts(jaune.recettes), cible, RECETTES);
  try {
    const comprimer = await ecrireClasseur(jaune, cible, depuis);
    const [compresse, fait] = await Promise.allSettled([comprimer(), pendant?.()]);
    for (const fin of [fait, compresse]) if (fin.status === 'rejected') throw fin.reason;
  } catch (erreur) {
    rmSync(cible, { force: true });
    throw erreur;
  }
}

function nombreDeParts(affectations: readonly Affectation[]): number {
  return affectations.reduce((parts, { verdict }) => parts + verdict.parts.length, 0);
}

/** Draws the workbook. What it takes to draw it is let go of before the document is made. */
async function ecrireClasseur(
  jaune: Jaune,
  chemin: string,
  depuis: DepuisLAnDernier | undefined,
): Promise<() => Promise<void>> {
  const { titre, exercice, dateEdition } = jaune.enTete;
  const classeur = createWorkbook(chemin, `${titre} en ${exercice}`, dateEdition);
  try {
    await ecrireFeuilles(contexteDe(jaune, classeur), depuis);
    return await classeur.close();
  } catch (erreur) {
    classeur.abandon();
    throw erreur;
  }
}

/**
 * The sheets, in the order of their tabs: those that are read first, then the other ways to cut the total. What is made of them,
 * charts and contents, is written last and says where its tab stands.
 */
async function ecrireFeuilles(contexte: Contexte, depuis: DepuisLAnDernier | undefined): Promise<void> {
  const controles = controlesDe(contexte, depuis);
  const autres = new Set(contexte.tables.keys());
  const dessinees = new Map<NomTable, PlageDeTable>();
  const tables = (...noms: readonly NomTable[]) => {
    for (const nom of noms) {
      const plage = autres.delete(nom) ? ecrireFeuilleDeTable(contexte, nom) : undefined;
      if (plage) dessinees.set(nom, plage);
    }
  };
  const annees = ecrireSynthese(contexte, controles);
  const pont = depuis && ecrireDepuis(contexte, depuis);
  ecrirePasserelle(contexte);
  tables('axe');
  const croisee = ecrireFeuilleCroisee(contexte, 'domaine_territoire');
  tables('secteur', 'pays');
  ecrireExceptionnelles(contexte);
  ecrireAArbitrer(contexte);
  ecrireDecisions(contexte);
  await ecrireLignes(contexte, contexte);
  if (contexte.recettes) await ecrireLignes(contexte, contexte.recettes);
  ecrireQuotesParts(contexte);
  ecrireExclusions(contexte);
  ecrireRegles(contexte);
  ecrireSources(contexte);
  ecrireMethode(contexte, controles);
  ecrireConsolidation(contexte);
  ecrireResteParOrganisme(contexte);
  ecrireRapprochement(contexte);
  ecrireVersements(contexte);
  if (aUneFeuilleDeCofinancements(contexte.jaune)) ecrireCofinancements(contexte);
  ecrireLesVolets(contexte);
  tables('domaine', 'territoire');
  ecrireFeuilleCroisee(contexte, 'axe_secteur');
  for (const { nom } of contexte.jaune.croisees)
    if (nom !== 'axe_secteur' && nom !== 'domaine_territoire') ecrireFeuilleCroisee(contexte, nom);
  tables(...autres);
  ecrireChoisir(contexte, dessinees);
  ecrireGraphiques(contexte, { axes: dessinees.get('axe'), secteurs: dessinees.get('secteur'), croisee, annees, pont });
  ecrireSommaire(contexte);
}

const CONTROLES_DE_CONSOLIDATION: readonly ControleDit[] = [
  ['consolidation', 'Consolidation : le reçu, moins les flux, fait les dépenses consolidées'],
  ['par_organisme', 'Reste par organisme : les organismes font les dépenses consolidées'],
  ['par_organisme_international', 'Reste par organisme : leurs montants internationaux font le total général'],
  ['rapprochement', 'Rapprochement : ce qui est versé aux organismes fait les lignes des versements'],
  ['versements', 'Versements : les payeurs font ce qui est versé aux organismes'],
];

const CONTROLES_DES_RECETTES: readonly ControleDit[] = [
  ['exclusions_recettes', 'Exclusions : les motifs font les recettes exclues'],
  ['regles_recettes', 'Règles : ce qu’elles décident fait le cofinancement'],
  ['sources_recettes', 'Sources : ce qui a été reçu fait les recettes, nommées ou non', true],
  ['sources_recettes_internationales', 'Sources : leurs recettes internationales font le cofinancement'],
  ['partition_recettes', 'Synthèse : les six places font les recettes nommées'],
  ...CONTROLES_DES_LIGNES[RECETTES],
];

function controlesDe(contexte: Contexte, depuis: DepuisLAnDernier | undefined): readonly ControleDit[] {
  const { jaune, tables } = contexte;
  return [
    ['partition', 'Synthèse : les six places font les lignes nommées'],
    ['passerelle_pilote', 'Passerelle : les sorties laissent ce que retient le secteur pilote'],
    ['passerelle', 'Passerelle : les étapes font le total général'],
    ...jaune.tables.map(
      ({ nom }) => [nom, `${TABLES_DECRITES[nom].feuille} : les rangées font le total général`] as const,
    ),
    ...jaune.croisees.map(
      ({ nom }) => [nom, `${CROISEES_DECRITES[nom].feuille} : les cellules font le total général`] as const,
    ),
    ['exceptionnelles', 'Exceptionnelles : les rangées font le montant pour mémoire'],
    ...[...basesDesExceptionnelles(jaune).keys()].map(
      (base) =>
        [`exceptionnelles_${base}`, `Exceptionnelles : les rangées font leur total (${TITRES_BASES[base]})`] as const,
    ),
    ...(aDesChoix(jaune) ? [['choisir', 'Choisir : ce qui est montré fait ce qui est choisi'] as const] : []),
    ['graphiques', 'Graphiques : les secteurs dessinés font le total général'],
    ['a_arbitrer', 'À arbitrer : les rangées font ce qui reste à arbitrer'],
    ...controlesDesDecisions(contexte),
    ...CONTROLES_DES_LIGNES[LIGNES],
    ...controlesDesLibelles(tables),
    ...(jaune.recettes.length > 0 ? CONTROLES_DES_RECETTES : []),
    ...controlesDeLaPasserelleDesRecettes(jaune),
    ['quotes_parts', 'Quotes-parts : le retenu et le reste font chaque ligne'],
    ['exclusions', 'Exclusions : les motifs font les lignes exclues'],
    ['regles', 'Règles : ce qu’elles décident fait le total général'],
    ['sources', 'Sources : ce qui a été reçu fait les lignes, nommées ou non', true],
    ['sources_internationales', 'Sources : leurs montants internationaux font le total général'],
    ...(jaune.enTete.organismes.liste.length > 0 ? CONTROLES_DE_CONSOLIDATION : []),
    ...(jaune.enTete.organismes.liste.length > 0 && jaune.recettes.length > 0
      ? [['par_organisme_recettes', 'Reste par organisme : leurs recettes font le cofinancement'] as const]
      : []),
    ...(depuis ? [['depuis', `${nomDeLaFeuille(depuis)} : les étapes font le total général`] as const] : []),
    ...controlesDesCofinancements(jaune),
  ];
}

/**
 * Gathers what the sheets of a workbook share: the jaune, the workbook, the numbers by which formulas find lines, and where
 * the lines will stand in a sheet that is written after those that lead to it.
 */
export function contexteDe(jaune: Jaune, classeur: WorkbookDraft): Contexte {
  const tables = new Map(jaune.tables.map((table) => [table.nom, numeroter(table, jaune)]));
  const placer = (feuille: FeuilleDeLignes, affectations: readonly Affectation[]): LignesPlacees => {
    const pieces = numeroterLesPieces(jaune, affectations);
    const premiereDe = (nom: Parameters<typeof descriptionDe>[0], colonnes: readonly SheetColumn[]) =>
      teteDe(jaune.enTete, descriptionDe(nom, colonnes)).rangEntete + 1;
    const premiere = premiereDe(feuille, colonnesDesLignes(jaune, feuille));
    const rangees = new Int32Array(affectations.length);
    let rangee = premiereDe(PARTS[feuille], colonnesDesParts(jaune, feuille, tables, pieces));
    for (const [indice, { verdict }] of affectations.entries()) {
      rangees[indice] = rangee;
      rangee += verdict.parts.length;
    }
    return {
      feuille,
      affectations,
      pieces,
      rangeeDeLigne: (indice) => premiere + indice,
      rangeeDePart: (indice) => rangees[indice] ?? premiere,
    };
  };
  const recettes = jaune.recettes.length === 0 ? undefined : placer(RECETTES, jaune.recettes);
  return { jaune, classeur, tables, ...placer(LIGNES, jaune.lignes), recettes, presentees: new Map() };
}

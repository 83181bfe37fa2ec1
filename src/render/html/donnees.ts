import { basesDesExceptionnelles } from '../../compile/bases-des-exceptionnelles.ts';
import { CE_QUI_PARLE } from '../../compile/chiffres-de-couverture.ts';
import { aDesMesures } from '../../compile/cofinancements/cofinancements.ts';
import { montantEst } from '../../compile/cofinancements/compiler-les-cofinancements.ts';
import { valeursDesOperations } from '../../compile/cofinancements/valeurs-des-cofinancements.ts';
import type { Compte } from '../../compile/compte.ts';
import { appuiDe, DECIDE_PAR, decideParDe, signataireDe } from '../../compile/compteur.ts';
import { CHAMPS_DE_FLUX, type ChampDeFlux, lectureDeFlux } from '../../compile/consolidation/champs-de-flux.ts';
import { nomDuChampAjoute } from '../../compile/critere.ts';
import type { Evolution } from '../../compile/evolution/evolution.ts';
import type { Jaune } from '../../compile/jaune.ts';
import { type NomTable, TABLES, TABLES_DECRITES } from '../../compile/tables-decrites.ts';
import {
  cleDeReponse,
  type Valeurs,
  valeursDesDecideurs,
  valeursDesExclusions,
} from '../../compile/valeurs-nommees.ts';
import { BASES, LIBELLES_BASES } from '../../domain/argent/base.ts';
import { finDesNoms } from '../../domain/dossier/edition-nommee.ts';
import { type Affectation, centimesDesParts } from '../../domain/lignes/affectation.ts';
import { operationDe } from '../../domain/lignes/operation-de.ts';
import { cleDeNom, Nommeur } from '../../domain/textes/nom.ts';
import type { Dimension } from '../../domain/verdict/dimensions.ts';
import { LIBELLES_PLACES, PLACES } from '../../domain/verdict/verdict.ts';
import { ecrireCode } from '../textes/mots-des-documents.ts';
import { donneesDesFiches } from './fiches/donnees-des-fiches.ts';
import type { LignesDeLaPage } from './lignes-de-la-page.ts';

/**
 * What the script of the page needs to select and add up lines, as JSON: amounts in cents and ranks in lists of values. The
 * texts of a line are not in it: the script takes them from the annex, where they are already. What lines have in common is
 * written once: a line is its amount and ranks among those. Written so that it can stand in a `<script>` element: no `<` is
 * left in it, nor any `&`, which elsewhere in the page begins an entity.
 * @param evolution the year before, of which fiches tell
 * @param partiels the figures of which the page does not hold all lines, by their addresses: none where it holds all
 */
export function donneesDe(
  jaune: Jaune,
  page: LignesDeLaPage,
  partiels: ReadonlyMap<string, Compte>,
  evolution: Evolution | undefined,
): string {
  const dimensions = jaune.libelles.dimensions.map((nom) => ({ nom, valeurs: valeursDeDimension(jaune, nom) }));
  const tables = CHAMPS_DE_LIGNE.map((nom) => ({ nom, rangs: rangsDansLaTable(jaune, nom) }));
  const exclusions = valeursDesExclusions(jaune);
  const { secteurPilote, organismes } = jaune.enTete;
  // A dossier without bodies asks nothing of flows.
  const flux = organismes.liste.length === 0 ? [] : CHAMPS_DE_FLUX.map((nom) => champDeFlux(jaune, nom));
  const liens = liensDesOperations(jaune);
  const decisions = champsDesDecisions(jaune);
  const ajoutes = jaune.volets.flatMap((volet) => volet.champs);
  const duPilote = jaune.enTete.secteurs.lecteurDuPilote();
  const communs = new Repertoire();
  const profils = new Repertoire();
  const lignes = page.rangs.flatMap((rang) => {
    const affectation = jaune.lignes[rang];
    if (affectation === undefined) return [];
    const { ligne, verdict, montant, montants } = affectation;
    const exclusion = verdict.place === 'exclue' ? exclusions.rangs.get(cleDeReponse(verdict.decisive)) : undefined;
    const commun = communs.ranger([
      duPilote(ligne) ? 1 : 0,
      ...tables.map(({ rangs }) => rangs[rang] ?? -1),
      exclusion ?? -1,
      ...decisions.map(({ rang: lire }) => lire(affectation)),
      ...flux.map(({ rangDe }) => rangDe(affectation)),
      ...liens.map(({ rang: lire }) => lire(affectation)),
      ...ajoutes.map(({ valeurs, lire }) => valeurs.findIndex(({ nom }) => nom === lire(affectation))),
    ]);
    const parts = verdict.parts.flatMap((part, numero) => [
      profils.ranger([
        PLACES.indexOf(part.place),
        ...dimensions.map(({ nom, valeurs }) => valeurs.rangs.get(part[nom]) ?? -1),
      ]),
      montants[numero] ?? 0,
    ]);
    // The amount of an only part is that of the line.
    return [[montant, commun, ...(parts.length === 2 && parts[1] === montant ? parts.slice(0, 1) : parts)]];
  });
  const ecrire = (liste: readonly { readonly nom: string; readonly libelle: string }[]) =>
    liste.map(({ nom, libelle }) => [nom, libelle]);
  const donnees = {
    documents: finDesNoms(jaune.enTete),
    pilote: dimensions.find(({ nom }) => nom === 'secteur')?.valeurs.rangs.get(secteurPilote) ?? -1,
    verdicts: PLACES.map((place) => [place, LIBELLES_PLACES[place]]),
    dimensions: dimensions.map(({ nom, valeurs }) => [nom, ecrire(valeurs.liste)]),
    champs: [
      ...tables.map(({ nom }) => [nom, ecrire(nommerLesRangees(jaune, nom))]),
      ['exclusion', ecrire(exclusions.liste)],
      ...decisions.map(({ nom, valeurs }) => [nom, ecrire(valeurs)]),
      ...flux.map(({ nom, valeurs }) => [nom, ecrire(valeurs)]),
      ...liens.map(({ nom, valeurs }) => [nom, ecrire(valeurs)]),
      ...ajoutes.map(({ nom, valeurs }) => [nomDuChampAjoute(nom), ecrire(valeurs)]),
    ],
    communs: communs.liste,
    profils: profils.liste,
    bases: basesDe(jaune, page),
    lignes,
    fiches: donneesDesFiches(jaune, evolution),
    ...(page.bornee && { bornes: bornesDe(jaune, page, partiels) }),
  };
  return JSON.stringify(donnees).replaceAll('<', '\\u003c').replaceAll('&', '\\u0026');
}

/** The rows of a table; a code that has no label is called as it was received. */
function nommerLesRangees(jaune: Jaune, table: NomTable): Valeurs['liste'] {
  const rangees = jaune.tables.find(({ nom }) => nom === table)?.rangees ?? [];
  return rangees.map((rangee) => ({ nom: rangee.nom, libelle: rangee.libelle || ecrireCode(table, rangee, jaune) }));
}

interface ChampDeLigne {
  readonly nom: string;
  readonly valeurs: Valeurs['liste'];
  rang(affectation: Affectation): number;
}

/** Who put a line where it is, what speaks of it when nobody did, and who signed the decision on it. */
function champsDesDecisions(jaune: Jaune): readonly ChampDeLigne[] {
  const qui = Object.entries(DECIDE_PAR).map(([nom, libelle]) => ({ nom, libelle }));
  const parle = CE_QUI_PARLE.map(([nom, , libelle]) => ({ nom, libelle }));
  const decideurs = valeursDesDecideurs(jaune);
  return [
    {
      nom: 'decide_par',
      valeurs: qui,
      rang: ({ verdict }) => qui.findIndex(({ nom }) => nom === decideParDe(verdict)),
    },
    {
      nom: 'couverture',
      valeurs: parle,
      rang: ({ verdict }) => parle.findIndex(({ nom }) => nom === appuiDe(verdict)),
    },
    {
      nom: 'decideur',
      valeurs: decideurs.liste,
      rang: ({ verdict }) => decideurs.rangs.get(cleDeNom(signataireDe(verdict) ?? '')) ?? -1,
    },
  ];
}

/** To what lines are tied, and whether they are gross: nothing where nobody else pays. */
function liensDesOperations(jaune: Jaune): readonly ChampDeLigne[] {
  if (!aDesMesures(jaune.cofinancements)) return [];
  const { operations } = jaune.enTete;
  const noms = valeursDesOperations(jaune);
  const BRUT_OU_NET = [
    { nom: 'brut', libelle: 'brut' },
    { nom: 'net', libelle: 'déjà net' },
  ];
  return [
    {
      nom: 'operation',
      valeurs: noms.liste,
      rang: (affectation) => noms.rangs.get(operationDe(affectation, operations)) ?? -1,
    },
    {
      nom: 'montant_est',
      valeurs: BRUT_OU_NET,
      rang: (affectation) => (montantEst(affectation) === 'net' ? 1 : 0),
    },
  ];
}

/**
 * The bases that tables show beside the edition's, each with its name and title and, for each line of the page, its amount there:
 * one by part where it has several. Lines that follow each other and do not give it are one text: how many they are.
 */
function basesDe(jaune: Jaune, { rangs }: LignesDeLaPage) {
  const { tables, lignes } = jaune;
  const montrees = [...tables.map(({ autresBases }) => autresBases), basesDesExceptionnelles(jaune)];
  return BASES.filter((base) => montrees.some((autresBases) => autresBases.has(base))).map((base) => [
    base,
    LIBELLES_BASES[base],
    compterLesAbsents(
      rangs.map((rang) => {
        const affectation = lignes[rang];
        const total = affectation?.ligne.montants[base];
        if (affectation === undefined || total === undefined) return undefined;
        return affectation.verdict.parts.length === 1 ? total : centimesDesParts(affectation.verdict, total);
      }),
    ),
  ]);
}

function compterLesAbsents<T>(montants: readonly (T | undefined)[]): (T | string)[] {
  const ecrits: (T | string)[] = [];
  let absents = 0;
  // Those at the end are not told: nothing is after them.
  for (const montant of montants) {
    if (montant === undefined) absents += 1;
    else {
      if (absents > 0) ecrits.push(String(absents));
      absents = 0;
      ecrits.push(montant);
    }
  }
  return ecrits;
}

/** What the script of a page that does not hold all lines needs besides: their numbers, and what figures are in full. */
function bornesDe({ lignes, enTete }: Jaune, { rangs }: LignesDeLaPage, partiels: ReadonlyMap<string, Compte>) {
  return {
    nommees: lignes.length,
    // As the templates of archives already call what the names of the documents end in.
    exercice: finDesNoms(enTete),
    numeros: rangs.map((rang) => rang + 1),
    chiffres: Object.fromEntries([...partiels].map(([adresse, compte]) => [adresse, [compte.lignes, compte.centimes]])),
  };
}

/** A field of flows, its values, and the rank of that of a line; -1 for none. */
function champDeFlux(jaune: Jaune, nom: ChampDeFlux) {
  const { valeurs, lire } = lectureDeFlux(jaune, nom);
  const rangs = new Map(valeurs.map((valeur, rang) => [valeur.nom, rang]));
  return { nom, valeurs, rangDe: (affectation: Affectation) => rangs.get(lire(affectation)) ?? -1 };
}

class Repertoire {
  readonly liste: (readonly number[])[] = [];
  readonly #rangs = new Map<string, number>();

  ranger(rangs: readonly number[]): number {
    const cle = rangs.join();
    const deja = this.#rangs.get(cle);
    if (deja !== undefined) return deja;
    this.#rangs.set(cle, this.liste.length);
    return this.liste.push(rangs) - 1;
  }
}

/** The tables that are read from a line as a whole, and not from its parts. */
export const CHAMPS_DE_LIGNE = TABLES.filter((nom) => 'champ' in TABLES_DECRITES[nom].lecture);

/**
 * The values that the named lines have in a dimension of the breakdown: those of its table first, in its order, then those
 * that only lines outside the total have.
 */
export function valeursDeDimension(jaune: Jaune, dimension: Dimension): Valeurs {
  const rangees = jaune.tables.find(({ nom }) => nom === dimension)?.rangees ?? [];
  const liste = rangees.map(({ nom, libelle }) => ({ nom, libelle }));
  const rangs = new Map(rangees.map(({ cle }, rang) => [cle, rang]));
  const nommeur = new Nommeur();
  for (const { nom } of liste) nommeur.nommer(nom, nom);
  for (const { verdict } of jaune.lignes)
    for (const part of verdict.parts) {
      const cle = part[dimension];
      if (rangs.has(cle)) continue;
      const libelle = nommerCle(jaune, dimension, cle);
      rangs.set(cle, liste.length);
      liste.push({ nom: nommeur.nommer(libelle, 'valeur'), libelle });
    }
  return { liste, rangs };
}

function nommerCle({ libelles }: Jaune, dimension: Dimension, cle: string): string {
  if (cle === '') return TABLES_DECRITES[dimension].vide;
  return libelles[dimension].get(cle) ?? cle;
}

/** For each named line, the rank of its row in a table that lines are read into; -1 when it is in none. */
export function rangsDansLaTable({ tables, lignes }: Jaune, table: NomTable): Int32Array {
  const rangs = new Int32Array(lignes.length).fill(-1);
  for (const [rang, rangee] of (tables.find(({ nom }) => nom === table)?.rangees ?? []).entries())
    for (const ligne of rangee.lignes) rangs[ligne] = rang;
  return rangs;
}

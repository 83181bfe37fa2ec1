import { lireLesFinanceurs } from '../../domain/argent/financeurs-ecrits.ts';
import { fraction } from '../../domain/argent/fraction.ts';
import { type Montant, montant, NUL, somme } from '../../domain/argent/montant.ts';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import type { Operations } from '../../domain/dossier/operations.ts';
import { type Affectation, partsEn } from '../../domain/lignes/affectation.ts';
import { operationDe } from '../../domain/lignes/operation-de.ts';
import type { Place } from '../../domain/verdict/verdict.ts';
import type { Jaune } from '../jaune.ts';
import {
  type CentimesDesLignes,
  type Cofinancements,
  type CompteDUnePlace,
  estExceptionnelle,
  type LieesDUnSens,
  type LigneCofinancee,
  type LignesLiees,
  type OperationCompilee,
} from './cofinancements.ts';
import { financeursDe, financeursParGenre, genresDesFinanceurs, type Payee } from './financeurs-compiles.ts';
import { planDeFinancement } from './plan-de-financement.ts';

type Jugee = Pick<Affectation, 'ligne' | 'verdict'>;

/** Whether the amount of a line is gross or net: a person or a rule says so, or its column; empty when nobody does. */
export function montantEst({ ligne, verdict }: Jugee): 'brut' | 'net' | '' {
  return verdict.rattachement?.montantEst || ligne.imputation.montantEst;
}

const RIEN_DE_LIE: LieesDUnSens = {
  lignes: 0,
  entier: NUL,
  net: NUL,
  exceptionnelles: { lignes: 0, centimes: NUL },
  nonDites: { lignes: 0, centimes: NUL, exemples: [] },
  quoteParts: new Set(),
  entieres: true,
  parPayeur: new Map(),
  enFlux: new Map(),
};
const AUCUNE_LIEE: LignesLiees = { depenses: RIEN_DE_LIE, recettes: RIEN_DE_LIE };

/** What others pay of the international expenses: by operation, by funder, and in all. */
export function compilerLesCofinancements(
  { lignes, recettes }: Pick<Jaune, 'lignes' | 'recettes'>,
  { operations, exercice }: Pick<EnTete, 'operations' | 'exercice'>,
  liees: ReadonlyMap<string, LignesLiees>,
): Cofinancements {
  const ordinaire = comptesDUnePlace({ lignes, recettes }, operations, 'internationale');
  const exceptionnel = comptesDUnePlace({ lignes, recettes }, operations, 'exceptionnelle');
  const genreDe = genresDesFinanceurs(operations);
  const payees = (recues: readonly number[], { centimes }: ComptesDUnePlace) =>
    recues.flatMap((rang): Payee[] => {
      const [affectation, recu] = [recettes[rang], centimes.recettes[rang]];
      return affectation === undefined || recu === undefined ? [] : [{ rang, nom: payeurDe(affectation), recu }];
    });
  const compter = (id: string) => {
    const [compte, aPart] = [ordinaire.compter(id), exceptionnel.compter(id)];
    const paiements = { recues: payees(compte.recettes, ordinaire), aPart: payees(aPart.recettes, exceptionnel) };
    return { compte: { ...compte, exceptionnel: aPart }, paiements };
  };
  const compilees = operations.liste.map((declaree): OperationCompilee => {
    const { compte, paiements } = compter(declaree.id);
    const { resteACharge, lignes: siennes } = compte;
    const coutTotal = declaree.coutTotal ?? coutDit(siennes.flatMap((rang) => lignes[rang]?.ligne.coutTotal ?? []));
    const financeurs = financeursDe(
      declaree.financeurs,
      // Where they are declared, the words of lines only say them again: « quatre départements : 20 000 € ».
      declaree.financeurs.length > 0
        ? []
        : siennes.flatMap((rang) => lireLesFinanceurs(lignes[rang]?.ligne.autresFinanceurs ?? '')),
      paiements,
      genreDe,
    );
    const siens = liees.get(declaree.id) ?? AUCUNE_LIEE;
    const entieres = siens.depenses.entieres && siens.recettes.entieres;
    // Lines of one exercice say nothing of what an operation over several costs.
    const deLAnnee = declaree.annees.every((annee) => annee === exercice);
    const plan =
      siennes.length > 0 && deLAnnee ? planDeFinancement({ ...compte, coutTotal, financeurs }, siens) : undefined;
    return {
      declaree,
      ...compte,
      ...(coutTotal === undefined ? {} : { coutTotal }),
      ...(coutTotal && coutTotal > 0 && resteACharge >= 0 && entieres && deLAnnee
        ? { part: fraction(resteACharge, coutTotal) }
        : {}),
      ...(plan === undefined ? {} : { plan }),
      liees: siens,
      financeurs,
    };
  });
  const libres = compter('');
  const sansOperation = { ...libres.compte, financeurs: financeursDe([], [], libres.paiements, genreDe) };
  const enTout = (champ: 'brut' | 'net' | 'recu') =>
    somme([...compilees, sansOperation].map((compte) => compte[champ]));
  const [brut, net, recu] = [enTout('brut'), enTout('net'), enTout('recu')];
  return {
    operations: compilees,
    sansOperation,
    parGenre: financeursParGenre(
      [...compilees.map(ceQuiCompte), sansOperation].flatMap(({ financeurs }) => financeurs),
    ),
    centimes: ordinaire.centimes,
    centimesExceptionnels: exceptionnel.centimes,
    dites: lignesCofinancees(lignes),
    brut,
    net,
    recettes: recu,
    resteACharge: montant(brut + net - recu),
  };
}

/** What is announced of an operation that is of no total is in no sum of what is announced. */
function ceQuiCompte(operation: OperationCompilee): Pick<OperationCompilee, 'financeurs'> {
  if (!estExceptionnelle(operation)) return operation;
  return { financeurs: operation.financeurs.map(({ annonce: _, ...financeur }) => financeur) };
}

interface ComptesDUnePlace {
  readonly centimes: CentimesDesLignes;
  /** What is of an operation, by its identifier, or of none, by an empty one. */
  readonly compter: (id: string) => CompteDUnePlace;
}

function comptesDUnePlace(
  { lignes, recettes }: Pick<Jaune, 'lignes' | 'recettes'>,
  operations: Operations,
  place: Place,
): ComptesDUnePlace {
  const centimesDe = (affectation: Affectation) =>
    somme(partsEn(affectation, place).map(({ montant: centimes }) => centimes));
  const centimes = { depenses: lignes.map(centimesDe), recettes: recettes.map(centimesDe) };
  const [depensesPar, recettesPar] = [rattacher(lignes, operations, place), rattacher(recettes, operations, place)];
  const compter = (id: string) => {
    const [siennes, recues] = [depensesPar.get(id) ?? [], recettesPar.get(id) ?? []];
    const estNet = (rang: number) => lignes[rang] !== undefined && montantEst(lignes[rang]) === 'net';
    const total = somme(siennes.flatMap((rang) => centimes.depenses[rang] ?? []));
    const net = somme(siennes.flatMap((rang) => (estNet(rang) ? (centimes.depenses[rang] ?? []) : [])));
    const recu = somme(recues.flatMap((rang) => centimes.recettes[rang] ?? []));
    const brut = montant(total - net);
    return { lignes: siennes, recettes: recues, brut, net, recu, resteACharge: montant(total - recu) };
  };
  return { centimes, compter };
}

/** The lines of a place of each operation, by its identifier; those of none under an empty one. */
function rattacher(lignes: readonly Affectation[], operations: Operations, place: Place): Map<string, number[]> {
  const par = new Map<string, number[]>();
  for (const [rang, affectation] of lignes.entries()) {
    if (partsEn(affectation, place).length === 0) continue;
    const id = operationDe(affectation, operations);
    const siennes = par.get(id);
    if (siennes) siennes.push(rang);
    else par.set(id, [rang]);
  }
  return par;
}

/** The cost that lines say, where they all say the same. */
function coutDit(couts: readonly Montant[]): Montant | undefined {
  const [premier, ...autres] = new Set(couts);
  return autres.length === 0 ? premier : undefined;
}

/** How documents call who paid a receipt that names nobody. */
const FINANCEUR_NON_DIT = 'Financeur non dit';

/** Who paid a receipt, as its line names it. */
export function payeurDe({ ligne }: Pick<Affectation, 'ligne'>): string {
  return ligne.beneficiaire || FINANCEUR_NON_DIT;
}

/** The international lines that say a total cost or other funders. */
function lignesCofinancees(lignes: readonly Affectation[]): LigneCofinancee[] {
  return lignes.flatMap((affectation, rang) => {
    const { coutTotal, autresFinanceurs } = affectation.ligne;
    if ((coutTotal === undefined && autresFinanceurs === '') || partsEn(affectation, 'internationale').length === 0)
      return [];
    return [
      {
        ligne: rang,
        ...(coutTotal === undefined ? {} : { coutTotal }),
        financeurs: lireLesFinanceurs(autresFinanceurs),
      },
    ];
  });
}

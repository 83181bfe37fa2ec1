import { genreDuFinanceur, lireLesFinanceurs } from '../../domain/argent/financeurs-ecrits.ts';
import { fraction } from '../../domain/argent/fraction.ts';
import { type Montant, montant, NUL, somme } from '../../domain/argent/montant.ts';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import {
  AUCUNE_OPERATION,
  GENRES_DE_FINANCEURS,
  type GenreDeFinanceur,
  type Operations,
} from '../../domain/dossier/operations.ts';
import { type Affectation, partsEn } from '../../domain/lignes/affectation.ts';
import { cleDeNom } from '../../domain/textes/nom.ts';
import type { Jaune } from '../jaune.ts';
import {
  type Cofinancements,
  estExceptionnelle,
  type FinanceurCompile,
  type FinanceursDUnGenre,
  type LieesDUnSens,
  type LigneCofinancee,
  type LignesLiees,
  type OperationCompilee,
} from './cofinancements.ts';
import { planDeFinancement } from './plan-de-financement.ts';

type Jugee = Pick<Affectation, 'ligne' | 'verdict'>;

/**
 * The identifier of the operation to which a line is tied: by a person, a rule, or its column; empty for none, which a person or
 * a rule may say of a line whose column names one.
 */
export function operationDe({ ligne, verdict }: Jugee, operations: Operations): string {
  const dite = verdict.rattachement?.operation;
  if (dite === AUCUNE_OPERATION.id) return '';
  return dite || (operations.reconnaitre(ligne.operation)?.id ?? '');
}

/** Whether the amount of a line is gross or net: a person or a rule says so, or its column; empty when nobody does. */
export function montantEst({ ligne, verdict }: Jugee): 'brut' | 'net' | '' {
  return verdict.rattachement?.montantEst || ligne.montantEst;
}

function centimesInternationaux(affectation: Affectation): Montant {
  return somme(partsEn(affectation, 'internationale').map(({ montant: centimes }) => centimes));
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
};
const AUCUNE_LIEE: LignesLiees = { depenses: RIEN_DE_LIE, recettes: RIEN_DE_LIE };

/** What others pay of the international expenses: by operation, by funder, and in all. */
export function compilerLesCofinancements(
  { lignes, recettes }: Pick<Jaune, 'lignes' | 'recettes'>,
  { operations, exercice }: Pick<EnTete, 'operations' | 'exercice'>,
  liees: ReadonlyMap<string, LignesLiees>,
): Cofinancements {
  const centimes = { depenses: lignes.map(centimesInternationaux), recettes: recettes.map(centimesInternationaux) };
  const depensesPar = rattacher(lignes, operations);
  const recettesPar = rattacher(recettes, operations);
  const compter = (siennes: readonly number[], recues: readonly number[]) => {
    const estNet = (rang: number) => lignes[rang] !== undefined && montantEst(lignes[rang]) === 'net';
    const total = somme(siennes.flatMap((rang) => centimes.depenses[rang] ?? []));
    const net = somme(siennes.flatMap((rang) => (estNet(rang) ? (centimes.depenses[rang] ?? []) : [])));
    const recu = somme(recues.flatMap((rang) => centimes.recettes[rang] ?? []));
    const brut = montant(total - net);
    return { lignes: siennes, recettes: recues, brut, net, recu, resteACharge: montant(total - recu) };
  };
  const payees = (recues: readonly number[]) =>
    recues.flatMap((rang): Payee[] => {
      const [affectation, recu] = [recettes[rang], centimes.recettes[rang]];
      return affectation === undefined || recu === undefined ? [] : [{ rang, nom: payeurDe(affectation), recu }];
    });
  const compilees = operations.liste.map((declaree): OperationCompilee => {
    const siennes = depensesPar.get(declaree.id) ?? [];
    const compte = compter(siennes, recettesPar.get(declaree.id) ?? []);
    const { resteACharge } = compte;
    const coutTotal = declaree.coutTotal ?? coutDit(siennes.flatMap((rang) => lignes[rang]?.ligne.coutTotal ?? []));
    const financeurs = financeursDe(
      declaree.financeurs,
      // Where they are declared, the words of lines only say them again: « quatre départements : 20 000 € ».
      declaree.financeurs.length > 0
        ? []
        : siennes.flatMap((rang) => lireLesFinanceurs(lignes[rang]?.ligne.autresFinanceurs ?? '')),
      payees(compte.recettes),
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
  const libres = compter(depensesPar.get('') ?? [], recettesPar.get('') ?? []);
  const sansOperation = { ...libres, financeurs: financeursDe([], [], payees(libres.recettes)) };
  const enTout = (champ: 'brut' | 'net' | 'recu') =>
    somme([...compilees, sansOperation].map((compte) => compte[champ]));
  const [brut, net, recu] = [enTout('brut'), enTout('net'), enTout('recu')];
  return {
    operations: compilees,
    sansOperation,
    parGenre: parGenre([...compilees.map(ceQuiCompte), sansOperation].flatMap(({ financeurs }) => financeurs)),
    centimes,
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

/** The international lines of each operation, by its identifier; those of none under an empty one. */
function rattacher(lignes: readonly Affectation[], operations: Operations): Map<string, number[]> {
  const par = new Map<string, number[]>();
  for (const [rang, affectation] of lignes.entries()) {
    if (partsEn(affectation, 'internationale').length === 0) continue;
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

/** What a receipt brings: its rank, who paid it, its international cents. */
interface Payee {
  readonly rang: number;
  readonly nom: string;
  readonly recu: Montant;
}

/** The funders declared, then those that the words of lines name, then those whose receipts came unannounced. */
function financeursDe(
  declares: readonly { readonly nom: string; readonly genre: GenreDeFinanceur; readonly annonce?: Montant }[],
  ecrits: readonly { readonly nom: string; readonly montant?: Montant }[],
  recues: readonly Payee[],
): FinanceurCompile[] {
  const parNom = new Map<
    string,
    { nom: string; genre: GenreDeFinanceur; annonce?: Montant; recu: Montant; recettes: number[] }
  >();
  const inscrire = (nom: string, genre: GenreDeFinanceur, annonce?: Montant) => {
    const cle = cleDeNom(nom);
    const connu = parNom.get(cle) ?? { nom, genre, recu: NUL, recettes: [] };
    if (annonce !== undefined) connu.annonce ??= annonce;
    parNom.set(cle, connu);
    return connu;
  };
  for (const { nom, genre, annonce } of declares) inscrire(nom, genre, annonce);
  for (const { nom, montant: annonce } of ecrits) inscrire(nom, genreDuFinanceur(nom), annonce);
  for (const { rang, nom, recu } of recues) {
    const financeur = inscrire(nom, genreDuFinanceur(nom));
    financeur.recu = montant(financeur.recu + recu);
    financeur.recettes.push(rang);
  }
  return [...parNom.values()];
}

/** How documents call who paid a receipt that names nobody. */
const FINANCEUR_NON_DIT = 'Financeur non dit';

/** Who paid a receipt, as its line names it. */
export function payeurDe({ ligne }: Pick<Affectation, 'ligne'>): string {
  return ligne.beneficiaire || FINANCEUR_NON_DIT;
}

function parGenre(financeurs: readonly FinanceurCompile[]): FinanceursDUnGenre[] {
  return (Object.keys(GENRES_DE_FINANCEURS) as GenreDeFinanceur[]).flatMap((genre) => {
    const siens = financeurs.filter((financeur) => financeur.genre === genre);
    if (siens.length === 0) return [];
    return [
      {
        genre,
        annonce: somme(siens.flatMap(({ annonce }) => annonce ?? [])),
        recu: somme(siens.map(({ recu }) => recu)),
        recettes: siens.flatMap(({ recettes }) => recettes),
        financeurs: reunir(siens),
      },
    ];
  });
}

/** Those of one name as one, what they announced and paid added up. */
function reunir(financeurs: readonly FinanceurCompile[]): FinanceurCompile[] {
  const parNom = new Map<string, FinanceurCompile[]>();
  for (const financeur of financeurs) {
    const cle = cleDeNom(financeur.nom);
    const memes = parNom.get(cle);
    if (memes) memes.push(financeur);
    else parNom.set(cle, [financeur]);
  }
  return [...parNom.values()].flatMap((memes) => {
    const [premier] = memes;
    if (premier === undefined || memes.length === 1) return memes;
    const annonces = memes.flatMap(({ annonce }) => annonce ?? []);
    return [
      {
        ...premier,
        ...(annonces.length > 0 && { annonce: somme(annonces) }),
        recu: somme(memes.map(({ recu }) => recu)),
        recettes: memes.flatMap(({ recettes }) => recettes),
      },
    ];
  });
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

import { genreDuFinanceur, lireLesFinanceurs } from '../../domain/argent/financeurs-ecrits.ts';
import { fraction } from '../../domain/argent/fraction.ts';
import { type Montant, montant, NUL, somme } from '../../domain/argent/montant.ts';
import { GENRES_DE_FINANCEURS, type GenreDeFinanceur, type Operations } from '../../domain/dossier/operations.ts';
import { type Affectation, partsEn } from '../../domain/lignes/affectation.ts';
import { cleDeNom } from '../../domain/textes/nom.ts';
import type { Jaune } from '../jaune.ts';
import type {
  Cofinancements,
  FinanceurCompile,
  FinanceursDUnGenre,
  LigneCofinancee,
  OperationCompilee,
} from './cofinancements.ts';

type Jugee = Pick<Affectation, 'ligne' | 'verdict'>;

/** The identifier of the operation to which a line is tied: by a person, a rule, or its column; empty for none. */
export function operationDe({ ligne, verdict }: Jugee, operations: Operations): string {
  return verdict.rattachement?.operation || (operations.reconnaitre(ligne.operation)?.id ?? '');
}

/** Whether the amount of a line is gross or net: a person or a rule says so, or its column; empty when nobody does. */
export function montantEst({ ligne, verdict }: Jugee): 'brut' | 'net' | '' {
  return verdict.rattachement?.montantEst || ligne.montantEst;
}

/** The cents of a line that are international. */
export function centimesInternationaux(affectation: Affectation): Montant {
  return somme(partsEn(affectation, 'internationale').map(({ montant: centimes }) => centimes));
}

/** What others pay of the international expenses: by operation, by funder, and in all. */
export function compilerLesCofinancements(
  { lignes, recettes }: Pick<Jaune, 'lignes' | 'recettes'>,
  operations: Operations,
): Cofinancements {
  const depensesPar = rattacher(lignes, operations);
  const recettesPar = rattacher(recettes, operations);
  const compter = (siennes: readonly number[], recues: readonly number[]) => {
    const de = (net: boolean) =>
      somme(
        siennes.flatMap((rang) => {
          const affectation = lignes[rang];
          return affectation && (montantEst(affectation) === 'net') === net ? centimesInternationaux(affectation) : [];
        }),
      );
    const [brut, net, recu] = [de(false), de(true), sommeDe(recettes, recues)];
    return { lignes: siennes, recettes: recues, brut, net, recu, resteACharge: montant(brut + net - recu) };
  };
  const payees = (recues: readonly number[]) => recues.map((rang) => [rang, recettes[rang]] as const);
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
    // Without an expense or a funder, or over several exercices, the plan is not known.
    const autres =
      siennes.length === 0 || financeurs.length === 0 || declaree.annees.length > 1
        ? undefined
        : somme(financeurs.map(({ annonce, recu }) => annonce ?? recu));
    return {
      declaree,
      ...compte,
      ...(coutTotal === undefined ? {} : { coutTotal }),
      ...(coutTotal && coutTotal > 0 && resteACharge >= 0 ? { part: fraction(resteACharge, coutTotal) } : {}),
      ...(coutTotal === undefined || autres === undefined
        ? {}
        : { ecartDuPlan: montant(coutTotal - resteACharge - autres) }),
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
    parGenre: parGenre([...compilees, sansOperation].flatMap(({ financeurs }) => financeurs)),
    dites: lignesCofinancees(lignes),
    brut,
    net,
    recettes: recu,
    resteACharge: montant(brut + net - recu),
  };
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

function sommeDe(lignes: readonly Affectation[], rangs: readonly number[]): Montant {
  return somme(rangs.flatMap((rang) => (lignes[rang] ? centimesInternationaux(lignes[rang]) : [])));
}

/** The cost that lines say, where they all say the same. */
function coutDit(couts: readonly Montant[]): Montant | undefined {
  const [premier, ...autres] = new Set(couts);
  return autres.length === 0 ? premier : undefined;
}

/** The funders declared, then those that the words of lines name, then those whose receipts came unannounced. */
function financeursDe(
  declares: readonly { readonly nom: string; readonly genre: GenreDeFinanceur; readonly annonce?: Montant }[],
  ecrits: readonly { readonly nom: string; readonly montant?: Montant }[],
  recues: readonly (readonly [rang: number, affectation: Affectation | undefined])[],
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
  for (const [rang, affectation] of recues) {
    if (affectation === undefined) continue;
    const nom = payeurDe(affectation);
    const financeur = inscrire(nom, genreDuFinanceur(nom));
    financeur.recu = montant(financeur.recu + centimesInternationaux(affectation));
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

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
  const compilees = operations.liste.map((declaree): OperationCompilee => {
    const siennes = depensesPar.get(declaree.id) ?? [];
    const recues = recettesPar.get(declaree.id) ?? [];
    const enBrut = (net: boolean) =>
      somme(
        siennes.flatMap((rang) => {
          const affectation = lignes[rang];
          return affectation && (montantEst(affectation) === 'net') === net ? centimesInternationaux(affectation) : [];
        }),
      );
    const [brut, net] = [enBrut(false), enBrut(true)];
    const recu = sommeDe(recettes, recues);
    const resteACharge = montant(brut + net - recu);
    const coutTotal = declaree.coutTotal ?? coutDit(siennes.flatMap((rang) => lignes[rang]?.ligne.coutTotal ?? []));
    return {
      declaree,
      lignes: siennes,
      recettes: recues,
      brut,
      net,
      recu,
      resteACharge,
      ...(coutTotal === undefined ? {} : { coutTotal }),
      ...(coutTotal && coutTotal > 0 && resteACharge >= 0 ? { part: fraction(resteACharge, coutTotal) } : {}),
      financeurs: financeursDe(
        declaree.financeurs,
        siennes.flatMap((rang) => lireLesFinanceurs(lignes[rang]?.ligne.autresFinanceurs ?? '')),
        recues.map((rang) => [rang, recettes[rang]] as const),
      ),
    };
  });
  const sansOperation = recettesPar.get('') ?? [];
  const libres = financeursDe(
    [],
    [],
    sansOperation.map((rang) => [rang, recettes[rang]] as const),
  );
  const brut = somme(lignes.map(centimesInternationaux));
  const recuEnTout = somme(recettes.map(centimesInternationaux));
  return {
    operations: compilees,
    sansOperation: { recettes: sansOperation, recu: sommeDe(recettes, sansOperation) },
    parGenre: parGenre([...compilees.flatMap(({ financeurs }) => financeurs), ...libres]),
    dites: lignesCofinancees(lignes),
    brut,
    recettes: recuEnTout,
    resteACharge: montant(brut - recuEnTout),
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
    const nom = affectation.ligne.beneficiaire || FINANCEUR_NON_DIT;
    const financeur = inscrire(nom, genreDuFinanceur(nom));
    financeur.recu = montant(financeur.recu + centimesInternationaux(affectation));
    financeur.recettes.push(rang);
  }
  return [...parNom.values()];
}

/** How documents call who paid a receipt that names nobody. */
export const FINANCEUR_NON_DIT = 'Financeur non dit';

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

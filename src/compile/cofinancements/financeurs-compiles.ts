import { genreDuFinanceur } from '../../domain/argent/financeurs-ecrits.ts';
import { type Montant, montant, NUL, somme } from '../../domain/argent/montant.ts';
import { GENRES_DE_FINANCEURS, type GenreDeFinanceur, type Operations } from '../../domain/dossier/operations.ts';
import { cleDeNom } from '../../domain/textes/nom.ts';
import type { FinanceurCompile, FinanceursDUnGenre } from './cofinancements.ts';

/** What a receipt brings: its rank, who paid it, its international cents. */
export interface Payee {
  readonly rang: number;
  readonly nom: string;
  readonly recu: Montant;
}

/** The kind of a funder that an operation does not declare: that which another first declares, or what its name tells. */
export function genresDesFinanceurs({ liste }: Operations): (nom: string) => GenreDeFinanceur {
  const declares = new Map<string, GenreDeFinanceur>();
  for (const { nom, genre } of liste.flatMap(({ financeurs }) => financeurs)) {
    const cle = cleDeNom(nom);
    if (!declares.has(cle)) declares.set(cle, genre);
  }
  return (nom) => declares.get(cleDeNom(nom)) ?? genreDuFinanceur(nom);
}

/** The funders declared, then those that the words of lines name, then those whose receipts came unannounced. */
export function financeursDe(
  declares: readonly { readonly nom: string; readonly genre: GenreDeFinanceur; readonly annonce?: Montant }[],
  ecrits: readonly { readonly nom: string; readonly montant?: Montant }[],
  { recues, aPart }: { readonly recues: readonly Payee[]; readonly aPart: readonly Payee[] },
  genreDe: (nom: string) => GenreDeFinanceur,
): FinanceurCompile[] {
  const parNom = new Map<string, Inscrit>();
  const inscrire = (nom: string, genre: GenreDeFinanceur, annonce?: Montant) => {
    const cle = cleDeNom(nom);
    const connu = parNom.get(cle) ?? {
      nom,
      genre,
      recu: NUL,
      recettes: [],
      exceptionnel: { recu: NUL, recettes: [] },
    };
    if (annonce !== undefined) connu.annonce ??= annonce;
    parNom.set(cle, connu);
    return connu;
  };
  const encaisser = (compte: Encaisse, { rang, recu }: Payee) => {
    compte.recu = montant(compte.recu + recu);
    compte.recettes.push(rang);
  };
  for (const { nom, genre, annonce } of declares) inscrire(nom, genre, annonce);
  for (const { nom, montant: annonce } of ecrits) inscrire(nom, genreDe(nom), annonce);
  for (const payee of recues) encaisser(inscrire(payee.nom, genreDe(payee.nom)), payee);
  for (const payee of aPart) encaisser(inscrire(payee.nom, genreDe(payee.nom)).exceptionnel, payee);
  return [...parNom.values()];
}

interface Encaisse {
  recu: Montant;
  recettes: number[];
}

interface Inscrit extends Encaisse {
  nom: string;
  genre: GenreDeFinanceur;
  annonce?: Montant;
  exceptionnel: Encaisse;
}

export function financeursParGenre(financeurs: readonly FinanceurCompile[]): FinanceursDUnGenre[] {
  return (Object.keys(GENRES_DE_FINANCEURS) as GenreDeFinanceur[]).flatMap((genre) => {
    const siens = financeurs.filter((financeur) => financeur.genre === genre);
    if (siens.length === 0) return [];
    return [
      {
        genre,
        annonce: somme(siens.flatMap(({ annonce }) => annonce ?? [])),
        recu: somme(siens.map(({ recu }) => recu)),
        recettes: siens.flatMap(({ recettes }) => recettes),
        exceptionnel: somme(siens.map(({ exceptionnel }) => exceptionnel.recu)),
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
        exceptionnel: {
          recu: somme(memes.map(({ exceptionnel }) => exceptionnel.recu)),
          recettes: memes.flatMap(({ exceptionnel }) => exceptionnel.recettes),
        },
      },
    ];
  });
}

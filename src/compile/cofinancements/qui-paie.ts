import { type Montant, montant, somme } from '../../domain/argent/montant.ts';
import { GENRES_DE_FINANCEURS, type GenreDeFinanceur } from '../../domain/dossier/operations.ts';
import type { Jaune } from '../jaune.ts';
import { estExceptionnelle } from './cofinancements.ts';
import { porteursDe } from './porteurs-d-une-operation.ts';

/** Who pays the operations of the total: who bears what remains, and what funders announced and paid of them. */
export interface QuiPaie {
  readonly resteACharge: Montant;
  /** Who bears it; empty where the dossier lists no body. */
  readonly porteurs: readonly { readonly libelle: string; readonly resteACharge: Montant }[];
  readonly genres: readonly { readonly genre: GenreDeFinanceur; readonly annonce: Montant; readonly recu: Montant }[];
  /** International receipts that no operation has: of what they pay nothing is known. */
  readonly sansOperation: Montant;
}

/** One population: expenses and receipts that operations tie, what no operation ties apart. */
export function quiPaie(jaune: Jaune): QuiPaie {
  const { sansOperation } = jaune.cofinancements;
  const operations = jaune.cofinancements.operations.filter((operation) => !estExceptionnelle(operation));
  const restes = new Map<string, { libelle: string; resteACharge: Montant }>();
  for (const { nom, libelle, resteACharge } of operations.flatMap((operation) => porteursDe(jaune, operation)))
    restes.set(nom, { libelle, resteACharge: montant((restes.get(nom)?.resteACharge ?? 0) + resteACharge) });
  const financeurs = operations.flatMap((operation) => operation.financeurs);
  return {
    resteACharge: somme(operations.map(({ resteACharge }) => resteACharge)),
    porteurs: jaune.enTete.organismes.liste.length === 0 ? [] : [...restes.values()],
    genres: (Object.keys(GENRES_DE_FINANCEURS) as GenreDeFinanceur[]).flatMap((genre) => {
      const siens = financeurs.filter((financeur) => financeur.genre === genre);
      const annonce = somme(siens.flatMap((financeur) => financeur.annonce ?? []));
      const recu = somme(siens.map((financeur) => financeur.recu));
      return siens.length === 0 ? [] : [{ genre, annonce, recu }];
    }),
    sansOperation: sansOperation.recu,
  };
}

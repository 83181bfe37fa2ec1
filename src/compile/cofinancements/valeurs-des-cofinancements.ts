import { GENRES_DE_FINANCEURS, type GenreDeFinanceur } from '../../domain/dossier/operations.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { operationDe } from '../../domain/lignes/operation-de.ts';
import { composerCle } from '../../domain/textes/cle-composee.ts';
import { cleDeNom, Nommeur } from '../../domain/textes/nom.ts';
import { garderPar } from '../garder-par.ts';
import type { Jaune } from '../jaune.ts';
import type { Valeurs } from '../valeurs-nommees.ts';
import { payeurDe } from './compiler-les-cofinancements.ts';

type Vu = Pick<Jaune, 'cofinancements' | 'enTete'>;

const SANS_OPERATION = 'sans-operation';

/** The operations, by their identifiers, then what is of none, by an empty one. */
export function valeursDesOperations({ enTete: { operations } }: Pick<Jaune, 'enTete'>): Valeurs {
  return nommerLesOperations(operations);
}

const nommerLesOperations = garderPar((operations: Jaune['enTete']['operations']): Valeurs => {
  const nommeur = new Nommeur();
  const liste = [
    ...operations.liste.map(({ id, libelle }) => ({ id, nom: nommeur.nommer(id, 'operation'), libelle })),
    { id: '', nom: nommeur.nommer(SANS_OPERATION, SANS_OPERATION), libelle: 'Sans opération' },
  ];
  return { liste, rangs: new Map(liste.map(({ id }, rang) => [id, rang])) };
});

/** The funders, kind by kind, by the key of {@link cleDuFinanceur}. */
export function valeursDesFinanceurs({ cofinancements }: Pick<Jaune, 'cofinancements'>): Valeurs {
  return nommerLesFinanceurs(cofinancements);
}

const nommerLesFinanceurs = garderPar((cofinancements: Jaune['cofinancements']): Valeurs => {
  const nommeur = new Nommeur();
  const tous = cofinancements.parGenre.flatMap(({ financeurs }) => financeurs);
  const genres = new Map<string, number>();
  for (const { nom } of tous) genres.set(cleDeNom(nom), (genres.get(cleDeNom(nom)) ?? 0) + 1);
  const liste = tous.map(({ genre, nom }) => ({
    cle: cleDuFinanceur({ genre, nom }),
    nom: nommeur.nommer(nom, 'financeur'),
    // Operations may declare one name of two kinds: « Paris », a commune and a département.
    libelle: (genres.get(cleDeNom(nom)) ?? 1) > 1 ? `${nom} (${GENRES_DE_FINANCEURS[genre]})` : nom,
  }));
  return { liste, rangs: new Map(liste.map(({ cle }, rang) => [cle, rang])) };
});

/** What tells a funder from another: its kind, which an operation may say, and its name. */
export function cleDuFinanceur({ genre, nom }: { readonly genre: GenreDeFinanceur; readonly nom: string }): string {
  return composerCle(genre, cleDeNom(nom));
}

/** Reads who paid a receipt, with the kind that its operation gives that funder; nothing where no receipt of it was compiled. */
export function lecteurDePayeur({
  cofinancements,
  enTete,
}: Vu): (affectation: Affectation) => { readonly genre: GenreDeFinanceur; readonly nom: string } | undefined {
  const connus = payeursConnus(cofinancements);
  return (affectation) =>
    connus.get(composerCle(operationDe(affectation, enTete.operations), cleDeNom(payeurDe(affectation))));
}

const payeursConnus = garderPar(
  ({ operations, sansOperation }: Jaune['cofinancements']) =>
    new Map(
      [
        ...operations.map(({ declaree, financeurs }) => ({ id: declaree.id, financeurs })),
        { id: '', ...sansOperation },
      ].flatMap(({ id, financeurs }) =>
        financeurs.map((financeur) => [composerCle(id, cleDeNom(financeur.nom)), financeur] as const),
      ),
    ),
);

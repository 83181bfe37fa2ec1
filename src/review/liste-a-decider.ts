import type { Montant } from '../domain/argent/montant.ts';
import type { EnTete } from '../domain/dossier/dossier.ts';
import type { LigneBudgetaire } from '../domain/lignes/ligne-budgetaire.ts';
import { trierPar } from '../domain/textes/ordre.ts';
import { plier } from '../domain/textes/texte.ts';
import { DECISIONS, LIBELLES_DES_DECISIONS } from '../domain/verdict/decision-ecrite.ts';
import type { SourcesDesValeurs } from '../domain/verdict/dimension.ts';
import { DIMENSIONS_DECIDEES, type DimensionDecidee, dimensionDecrite } from '../domain/verdict/dimensions.ts';
import { SENS_DES_MONTANTS } from '../domain/verdict/flux.ts';
import type { Place } from '../domain/verdict/verdict.ts';
import type { Choix } from './forme-de-classeur.ts';

export interface ListeADecider {
  readonly enTete: EnTete;
  readonly listes: Listes;
  readonly lignes: readonly LigneADecider[];
  /** How many more lines are open and left for another export. */
  readonly autres: number;
  /** The sectors that were asked for; none when all were. */
  readonly secteurs: readonly string[];
}

/** A line on which a person has to decide, or to come back on a decision, with all that helps. */
export interface LigneADecider {
  readonly ligne: LigneBudgetaire;
  /** Its amount in the base of the dossier. */
  readonly montant: Montant;
  readonly place: Place;
  /** The euros that are expected of it, whatever their sign: its amount × the chance that it is international. */
  readonly enjeu: Montant;
  /** What makes one think of abroad, in words; empty when nothing speaks. */
  readonly signaux: string;
  /** What memory suggests, or what was decided; empty when it says nothing. */
  readonly suggestion: string;
  readonly raison: string;
  /** How many other lines say all that is kept of it. */
  readonly pareilles: number;
}

export const LISTES = [
  'decision',
  ...DIMENSIONS_DECIDEES,
  'exceptionnelle',
  'organisme',
  'operation',
  'montant_est',
] as const;
export type NomDeListe = (typeof LISTES)[number];

/** The lists of a dossier, in the order in which they are shown. */
export type Listes = Readonly<Record<NomDeListe, readonly Choix[]>>;

/** The lists of choices of a dossier: labels for people, identifiers for the file. */
export function listesDe(enTete: EnTete, tables: Omit<SourcesDesValeurs, keyof EnTete>): Listes {
  const { organismes, operations } = enTete;
  const sources = { ...enTete, ...tables };
  const memes = (textes: readonly string[]) => textes.map((texte) => ({ montre: texte, ecrit: texte }));
  return {
    // « Exceptionnelle » has a column of its own.
    decision: DECISIONS.filter((decidee) => decidee !== 'exceptionnelle').map((decidee) => ({
      montre: LIBELLES_DES_DECISIONS[decidee],
      ecrit: decidee,
    })),
    ...(Object.fromEntries(
      DIMENSIONS_DECIDEES.map((dimension) => [
        dimension,
        libelles([...dimensionDecrite(dimension).intitules(sources)]),
      ]),
    ) as Record<DimensionDecidee, Choix[]>),
    pays: trierPar(tables.geographie.tousLesPays, ({ nom }) => plier(nom)).map(
      ({ nom, code, autresNoms, anciensNoms }) => ({
        montre: nom,
        ecrit: nom,
        autres: [code, ...autresNoms, ...anciensNoms],
      }),
    ),
    exceptionnelle: memes(['oui', 'non']),
    organisme: libelles(organismes.liste.map(({ id, nom }) => [id, nom])),
    operation: libelles(operations.rattachables.map(({ id, libelle }) => [id, libelle])),
    montant_est: memes(SENS_DES_MONTANTS),
  };
}

/** Labels with their identifiers; where two labels are alike, or one is the identifier of another, identifiers show. */
function libelles(paires: readonly (readonly [id: string, libelle: string])[]): Choix[] {
  const siens = new Map<string, Set<string>>();
  for (const [id, libelle] of paires)
    for (const nom of [id, libelle].map(plier)) siens.set(nom, (siens.get(nom) ?? new Set()).add(id));
  const pris = (libelle: string, sauf: string) => [...(siens.get(plier(libelle)) ?? [])].some((id) => id !== sauf);
  return paires.map(([id, libelle]) => ({ montre: pris(libelle, id) ? `${libelle} (${id})` : libelle, ecrit: id }));
}

/** The choice that a cell names: as the list shows it, as the file holds it, or by another name; neither accents nor case count. */
export function trouverChoix(liste: readonly Choix[], saisi: string): Choix | undefined {
  const cle = plier(saisi);
  return (
    liste.find(({ montre }) => plier(montre) === cle) ??
    liste.find(({ ecrit, autres = [] }) => [ecrit, ...autres].some((nom) => plier(nom) === cle))
  );
}

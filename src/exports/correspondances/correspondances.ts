import * as z from 'zod';
import {
  additionner,
  ecrireFraction,
  estEntiere,
  type Fraction,
  lireFraction,
  UN,
} from '../../domain/argent/fraction.ts';
import type { Predicat } from '../../domain/conditions/attente.ts';
import type { Chemin, SurQuoi } from '../../domain/constats/constat.ts';
import { citerValeur } from '../../domain/textes/format.ts';
import { nomLePlusProche, plier } from '../../domain/textes/texte.ts';
import type { EntreeCad, ListeCad } from '../cad/liste-cad.ts';
import type { PartDuTotal } from '../pont.ts';
import { lireUnChoix, type MatiereDesChoix } from './lire-un-choix.ts';

const texte = z.string().trim().min(1);
/** A condition of which the form is checked when it is read. */
export const choixEcrit = z.record(z.string(), z.unknown());
/** Each part of the headline may be tried on each. */
const CORRESPONDANCES_MAX = 1000;

/** Codes for the parts that conditions choose; without condition, for all those that are left. */
export const correspondancesEcrites = z
  .array(z.strictObject({ si: choixEcrit.optional(), code: texte }))
  .max(CORRESPONDANCES_MAX);

/** The same where the euros of a part may go under several codes, by shares. */
export const correspondancesAParts = z
  .array(
    z.strictObject({ si: choixEcrit.optional(), code: texte.optional(), codes: z.record(texte, texte).optional() }),
  )
  .max(CORRESPONDANCES_MAX);

type Ecrite = z.output<typeof correspondancesAParts>[number];

/** A code, and the share that it takes of a part. */
export interface CodePartage<E extends EntreeCad = EntreeCad> {
  readonly entree: E;
  readonly part: Fraction;
}

interface Correspondance<R> {
  readonly chemin: Chemin;
  readonly choisit: Predicat<PartDuTotal>;
  readonly resultat: R;
  sert: boolean;
}

/** What a dossier says of parts, in order, each to those that its condition chooses. */
export class Correspondances<R> {
  readonly #toutes: Correspondance<R>[] = [];

  ajouter(chemin: Chemin, choisit: Predicat<PartDuTotal>, resultat: R): void {
    this.#toutes.push({ chemin, choisit, resultat, sert: false });
  }

  /** What the first that chooses the part says; `undefined` when none does. */
  trouver(part: PartDuTotal): R | undefined {
    const trouvee = this.#toutes.find(({ choisit }) => choisit(part));
    if (trouvee) trouvee.sert = true;
    return trouvee?.resultat;
  }

  /** What all that choose the part say. */
  toutes(part: PartDuTotal): R[] {
    return this.#toutes.flatMap((une) => {
      if (!une.choisit(part)) return [];
      une.sert = true;
      return [une.resultat];
    });
  }

  /** Where those are written that chose nothing. */
  inutiles(): Chemin[] {
    return this.#toutes.flatMap(({ chemin, sert }) => (sert ? [] : [chemin]));
  }
}

/** How what is wrong with codes is told. */
export interface MatiereDesCodes extends MatiereDesChoix {
  readonly exercice: number;
}

/**
 * Reads the list of correspondances at a key, towards the codes of a list of the year. Tells codes that are unknown, withdrawn or
 * not yet used that year, shares that do not make the whole, and what can never choose.
 * @param nom what a code of the list is called: `code de secteur`
 */
export function lireLesCorrespondances<E extends EntreeCad>(
  ecrites: readonly Ecrite[] | undefined,
  cle: string,
  { liste, nom }: { readonly liste: ListeCad<E>; readonly nom: string },
  matiere: MatiereDesCodes,
): Correspondances<readonly CodePartage<E>[]> {
  const lues = new Correspondances<readonly CodePartage<E>[]>();
  for (const [rang, ecrite] of (ecrites ?? []).entries()) {
    const chemin = [cle, rang];
    const choisit = lireLaPortee(ecrite.si, chemin, rang === (ecrites ?? []).length - 1, matiere);
    const partages = lireLesCodes(ecrite, chemin, { liste, nom }, matiere);
    const bons = partages.flatMap(({ entree, part }) => (entree && part ? [{ entree, part }] : []));
    if (choisit && bons.length > 0 && estEntiere(additionner(bons.map(({ part }) => part))))
      lues.ajouter(chemin, choisit, bons);
  }
  return lues;
}

function lireLesCodes<E extends EntreeCad>(
  { code, codes }: Ecrite,
  chemin: Chemin,
  quoi: { readonly liste: ListeCad<E>; readonly nom: string },
  matiere: MatiereDesCodes,
): { readonly entree: E | undefined; readonly part: Fraction | undefined }[] {
  if ((code === undefined) === (codes === undefined)) {
    matiere.refuser(
      'E-DECLARATION',
      chemin,
      code === undefined ? 'il manque le code' : '« code » et « codes » sont écrits tous les deux',
      'Écrivez code: "43010", ou codes: { "43010": 60 %, "11420": 40 % } pour des parts.',
    );
    return [];
  }
  if (code !== undefined) return [{ entree: lireUnCode(code, [...chemin, 'code'], quoi, matiere), part: UN }];
  const partages = Object.entries(codes ?? {}).map(([valeur, part]) => ({
    entree: lireUnCode(valeur, [...chemin, 'codes', valeur], quoi, matiere, 'cle'),
    part: lireUnePart(part, [...chemin, 'codes', valeur], matiere),
  }));
  verifierLeTout(partages, [...chemin, 'codes'], matiere);
  return partages;
}

/** Whom a correspondance speaks for: without `si`, all those that are left, so that it must be the last. */
export function lireLaPortee(
  si: unknown,
  chemin: Chemin,
  derniere: boolean,
  matiere: MatiereDesChoix,
): Predicat<PartDuTotal> | undefined {
  if (si !== undefined) return lireUnChoix(si, [...chemin, 'si'], matiere);
  if (derniere) return () => true;
  matiere.refuser(
    'E-DECLARATION',
    chemin,
    'sans « si », ceci vaut pour tout : ce qui est écrit dessous ne servirait jamais',
    'Mettez-le à la fin de la liste, ou ajoutez-lui un « si ».',
  );
  return undefined;
}

/** A code of a list, in the exercice; tells what is wrong with it. */
export function lireUnCode<E extends EntreeCad>(
  ecrit: string,
  chemin: Chemin,
  { liste, nom }: { readonly liste: ListeCad<E>; readonly nom: string },
  { exercice, refuser }: MatiereDesCodes,
  sur: SurQuoi = 'valeur',
): E | undefined {
  const lu = liste.lire(ecrit, exercice);
  if (lu.etat === 'valide') return lu.entree;
  if (lu.etat === 'inconnu') {
    const valides = liste.valides(exercice);
    const nomme = valides.find(
      (entree) => plier(entree.libelle) === plier(ecrit) || ('pays' in entree && entree.pays === ecrit),
    );
    const proche = nomLePlusProche(
      ecrit,
      valides.map((entree) => entree.code),
    );
    const propose = nomme ?? valides.find((entree) => entree.code === proche);
    const remede = 'Les codes sont ceux des listes du CAD, dans data/cad.';
    refuser(
      'E-CODE-CAD',
      chemin,
      `${citerValeur(ecrit)} n’est pas un ${nom} connu`,
      propose === undefined ? remede : `Est-ce « ${propose.code} » (${propose.libelle}) ? ${remede}`,
      sur,
    );
    return undefined;
  }
  const { libelle, debut, fin } = lu.entree;
  refuser(
    'E-CODE-CAD',
    chemin,
    lu.etat === 'retire'
      ? `« ${ecrit} » (${libelle}) n’est plus un ${nom} en ${exercice} : il a servi jusqu’en ${fin}`
      : `« ${ecrit} » (${libelle}) n’est pas encore un ${nom} en ${exercice} : il sert à partir de ${debut}`,
    `Prenez un code qui vaut en ${exercice} : les listes du CAD, dans data/cad, disent les années de chacun.`,
    sur,
  );
  return undefined;
}

function lireUnePart(texte: string, chemin: Chemin, { refuser }: MatiereDesChoix): Fraction | undefined {
  const lue = lireFraction(texte);
  if (lue === undefined)
    refuser(
      'E-PARTS-DECLAREES',
      chemin,
      `${citerValeur(texte)} n’est pas une part`,
      'Écrivez 60 % ou 1/3 ; avec une virgule, entre guillemets : "12,5 %".',
    );
  return lue;
}

function verifierLeTout(
  partages: readonly { readonly part: Fraction | undefined }[],
  chemin: Chemin,
  { refuser }: MatiereDesChoix,
): void {
  const parts = partages.map(({ part }) => part);
  if (!parts.every((part) => part !== undefined)) return;
  const somme = parts.length === 0 ? undefined : additionner(parts);
  if (somme !== undefined && estEntiere(somme)) return;
  refuser(
    'E-PARTS-DECLAREES',
    chemin,
    somme === undefined
      ? 'aucun code n’est écrit'
      : `les parts font ${ecrireFraction(somme)}, au lieu de ${ecrireFraction(UN)}`,
    'Corrigez les parts : ensemble, elles font le tout, exactement ; trois tiers s’écrivent 1/3.',
    'cle',
  );
}

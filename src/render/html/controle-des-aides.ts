import type { HelperDelegate, HelperOptions } from 'handlebars';
import { estUneDate } from '../../domain/textes/date.ts';
import { citerValeur } from '../../domain/textes/format.ts';

interface Sorte {
  /** In words, with its article. */
  readonly nom: string;
  readonly convient: (valeur: unknown) => boolean;
}

const listeDe = (convient: (element: unknown) => boolean) => (valeur: unknown) =>
  Array.isArray(valeur) && valeur.every(convient);

const SORTES = {
  montant: { nom: 'un montant en centimes', convient: Number.isSafeInteger },
  nombre: { nom: 'un nombre entier', convient: Number.isSafeInteger },
  texte: { nom: 'un texte', convient: (valeur) => typeof valeur === 'string' },
  date: { nom: 'une date, AAAA-MM-JJ', convient: (valeur) => typeof valeur === 'string' && estUneDate(valeur) },
  numeros: { nom: 'une liste de numéros', convient: listeDe(Number.isSafeInteger) },
  apports: {
    nom: 'une liste d’actions',
    convient: listeDe(
      (apport) => typeof apport === 'object' && apport !== null && 'ligne' in apport && 'montant' in apport,
    ),
  },
} as const satisfies Record<string, Sorte>;

/** What a helper is given, in order; the last may be left out where it is said so. */
export interface Attendu {
  readonly recoit: readonly (keyof typeof SORTES)[];
  readonly facultatif?: keyof typeof SORTES;
}

/** Where a call is written, as Handlebars tells it. */
interface Endroit {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

/** Thrown by a helper that is given what is not its; placed as the errors of Handlebars are. */
export class AideEnEchec extends Error {
  readonly lineNumber: number | undefined;
  readonly column: number | undefined;
  readonly endLineNumber: number | undefined;
  readonly endColumn: number | undefined;

  /** @param options what the helper was called with last */
  constructor(message: string, options: unknown) {
    super(message);
    this.name = 'AideEnEchec';
    const endroit = (options as { readonly loc?: Endroit } | undefined)?.loc;
    this.lineNumber = endroit?.start.line;
    this.column = endroit?.start.column;
    this.endLineNumber = endroit?.end.line;
    this.endColumn = endroit?.end.column;
  }
}

/** A helper that refuses what is not its, in words, rather than write « NaN € ». */
export function controler(nom: string, { recoit, facultatif }: Attendu, aide: HelperDelegate): HelperDelegate {
  const sortes: Sorte[] = [...recoit, ...(facultatif ? [facultatif] : [])].map((sorte) => SORTES[sorte]);
  return (...recus: unknown[]) => {
    const donnees = recus.length - 1;
    for (let rang = 0; rang < Math.max(donnees, recoit.length); rang++) {
      const sorte = sortes[rang];
      const valeur = rang < donnees ? recus[rang] : undefined;
      if (sorte?.convient(valeur)) continue;
      const attendu = sorte ? `attend ${sorte.nom}` : `attend ${sortes.length} valeurs au plus`;
      throw new AideEnEchec(`« ${nom} » ${attendu} ; ce gabarit lui donne ${direValeur(valeur)}`, recus.at(-1));
    }
    return (aide as (...valeurs: unknown[]) => unknown)(...recus);
  };
}

/** Said to {@link chercher} of a name that may lack; templates cannot say it themselves. */
export const FACULTATIF = 'facultatif';

/** `{{lookup pays "nom"}}`, which Handlebars leaves blank when there is no such thing. */
export function chercher(dans: unknown, nom: unknown, options: HelperOptions): unknown {
  if (typeof nom !== 'string' && typeof nom !== 'number')
    throw new AideEnEchec(`« lookup » attend un nom ; ce gabarit lui donne ${direValeur(nom)}`, options);
  if (dans === null || dans === undefined) throw new AideEnEchec(`« ${nom} » est cherché là où il n’y a rien`, options);
  if (!Object.hasOwn(Object(dans), nom)) {
    if (options.hash[FACULTATIF] === true) return undefined;
    throw new AideEnEchec(`« ${nom} » n’est pas là où ce gabarit le cherche`, options);
  }
  return (dans as Readonly<Record<string | number, unknown>>)[nom];
}

/** Under what name {@link ecrireLaValeur} is known; templates have no reason to write it. */
export const ECRIRE = 'ecrire la valeur';

/** `{{nom}}`, which Handlebars writes whatever it is: a set of data would read « [object Object] ». */
export function ecrireLaValeur(valeur: unknown, options: HelperOptions): unknown {
  const compose =
    typeof valeur === 'function' || (typeof valeur === 'object' && valeur !== null && !('toHTML' in valeur));
  if (compose)
    throw new AideEnEchec(`${direValeur(valeur)} ne s’écrit pas : il faut le nom de ce qui s’y trouve`, options);
  return valeur;
}

export function direValeur(valeur: unknown): string {
  if (valeur === undefined || valeur === null) return 'rien';
  if (typeof valeur === 'string') return `le texte ${valeur === '' ? 'vide' : citerValeur(valeur)}`;
  if (typeof valeur === 'number') return `le nombre ${String(valeur).replace('.', ',')}`;
  if (typeof valeur === 'boolean') return valeur ? 'vrai' : 'faux';
  return Array.isArray(valeur) ? 'une liste' : 'un ensemble de données';
}

import * as z from 'zod';
import type { Base } from '../domain/argent/base.ts';
import type { Nomenclature } from '../domain/codes/nomenclature.ts';
import type { Constats, Signaler } from '../domain/constats/constat.ts';
import type { FormatDeclare, SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import type { DemandeDeRegard, FichierRegarde, Refus } from './regard.ts';
import type { SourceOuverte } from './source-ouverte.ts';

/** A text of `exercice.yaml` that says something. */
export const texteEcrit = z.string().trim().min(1, 'le texte est vide');
/** A whole number of `exercice.yaml`, whose scalars all come as text. */
export const entierEcrit = z
  .string()
  .regex(/^\d{1,9}$/, 'un nombre entier est attendu')
  .transform(Number);

/** A key of a source that only some formats understand. */
export interface Cle<S extends z.ZodType = z.ZodType> {
  readonly lue: S;
  /** What it says and how it is written, in the messages about a key that misses or is too much. */
  readonly dit: string;
  readonly exemple: string;
  readonly titre: string;
  readonly sens: string;
  /** What an editor proposes, with the meaning of each, or that a number is expected. */
  readonly propose?:
    | { readonly valeurs: readonly string[]; readonly sens?: Readonly<Record<string, string>> }
    | 'nombre';
}

/** Rows of titles of a table; none is told in a word. */
export const titres = {
  lue: z.union([z.literal('aucun').transform(() => 0), entierEcrit]).optional(),
  dit: 'combien de rangées de titres a un tableau',
  exemple: 'aucun, ou 2',
  titre: 'Titres',
  sens: 'Le nombre de rangées de titres ; 1 sans rien dire. « aucun » : les colonnes se nomment par leur rang, "1" pour la première.',
} satisfies Cle;

/** The rows of titles as they are declared, where there is not one. */
export function ecrireTitres(nombre: number): ClesEcrites {
  return nombre === 1 ? [] : [['titres', nombre === 0 ? 'aucun' : String(nombre)]];
}

/** The keys of a format by their names; formats that share a key share its object. */
type Cles = Readonly<Record<string, Cle>>;

/** What is written in a source under the keys of its format, and those of every source that a format may look at. */
type Ecrit<C extends Cles> = { readonly [N in keyof C]: z.output<C[N]['lue']> } & { readonly preambule: number };

/** What readers of formats need beside the declaration of the source. */
export interface ContexteDeFormat {
  readonly exercice: string;
  readonly base: Base;
  readonly nomenclature: Nomenclature;
  readonly constats: Constats;
}

interface Plaintes {
  readonly refuser: Signaler;
  exiger(cle: string): void;
}

/**
 * All that the tool knows of one format of sources: how `exercice.yaml` declares it, how a file of it is opened, and how one that
 * nobody declared yet is looked at. One more is a folder beside the others, and a line in the registry.
 */
export interface Format<F extends FormatDeclare = FormatDeclare, C extends Cles = Cles> {
  /** How messages call a file of it: `un classeur Excel`. */
  readonly nom: string;
  readonly sens: string;
  readonly cles: C;
  /** Whether the mark between euros and cents must be declared, may be, or is always the point. */
  readonly decimale: 'exigée' | 'facultative' | 'point';
  /** A file may hold annex budgets, voted by nature however the first is. */
  readonly annexes?: true;
  /** A file holds several sheets, and a source is one of them: `feuille` is among the keys. */
  readonly aDesFeuilles?: true;
  /** Its cells show amounts as somebody typed them, and not as a program does. */
  readonly cellulesTapees?: true;
  /** Large files of it are read in a thread of their own. */
  readonly dansUnFil?: true;
  /** What to do about a code that a spreadsheet took for a number, and about one that lost its zero. */
  readonly remedes: RemedesDesCodes;
  /** What to do about a line without its amount, where nobody can fill in a cell. */
  montantAbsent?(titre: string): string;
  /** What its columns are, for a format whose fields are always the same: nothing else needs to be declared. */
  disposition?(exercice: { readonly vote: 'par_fonction' | 'par_nature'; readonly base: Base }): Disposition;
  /** What a source declares of its format, or nothing when something was refused. */
  lire(ecrit: Ecrit<C>, plaintes: Plaintes): F | undefined;
  ouvrir(source: SourceDeclaree<F>, chemin: string, contexte: ContexteDeFormat): SourceOuverte;
  /** Whether a file is of this format, by its first bytes: a name may lie. */
  reconnait(tete: Buffer): boolean;
  /** @throws the errors of the file system */
  regarder(chemin: string, demande: DemandeDeRegard): Promise<FichierRegarde | Refus>;
  /** The keys to paste into `exercice.yaml`, as YAML: those that come first, and those after the unit. */
  ecrire(format: F): { readonly tete: ClesEcrites; readonly suite: ClesEcrites };
}

type ClesEcrites = readonly (readonly [cle: string, valeur: string])[];

/** What is told of a code that is not as it was. */
export interface RemedesDesCodes {
  readonly codeAltere: string;
  readonly zeroPerdu: string;
}

/** What is known beforehand of the sources of a published format. */
export interface Disposition {
  readonly titres: readonly string[];
  /** Our field → its title. */
  readonly colonnes: Readonly<Record<string, string>>;
  readonly montants: Readonly<Partial<Record<Base, string>>>;
  readonly montants_nommes?: {
    readonly colonne: string;
    readonly base: string;
    readonly mots: Record<string, Base | 'aucune'>;
  };
  /** The column of the share of the amount, and that of the date that says the year. */
  readonly part?: string;
  readonly date?: string;
  readonly valeurs: Record<string, Record<string, string>>;
  /** What is told of a title that it does not have, where it has no others. */
  titreInconnu?(titre: string): { readonly message: string; readonly remede: string };
}

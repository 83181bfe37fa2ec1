import { hash } from 'node:crypto';
import type { CodeConstat } from './codes-constats.ts';

/** A warning that a person has read and accepts: why, who, when, and what it said then. */
export interface Acquittement {
  readonly constat: CodeConstat;
  /** Where it must stand; anywhere unless told. */
  readonly fichier?: string | undefined;
  readonly ligne?: number | undefined;
  /** The digest of what was accepted: of one warning, or of all those of its code, in its file or in all. */
  readonly vu: string;
  readonly motif: string;
  readonly auteur: string;
  readonly date: string;
}

/** An acknowledgement that holds, as documents list it. */
export interface AvertissementAcquitte extends Acquittement {
  /** How many warnings it is about. */
  readonly nombre: number;
  /** What the first of them say. */
  readonly messages: readonly string[];
}

/** What is looked at of a warning. */
interface AvertissementVu {
  readonly code: CodeConstat;
  readonly lieu: { readonly fichier: string; readonly ligne?: number | undefined };
  readonly message: string;
  readonly extrait?: { readonly texte: string } | undefined;
}

/** Digits of a digest, and the number of values that it may have: sums of them stay exact. */
const CHIFFRES = 12;
const VALEURS = 2 ** (4 * CHIFFRES);
/** A digest as it is written. */
export const FORME_DE_VU = new RegExp(`^[0-9a-f]{${CHIFFRES}}$`);
/** What the officer writes, where a line added above moves all the others without changing any. */
const ECRITS_DU_DOSSIER = /\.(?:ya?ml|md|hbs)$/i;
/** Messages that documents give of one acknowledgement. */
const MESSAGES_MAX = 10;

/** What a warning speaks of, in a number: its place, its words with their lines and euros, the record that it shows. */
export function sommeDeLAvertissement({ code, lieu, message, extrait }: AvertissementVu): number {
  const ligne = ECRITS_DU_DOSSIER.test(lieu.fichier) ? null : (lieu.ligne ?? null);
  const faits = JSON.stringify([code, lieu.fichier, ligne, message, extrait?.texte ?? null]);
  return Number.parseInt(hash('sha256', faits, 'hex').slice(0, CHIFFRES), 16);
}

/** The sum of several warnings, whatever their order; that of one is its own. */
export function sommeDAvertissements(sommes: Iterable<number>): number {
  let total = 0;
  for (const somme of sommes) total = (total + somme) % VALEURS;
  return total;
}

export function ecrireVu(somme: number): string {
  return somme.toString(16).padStart(CHIFFRES, '0');
}

/**
 * What is not of the edition but of the folder where it is made: an archive, which holds what was read and nothing else, gives
 * none of these, and there what acknowledges them holds no more. Documents list none, so that they are the same bytes when they
 * are made again.
 */
const DE_RANGEMENT: ReadonlySet<CodeConstat> = new Set<CodeConstat>([
  'A-LIEN-HORS-DOSSIER',
  'A-FICHIER-NON-LU',
  'A-ACQUITTEMENT',
  'A-NOM-AUTREMENT-CODE',
  'A-SOURCE-NON-DECLAREE',
]);

export function estDeRangement({ constat }: Pick<Acquittement, 'constat'>): boolean {
  return DE_RANGEMENT.has(constat);
}

interface Effet {
  nombre: number;
  readonly messages: string[];
}

/** Warnings of one code in one file, as the register looks at them. */
interface Ensemble {
  readonly code: CodeConstat;
  readonly fichier: string;
  readonly nombre: number;
  readonly somme: number;
  readonly gardes: readonly { readonly message: string }[];
}

/**
 * The acknowledgements of a dossier, put to the warnings of a run: first to each warning, when it comes; then, once all are known,
 * to those that are left of one code in one file; then to those that are left of one code.
 */
export class RegistreDesAcquittements {
  readonly #parVu = new Map<string, Acquittement[]>();
  readonly #effets = new Map<Acquittement, Effet>();

  inscrire(acquittements: readonly Acquittement[]): void {
    for (const acquittement of acquittements) {
      const deja = this.#parVu.get(acquittement.vu);
      if (deja) deja.push(acquittement);
      else this.#parVu.set(acquittement.vu, [acquittement]);
    }
  }

  /** Whether a warning is acknowledged by itself; it is then noted. */
  prend({ code, lieu, message }: AvertissementVu, somme: number): boolean {
    if (this.#parVu.size === 0) return false;
    const trouve = this.#parVu
      .get(ecrireVu(somme))
      ?.find((acquittement) => acquittement.constat === code && estDedans(acquittement, lieu));
    if (trouve === undefined) return false;
    noter(this.#effets, trouve, 1, [message]);
    return true;
  }

  /** The groups of warnings that are acknowledged as a whole, and what each acknowledgement is about, in the order of the dossier. */
  repartir<G extends Ensemble>(
    groupes: readonly G[],
  ): { readonly acquis: ReadonlySet<G>; readonly effets: readonly AvertissementAcquitte[] } {
    const acquis = new Set<G>();
    if (this.#parVu.size === 0) return { acquis, effets: [] };
    const effets = new Map(
      [...this.#effets].map(([cle, { nombre, messages }]) => [cle, { nombre, messages: [...messages] }]),
    );
    const prendre = (ensemble: readonly G[], fichier: string | undefined) => {
      const vu = ecrireVu(sommeDAvertissements(ensemble.map(({ somme }) => somme)));
      const trouve = this.#parVu
        .get(vu)
        ?.find(
          (ecrit) => ecrit.constat === ensemble[0]?.code && ecrit.fichier === fichier && ecrit.ligne === undefined,
        );
      if (trouve === undefined) return;
      for (const groupe of ensemble) {
        acquis.add(groupe);
        noter(
          effets,
          trouve,
          groupe.nombre,
          groupe.gardes.map(({ message }) => message),
        );
      }
    };
    for (const groupe of groupes) prendre([groupe], groupe.fichier);
    const laisses = groupes.filter((groupe) => !acquis.has(groupe));
    for (const code of new Set(laisses.map((groupe) => groupe.code)))
      prendre(
        laisses.filter((groupe) => groupe.code === code),
        undefined,
      );
    const ecrits = [...this.#parVu.values()].flat();
    return {
      acquis,
      effets: ecrits.flatMap((ecrit) => {
        const effet = effets.get(ecrit);
        return effet === undefined ? [] : [{ ...ecrit, ...effet }];
      }),
    };
  }
}

/** Whether a place is one that an acknowledgement speaks of. */
export function estDedans(
  { fichier, ligne }: Pick<Acquittement, 'fichier' | 'ligne'>,
  lieu: { readonly fichier: string; readonly ligne?: number | undefined },
): boolean {
  return (fichier === undefined || fichier === lieu.fichier) && (ligne === undefined || ligne === lieu.ligne);
}

function noter(effets: Map<Acquittement, Effet>, cle: Acquittement, nombre: number, messages: readonly string[]): void {
  const effet = effets.get(cle) ?? { nombre: 0, messages: [] };
  effets.set(cle, effet);
  effet.nombre += nombre;
  effet.messages.push(...messages.slice(0, MESSAGES_MAX - effet.messages.length));
}

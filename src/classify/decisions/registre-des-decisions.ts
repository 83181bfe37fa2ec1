import { type Constats, estUneErreur } from '../../domain/constats/constat.ts';
import { referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { trierPar } from '../../domain/textes/ordre.ts';
import { fichierDeRef } from '../../domain/verdict/decision-ecrite.ts';
import type { Decision } from './decision.ts';

/** Shared by all that no line has yet: a list of its own takes room. */
const AUCUNE: number[] = [];
/** Lines named, when several are what was decided. */
const LIGNES_NOMMEES = 5;

/**
 * The decisions of a dossier, found by line; checks in the end that each met its line, as it was. Those that were replaced
 * are history: told when asked, never applied, and their line may have changed.
 */
export class RegistreDesDecisions {
  readonly #parRef: ReadonlyMap<string, Decision>;
  readonly #fichiers: ReadonlySet<string>;
  /** By file and fingerprint that was decided, the lines that have it. */
  readonly #vues: Map<string, number[]>;
  /** What the line of a reference is, where it is not what was decided. */
  readonly #changees = new Map<string, string>();
  readonly #anciennes: readonly Decision[];

  constructor(toutes: readonly Decision[]) {
    const decisions = toutes.filter(({ remplaceeLe }) => remplaceeLe === '');
    this.#anciennes = toutes.filter(({ remplaceeLe }) => remplaceeLe !== '');
    this.#parRef = new Map(decisions.map((decision) => [decision.ref, decision]));
    this.#fichiers = new Set(decisions.map(fichierDe));
    this.#vues = new Map(decisions.map((decision) => [cle(fichierDe(decision), decision.empreinte), AUCUNE]));
  }

  /** The decision on a line; none when the line is no longer what it was, which {@link signaler} tells in the end. */
  pour(ligne: { fichier: string; numero: number; empreinte: string }): Decision | undefined {
    if (!this.#fichiers.has(ligne.fichier)) return undefined;
    this.#voir(cle(ligne.fichier, ligne.empreinte), ligne.numero);
    const decision = this.#parRef.get(referenceDe(ligne));
    if (!decision || decision.empreinte === ligne.empreinte) return decision;
    this.#changees.set(decision.ref, ligne.empreinte);
    return undefined;
  }

  #voir(empreinte: string, numero: number): void {
    const vues = this.#vues.get(empreinte);
    if (vues === AUCUNE) this.#vues.set(empreinte, [numero]);
    else vues?.push(numero);
  }

  /** The decision that holds on a reference, whatever its line has become. */
  enVigueur(ref: string): Decision | undefined {
    return this.#parRef.get(ref);
  }

  /** The decisions that hold on lines of these files, in the order in which they are written. */
  surLesFichiers(fichiers: ReadonlySet<string>): readonly Decision[] {
    return [...this.#parRef.values()].filter((decision) => fichiers.has(fichierDe(decision)));
  }

  /** The decisions once taken on a reference and replaced since, the oldest first. */
  anciennes(ref: string): readonly Decision[] {
    return trierPar(
      this.#anciennes.filter((decision) => decision.ref === ref),
      ({ date, remplaceeLe }) => `${date} ${remplaceeLe}`,
    );
  }

  /**
   * Tells the decisions whose line moved, changed, or was nowhere. To call when all lines have passed; of a file that could
   * not be read whole, only what moved is known for sure.
   * @param seulement the one reference to speak of, when only its file was read
   */
  signaler(constats: Constats, seulement?: string): void {
    const enFaute = new Set(constats.liste.filter(estUneErreur).map(({ lieu }) => lieu.fichier));
    for (const decision of this.#parRef.values()) {
      if (seulement !== undefined && decision.ref !== seulement) continue;
      const fichier = fichierDe(decision);
      const vues = this.#vues.get(cle(fichier, decision.empreinte)) ?? [];
      if (vues.some((numero) => `${fichier}:${numero}` === decision.ref)) continue;
      const libres = vues.filter((numero) => !this.#estDecidee(`${fichier}:${numero}`, decision.empreinte));
      if (libres.length > 0) this.#direDeplacee(decision, libres, constats);
      else if (!enFaute.has(fichier)) this.#direPerdue(decision, constats);
    }
  }

  #estDecidee(ref: string, empreinte: string): boolean {
    return this.#parRef.get(ref)?.empreinte === empreinte;
  }

  #direDeplacee(decision: Decision, numeros: readonly number[], constats: Constats): void {
    const fichier = fichierDe(decision);
    const refs = numeros.slice(0, LIGNES_NOMMEES).map((numero) => `${fichier}:${numero}`);
    constats.ajouter({
      code: this.#changees.has(decision.ref) ? 'E-ARBITRAGE-LIGNE-MODIFIEE' : 'E-ARBITRAGE-LIGNE-ABSENTE',
      lieu: decision.lieu,
      message: `${decision.ref} n’est pas la ligne décidée : elle est maintenant en ${refs.join(' ou ')}${numeros.length > refs.length ? '…' : ''}`,
      remede:
        refs.length === 1 ? `Corrigez ref : ${refs[0]}` : 'Corrigez ref : choisissez parmi ces lignes identiques.',
    });
  }

  #direPerdue(decision: Decision, constats: Constats): void {
    const empreinte = this.#changees.get(decision.ref);
    if (empreinte === undefined)
      constats.ajouter({
        code: 'E-ARBITRAGE-LIGNE-ABSENTE',
        lieu: decision.lieu,
        message: `aucune ligne ne commence en ${decision.ref}`,
        remede: 'Le fichier a changé, ou la ligne est écartée. Retrouvez la ligne, ou retirez la décision.',
      });
    else
      constats.ajouter({
        code: 'E-ARBITRAGE-LIGNE-MODIFIEE',
        lieu: decision.lieu,
        message: `${decision.ref} a changé depuis la décision : son empreinte est ${empreinte}, la décision porte sur ${decision.empreinte}, qui n’est nulle part dans le fichier`,
        remede: 'Relisez la ligne (jaune expliquer) ; si la décision vaut toujours, mettez la nouvelle empreinte.',
      });
  }
}

function fichierDe({ ref }: Decision): string {
  return fichierDeRef(ref);
}

function cle(fichier: string, empreinte: string): string {
  return `${fichier} ${empreinte}`;
}

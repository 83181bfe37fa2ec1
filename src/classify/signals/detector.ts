import type { Geographie } from '../../domain/geographie.ts';
import { Lexique } from '../../domain/lexique.ts';
import type { LigneBudgetaire } from '../../domain/ligne-budgetaire.ts';
import type { MotSignal } from '../../domain/mot-signal.ts';
import type { Signal } from '../../domain/signal.ts';
import { detacher, plier } from '../../domain/texte.ts';

/** The columns in which signals are looked for: those where people write words. */
const CHAMPS_PARLANTS = [
  ['libelle', 'libelle'],
  ['beneficiaire', 'beneficiaire'],
  ['lieu', 'lieu'],
  ['programme_libelle', 'programmeLibelle'],
  ['action_libelle', 'actionLibelle'],
] as const satisfies readonly (readonly [string, keyof LigneBudgetaire])[];

interface Mot {
  readonly ecrit: string;
  readonly genre: string;
  readonly poids: number;
}

const AUCUN_SIGNAL: readonly Signal[] = [];
const TEXTES_RETENUS = 4096;

/**
 * Looks for what makes one think of abroad: countries, their people, capitals and partner places, and the words of the
 * trade. What it sees sends a line to a person; it never decides.
 */
export class DetecteurDeSignaux {
  readonly #lexique = new Lexique();
  readonly #vus = new Map<string, readonly number[]>();
  /** By rank in the lexicon. */
  readonly #mots: (Mot | undefined)[] = [];

  constructor(geographie: Geographie, motsDuMetier: readonly MotSignal[]) {
    for (const { mot, genre, poids } of motsDuMetier) this.#noter(mot, genre, poids, geographie);
    for (const pays of geographie.tousLesPays) {
      for (const nom of [pays.nom, ...pays.autresNoms]) this.#noter(nom, 'pays', 3, geographie);
      for (const lieu of [pays.capitale, ...pays.lieux]) this.#noter(lieu, 'lieu', 2, geographie);
      for (const gentile of pays.gentiles) this.#noter(gentile, 'gentilé', 1, geographie);
    }
  }

  /** The signals of a line, column by column, in the order in which they stand. */
  detecter(ligne: LigneBudgetaire): readonly Signal[] {
    let signaux = AUCUN_SIGNAL;
    for (const [champ, propriete] of CHAMPS_PARLANTS) {
      const texte = ligne[propriete];
      if (texte === '') continue;
      const trouves = this.#trouver(texte);
      if (trouves.length > 0) signaux = [...signaux, ...trouves.flatMap((rang) => this.#signal(rang, champ))];
    }
    return signaux;
  }

  /** The ranks of the words of a text, each once; texts repeat, the last ones are remembered. */
  #trouver(texte: string): readonly number[] {
    let trouves = this.#vus.get(texte);
    if (trouves === undefined) {
      if (this.#vus.size >= TEXTES_RETENUS) this.#vus.clear();
      trouves = [...new Set(this.#lexique.trouver(plier(texte)))];
      this.#vus.set(detacher(texte), trouves);
    }
    return trouves;
  }

  #signal(rang: number, champ: string): Signal[] {
    const mot = this.#mots[rang];
    return mot ? [{ mot: mot.ecrit, champ, genre: mot.genre, poids: mot.poids }] : [];
  }

  #noter(ecrit: string, genre: string, poids: number, geographie: Geographie): void {
    if (ecrit === '' || geographie.estAmbigu(ecrit)) return;
    const rang = this.#lexique.ajouter(ecrit);
    this.#mots[rang] ??= { ecrit, genre, poids };
  }
}

/** Signals in words: « sénégal (libelle), export (beneficiaire) ». */
export function ecrireSignaux(signaux: readonly Signal[]): string {
  return signaux.map(({ mot, champ }) => `« ${mot} » (${champ})`).join(', ');
}

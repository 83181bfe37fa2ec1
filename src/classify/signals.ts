import type { Geographie } from '../domain/geographie.ts';
import type { LigneBudgetaire } from '../domain/ligne-budgetaire.ts';
import type { MotSignal } from '../domain/mot-signal.ts';
import { motifDeMots, plier } from '../domain/texte.ts';
import type { Signal } from '../domain/verdict.ts';

/** The columns in which signals are looked for: those where people write words. */
const CHAMPS_PARLANTS = [
  ['libelle', 'libelle'],
  ['beneficiaire', 'beneficiaire'],
  ['lieu', 'lieu'],
  ['programme_libelle', 'programmeLibelle'],
  ['action_libelle', 'actionLibelle'],
] as const satisfies readonly (readonly [string, keyof LigneBudgetaire])[];

interface Mot {
  readonly genre: string;
  readonly poids: number;
}

/**
 * Looks for what makes one think of abroad: countries, their people, capitals and partner places, and the words of the
 * trade. What it sees sends a line to a person; it never decides.
 */
export class DetecteurDeSignaux {
  readonly #mots = new Map<string, Mot>();
  readonly #motif: RegExp;
  readonly #motifGlobal: RegExp;
  readonly #plier: (texte: string) => string;

  constructor(geographie: Geographie, motsDuMetier: readonly MotSignal[], plieur: (texte: string) => string = plier) {
    this.#plier = plieur;
    for (const { mot, genre, poids } of motsDuMetier) this.#mots.set(plier(mot), { genre, poids });
    for (const pays of geographie.tousLesPays) {
      for (const nom of [pays.nom, ...pays.autresNoms]) this.#noter(nom, 'pays', 3, geographie);
      for (const lieu of [pays.capitale, ...pays.lieux]) this.#noter(lieu, 'lieu', 2, geographie);
      for (const gentile of pays.gentiles) this.#noter(gentile, 'gentilé', 1, geographie);
    }
    this.#motif = motifDeMots([...this.#mots.keys()]);
    this.#motifGlobal = new RegExp(this.#motif.source, 'g');
  }

  /** The signals of a line, column by column, in the order in which they stand. */
  detecter(ligne: LigneBudgetaire): readonly Signal[] {
    const signaux: Signal[] = [];
    for (const [champ, propriete] of CHAMPS_PARLANTS) {
      const texte = ligne[propriete];
      if (texte === '') continue;
      const plie = this.#plier(texte);
      if (!this.#motif.test(plie)) continue;
      for (const [trouve] of plie.matchAll(this.#motifGlobal)) {
        const mot = this.#mots.get(trouve);
        if (mot && !signaux.some((vu) => vu.mot === trouve && vu.champ === champ))
          signaux.push({ mot: trouve, champ, ...mot });
      }
    }
    return signaux;
  }

  #noter(ecrit: string, genre: string, poids: number, geographie: Geographie): void {
    const mot = plier(ecrit);
    if (mot !== '' && !geographie.estAmbigu(ecrit) && !this.#mots.has(mot)) this.#mots.set(mot, { genre, poids });
  }
}

/** Signals in words: « sénégal (libelle), export (beneficiaire) ». */
export function ecrireSignaux(signaux: readonly Signal[]): string {
  return signaux.map(({ mot, champ }) => `« ${mot} » (${champ})`).join(', ');
}

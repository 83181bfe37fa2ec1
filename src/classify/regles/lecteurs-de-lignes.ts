import type { Base } from '../../domain/argent/base.ts';
import type { Predicat } from '../../domain/conditions/attente.ts';
import type { Lecteurs } from '../../domain/conditions/condition.ts';
import type { Secteurs } from '../../domain/dossier/secteurs.ts';
import { CHAMPS_CODES, CHAMPS_REGLES, CHAMPS_TEXTE, type ChampTexte } from '../../domain/lignes/champs.ts';
import type { LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import { Lexique } from '../../domain/textes/lexique.ts';
import { plier } from '../../domain/textes/texte.ts';

/** How conditions of rules read lines; the amount is that of the dossier's base, the sector the one to which a line counts. */
export function lecteursDeLignes(base: Base, secteurs?: Secteurs): Lecteurs<LigneBudgetaire> {
  const plierUnSecteur = secteurs && ((texte: string) => plier(secteurs.nomCompte(texte)));
  const normaliser = (champ: string) => (champ === 'secteur' ? plierUnSecteur : undefined);
  const champs = new Map<string, ChampPlie>();
  const champPlie = (champ: string): ChampPlie => {
    const connu = champs.get(champ) ?? new ChampPlie(champ, normaliser(champ));
    champs.set(champ, connu);
    return connu;
  };
  return {
    texte: (champ) => {
      const propriete = proprieteDe(champ);
      return propriete && ((ligne) => ligne[propriete]);
    },
    montant: (ligne) => ligne.montants[base],
    normaliser,
    estCode: (champ) => CHAMPS_CODES.has(champ),
    plie: (champ) => {
      const plie = champPlie(champ);
      return (ligne) => plie.texte(ligne);
    },
    contientUnDe: (champ, mots) => champPlie(champ).contientUnDe(mots),
  };
}

function proprieteDe(champ: string) {
  if (!CHAMPS_REGLES.includes(champ) || champ === 'montant') return undefined;
  return CHAMPS_TEXTE[champ as ChampTexte];
}

/**
 * A field as rules compare it: folded once a line, and searched once for all the words that rules look for in it, whatever
 * the number of rules that ask.
 */
class ChampPlie {
  readonly #propriete: NonNullable<ReturnType<typeof proprieteDe>>;
  readonly #plierSonTexte: (texte: string) => string;
  readonly #lexique = new Lexique();
  /** Ranks of the words that were asked for: rules that refer to the same list ask with the same array. */
  readonly #rangs = new Map<readonly string[], ReadonlySet<number>>();
  #recu = '';
  #plie = '';
  #trouves: readonly number[] | undefined;

  constructor(champ: string, plierSonTexte = plier) {
    const propriete = proprieteDe(champ);
    if (!propriete) throw new RangeError(`champ inconnu : ${champ}`);
    this.#propriete = propriete;
    this.#plierSonTexte = plierSonTexte;
  }

  texte(ligne: LigneBudgetaire): string {
    const recu = ligne[this.#propriete];
    if (recu !== this.#recu) {
      this.#recu = recu;
      this.#plie = this.#plierSonTexte(recu);
      this.#trouves = undefined;
    }
    return this.#plie;
  }

  contientUnDe(mots: readonly string[]): Predicat<LigneBudgetaire> {
    const rangs = this.#rangsDe(mots);
    return (ligne) => {
      // What a line holds is short; what a rule looks for may be a list of thousands.
      for (const trouve of this.#trouvesDans(ligne)) if (rangs.has(trouve)) return true;
      return false;
    };
  }

  #rangsDe(mots: readonly string[]): ReadonlySet<number> {
    let rangs = this.#rangs.get(mots);
    if (rangs === undefined) {
      rangs = new Set(mots.map((mot) => this.#lexique.ajouter(mot)));
      this.#rangs.set(mots, rangs);
      this.#trouves = undefined;
    }
    return rangs;
  }

  #trouvesDans(ligne: LigneBudgetaire): readonly number[] {
    const plie = this.texte(ligne);
    this.#trouves ??= this.#lexique.trouver(plie);
    return this.#trouves;
  }
}

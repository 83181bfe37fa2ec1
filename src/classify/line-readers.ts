import type { Base } from '../domain/base.ts';
import { CHAMPS_CODES, CHAMPS_REGLES, CHAMPS_TEXTE, type ChampTexte } from '../domain/champs.ts';
import type { Lecteurs, Predicat } from '../domain/condition-evaluation.ts';
import { Lexique } from '../domain/lexique.ts';
import type { LigneBudgetaire } from '../domain/ligne-budgetaire.ts';
import { detacher, plier } from '../domain/texte.ts';

/** How conditions of rules read lines; the amount is that of the dossier's base. */
export function lecteursDeLignes(base: Base): Lecteurs<LigneBudgetaire> {
  const champs = new Map<string, ChampPlie>();
  const champPlie = (champ: string): ChampPlie => {
    const connu = champs.get(champ) ?? new ChampPlie(champ);
    champs.set(champ, connu);
    return connu;
  };
  return {
    texte: (champ) => {
      const propriete = proprieteDe(champ);
      return propriete && ((ligne) => ligne[propriete]);
    },
    montant: (ligne) => ligne.montants[base],
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

const AUCUN: ReadonlySet<number> = new Set();
const TEXTES_RETENUS = 8192;

/**
 * A field as rules compare it: folded once a line, and searched once for all the words that rules look for in it, whatever
 * the number of rules that ask.
 */
class ChampPlie {
  readonly #propriete: NonNullable<ReturnType<typeof proprieteDe>>;
  readonly #lexique = new Lexique();
  /** The last texts seen: labels repeat, from line to line and more. */
  readonly #vus = new Map<string, TextePlie>();
  /** What was read last, as it was received: several rules ask for the same field of the same line. */
  #dernierRecu = '';
  #dernier: TextePlie = { plie: '', trouves: undefined };

  constructor(champ: string) {
    const propriete = proprieteDe(champ);
    if (!propriete) throw new RangeError(`champ inconnu : ${champ}`);
    this.#propriete = propriete;
  }

  texte(ligne: LigneBudgetaire): string {
    return this.#lire(ligne).plie;
  }

  contientUnDe(mots: readonly string[]): Predicat<LigneBudgetaire> {
    const rangs = mots.map((mot) => this.#lexique.ajouter(mot));
    this.#vus.clear();
    this.#dernierRecu = '';
    this.#dernier = { plie: '', trouves: undefined };
    return (ligne) => {
      const texte = this.#lire(ligne);
      texte.trouves ??= this.#chercher(texte.plie);
      const { trouves } = texte;
      return trouves !== AUCUN && rangs.some((rang) => trouves.has(rang));
    };
  }

  #lire(ligne: LigneBudgetaire): TextePlie {
    const recu = ligne[this.#propriete];
    if (recu === this.#dernierRecu) return this.#dernier;
    let texte = this.#vus.get(recu);
    if (texte === undefined) {
      if (this.#vus.size >= TEXTES_RETENUS) this.#vus.clear();
      const copie = detacher(recu);
      texte = { plie: plier(copie), trouves: undefined };
      this.#vus.set(copie, texte);
    }
    this.#dernierRecu = recu;
    this.#dernier = texte;
    return texte;
  }

  #chercher(plie: string): ReadonlySet<number> {
    const trouves = this.#lexique.trouver(plie);
    return trouves.length === 0 ? AUCUN : new Set(trouves);
  }
}

/** A text as rules compare it, and the words of theirs that it holds once one has asked. */
interface TextePlie {
  readonly plie: string;
  trouves: ReadonlySet<number> | undefined;
}

import { citer, detacher, plier } from './texte.ts';

/** How a cell that says that nothing came of a line begins, once folded; the thing it speaks of may come first. */
const SANS_SUITE =
  /^(?:(?:dossier|avis|demande|decision|subvention|operation|projet|ligne) )?(?:annul|refus|rejet|abandon|ajourn|caduc|caduque|retire|supprim|defavorable|irrecevable|ineligible|suspendu|desengag|degage|sans suite|classee? sans suite|non (?:retenu|vote|attribu|accord|eligible|recevable|engag)|en attente|en instruction|en cours d instruction|a (?:voter|instruire|l etude)|brouillon|doublon)/;
const OUI = /^(?:oui|o|x|1|vrai|true)$/;
/** Longer texts tell something else than a state. */
const LETTRES_MAX = 60;
/** A column of more values is none of states. */
const VALEURS_MAX = 200;
/** « CA » is also a chamber of agriculture: nearly all cells name steps where one does. */
const PART_D_ETAPES = 0.8;
const VALEURS_CITEES = 4;

const ETAPES: readonly (readonly [etape: string, ecrites: RegExp])[] = [
  ['BP', /^(?:bp|budget primitif|budget vote)$/],
  ['projet de budget', /^(?:pbp|projet de budget(?: primitif)?|projet de bp)$/],
  ['BS', /^(?:bs|budget supplementaire)$/],
  ['DM', /^(?:dm|decisions? modificatives?)$/],
  ['CA', /^(?:ca|compte administratif)$/],
  ['CFU', /^(?:cfu|compte financier unique)$/],
  ['AE', /^(?:ae|autorisations? d engagement)$/],
  ['CP', /^(?:cp|credits? de paiement)$/],
];
const RANG_OU_ANNEE = /[\s.:(]*(?:n\s?°?\s?)?\d+\)?$/;

/** What a cell says of its line: that nothing came of it, or of which step of the year's budget it is. */
type Etat = { readonly sansSuite: true } | { readonly etape: string } | undefined;

/** What the cells of a column say of the state of their lines (`Annulé`, `BP`, `DM1`). */
export class EtatsDUneColonne {
  readonly #titreSansSuite: boolean;
  readonly #etats = new Map<string, Etat>();
  #remplies = 0;
  #dEtape = 0;
  #perdue = false;

  constructor(titre: string) {
    this.#titreSansSuite = SANS_SUITE.test(plier(titre));
  }

  /** Whether it holds something else than states. */
  get perdue(): boolean {
    return this.#perdue;
  }

  /** @param fois how many cells say so */
  lire(cellule: string, fois = 1): Etat {
    if (this.#perdue || cellule === '') return undefined;
    this.#remplies += fois;
    let etat = this.#etats.get(cellule);
    if (etat === undefined && !this.#etats.has(cellule)) {
      if (this.#etats.size >= VALEURS_MAX) {
        this.#perdue = true;
        return undefined;
      }
      etat = this.#reconnaitre(cellule);
      this.#etats.set(detacher(cellule), etat);
    }
    if (etat !== undefined && 'etape' in etat) this.#dEtape += fois;
    return etat;
  }

  #reconnaitre(cellule: string): Etat {
    if (cellule.length > LETTRES_MAX) return undefined;
    const plie = plier(cellule);
    if (SANS_SUITE.test(plie) || (this.#titreSansSuite && OUI.test(plie))) return { sansSuite: true };
    const nue = plie.replace(RANG_OU_ANNEE, '').trim();
    const etape = ETAPES.find(([, ecrites]) => ecrites.test(nue))?.[0];
    return etape === undefined ? undefined : { etape };
  }

  /** The texts that say that nothing came of lines. */
  get sansSuite(): readonly string[] {
    return [...this.#etats].flatMap(([texte, etat]) => (etat !== undefined && 'sansSuite' in etat ? [texte] : []));
  }

  /** The texts that name steps of a budget, where several are named and nearly all cells name one. */
  get etapes(): readonly string[] {
    const nommees = [...this.#etats].flatMap(([texte, etat]) =>
      etat !== undefined && 'etape' in etat ? [{ texte, etape: etat.etape }] : [],
    );
    const plusieurs = new Set(nommees.map(({ etape }) => etape)).size > 1;
    return plusieurs && this.#dEtape >= this.#remplies * PART_D_ETAPES ? nommees.map(({ texte }) => texte) : [];
  }
}

/** `« Annulé », « Refusé »`, the first ones of many. */
export function citerLesEtats(textes: readonly string[]): string {
  const cites = textes.slice(0, VALEURS_CITEES).map((texte) => citer(texte));
  return `${cites.join(', ')}${textes.length > cites.length ? '…' : ''}`;
}

import type { OrganismeDeclare, Organismes } from '../../domain/dossier/organismes.ts';
import type { LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import { cleDeNom } from '../../domain/textes/nom.ts';
import { plier } from '../../domain/textes/texte.ts';

/** The collectivity, where it is not itself a declared body: whoever bears lines and is none of them. */
export const COLLECTIVITE = 'collectivite';
/** One whose money a dossier counts: a declared body, or the collectivity. */
export type Payeur = OrganismeDeclare | typeof COLLECTIVITE;

/** What joins names of payers in one cell. */
const ENTRE_PAYEURS = /\s*[+/,;&]\s*|\s+(?:et|avec)\s+/i;
/** Longer, a cell is no list of names. */
const LONGUEUR_MAX = 200;

/** Recognizes those whose money a dossier counts, on the lines that name them. */
export class PayeursDuDossier {
  readonly #organismes: Organismes;
  readonly #collectivite: Payeur;
  readonly #noms: ReadonlySet<string>;
  readonly #nomPlie: string;
  readonly #nomCourt: RegExp;

  constructor(organismes: Organismes, collectivite: string) {
    this.#organismes = organismes;
    this.#collectivite = organismes.nomme(collectivite) ?? COLLECTIVITE;
    const genre = plier(collectivite).match(/[a-z]{4,}/)?.[0] ?? '';
    const courts = genre === '' ? [] : [genre, `la ${genre}`, `le ${genre}`];
    this.#noms = new Set([collectivite, ...courts].map(cleDeNom));
    // « de la Région : fonctionnement » says which one, « de la région Bretagne » says another.
    this.#nomPlie = plier(collectivite);
    this.#nomCourt = new RegExp(`\\b${genre || this.#nomPlie.replaceAll(/[^a-z ]/g, '.')}\\b(?=\\s*(?:$|[^a-z\\s]))`);
  }

  /** Whose line it is, by the body that it writes. */
  porteur(organisme: string): Payeur {
    return this.#organismes.nomme(organisme) ?? COLLECTIVITE;
  }

  /** Who is named as the third party of a line: whom an expense pays, who paid a receipt. */
  tiers({ beneficiaire, siret }: Pick<LigneBudgetaire, 'beneficiaire' | 'siret'>): Payeur | undefined {
    const organisme = this.#organismes.beneficiaire(beneficiaire, siret);
    if (organisme !== undefined) return organisme;
    return beneficiaire !== '' && this.#noms.has(cleDeNom(beneficiaire)) ? this.#collectivite : undefined;
  }

  /** Who paid a receipt: by its name, or where it has none by the words. */
  dUneRecette(ligne: Pick<LigneBudgetaire, 'beneficiaire' | 'siret' | 'libelle'>): Payeur | undefined {
    const tiers = this.tiers(ligne);
    if (tiers !== undefined) return tiers;
    if (ligne.beneficiaire !== '') return this.#ensemble(ligne.beneficiaire);
    const mots = plier(ligne.libelle);
    return mots.includes(this.#nomPlie) || this.#nomCourt.test(mots) ? this.#collectivite : undefined;
  }

  /** One of those that a name joins, « Agence et Région », where all are of the dossier: the collectivity before others. */
  #ensemble(nom: string): Payeur | undefined {
    if (nom.length > LONGUEUR_MAX || !ENTRE_PAYEURS.test(nom)) return undefined;
    const payeurs = nom.split(ENTRE_PAYEURS).map((partie) => this.tiers({ beneficiaire: partie.trim(), siret: '' }));
    if (payeurs.includes(undefined)) return undefined;
    return payeurs.find((payeur) => payeur === this.#collectivite) ?? payeurs[0];
  }
}

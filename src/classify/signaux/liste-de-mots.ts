import { type Aire, type Geographie, nomsDe, type Pays } from '../../domain/lieux/geographie.ts';
import { Lexique } from '../../domain/textes/lexique.ts';
import { plier } from '../../domain/textes/texte.ts';
import type { GenreSignal, MotSignal, Poids } from '../../domain/verdict/signal.ts';

/** A word that makes one think of abroad. */
export interface MotCherche {
  readonly ecrit: string;
  readonly plie: string;
  readonly genre: GenreSignal;
  readonly poids: Poids;
  /** Code of its country; empty for none or several. */
  readonly pays: string;
  /** Names are found to the letter: neither `Bernex` nor `roseaux` is a capital. Words are found in their plural too. */
  readonly aLaLettre: boolean;
  /** A short name all in capitals is found in capitals alone: an `amie` is not the programme AMIE. */
  readonly estUnSigle: boolean;
}

/** What the names of places tell: that of a country says most, an adjective says least (a language, an origin). */
const POIDS_DES_LIEUX = { pays: 3, lieu: 2, gentilé: 1 } as const;
const SIGLE = /^\p{Lu}{2,}$/u;

/**
 * All the words that signals are made of, to be found in one pass. Where two tables have the same word, that of the trade
 * goes first, then the country, the part of the world, the place, the adjective; whatever the order of the rows.
 */
export class ListeDeMots {
  readonly lexique = new Lexique();
  /** By rank in the lexicon; several for `Philippines` and `philippine`, one rank in the singular. */
  readonly #parRang: MotCherche[][] = [];

  constructor(geographie: Geographie, motsDuMetier: readonly MotSignal[]) {
    for (const { mot, genre, poids } of motsDuMetier) this.#noter(mot, genre, poids);
    const pays = geographie.tousLesPays;
    for (const chacun of pays) for (const nom of nomsDe(chacun)) this.#noterPays(nom, 'pays', chacun);
    for (const aire of geographie.aires) for (const nom of [aire.nom, ...aire.autresNoms]) this.#noterAire(nom, aire);
    for (const chacun of pays)
      for (const lieu of [chacun.capitale, ...chacun.lieux]) this.#noterPays(lieu, 'lieu', chacun);
    const partages = gentilesPartages(pays);
    for (const chacun of pays)
      for (const gentile of chacun.gentiles)
        if (partages.has(plier(gentile))) this.#noter(gentile, 'gentilé', POIDS_DES_LIEUX.gentilé);
        else this.#noterPays(gentile, 'gentilé', chacun);
    for (const { gentiles } of geographie.aires)
      for (const gentile of gentiles) this.#noter(gentile, 'aire', POIDS_DES_LIEUX.gentilé);
  }

  /** The words of that rank, the first to be preferred. */
  duRang(rang: number): readonly MotCherche[] {
    return this.#parRang[rang] ?? [];
  }

  #noterPays(ecrit: string, genre: keyof typeof POIDS_DES_LIEUX, { code }: Pays): void {
    this.#noter(ecrit, genre, POIDS_DES_LIEUX[genre], code);
  }

  #noterAire(ecrit: string, { poids }: Aire): void {
    this.#noter(ecrit, 'aire', poids);
  }

  #noter(ecrit: string, genre: GenreSignal, poids: Poids, pays = ''): void {
    if (ecrit === '') return;
    const plie = plier(ecrit);
    const rang = this.lexique.ajouter(ecrit, plie);
    const mots = this.#parRang[rang] ?? [];
    this.#parRang[rang] = mots;
    const aLaLettre = genre === 'pays' || genre === 'lieu';
    if (mots.some((mot) => mot.plie === plie || !mot.aLaLettre)) return;
    mots.push({ ecrit, plie, genre, poids, pays, aLaLettre, estUnSigle: SIGLE.test(ecrit) });
  }
}

/** The adjectives that several countries have: `congolais`. */
function gentilesPartages(pays: readonly Pays[]): ReadonlySet<string> {
  const vus = new Set<string>();
  const partages = new Set<string>();
  for (const { gentiles } of pays)
    for (const gentile of gentiles.map(plier)) (vus.has(gentile) ? partages : vus).add(gentile);
  return partages;
}

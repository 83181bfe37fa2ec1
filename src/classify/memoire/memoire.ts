import { comparer } from '../../domain/textes/ordre.ts';
import type { Decompte, GenreDeTrait, Indice, PartieDeMot, Rappel, Trait } from '../../domain/verdict/indice.ts';
import { pointsSelonLeRang, type Signal } from '../../domain/verdict/signal.ts';
import { PartiesDeMots } from './parties-de-mots.ts';
import { TableDeComptes } from './table-de-comptes.ts';
import { LecteurDeTraits, motsTelsQuEcrits, type Souvenir, type TraitsDeLigne } from './traits.ts';

/** Of the words that speak for, and of those that speak against: the many ordinary words of a long label do not drown two that tell. */
const MOTS_RETENUS = 2;
/** A word says less of a line than who is paid: as many lines at the expected rate are added to those seen with it. */
const LIGNES_AJOUTEES_AUX_MOTS = 2;
/** Of a word never seen, so many parts speak, the strongest; their mean counts for half. */
const PARTIES_RETENUES = 4;
/** However many words of old lines speak against it, a line keeps a chance of being looked at. */
const PLANCHER_DES_MOTS = -15;
/**
 * One line in twenty: where a line starts without memory, and the most it starts with. Lines that rules and people decided
 * hold more international ones than those on which nobody does.
 */
const TAUX_MAX_AU_DEPART = 1 / 20;
const DEBUT_D_UN_MOT = cleDe({ genre: 'mot', cle: '' });
/** Before the name of a family among the keys: no kind of trait is called so. */
const FAMILLE = 'famille';

/**
 * What the lines decided in earlier exercices teach. Counts, and nothing else: of the lines that had a beneficiary, an
 * action, a label, a word, a signal, how many were international. All that it says can be worked out again by hand.
 */
export class Memoire {
  readonly #comptes = new TableDeComptes();
  readonly #lecteur = new LecteurDeTraits();
  readonly #tout = { internationales: 0, lignes: 0 };
  /** Made from the words once all are learnt, if a line has a word that was never seen. */
  #parties: PartiesDeMots | undefined;

  apprendre({ exercice, internationale, ...traits }: Souvenir, signaux: readonly Signal[]): void {
    this.#parties = undefined;
    this.#tout.lignes += 1;
    if (internationale) this.#tout.internationales += 1;
    const familles = new Set<string>();
    for (const trait of this.#lecteur.lire(traits, signaux)) {
      this.#comptes.noter(cleDe(trait), exercice, internationale);
      if (trait.famille !== undefined) familles.add(trait.famille);
    }
    for (const famille of familles) this.#comptes.noter(`${FAMILLE} ${famille}`, exercice, internationale);
  }

  get estVide(): boolean {
    return this.#tout.lignes === 0;
  }

  /** The share of lines that is expected to be international before anything is known of them. */
  get taux(): number {
    return this.estVide ? TAUX_MAX_AU_DEPART : tauxDeBase(this.#tout);
  }

  rappeler(ligne: TraitsDeLigne, signaux: readonly Signal[]): Rappel {
    const { taux } = this;
    const { internationales, lignes } = this.#tout;
    const depart = Math.min(pointsDuTaux(taux), pointsDuTaux(TAUX_MAX_AU_DEPART));
    const debut = { apprises: { internationales, lignes }, taux, depart };
    if (this.estVide) return { ...debut, indices: [], points: 0 };
    const ecrits = motsTelsQuEcrits(ligne);
    const tous = this.#lecteur
      .lire(ligne, signaux)
      .map((trait) =>
        this.#indice(trait.genre === 'mot' ? { ...trait, valeur: ecrits.get(trait.cle) ?? trait.valeur } : trait),
      );
    const desSignaux = tous.filter(({ trait }) => trait.genre === 'signal').sort(parPoints);
    const desMots = tous.filter(({ trait }) => trait.genre === 'mot').sort(parForce);
    const autres = tous.filter(({ trait }) => trait.genre !== 'signal' && trait.genre !== 'mot');
    const retenus = [
      ...desSignaux.map((indice, rang) => retenir(indice, pointsSelonLeRang(indice.points, rang))),
      ...autres.map((indice) => retenir(indice, indice.points)),
      ...plafonner(retenirLesMots(desMots)),
    ];
    const points = retenus.reduce((somme, indice) => somme + indice.retenus, 0);
    return { ...debut, indices: [...retenus].sort(parRetenus), points };
  }

  #indice(trait: Trait): Indice {
    const { internationales, lignes, depuis, jusque } = this.#comptes.lire(cleDe(trait));
    const base = this.taux;
    const estUnMot = trait.genre === 'mot';
    const parties = estUnMot && lignes === 0 ? this.#partiesDe(trait.cle) : [];
    const famille = trait.famille === undefined ? undefined : this.#comptes.lire(`${FAMILLE} ${trait.famille}`);
    const attendu = famille === undefined ? base : tauxDeFamille(famille, base);
    return {
      trait,
      internationales,
      lignes,
      attendu,
      depuis,
      jusque,
      ...(famille === undefined
        ? {}
        : { famille: { internationales: famille.internationales, lignes: famille.lignes } }),
      ...(parties.length === 0 ? {} : { parties }),
      points:
        parties.length === 0
          ? pointsDe({ internationales, lignes }, attendu, base, estUnMot ? LIGNES_AJOUTEES_AUX_MOTS : 1)
          : pointsDesParties(parties),
      retenus: 0,
    };
  }

  /** The parts of a word never seen that speak the most. */
  #partiesDe(mot: string): readonly PartieDeMot[] {
    this.#parties ??= new PartiesDeMots((visiter) => this.#comptes.chacun(DEBUT_D_UN_MOT, visiter));
    return this.#parties
      .lire(mot)
      .map((partie) => ({ ...partie, points: pointsDe(partie, this.taux, this.taux) }))
      .sort(
        (gauche, droite) =>
          Math.abs(droite.points) - Math.abs(gauche.points) ||
          droite.points - gauche.points ||
          comparer(gauche.partie, droite.partie),
      )
      .slice(0, PARTIES_RETENUES);
  }
}

/** Half of the mean of what parts say, without its fraction. */
function pointsDesParties(parties: readonly PartieDeMot[]): number {
  const points = Math.trunc(parties.reduce((somme, partie) => somme + partie.points, 0) / (2 * parties.length));
  return points === 0 ? 0 : points;
}

/** Of words sorted by strength, the first that speak for and the first that speak against. */
function retenirLesMots(mots: readonly Indice[]): Indice[] {
  const restent = { pour: MOTS_RETENUS, contre: MOTS_RETENUS };
  return mots.map((indice) => {
    const sens = indice.points > 0 ? 'pour' : 'contre';
    const retenu = indice.points !== 0 && restent[sens] > 0;
    if (retenu) restent[sens] -= 1;
    return retenir(indice, retenu ? indice.points : 0);
  });
}

function cleDe({ genre, cle }: Pick<Trait, 'genre' | 'cle'>): string {
  return `${genre} ${cle}`;
}

function retenir(indice: Indice, retenus: number): Indice {
  return { ...indice, retenus };
}

/** Keeps what old words say against a line from passing the floor: the last ones count for what is left. */
function plafonner(indices: readonly Indice[]): Indice[] {
  const somme = indices.reduce((total, { retenus }) => total + retenus, 0);
  let aRendre = Math.max(0, PLANCHER_DES_MOTS - somme);
  return [...indices]
    .reverse()
    .map((indice) => {
      const rendu = Math.min(aRendre, Math.max(0, -indice.retenus));
      aRendre -= rendu;
      return rendu === 0 ? indice : retenir(indice, indice.retenus + rendu);
    })
    .reverse();
}

const ORDRE_DES_GENRES: Readonly<Record<GenreDeTrait, number>> = {
  beneficiaire: 0,
  programme_action: 1,
  libelle: 2,
  signal: 3,
  mot: 4,
  sans_signal: 5,
};

function parNature(gauche: Indice, droite: Indice): number {
  return (
    ORDRE_DES_GENRES[gauche.trait.genre] - ORDRE_DES_GENRES[droite.trait.genre] ||
    comparer(gauche.trait.cle, droite.trait.cle)
  );
}

function parPoints(gauche: Indice, droite: Indice): number {
  return droite.points - gauche.points || parNature(gauche, droite);
}

function parForce(gauche: Indice, droite: Indice): number {
  return Math.abs(droite.points) - Math.abs(gauche.points) || parPoints(gauche, droite);
}

function parRetenus(gauche: Indice, droite: Indice): number {
  return Math.abs(droite.retenus) - Math.abs(gauche.retenus) || parForce(gauche, droite);
}

/** Memory that holds only one kind of lines would divide by zero: one line of each kind is added to what was seen. */
function tauxDeBase({ internationales, lignes }: Decompte): number {
  return (internationales + 1) / (lignes + 2);
}

/** The rate of a family, drawn to that of all lines as if three lines at that rate had been seen with it. */
function tauxDeFamille({ internationales, lignes }: Decompte, base: number): number {
  return (internationales + 3 * base) / (lignes + 3);
}

/**
 * What having something in common with decided lines says, in decibans: ten times the decimal logarithm of how many times
 * it multiplies the odds, rounded. One line at the expected rate, two for a word, is added to those seen, so that two lines
 * never make a certainty. Positive: it speaks for international.
 *
 * points = round(10 × log₁₀( (I + k × a) ÷ (N − I + k × (1 − a)) × (1 − b) ÷ b ))
 *
 * where k lines are added, N lines have it, I of them international; `a` is the rate expected of its like and `b` that of all lines.
 */
function pointsDe({ internationales, lignes }: Decompte, attendu: number, base: number, ajoutees = 1): number {
  const pour = internationales + ajoutees * attendu;
  const contre = lignes - internationales + ajoutees * (1 - attendu);
  return decibans((pour / contre) * ((1 - base) / base));
}

/** The odds of a rate, in decibans: 0 for one half, -13 for one in twenty. */
function pointsDuTaux(taux: number): number {
  return decibans(taux / (1 - taux));
}

/** A logarithm differs by its last bits from an engine to the next; a whole number of decibans does not. */
function decibans(rapport: number): number {
  const points = Math.round(10 * Math.log10(rapport));
  return points === 0 ? 0 : points;
}

import { BASES, type Base } from '../../domain/argent/base.ts';
import { type Montant, montant, NUL } from '../../domain/argent/montant.ts';
import type { MontantsDeclares } from '../../domain/argent/montants-declares.ts';
import type { Imputation, LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import { accord, formaterEntier } from '../../domain/textes/format.ts';
import { detacher } from '../../domain/textes/texte.ts';
import type { Enregistrement } from '../../formats/source-ouverte.ts';
import { EcrituresDesMontants, type GrandMontant, PlusGrandsMontants } from './ecritures-des-montants.ts';
import { type ContexteDeSoupcon, type Endroit, Releve, type Soupcon } from './soupcon.ts';

/** Amounts from which on a source has a median worth something. */
const MONTANTS_MIN = 20;
/** An amount stands apart when it is so many times the next one below, and so many times the median. */
const FOIS_LE_SUIVANT = 15;
const FOIS_LA_MEDIANE = 100;
/** An amount written without its decimals is a slip of the decimal mark when it is so many times the median. */
const FOIS_LA_MEDIANE_SANS_VIRGULE = 10;
/** Lines that are remembered of each sign. */
const LIGNES_MAX = 1_000;
/** Places worked out in one source, at most. */
const PLACES_MAX = 2_000;
const CENTIMES = 100;
/** Of how many lines one may stand apart. */
const UNE_LIGNE_SUR = 100;

type Signe = 'isolees' | 'sansVirgule' | 'memeLigne' | 'autreBase';

const EN_MOTS: Readonly<Record<Signe, string>> = {
  isolees: `au moins ${FOIS_LE_SUIVANT} fois le plus grand des autres et ${FOIS_LA_MEDIANE} fois le montant médian`,
  sansVirgule: `sans décimales, quand les autres en ont, et au moins ${FOIS_LA_MEDIANE_SANS_VIRGULE} fois le montant médian`,
  memeLigne: '100 ou 1 000 fois, au centime, le montant d’une autre ligne de mêmes codes et bénéficiaire, ou l’inverse',
  autreBase: '100 ou 1 000 fois, au centime, le montant de la même ligne dans une autre base, ou l’inverse',
};

/**
 * Amounts a hundred or a thousand times too large, as a lost decimal mark or a wrong unit makes them. Budgets are uneven: being
 * far above the median is no sign by itself.
 */
export class OrdreDeGrandeur implements Soupcon {
  readonly #contexte: ContexteDeSoupcon;
  readonly #tailles = new Tailles();
  readonly #grands: PlusGrandsMontants;
  readonly #connus = new MontantsConnus();
  readonly #ecritures: EcrituresDesMontants;
  readonly #rangs: readonly number[];
  #places = 0;
  readonly #vus = new Map<Signe, Map<number, GrandMontant>>();

  constructor(contexte: ContexteDeSoupcon) {
    this.#contexte = contexte;
    this.#rangs = rangsDeLaBase(contexte.colonnes.montants, contexte.base);
    const endroit = (numero: number, vu: Enregistrement) => this.#endroit(numero, vu);
    this.#grands = new PlusGrandsMontants(endroit);
    this.#ecritures = new EcrituresDesMontants(contexte, this.#rangs, endroit);
  }

  ligne(ligne: LigneBudgetaire, vu: Enregistrement): void {
    const dansLaBase = ligne.montants[this.#contexte.base] ?? NUL;
    if (dansLaBase === 0) return;
    const { numero } = ligne;
    const taille = dansLaBase < 0 ? -dansLaBase : dansLaBase;
    this.#tailles.ajouter(taille);
    this.#grands.proposer(numero, taille, vu);
    this.#ecritures.ajouter(numero, taille, vu);
    const signe = this.#connus.reconnait(ligne, dansLaBase)
      ? 'memeLigne'
      : this.#depasseUneAutreBase(ligne, dansLaBase)
        ? 'autreBase'
        : undefined;
    if (signe !== undefined) this.#voir(signe, { numero, taille, endroit: this.#endroit(numero, vu) });
  }

  fin(): void {
    const mediane = this.#tailles.mediane();
    if (this.#tailles.nombre >= MONTANTS_MIN) {
      const auPlus = Math.max(1, Math.floor(this.#tailles.nombre / UNE_LIGNE_SUR));
      this.#voirTous('isolees', this.#grands.isoles(auPlus, FOIS_LE_SUIVANT), FOIS_LA_MEDIANE * mediane);
      this.#voirTous('sansVirgule', this.#ecritures.sansVirgule(), FOIS_LA_MEDIANE_SANS_VIRGULE * mediane);
    }
    this.#dire(mediane);
  }

  #voirTous(signe: Signe, grands: readonly GrandMontant[], seuil: number): void {
    for (const grand of grands) if (grand.taille >= seuil) this.#voir(signe, grand);
  }

  #voir(signe: Signe, grand: GrandMontant): void {
    const vues = this.#vus.get(signe) ?? new Map<number, GrandMontant>();
    if (vues.size < LIGNES_MAX) vues.set(grand.numero, grand);
    this.#vus.set(signe, vues);
  }

  #depasseUneAutreBase({ montants }: LigneBudgetaire, dansLaBase: number): boolean {
    for (const base of BASES) {
      const autre = montants[base];
      if (autre === undefined || autre === 0 || base === this.#contexte.base) continue;
      for (const facteur of FACTEURS) if (autre * facteur === dansLaBase || dansLaBase * facteur === autre) return true;
    }
    return false;
  }

  #dire(mediane: number): void {
    const toutes = new Map([...this.#vus.values()].flatMap((vues) => [...vues]));
    const releve = new Releve();
    for (const [numero, { taille, endroit }] of [...toutes].sort(([gauche], [droite]) => gauche - droite))
      releve.noter(numero, montant(taille), () => endroit);
    const { place } = releve;
    if (place === undefined) return;
    const seul = this.#vus.size === 1;
    const signes = [...this.#vus].map(
      ([signe, { size }]) =>
        `${seul ? '' : `${accord(size, 'ligne')}, `}${EN_MOTS[signe]}${this.#median(signe, mediane)}`,
    );
    this.#contexte.constats.ajouter({
      code: 'A-ORDRE-DE-GRANDEUR',
      ...place,
      message: `ordre de grandeur à vérifier, ${releve.enMots()} : ${signes.join(' ; ')}`,
      remede:
        'Une virgule perdue, ou une unité (euros, milliers) qui change en route ? Comparez avec la délibération ; si le montant est bon, rien à faire.',
    });
  }

  #median(signe: Signe, mediane: number): string {
    if (signe !== 'isolees' && signe !== 'sansVirgule') return '';
    return ` (environ ${formaterEntier(deuxChiffres(mediane / CENTIMES))} €)`;
  }

  /** Where the amount is; no longer worked out once many were, as in a file sorted by amount. */
  #endroit(numero: number, vu: Enregistrement): Endroit {
    const [rang] = this.#rangs;
    this.#places += 1;
    if (rang === undefined || this.#places > PLACES_MAX)
      return { lieu: { fichier: this.#contexte.source.nom, ligne: numero } };
    return this.#contexte.reperes.champ(vu, rang);
  }
}

function rangsDeLaBase(montants: MontantsDeclares<number>, base: Base): readonly number[] {
  if (montants.forme === 'base_nommee') return [montants.montant];
  const colonnes = montants.bases.get(base);
  if (colonnes === undefined) return [];
  return 'montant' in colonnes ? [colonnes.montant] : [colonnes.depense, colonnes.recette];
}

/** A number rounded to its first two digits: 1 269,76 is about 1 300. */
function deuxChiffres(nombre: number): number {
  const entier = Math.round(nombre);
  const pas = 10 ** Math.max(0, String(entier).length - 2);
  return Math.round(entier / pas) * pas;
}

/** Amounts remembered; the lines after them are still compared with these. */
const MONTANTS_MAX = 20_000;
/** A power of two, many times as many: most amounts are told apart from all those known by this alone. */
const TRACES = 1 << 18;
/** Three digits: what is left of an amount once its last zeros are taken off. */
const CHIFFRES_MIN = 100;
/** What a slip of the unit or of the decimal mark multiplies by. */
export const FACTEURS = [100, 1_000] as const;

interface Connu {
  readonly montant: number;
  readonly imputation: Imputation;
  readonly beneficiaire: string;
}

/**
 * Remembers amounts of at least three digits before their zeros, to find one a hundred or a thousand times as large on the same
 * imputation for the same beneficiary.
 */
class MontantsConnus {
  /** By their digits less the zeros that end them, which a slip does not change. */
  readonly #connus = new Map<number, Connu>();
  readonly #traces = new Uint8Array(TRACES);

  /** Whether a line of the same kind before this one has an amount exactly so many times smaller or larger. */
  reconnait({ imputation, beneficiaire }: LigneBudgetaire, dansLaBase: Montant): boolean {
    if (dansLaBase <= 0 || beneficiaire === '') return false;
    const chiffres = sansZerosFinaux(dansLaBase);
    // Amounts such as 12 000 come back by chance.
    if (chiffres < CHIFFRES_MIN) return false;
    const trace = chiffres & (TRACES - 1);
    const connu = this.#traces[trace] === 1 ? this.#connus.get(chiffres) : undefined;
    if (connu === undefined) {
      if (this.#connus.size < MONTANTS_MAX) {
        this.#connus.set(chiffres, { montant: dansLaBase, imputation, beneficiaire: detacher(beneficiaire) });
        this.#traces[trace] = 1;
      }
      return false;
    }
    if (connu.imputation !== imputation || connu.beneficiaire !== beneficiaire) return false;
    const grand = Math.max(dansLaBase, connu.montant);
    const petit = Math.min(dansLaBase, connu.montant);
    return FACTEURS.some((facteur) => petit * facteur === grand);
  }
}

/** What is left of a positive number once its last zeros are taken off; by whole divisions, which most amounts allow. */
function sansZerosFinaux(nombre: number): number {
  if (nombre <= 0x7fff_ffff) {
    let entier = nombre | 0;
    while (entier % 10 === 0) entier = (entier / 10) | 0;
    return entier;
  }
  let grand = nombre;
  while (grand % 10 === 0) grand /= 10;
  return grand;
}

/** The sign, the exponent and four bits more of a positive number. */
const CLASSES = 1 << 15;
const TAMPON = new DataView(new ArrayBuffer(8));

/** Counts amounts by size, in steps of a sixteenth of a doubling: the median of any number of them, in little memory. */
class Tailles {
  readonly #comptes = new Uint32Array(CLASSES);
  #nombre = 0;

  /** @param taille in cents, positive */
  ajouter(taille: number): void {
    // The top bits of a floating-point number are its logarithm, the same on every machine.
    TAMPON.setFloat64(0, taille);
    const classe = TAMPON.getUint16(0);
    this.#comptes[classe] = (this.#comptes[classe] ?? 0) + 1;
    this.#nombre += 1;
  }

  get nombre(): number {
    return this.#nombre;
  }

  /** The median, in cents, at most a sixteenth too low. */
  mediane(): number {
    let reste = this.#nombre / 2;
    for (let classe = 0; classe < CLASSES; classe++) {
      reste -= this.#comptes[classe] ?? 0;
      if (reste > 0) continue;
      TAMPON.setFloat64(0, 0);
      TAMPON.setUint16(0, classe);
      return TAMPON.getFloat64(0);
    }
    return 0;
  }
}

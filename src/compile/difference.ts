import type { EnTete } from '../domain/en-tete.ts';
import type { LigneBudgetaire } from '../domain/ligne-budgetaire.ts';
import { type Montant, montant } from '../domain/montant.ts';
import { comparer } from '../domain/ordre.ts';
import type { SourceLue } from '../domain/source-lue.ts';
import { DIMENSIONS, type Dimension, type PartVentilee, type Verdict } from '../domain/verdict.ts';
import { CompteurDePasserelle } from './bridge.ts';
import { Compteur } from './count.ts';
import type { Compte, Partition, Synthese } from './jaune.ts';
import { LignesGroupees } from './lignes-groupees.ts';
import { comparerVerdicts, type Deplacement, type NatureDuDeplacement, parcourirCellules } from './line-movement.ts';
import { montantSur, Partitionneur } from './partition.ts';
import { syntheseDe } from './synthesis.ts';

/** The figures under one set of rules. */
export interface Bilan {
  readonly synthese: Synthese;
  readonly partition: Partition;
}

/** What a value of a dimension gains in the headline, in cents; negative when it loses. */
export interface EcartDeVentilation {
  readonly dimension: Dimension;
  /** Empty for « non ventilé ». */
  readonly cle: string;
  readonly ecart: Montant;
}

/** What other rules would change of a jaune. */
export interface Difference {
  readonly avant: Bilan;
  readonly apres: Bilan;
  /** By nature, the lines that change, with the cents that they move. */
  readonly comptes: Readonly<Record<NatureDuDeplacement, Compte>>;
  /** The lines that change, those that move most first; all of them, or as many as were asked for. */
  readonly deplacements: readonly Deplacement[];
  /** What changes in the breakdown of the headline: by dimension, the values that move, those that move most first. */
  readonly ventilation: readonly EcartDeVentilation[];
}

/** Sorts what is kept and lets the rest go once this many times what is asked for was gathered. */
const MARGE = 64;

/** Compares two classifications of the same lines as they pass; keeps only the lines that change. */
export class Comparaison {
  readonly #enTete: EnTete;
  readonly #aGarder: number;
  readonly #avant: Cumul;
  readonly #apres: Cumul;
  readonly #comptes = { place: new Compteur(), ventilation: new Compteur(), raison: new Compteur() };
  readonly #ventilation = new Map<string, number>();
  #deplacements: Deplacement[] = [];

  /** @param aGarder how many lines to keep at most; `Infinity` for all */
  constructor(enTete: EnTete, aGarder: number) {
    this.#enTete = enTete;
    this.#aGarder = aGarder;
    this.#avant = new Cumul(enTete);
    this.#apres = new Cumul(enTete);
  }

  /** Takes in a line with what each set of rules says of it. */
  ajouter(ligne: LigneBudgetaire, avant: Verdict, apres: Verdict): void {
    const total = montantSur(ligne, this.#enTete.base);
    this.#avant.ajouter(ligne, avant);
    this.#apres.ajouter(ligne, apres);
    const deplacement = comparerVerdicts(ligne, total, avant, apres);
    if (deplacement === undefined) return;
    this.#comptes[deplacement.nature].ajouter(deplacement.deplaces);
    this.#deplacements.push(deplacement);
    if (this.#deplacements.length > this.#aGarder * MARGE) this.#trier();
    if (deplacement.nature === 'raison') return;
    this.#compterVentilation(avant, total, -1);
    this.#compterVentilation(apres, total, 1);
  }

  /**
   * The difference, once all lines have passed.
   * @throws PartitionRompue when the places do not add up to what was read, under the one or the other
   */
  difference(sources: readonly SourceLue[]): Difference {
    this.#trier();
    const { place, ventilation, raison } = this.#comptes;
    return {
      avant: this.#avant.bilan(sources),
      apres: this.#apres.bilan(sources),
      comptes: { place: place.compte(), ventilation: ventilation.compte(), raison: raison.compte() },
      deplacements: this.#deplacements,
      ventilation: this.#ecarts(),
    };
  }

  /** The most cents first, and last those that only change reason; equals stay in the order in which they passed. */
  #trier(): void {
    const rang = ({ nature }: Deplacement) => (nature === 'raison' ? 1 : 0);
    this.#deplacements.sort((gauche, droite) => rang(gauche) - rang(droite) || droite.deplaces - gauche.deplaces);
    if (this.#deplacements.length > this.#aGarder) this.#deplacements.length = this.#aGarder;
  }

  #compterVentilation(verdict: Verdict, total: Montant, signe: 1 | -1): void {
    if (verdict.place !== 'internationale') return;
    parcourirCellules(verdict, total, (part, centimes) => {
      if (part.place !== 'internationale') return;
      for (const dimension of DIMENSIONS) {
        const cle = `${dimension} ${part[dimension satisfies keyof PartVentilee]}`;
        this.#ventilation.set(cle, (this.#ventilation.get(cle) ?? 0) + signe * centimes);
      }
    });
  }

  #ecarts(): EcartDeVentilation[] {
    const ecarts = [...this.#ventilation].flatMap(([ecrite, ecart]) => {
      const coupe = ecrite.indexOf(' ');
      const dimension = DIMENSIONS.find((connue) => connue === ecrite.slice(0, coupe));
      return ecart === 0 || dimension === undefined
        ? []
        : [{ dimension, cle: ecrite.slice(coupe + 1), ecart: montant(ecart) }];
    });
    return ecarts.sort(
      (gauche, droite) =>
        DIMENSIONS.indexOf(gauche.dimension) - DIMENSIONS.indexOf(droite.dimension) ||
        Math.abs(droite.ecart) - Math.abs(gauche.ecart) ||
        comparer(gauche.cle, droite.cle),
    );
  }
}

/** Where euros lie under one set of rules. */
class Cumul {
  readonly #enTete: EnTete;
  readonly #partitionneur = new Partitionneur();
  readonly #passerelle: CompteurDePasserelle;
  readonly #groupees = new LignesGroupees((groupe) => {
    this.#partitionneur.ajouter(groupe);
    this.#passerelle.ajouter(groupe, this.#enTete.base);
  });

  constructor(enTete: EnTete) {
    this.#enTete = enTete;
    this.#passerelle = new CompteurDePasserelle(enTete.secteurPilote);
  }

  ajouter(ligne: LigneBudgetaire, verdict: Verdict): void {
    this.#groupees.ajouter(ligne, verdict);
  }

  bilan(sources: readonly SourceLue[]): Bilan {
    this.#groupees.finir();
    this.#partitionneur.prouver(sources);
    const partition = this.#partitionneur.partition(this.#enTete.base);
    const { secteurPiloteRetenu } = this.#passerelle.passerelle(this.#enTete.libellePilote);
    return { partition, synthese: syntheseDe(partition, secteurPiloteRetenu) };
  }
}

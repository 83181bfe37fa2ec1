import { type Montant, montant } from '../domain/argent/montant.ts';
import type { EnTete } from '../domain/dossier/dossier.ts';
import type { SourceLue } from '../domain/dossier/source-lue.ts';
import { centimesDesParts } from '../domain/lignes/affectation.ts';
import { estDepense, type LigneBudgetaire, referenceDe } from '../domain/lignes/ligne-budgetaire.ts';
import { type CleComposee, composerCle } from '../domain/textes/cle-composee.ts';
import { comparer } from '../domain/textes/ordre.ts';
import { detacher } from '../domain/textes/texte.ts';
import { DIMENSIONS, type Dimension, dimensionDecrite } from '../domain/verdict/dimensions.ts';
import { decideur, type PartVentilee, type Place, type Verdict } from '../domain/verdict/verdict.ts';
import type { CompteDesDeuxSens } from './compte.ts';
import { Compteur } from './compteur.ts';
import { CompteurDePasserelle } from './compteur-de-passerelle.ts';
import type { Partition } from './jaune.ts';
import { LignesGroupees } from './lignes-groupees.ts';
import { montantSur, Partitionneur, syntheseDe } from './partition.ts';
import type { Synthese } from './synthese.ts';

export interface ResultatDesRegles {
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

export interface Difference {
  readonly avant: ResultatDesRegles;
  readonly apres: ResultatDesRegles;
  /** By nature, the lines that change, with the cents that they move. */
  readonly comptes: Readonly<Record<NatureDuDeplacement, CompteDesDeuxSens>>;
  /** The lines that change, those that move most first; all of them, or as many as were asked for. */
  readonly deplacements: readonly Deplacement[];
  /** What changes in the breakdown of the headline: by dimension, the values that move, those that move most first. */
  readonly ventilation: readonly EcartDeVentilation[];
}

/** Sorts what is kept and lets the rest go once this many times what is asked for was gathered. */
const MARGE = 64;

/** Compares two classifications of the same lines as they pass; keeps only the lines that change. */
export class CompteurDeDifference {
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

  ajouter(ligne: LigneBudgetaire, avant: Verdict, apres: Verdict): void {
    const total = montantSur(ligne, this.#enTete.base);
    this.#avant.ajouter(ligne, avant);
    this.#apres.ajouter(ligne, apres);
    const deplacement = comparerVerdicts(ligne, total, avant, apres);
    if (deplacement === undefined) return;
    this.#comptes[deplacement.nature].ajouter(ligne.sens, deplacement.deplaces);
    this.#deplacements.push(deplacement);
    if (this.#deplacements.length > this.#aGarder * MARGE) this.#trier();
    if (deplacement.nature === 'raison' || !estDepense(ligne)) return;
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
      avant: this.#avant.resultat(sources),
      apres: this.#apres.resultat(sources),
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
        const cle = `${dimension} ${part[dimension]}`;
        this.#ventilation.set(cle, (this.#ventilation.get(cle) ?? 0) + signe * centimes);
      }
    });
  }

  #ecarts(): EcartDeVentilation[] {
    const cles = [...this.#ventilation.keys()];
    // What nothing is broken down by is not « non ventilé ».
    const utiles = DIMENSIONS.filter(
      (dimension) =>
        !dimensionDecrite(dimension).facultative ||
        cles.some((cle) => cle.startsWith(`${dimension} `) && cle.length > dimension.length + 1),
    );
    const ecarts = [...this.#ventilation].flatMap(([ecrite, ecart]) => {
      const coupe = ecrite.indexOf(' ');
      const dimension = utiles.find((connue) => connue === ecrite.slice(0, coupe));
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
  readonly #groupees = new LignesGroupees((groupe, fichier) => {
    this.#partitionneur.ajouter(groupe, fichier);
    if (estDepense(groupe.imputation)) this.#passerelle.ajouter(groupe, this.#enTete.base);
  });

  constructor(enTete: EnTete) {
    this.#enTete = enTete;
    this.#passerelle = new CompteurDePasserelle(enTete);
  }

  ajouter(ligne: LigneBudgetaire, verdict: Verdict): void {
    this.#groupees.ajouter(ligne, verdict);
  }

  resultat(sources: readonly SourceLue[]): ResultatDesRegles {
    this.#groupees.finir();
    this.#partitionneur.prouver(sources);
    const partition = this.#partitionneur.partition(this.#enTete.base);
    const { secteurPiloteRetenu } = this.#passerelle.passerelle(this.#enTete.libellePilote);
    return { partition, synthese: syntheseDe(partition, secteurPiloteRetenu) };
  }
}

/**
 * What changes of a line when the rules do: its `place` (or its share), only its `ventilation` (axis, domain, place, sector),
 * or only the `raison`: it stays where it is, and something else decides so.
 */
export type NatureDuDeplacement = 'place' | 'ventilation' | 'raison';

/** A line that other rules would put elsewhere, or leave there for another reason. Amounts in cents, on the dossier's base. */
export interface Deplacement {
  readonly nature: NatureDuDeplacement;
  readonly ref: string;
  readonly libelle: string;
  readonly montant: Montant;
  readonly avant: Verdict;
  readonly apres: Verdict;
  /** The cents that change place or cell. */
  readonly deplaces: Montant;
  /** What the headline gains by it; negative when it loses. */
  readonly auTotal: Montant;
  /** What exceptional operations gain by it. */
  readonly auxExceptionnelles: Montant;
}

/** Compares two verdicts on a line; `undefined` when the second says nothing else, for the same reasons. */
export function comparerVerdicts(
  ligne: LigneBudgetaire,
  total: Montant,
  avant: Verdict,
  apres: Verdict,
): Deplacement | undefined {
  const nature = natureDe(avant, apres);
  if (nature === undefined) return undefined;
  return {
    nature,
    ref: referenceDe(ligne),
    libelle: detacher(ligne.libelle === '' ? ligne.beneficiaire : ligne.libelle),
    montant: total,
    avant,
    apres,
    deplaces: nature === 'raison' ? montant(0) : centimesDeplaces(avant, apres, total),
    auTotal: montant(centimesEn('internationale', apres, total) - centimesEn('internationale', avant, total)),
    auxExceptionnelles: montant(
      centimesEn('exceptionnelle', apres, total) - centimesEn('exceptionnelle', avant, total),
    ),
  };
}

/** The cents that a verdict puts in one cell after another, as the documents count them. */
export function parcourirCellules(
  verdict: Verdict,
  total: Montant,
  visiter: (part: PartVentilee, centimes: Montant) => void,
): void {
  const centimes = centimesDesParts(verdict, total);
  verdict.parts.forEach((part, rang) => {
    visiter(part, centimes[rang] ?? montant(0));
  });
}

function natureDe(avant: Verdict, apres: Verdict): NatureDuDeplacement | undefined {
  if (avant.place !== apres.place || !memeFraction(avant.quotePart, apres.quotePart)) return 'place';
  if (!memesParts(avant.parts, apres.parts)) return 'ventilation';
  return memesDecideurs(avant, apres) ? undefined : 'raison';
}

function memesParts(gauche: readonly PartVentilee[], droite: readonly PartVentilee[]): boolean {
  return (
    gauche.length === droite.length &&
    gauche.every((part, rang) => {
      const autre = droite[rang];
      return autre !== undefined && memeFraction(part.part, autre.part) && celluleDe(part) === celluleDe(autre);
    })
  );
}

function memesDecideurs(avant: Verdict, apres: Verdict): boolean {
  return (
    avant.cle === apres.cle &&
    avant.reponses.length === apres.reponses.length &&
    avant.reponses.every((reponse, rang) => {
      const autre = apres.reponses[rang];
      return (
        autre !== undefined &&
        reponse.dimension === autre.dimension &&
        decideur(reponse) === decideur(autre) &&
        reponse.motif === autre.motif
      );
    })
  );
}

function memeFraction(gauche: PartVentilee['part'], droite: PartVentilee['part']): boolean {
  return gauche.numerateur === droite.numerateur && gauche.denominateur === droite.denominateur;
}

/** Half of what the cells gain and lose together: what leaves one is found in another. */
function centimesDeplaces(avant: Verdict, apres: Verdict, total: Montant): Montant {
  const ecarts = new Map<string, number>();
  const ajouter = (signe: 1 | -1) => (part: PartVentilee, centimes: Montant) => {
    const cellule = celluleDe(part);
    ecarts.set(cellule, (ecarts.get(cellule) ?? 0) + signe * centimes);
  };
  parcourirCellules(avant, total, ajouter(-1));
  parcourirCellules(apres, total, ajouter(1));
  let somme = 0n;
  for (const ecart of ecarts.values()) somme += BigInt(Math.abs(ecart));
  return montant(Number(somme / 2n));
}

function celluleDe(part: PartVentilee): CleComposee {
  return composerCle(part.place, ...DIMENSIONS.map((dimension) => part[dimension]));
}

function centimesEn(place: Place, verdict: Verdict, total: Montant): number {
  let somme = 0;
  parcourirCellules(verdict, total, (part, centimes) => {
    if (part.place === place) somme += centimes;
  });
  return somme;
}

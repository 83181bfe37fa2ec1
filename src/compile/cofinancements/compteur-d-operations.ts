import { ecrireFraction, estEntiere } from '../../domain/argent/fraction.ts';
import { type Montant, montant, NUL } from '../../domain/argent/montant.ts';
import type { Operations } from '../../domain/dossier/operations.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { operationDe } from '../../domain/lignes/operation-de.ts';
import { cleDeNom } from '../../domain/textes/nom.ts';
import { detacher } from '../../domain/textes/texte.ts';
import type { LieesDUnSens, LignesLiees } from './cofinancements.ts';
import { montantEst, payeurDe } from './compiler-les-cofinancements.ts';

/** Lines of which a reference is kept. */
const LIGNES_NOMMEES = 3;
/** Names of payers, and shares, kept of one operation: a column of something else would give one a line. */
const NOMS_MAX = 1_000;

/**
 * What is tied to each operation, wherever it ended: the cost of an operation and what funders announce are those of the whole,
 * of which the jaune keeps what is international. What is left out of the perimeter counts elsewhere, and is of none.
 */
export class CompteurDOperations {
  readonly #operations: Operations;
  readonly #liees = new Map<string, { readonly depense: CompteDUnSens; readonly recette: CompteDUnSens }>();

  constructor(operations: Operations) {
    this.#operations = operations;
  }

  ajouter(affectation: Affectation): void {
    if (this.#operations.liste.length === 0) return;
    const { ligne, verdict } = affectation;
    if (ligne.operation === '' && !verdict.rattachement?.operation) return;
    const recueEnFlux = verdict.flux !== undefined && ligne.imputation.sens === 'recette';
    if (verdict.place === 'exclue' && !recueEnFlux) return;
    const id = operationDe(affectation, this.#operations);
    if (id === '') return;
    let liees = this.#liees.get(id);
    if (liees === undefined) {
      const declares = this.#operations.pour(id)?.financeurs.map(({ nom }) => cleDeNom(nom)) ?? [];
      liees = { depense: new CompteDUnSens([]), recette: new CompteDUnSens(declares) };
      this.#liees.set(id, liees);
    }
    if (verdict.place === 'exclue') liees.recette.ajouterUnFlux(affectation);
    else liees[ligne.imputation.sens].ajouter(affectation);
  }

  /** @returns what is tied to each operation that has lines, by its identifier */
  liees(): ReadonlyMap<string, LignesLiees> {
    return new Map(
      [...this.#liees].map(([id, { depense, recette }]) => [id, { depenses: depense, recettes: recette }]),
    );
  }
}

class CompteDUnSens implements LieesDUnSens {
  lignes = 0;
  entier: Montant = NUL;
  net: Montant = NUL;
  readonly exceptionnelles = { lignes: 0, centimes: NUL };
  readonly nonDites = { lignes: 0, centimes: NUL, exemples: [] as string[] };
  readonly quoteParts = new Set<string>();
  entieres = true;
  readonly parPayeur = new Map<string, Montant>();
  readonly enFlux = new Map<string, Montant>();
  readonly #declares: ReadonlySet<string>;

  /** @param declares keys of the payers that are kept however many there are */
  constructor(declares: readonly string[]) {
    this.#declares = new Set(declares);
  }

  ajouter(affectation: Affectation): void {
    const { ligne, verdict, montant: centimes, montants } = affectation;
    this.lignes += 1;
    this.entier = montant(this.entier + centimes);
    if (ligne.imputation.sens === 'recette') this.#noterLePayeur(cleDeNom(payeurDe(affectation)), centimes);
    else if (montantEst(affectation) === 'net') this.net = montant(this.net + centimes);
    if (verdict.place !== 'internationale' || !estEntiere(verdict.quotePart)) this.entieres = false;
    if (verdict.place === 'internationale') {
      if (this.quoteParts.size < NOMS_MAX) this.quoteParts.add(ecrireFraction(verdict.quotePart));
    } else if (verdict.place === 'exceptionnelle') {
      this.exceptionnelles.lignes += 1;
      for (const [rang, { place }] of verdict.parts.entries())
        if (place === 'exceptionnelle')
          this.exceptionnelles.centimes = montant(this.exceptionnelles.centimes + (montants[rang] ?? 0));
    } else {
      this.nonDites.lignes += 1;
      this.nonDites.centimes = montant(this.nonDites.centimes + centimes);
      if (this.nonDites.exemples.length < LIGNES_NOMMEES) this.nonDites.exemples.push(referenceDe(ligne));
    }
  }

  /** A receipt that comes from a body of the dossier, which bears it: it counts nowhere, and is awaited no more. */
  ajouterUnFlux(affectation: Affectation): void {
    this.#noterLePayeur(cleDeNom(payeurDe(affectation)), affectation.montant, this.enFlux);
  }

  #noterLePayeur(cle: string, centimes: Montant, par: Map<string, Montant> = this.parPayeur): void {
    const connu = par.get(cle);
    if (connu !== undefined) par.set(cle, montant(connu + centimes));
    else if (par.size < NOMS_MAX || this.#declares.has(cle)) par.set(detacher(cle), centimes);
  }
}

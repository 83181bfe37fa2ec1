import type { Jaune } from '../../compile/jaune.ts';
import type { Affectation } from '../../domain/affectation.ts';
import { BASES, type Base } from '../../domain/base.ts';
import { type Imputation, referenceDe } from '../../domain/ligne-budgetaire.ts';
import { decideur, ecrirePartVentilee, type Verdict } from '../../domain/verdict.ts';
import { FichierTexte } from '../../files/text-file.ts';
import { cellule } from './cell.ts';

const COLONNES_DE_L_IMPUTATION = [
  'organisme',
  'secteur',
  'section',
  'sens',
  'mouvement',
  'chapitre',
  'chapitreLibelle',
  'fonction',
  'fonctionLibelle',
  'programme',
  'programmeLibelle',
  'action',
  'actionLibelle',
  'nature',
  'natureLibelle',
] as const satisfies readonly (keyof Imputation)[];

/** The columns of `lignes-<exercice>.csv`. Amounts are integer cents. */
export const COLONNES_LIGNES: readonly string[] = [
  'ref',
  'empreinte',
  'exercice',
  ...COLONNES_DE_L_IMPUTATION.map((colonne) => colonne.replace('Libelle', '_libelle')),
  'libelle',
  'beneficiaire',
  'lieu',
  'reference',
  'caractere',
  'autres_financeurs',
  'cout_total_centimes',
  ...BASES.map((base) => `${base}_centimes`),
  'base',
  'montant_centimes',
  'verdict',
  'quote_part',
  'montant_retenu_centimes',
  'axe',
  'domaine',
  'territoire',
  'pays',
  'secteur_compte',
  'regle',
  'motif',
];

/** The cells of a record before and after its kept amount. */
interface FinDEnregistrement {
  readonly avant: string;
  readonly apres: string;
}

/**
 * Writes `lignes-<exercice>.csv`: every line received, one record per part. The sum of `montant_retenu_centimes` over
 * `verdict = internationale` is the headline.
 */
export class LignesCsv {
  readonly #fichier: FichierTexte;
  readonly #base: Base;
  readonly #libelles: Jaune['libelles'];
  /** The cells of an imputation, which many lines share. */
  readonly #imputations = new WeakMap<Imputation, string>();
  /** The end of the records of a verdict, which many lines share. */
  readonly #fins = new WeakMap<Verdict, readonly FinDEnregistrement[]>();

  constructor(chemin: string, base: Base, libelles: Jaune['libelles']) {
    this.#fichier = new FichierTexte(chemin);
    this.#fichier.ecrire(COLONNES_LIGNES.join(';'));
    this.#base = base;
    this.#libelles = libelles;
  }

  ecrire({ ligne, verdict, montant, montants }: Affectation): void {
    const { montants: parBase } = ligne;
    const debut = [
      cellule(referenceDe(ligne)),
      ligne.empreinte,
      ligne.exercice,
      this.#imputation(ligne.imputation),
      cellule(ligne.libelle),
      cellule(ligne.beneficiaire),
      cellule(ligne.lieu),
      cellule(ligne.reference),
      cellule(ligne.caractere),
      cellule(ligne.autresFinanceurs),
      ligne.coutTotal ?? '',
      parBase.ae_votees ?? '',
      parBase.engagements ?? '',
      parBase.cp_votes ?? '',
      parBase.mandats ?? '',
      this.#base,
      montant,
    ].join(';');
    const fins = this.#finsDe(verdict);
    for (let rang = 0; rang < fins.length; rang++) {
      const fin = fins[rang];
      if (fin) this.#fichier.ecrire(`${debut};${fin.avant};${montants[rang]};${fin.apres}`);
    }
  }

  fermer(): void {
    this.#fichier.fermer();
  }

  #imputation(imputation: Imputation): string {
    let ecrite = this.#imputations.get(imputation);
    if (ecrite === undefined) {
      ecrite = COLONNES_DE_L_IMPUTATION.map((colonne) => cellule(imputation[colonne])).join(';');
      this.#imputations.set(imputation, ecrite);
    }
    return ecrite;
  }

  #finsDe(verdict: Verdict): readonly FinDEnregistrement[] {
    let fins = this.#fins.get(verdict);
    if (fins === undefined) {
      const { axe, domaine, territoire, pays } = this.#libelles;
      const decision = `${cellule(decideur(verdict.decisive))};${cellule(verdict.decisive.motif)}`;
      fins = verdict.parts.map((part) => ({
        avant: `${part.place};${ecrirePartVentilee(part).replaceAll('\u202f', '\u00a0')}`,
        apres: [
          axe.get(part.axe) ?? '',
          domaine.get(part.domaine) ?? '',
          territoire.get(part.territoire) ?? '',
          pays.get(part.pays) ?? '',
          part.secteur,
        ]
          .map(cellule)
          .concat(decision)
          .join(';'),
      }));
      this.#fins.set(verdict, fins);
    }
    return fins;
  }
}

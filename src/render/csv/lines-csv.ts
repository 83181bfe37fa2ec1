import type { Jaune } from '../../compile/jaune.ts';
import type { Affectation } from '../../domain/affectation.ts';
import { BASES, type Base } from '../../domain/base.ts';
import { ecrireFraction } from '../../domain/fraction.ts';
import type { LigneBudgetaire } from '../../domain/ligne-budgetaire.ts';
import { decideur, type Verdict } from '../../domain/verdict.ts';
import { cellule } from './cell.ts';
import { FichierCsv } from './csv-file.ts';

const COLONNES_DE_LA_LIGNE = [
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
  'libelle',
  'beneficiaire',
  'lieu',
  'reference',
  'caractere',
  'autresFinanceurs',
] as const satisfies readonly (keyof LigneBudgetaire)[];

/** The columns of `lignes-<exercice>.csv`. Amounts are integer cents. */
export const COLONNES_LIGNES: readonly string[] = [
  'ref',
  'empreinte',
  'exercice',
  ...COLONNES_DE_LA_LIGNE.map((colonne) => colonne.replace(/[A-Z]/g, (lettre) => `_${lettre.toLowerCase()}`)),
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

/**
 * Writes `lignes-<exercice>.csv`: every line received, one record per part. The sum of `montant_retenu_centimes` over
 * `verdict = internationale` is the headline.
 */
export class LignesCsv {
  readonly #fichier: FichierCsv;
  readonly #base: Base;
  readonly #libelles: Jaune['libelles'];
  /** The end of the records of a verdict, which many lines share. */
  readonly #fins = new WeakMap<Verdict, readonly (readonly [avant: string, apres: string])[]>();

  constructor(chemin: string, base: Base, libelles: Jaune['libelles']) {
    this.#fichier = new FichierCsv(chemin, COLONNES_LIGNES);
    this.#base = base;
    this.#libelles = libelles;
  }

  ecrire({ ligne, verdict, montant, montants }: Affectation): void {
    const { coutTotal = '' } = ligne;
    const cellules: (string | number)[] = [
      `${cellule(ligne.fichier)}:${ligne.numero}`,
      ligne.empreinte,
      ligne.exercice,
    ];
    for (const colonne of COLONNES_DE_LA_LIGNE) cellules.push(cellule(ligne[colonne]));
    cellules.push(coutTotal);
    for (const base of BASES) cellules.push(ligne.montants[base] ?? '');
    cellules.push(this.#base, montant, '', '', '');
    const place = cellules.length - 3;
    this.#finsDe(verdict).forEach(([avant, apres], rang) => {
      cellules[place] = avant;
      cellules[place + 1] = montants[rang] ?? '';
      cellules[place + 2] = apres;
      this.#fichier.ecrire(cellules.join(';'));
    });
  }

  respirer(): Promise<void> | undefined {
    return this.#fichier.respirer();
  }

  fermer(): Promise<void> {
    return this.#fichier.fermer();
  }

  #finsDe(verdict: Verdict) {
    let fins = this.#fins.get(verdict);
    if (fins === undefined) {
      const { axe, domaine, territoire, pays } = this.#libelles;
      const decision = `${cellule(decideur(verdict.decisive))};${cellule(verdict.decisive.motif)}`;
      fins = verdict.parts.map((part): readonly [string, string] => [
        `${part.place};${ecrireFraction(part.part)}`,
        [
          axe.get(part.axe) ?? '',
          domaine.get(part.domaine) ?? '',
          territoire.get(part.territoire) ?? '',
          pays.get(part.pays) ?? '',
          part.secteur,
        ]
          .map(cellule)
          .concat(decision)
          .join(';'),
      ]);
      this.#fins.set(verdict, fins);
    }
    return fins;
  }
}

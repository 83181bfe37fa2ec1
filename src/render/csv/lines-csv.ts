import { type Appui, appuiDe } from '../../compile/coverage.ts';
import type { Jaune } from '../../compile/jaune.ts';
import { centimesDesParts } from '../../compile/partition.ts';
import { rolesDesRegles } from '../../compile/rule-effects.ts';
import type { Affectation } from '../../domain/affectation.ts';
import { BASES, type Base } from '../../domain/base.ts';
import { type Imputation, referenceDe } from '../../domain/ligne-budgetaire.ts';
import type { Montant } from '../../domain/montant.ts';
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
  // All figures can be worked out again from the lines alone: see docs/recalcul.sql.
  'rang_part',
  ...BASES.map((base) => `${base}_retenu_centimes`),
  'recu_du_pilote',
  'compte_au_pilote',
  'decide_par',
  'memoire',
  'signaux',
  'regles_concluantes',
  'regles_devancees',
  'regles_contredites',
];

const PAR: Readonly<Record<Appui, string>> = {
  parRegle: 'regle',
  parDecision: 'personne',
  suggereesOui: '',
  suggereesNon: '',
  signalees: '',
  silencieuses: '',
};

/** The cells of a record around its amounts, for one part of a verdict. */
interface FinDEnregistrement {
  readonly avant: string;
  readonly apres: string;
  readonly pilote: 'oui' | 'non';
  readonly roles: string;
}

/**
 * Writes `lignes-<exercice>.csv`: every line received, one record per part. The sum of `montant_retenu_centimes` over
 * `verdict = internationale` is the headline.
 */
export class LignesCsv {
  readonly #fichier: FichierTexte;
  readonly #base: Base;
  readonly #pilote: string;
  readonly #libelles: Jaune['libelles'];
  /** The cells of an imputation, which many lines share. */
  readonly #imputations = new WeakMap<Imputation, string>();
  /** The end of the records of a verdict, which many lines share. */
  readonly #fins = new WeakMap<Verdict, readonly FinDEnregistrement[]>();

  constructor(
    chemin: string,
    { base, secteurPilote }: Pick<Jaune['enTete'], 'base' | 'secteurPilote'>,
    libelles: Jaune['libelles'],
  ) {
    this.#fichier = new FichierTexte(chemin);
    this.#fichier.ecrire(COLONNES_LIGNES.join(';'));
    this.#base = base;
    this.#pilote = secteurPilote;
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
    const recu = ligne.secteur === this.#pilote ? 'oui' : 'non';
    const seule = fins.length === 1;
    const partages = seule ? undefined : BASES.map((base) => partager(verdict, parBase[base]));
    for (let rang = 0; rang < fins.length; rang++) {
      const fin = fins[rang];
      if (fin === undefined) continue;
      const retenus = seule
        ? `${parBase.ae_votees ?? ''};${parBase.engagements ?? ''};${parBase.cp_votes ?? ''};${parBase.mandats ?? ''}`
        : partages?.map((partage) => partage?.[rang] ?? '').join(';');
      this.#fichier.ecrire(
        `${debut};${fin.avant};${montants[rang]};${fin.apres};${rang + 1};${retenus};${recu};${fin.pilote};${fin.roles}`,
      );
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
      const roles = ecrireRoles(verdict);
      fins = verdict.parts.map((part) => ({
        pilote: part.secteur === this.#pilote ? 'oui' : 'non',
        roles,
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

/** The cents of each part in a base; nothing for a base that the line does not give. */
function partager(verdict: Verdict, total: Montant | undefined): readonly Montant[] | undefined {
  return total === undefined ? undefined : centimesDesParts(verdict, total);
}

/** Who decided, what speaks of a line on which nobody did, and what each rule did there. */
function ecrireRoles(verdict: Verdict): string {
  const { reponses, examen, signaux } = verdict;
  const { emporte, devance, contredite } = rolesDesRegles(reponses);
  const suggestion = examen?.suggestion?.conclusion;
  const memoire = suggestion === undefined ? '' : suggestion === 'internationale' ? 'oui' : 'non';
  const mots = signaux.length === 0 ? '' : cellule([...new Set(signaux.map(({ mot }) => mot))].join(', '));
  return [
    PAR[appuiDe(verdict)],
    memoire,
    mots,
    ...[emporte, devance, contredite].map((ids) => [...ids].join(' ')),
  ].join(';');
}

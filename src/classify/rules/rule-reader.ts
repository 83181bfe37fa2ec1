import { join } from 'node:path';
import type { Base } from '../../domain/base.ts';
import type { CodeConstat } from '../../domain/codes-constats.ts';
import { compilerCondition } from '../../domain/condition-evaluation.ts';
import { type Chemin, lireCondition, type SurQuoi } from '../../domain/condition-lecture.ts';
import type { Constats } from '../../domain/constat.ts';
import { ecrireFraction } from '../../domain/fraction.ts';
import type { Nomenclature } from '../../domain/nomenclature.ts';
import { type DocumentYaml, readYaml, signalerDansYaml } from '../../files/yaml-document.ts';
import { validateYaml } from '../../files/yaml-validation.ts';
import { lireConclusion, type Referentiel } from './conclusion-reader.ts';
import { lecteursDeLignes } from './line-readers.ts';
import type { Conclusion, Regle } from './rule.ts';
import { verifierCondition } from './rule-checks.ts';
import { ligneDExemple } from './rule-examples.ts';
import { type RegleEcrite, schemaRegles } from './rule-schema.ts';

/** What rules are read with. */
export interface ContexteRegles extends Referentiel {
  readonly racine: string;
  readonly exercice: string;
  readonly base: Base;
  readonly vote: 'par_fonction' | 'par_nature';
  readonly nomenclature: Nomenclature;
  readonly constats: Constats;
}

/**
 * Reads the files of rules, in their order, and runs the examples of each rule. Rules that do not hold for the exercice
 * are left aside. Tells all that is wrong, with file, line and column.
 */
export function readRules(fichiers: readonly string[], contexte: ContexteRegles): Regle[] {
  const lieux = new Map<string, string>();
  return fichiers.flatMap((fichier) => {
    const document = readYaml(join(contexte.racine, fichier), fichier, contexte.constats);
    const ecrites = document && validateYaml(document, schemaRegles, contexte.constats);
    if (!document || !ecrites) return [];
    return ecrites.flatMap((ecrite, rang) => {
      const lecture = new LectureDeRegle(ecrite, [rang], document, contexte);
      lecture.refuserSiDouble(lieux);
      return lecture.lire() ?? [];
    });
  });
}

class LectureDeRegle {
  readonly #ecrite: RegleEcrite;
  readonly #chemin: Chemin;
  readonly #document: DocumentYaml;
  readonly #contexte: ContexteRegles;

  constructor(ecrite: RegleEcrite, chemin: Chemin, document: DocumentYaml, contexte: ContexteRegles) {
    this.#ecrite = ecrite;
    this.#chemin = chemin;
    this.#document = document;
    this.#contexte = contexte;
  }

  refuserSiDouble(lieux: Map<string, string>): void {
    const { id } = this.#ecrite;
    const deja = lieux.get(id);
    if (deja !== undefined)
      this.#refuser(
        'E-REGLE-DOUBLE',
        ['id'],
        `la règle « ${id} » existe déjà, en ${deja}`,
        'Donnez à chacune un identifiant à elle : il sert à expliquer chaque ligne.',
      );
    lieux.set(id, this.#ou());
  }

  lire(): Regle | undefined {
    const { question, si, conclusion: brut, motif, reference = '', id } = this.#ecrite;
    const { constats, nomenclature, vote } = this.#contexte;
    const avant = constats.erreurs;
    const condition = lireCondition(si, this.#sous('si'), (chemin, message, remede, sur) =>
      signalerDansYaml(this.#document, constats, 'E-CONDITION', chemin, message, remede, sur),
    );
    const enVigueur = this.#enVigueur();
    if (condition)
      verifierCondition(condition, nomenclature, vote, (code, champ, message, remede, sur) => {
        // A rule of other years may speak of codes of those years.
        if (enVigueur || code !== 'E-REGLE-CODE')
          this.#refuser(code, this.#cheminDuChamp(si, champ), message, remede, sur);
      });
    const conclusion = lireConclusion(
      question,
      brut,
      this.#sous('conclusion'),
      this.#contexte,
      (chemin, message, remede, sur) =>
        signalerDansYaml(this.#document, constats, 'E-REGLE-CONCLUSION', chemin, message, remede, sur),
    );
    if (constats.erreurs > avant || !condition || !conclusion) return undefined;
    const lieu = this.#document.lieu(this.#chemin);
    const citee = { id, conclusion: ecrireConclusion(conclusion), motif, reference, lieu: this.#ou() };
    const regle: Regle = { question, condition, conclusion, citee, lieu };
    this.#essayer(regle);
    return enVigueur ? regle : undefined;
  }

  /** Runs the examples: what the rule must catch, what it must leave. */
  #essayer(regle: Regle): void {
    const { base } = this.#contexte;
    const predicat = compilerCondition(regle.condition, lecteursDeLignes(base));
    for (const genre of ['attrape', 'laisse'] as const)
      this.#ecrite.exemples[genre].forEach((exemple, rang) => {
        const chemin = ['exemples', genre, rang];
        const ligne = ligneDExemple(exemple, base);
        if (typeof ligne === 'string') {
          this.#refuser(
            'E-REGLE-CHAMP',
            [...chemin, ligne],
            `« ${ligne} » n’est pas un champ des lignes, ou sa valeur ne se lit pas`,
            'Un exemple porte les champs des règles ; un montant s’y écrit comme 1 234,50.',
            'cle',
          );
        } else if (predicat(ligne) !== (genre === 'attrape')) {
          this.#refuser(
            'E-REGLE-EXEMPLE',
            chemin,
            genre === 'attrape'
              ? `la règle « ${regle.citee.id} » doit attraper cet exemple et le laisse`
              : `la règle « ${regle.citee.id} » doit laisser cet exemple et l’attrape`,
            'Corrigez la condition, ou l’exemple s’il n’est plus vrai.',
          );
        }
      });
  }

  #enVigueur(): boolean {
    const { exercices } = this.#ecrite;
    if (exercices === undefined) return true;
    const annee = Number(this.#contexte.exercice);
    return [exercices].flat().reduce((vrai, ecrit) => {
      const trouve = /^(\d{4})(?:\.\.(\d{4}))?$/.exec(ecrit.trim());
      if (!trouve) {
        this.#refuser(
          'E-YAML-CONTENU',
          ['exercices'],
          `« ${ecrit} » n’est pas un exercice`,
          'Écrivez 2012 ou 2005..2023.',
        );
        return vrai;
      }
      return vrai || (Number(trouve[1]) <= annee && annee <= Number(trouve[2] ?? trouve[1]));
    }, false);
  }

  #refuser(code: CodeConstat, chemin: Chemin, message: string, remede: string, sur?: SurQuoi): void {
    signalerDansYaml(this.#document, this.#contexte.constats, code, this.#sous(...chemin), message, remede, sur);
  }

  #sous(...cles: Chemin): Chemin {
    return [...this.#chemin, ...cles];
  }

  #ou(): string {
    const { fichier, ligne } = this.#document.lieu(this.#chemin);
    return `${fichier}:${ligne}`;
  }

  /** Where a field is written in a condition, however deep. */
  #cheminDuChamp(si: unknown, champ: string, chemin: Chemin = ['si']): Chemin {
    if (typeof si !== 'object' || si === null) return ['si'];
    if (Object.hasOwn(si, champ)) return [...chemin, champ];
    for (const [cle, valeur] of Object.entries(si)) {
      const trouve = this.#cheminDuChamp(valeur, champ, [...chemin, Array.isArray(si) ? Number(cle) : cle]);
      if (trouve.length > 1) return trouve;
    }
    return ['si'];
  }
}

/** A conclusion in words, as documents and explanations show it. */
export function ecrireConclusion(conclusion: Conclusion): string {
  switch (conclusion.question) {
    case 'perimetre':
      return conclusion.exclue ? 'exclue' : 'incluse';
    case 'international':
      if (conclusion.part === undefined) return 'non internationale';
      return conclusion.cle === '' ? 'internationale' : `internationale à ${ecrireFraction(conclusion.part)}`;
    case 'exceptionnel':
      return conclusion.exceptionnelle ? 'exceptionnelle' : 'ordinaire';
    case 'ventilation':
      return [...conclusion.dimensions]
        .map(([dimension, parts]) => `${dimension} : ${parts.map(({ valeur }) => valeur).join(', ')}`)
        .join(' ; ');
  }
}

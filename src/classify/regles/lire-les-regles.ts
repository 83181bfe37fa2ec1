import type { Base } from '../../domain/argent/base.ts';
import { ecrirePart } from '../../domain/argent/part.ts';
import type { Nomenclatures } from '../../domain/codes/nomenclature.ts';
import type { Vote } from '../../domain/codes/normes.ts';
import { compilerCondition, type Lecteurs } from '../../domain/conditions/condition.ts';
import { lireCondition } from '../../domain/conditions/lire-condition.ts';
import type { ListesNommees } from '../../domain/conditions/listes-nommees.ts';
import type { CodeConstat } from '../../domain/constats/codes-constats.ts';
import type { Chemin, Constats, SurQuoi } from '../../domain/constats/constat.ts';
import type { LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import { ecrireFlux, ecrireRattachement } from '../../domain/verdict/flux.ts';
import { pathIn } from '../../files/path-in.ts';
import { readYamlList, reportInYaml, type YamlDocument } from '../../files/yaml-document.ts';
import { validateYaml, validateYamlPart } from '../../files/yaml-validation.ts';
import { direEchec, direRemede, ligneDExemple } from './exemples-de-regle.ts';
import { lecteursDeLignes } from './lecteurs-de-lignes.ts';
import { lireConclusion, type Referentiel } from './lire-la-conclusion.ts';
import type { Conclusion, Regle } from './regle.ts';
import {
  direValidite,
  lireValidite,
  type RegleEcrite,
  schemaListeDeRegles,
  schemaRegle,
  type Validite,
} from './regle-ecrite.ts';
import { VerificateurDeConditions } from './verificateur-de-conditions.ts';

export interface ContexteRegles extends Referentiel {
  readonly racine: string;
  readonly exercice: string;
  readonly base: Base;
  readonly votes: ReadonlySet<Vote>;
  readonly nomenclatures: Nomenclatures;
  readonly listes: ListesNommees;
  readonly constats: Constats;
}

/**
 * Reads the files of rules, in their order, and runs the examples of each rule. Rules that do not hold for the exercice
 * are told and marked: no line is to be classified by them. Tells all that is wrong, with file, line and column.
 */
export function lireLesRegles(fichiers: readonly string[], contexte: ContexteRegles): Regle[] {
  const lieux = new Map<string, string>();
  const outils: Outils = {
    verificateur: new VerificateurDeConditions(contexte.nomenclatures, contexte.votes),
    lecteurs: lecteursDeLignes(contexte.base, contexte.secteurs),
  };
  const regles: Regle[] = [];
  for (const fichier of fichiers)
    for (const document of readYamlList(pathIn(contexte.racine, fichier), fichier, contexte.constats)) {
      const brutes = validateYaml(document, schemaListeDeRegles, contexte.constats);
      if (!brutes) break;
      for (const [rang, brute] of brutes.entries()) {
        const ecrite = validateYamlPart(document, brute, [rang], schemaRegle, contexte.constats);
        if (!ecrite) continue;
        const lecture = new LectureDeRegle(ecrite, [rang], document, contexte, outils);
        lecture.refuserSiDouble(lieux);
        const regle = lecture.lire();
        if (regle) regles.push(regle);
      }
    }
  return regles;
}

/** What all rules are checked with; made once, for what they remember. */
interface Outils {
  readonly verificateur: VerificateurDeConditions;
  readonly lecteurs: Lecteurs<LigneBudgetaire>;
}

class LectureDeRegle {
  readonly #ecrite: RegleEcrite;
  readonly #chemin: Chemin;
  readonly #document: YamlDocument;
  readonly #contexte: ContexteRegles;
  readonly #outils: Outils;

  constructor(ecrite: RegleEcrite, chemin: Chemin, document: YamlDocument, contexte: ContexteRegles, outils: Outils) {
    this.#ecrite = ecrite;
    this.#chemin = chemin;
    this.#document = document;
    this.#contexte = contexte;
    this.#outils = outils;
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
    const { constats } = this.#contexte;
    const avant = constats.erreurs;
    const condition = lireCondition(
      si,
      this.#sous('si'),
      (chemin, message, remede, sur, code) =>
        reportInYaml(this.#document, constats, code ?? 'E-CONDITION', chemin, message, remede, sur),
      this.#contexte.listes,
    );
    const validite = this.#validite();
    const enVigueur = validite === 'en_vigueur';
    if (condition)
      this.#outils.verificateur.verifier(condition, (code, chemin, message, remede, sur) => {
        // A rule of other years may speak of codes of those years.
        if (enVigueur || (code !== 'E-REGLE-CODE' && code !== 'A-NORMES-MELEES'))
          reportInYaml(
            this.#document,
            constats,
            code,
            chemin.length > 0 ? chemin : this.#sous('si'),
            message,
            remede,
            sur,
          );
      });
    const conclusion = lireConclusion(
      question,
      brut,
      this.#sous('conclusion'),
      // A rule of other years may speak of what only those are broken down by.
      enVigueur ? this.#contexte : { ...this.#contexte, exercice: '' },
      (chemin, message, remede, sur, code) =>
        reportInYaml(this.#document, constats, code ?? 'E-REGLE-CONCLUSION', chemin, message, remede, sur),
    );
    if (constats.erreurs > avant || !condition || !conclusion) return undefined;
    const lieu = this.#document.lieu(this.#chemin);
    const citee = { id, conclusion: ecrireConclusion(conclusion), motif, reference, lieu: this.#ou() };
    const regle: Regle = { question, condition, conclusion, citee, lieu, enVigueur };
    this.#essayer(regle);
    if (!enVigueur) this.#direMiseDeCote(validite);
    return regle;
  }

  /** Runs the examples: what the rule must catch, what it must leave. */
  #essayer(regle: Regle): void {
    const { base, constats } = this.#contexte;
    const predicat = compilerCondition(regle.condition, this.#outils.lecteurs);
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
          // Worked out only for a finding that is kept: lists may be long.
          const gardee = constats.gardera('E-REGLE-EXEMPLE', this.#document.file);
          this.#refuser(
            'E-REGLE-EXEMPLE',
            chemin,
            gardee ? direEchec(regle, genre, ligne, this.#outils.lecteurs) : '',
            gardee ? direRemede(regle, genre, ligne, this.#outils.lecteurs) : '',
          );
        }
      });
  }

  #validite(): Validite {
    const annee = Number(this.#contexte.exercice);
    return lireValidite(this.#exercices(), annee, (message, remede) =>
      this.#refuser('E-YAML-CONTENU', ['exercices'], message, remede),
    );
  }

  #direMiseDeCote(validite: Exclude<Validite, 'en_vigueur'>): void {
    const { constats, exercice } = this.#contexte;
    constats.ajouter({
      code: 'A-REGLE-PERIMEE',
      ...this.#document.place(this.#sous('exercices')),
      ...direValidite(this.#ecrite.id, this.#exercices(), exercice, validite),
    });
  }

  #exercices(): readonly string[] {
    return [this.#ecrite.exercices ?? []].flat();
  }

  #refuser(code: CodeConstat, chemin: Chemin, message: string, remede: string, sur?: SurQuoi): void {
    reportInYaml(this.#document, this.#contexte.constats, code, this.#sous(...chemin), message, remede, sur);
  }

  #sous(...cles: Chemin): Chemin {
    return [...this.#chemin, ...cles];
  }

  #ou(): string {
    const { fichier, ligne } = this.#document.lieu(this.#chemin);
    return `${fichier}:${ligne}`;
  }
}

/** A conclusion in words, as documents and explanations show it. */
export function ecrireConclusion(conclusion: Conclusion): string {
  switch (conclusion.question) {
    case 'perimetre':
      if (conclusion.flux) return ecrireFlux(conclusion.flux);
      return conclusion.exclue ? 'exclue' : 'incluse';
    case 'international':
      if (conclusion.part === undefined) return 'non internationale';
      return conclusion.cle === '' ? 'internationale' : `internationale à ${ecrirePart(conclusion.part)}`;
    case 'exceptionnel':
      return conclusion.exceptionnelle ? 'exceptionnelle' : 'ordinaire';
    case 'ventilation':
      return [...conclusion.dimensions]
        .map(([dimension, parts]) => `${dimension} : ${parts.map(({ valeur }) => valeur).join(', ')}`)
        .join(' ; ');
    case 'rattachement':
      return ecrireRattachement(conclusion.rattachement);
  }
}

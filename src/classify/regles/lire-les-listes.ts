import { join } from 'node:path';
import { FORME_D_IDENTIFIANT, nomDeListe } from '../../domain/conditions/listes-nommees.ts';
import { lireLitteral, MOTS_SEULS } from '../../domain/conditions/mecanismes.ts';
import type { CodeConstat } from '../../domain/constats/codes-constats.ts';
import type { Chemin, Constats, Signaler, SurQuoi } from '../../domain/constats/constat.ts';
import { estObjet, plier } from '../../domain/textes/texte.ts';
import { readYaml, reportInYaml, type YamlDocument } from '../../files/yaml-document.ts';
import { chercherCycles, type ElementDeListe, ListesDuDossier, signalerListeInconnue } from './listes-du-dossier.ts';

/** Names shown of a circle of lists. */
const NOMS_MONTRES = 8;

/** The named lists of a dossier, and how to tell those that were of no use. */
export interface ListesLues {
  readonly listes: ListesDuDossier;
  /** Tells the lists that no rule refers to; to call once rules are read. */
  signalerInutiles(): void;
}

/**
 * Reads `listes.yaml`, where there is one. Tells all that is wrong with it at its place; a list at fault is never used in
 * part, and rules that refer to it are not told for its sake.
 */
export function lireLesListes(racine: string, fichier: string | undefined, constats: Constats): ListesLues {
  if (fichier === undefined) return { listes: new ListesDuDossier(new Map()), signalerInutiles: () => undefined };
  const document = readYaml(join(racine, fichier), fichier, constats);
  const listes = document ? new LectureDesListes(document, constats).lire() : new ListesDuDossier(new Map(), false);
  return {
    listes,
    signalerInutiles: () => {
      if (!document) return;
      for (const nom of listes.inutiles())
        reportInYaml(
          document,
          constats,
          'A-LISTE-INUTILE',
          [nom],
          `aucune règle ne se sert de la liste « ${nom} »`,
          'Retirez-la, ou servez-vous-en dans une règle : { liste: … }.',
          'cle',
        );
    },
  };
}

class LectureDesListes {
  readonly #document: YamlDocument;
  readonly #constats: Constats;
  readonly #definitions = new Map<string, readonly ElementDeListe[] | undefined>();

  constructor(document: YamlDocument, constats: Constats) {
    this.#document = document;
    this.#constats = constats;
  }

  lire(): ListesDuDossier {
    const contenu = this.#document.content();
    // A file of comments alone has no lists yet.
    if (contenu === null || contenu === '') return new ListesDuDossier(this.#definitions);
    if (!estObjet(contenu)) {
      this.#refuser('E-YAML-CONTENU', [], 'des noms de listes sont attendus', 'Écrivez : villes: [Dakar, Hanoï].');
      return new ListesDuDossier(this.#definitions, false);
    }
    for (const [nom, brut] of Object.entries(contenu)) this.#definitions.set(nom, this.#liste(nom, brut));
    this.#verifierRenvois();
    for (const { de, rang, noms } of chercherCycles(this.#definitions)) {
      this.#refuser(
        'E-LISTE-CYCLE',
        [de, rang, 'liste'],
        `ces listes tournent en rond : ${direCycle(noms)}`,
        'Retirez l’un de ces renvois : une liste ne peut pas se contenir elle-même.',
      );
      for (const nom of noms) this.#definitions.set(nom, undefined);
    }
    return new ListesDuDossier(this.#definitions);
  }

  #liste(nom: string, brut: unknown): readonly ElementDeListe[] | undefined {
    if (!FORME_D_IDENTIFIANT.test(nom)) {
      this.#refuser(
        'E-YAML-CONTENU',
        [nom],
        `« ${nom} » n’est pas un nom de liste`,
        'Un nom de liste est en minuscules sans accent, chiffres et tirets.',
        'cle',
      );
      return undefined;
    }
    if (!Array.isArray(brut) && brut !== '' && brut !== null) {
      this.#refuser('E-YAML-CONTENU', [nom], `« ${nom} » : une liste est attendue`, `Écrivez ${nom}: [Dakar, Hanoï].`);
      return undefined;
    }
    if (!Array.isArray(brut) || brut.length === 0) {
      this.#refuser(
        'E-LISTE-VIDE',
        [nom],
        `la liste « ${nom} » est vide : une règle qui s’en servirait ne retiendrait rien`,
        'Donnez-lui des éléments, ou retirez-la.',
        'cle',
      );
      return undefined;
    }
    const vus = new Set<string>();
    const elements = brut.map((element, rang) => this.#element(element, [nom, rang], vus));
    return elements.every((element) => element !== undefined) ? elements : undefined;
  }

  #element(brut: unknown, chemin: Chemin, vus: Set<string>): ElementDeListe | undefined {
    const liste = nomDeListe(brut);
    if (liste !== undefined) return { liste };
    const lu = typeof brut === 'string' ? lireLitteral(brut) : undefined;
    if (typeof brut !== 'string' || lu === undefined || typeof lu === 'string') {
      this.#refuser(
        'E-LISTE-ELEMENT',
        chemin,
        typeof lu === 'string' && brut !== '' ? lu : 'cet élément n’est pas une valeur',
        'Un élément est une valeur, une famille (04*), un intervalle (041..044) ou un renvoi : liste: autre-liste.',
      );
      return undefined;
    }
    const valeur = brut.trim();
    if (MOTS_SEULS.includes(lu.type)) {
      this.#refuser(
        'E-LISTE-ELEMENT',
        chemin,
        `« ${valeur} » n’est pas une valeur que l’on met dans une liste`,
        'Écrivez-le dans la règle même.',
      );
      return undefined;
    }
    // Two codes may differ by a dash alone, two words by more.
    const cle = /\d/.test(valeur) ? valeur : plier(valeur);
    if (vus.has(cle)) {
      this.#refuser(
        'E-LISTE-ELEMENT',
        chemin,
        `« ${valeur} » est déjà dans la liste « ${String(chemin[0])} »`,
        'Gardez-le une seule fois.',
      );
      return undefined;
    }
    vus.add(cle);
    return { valeur };
  }

  #verifierRenvois(): void {
    const connues = [...this.#definitions.keys()];
    const signaler: Signaler = (chemin, message, remede, sur, code) =>
      this.#refuser(code ?? 'E-LISTE-INCONNUE', chemin, message, remede, sur);
    for (const [nom, elements] of this.#definitions)
      for (const [rang, element] of (elements ?? []).entries()) {
        if ('valeur' in element || this.#definitions.has(element.liste)) continue;
        const gardee = this.#constats.gardera('E-LISTE-INCONNUE', this.#document.file);
        signalerListeInconnue(element.liste, gardee ? connues : [], [nom, rang, 'liste'], signaler);
        this.#definitions.set(nom, undefined);
      }
  }

  #refuser(code: CodeConstat, chemin: Chemin, message: string, remede: string, sur?: SurQuoi): void {
    reportInYaml(this.#document, this.#constats, code, chemin, message, remede, sur);
  }
}

function direCycle(noms: readonly string[]): string {
  if (noms.length <= NOMS_MONTRES) return noms.join(' → ');
  return [...noms.slice(0, NOMS_MONTRES - 2), '…', ...noms.slice(-1)].join(' → ');
}

import { type Elementaire, lireLitteral } from './attente-litterale.ts';
import type { Chemin, Signaler, SurQuoi } from './chemin.ts';
import type { Attente } from './condition.ts';
import { type ListesNommees, nomDeListe } from './listes-nommees.ts';
import { lireMontant, type Montant } from './montant.ts';
import { estObjet, type Objet } from './objet.ts';
import { nomLePlusProche, plier } from './texte.ts';

/** The words that an expectation may be made of, when it is not a value or a list. */
export const CLES_ATTENTE = ['mots', 'commence_par', 'min', 'max', 'sauf', 'liste'] as const;
const REMEDE = 'Voyez « Les conditions » dans docs/dossier.md.';

/** The expectation that a list stands for, worked out once however many rules refer to it. */
const ATTENTES_DES_LISTES = new WeakMap<readonly string[], Attente>();
/** For a list that was looked for as words, its first element that is none; empty when all are. */
const FAUX_MOTS = new WeakMap<readonly string[], string>();

/** Reads what a field is expected to be. Tells each fault at its place, and then gives back `undefined`. */
export class LecteurDAttentes {
  readonly #signaler: Signaler;
  readonly #listes: ListesNommees | undefined;

  constructor(signaler: Signaler, listes: ListesNommees | undefined) {
    this.#signaler = signaler;
    this.#listes = listes;
  }

  lire(brut: unknown, chemin: Chemin): Attente | undefined {
    if (typeof brut === 'string') return this.#litteral(brut, chemin);
    if (Array.isArray(brut)) return this.#liste(brut, chemin);
    if (estObjet(brut)) return this.#detaillee(brut, chemin);
    return this.#refuser(chemin, 'L’attente est vide.');
  }

  #litteral(texte: string, chemin: Chemin): Elementaire | undefined {
    const lu = lireLitteral(texte);
    return typeof lu === 'string' ? this.#refuser(chemin, lu) : lu;
  }

  #liste(brut: readonly unknown[], chemin: Chemin): Attente | undefined {
    if (brut.length === 0) return this.#refuser(chemin, 'La liste est vide : elle ne retiendrait rien.');
    const attentes = brut.map((element, rang) => {
      const ici = [...chemin, rang];
      if (typeof element === 'string') return this.#litteral(element, ici);
      const nom = nomDeListe(element);
      return nom === undefined
        ? this.#refuser(
            ici,
            'Une liste ne contient que des valeurs, des familles, des intervalles ou des renvois { liste: … }.',
          )
        : this.#listeNommee(nom, [...ici, 'liste']);
    });
    return attentes.every((attente) => attente !== undefined) ? { type: 'liste', attentes } : undefined;
  }

  #detaillee(brut: Objet, chemin: Chemin): Attente | undefined {
    const cles = Object.keys(brut);
    const decimales = cles.find((cle) => /^\d+$/.test(cle));
    if (decimales !== undefined && ('min' in brut || 'max' in brut)) {
      this.#signaler(
        [...chemin, decimales],
        'La virgule sépare ici deux clés : ce qui la suit n’est plus le montant.',
        'Entre accolades, un montant à virgule se met entre guillemets : { min: "10 000,50" }.',
        'cle',
      );
      return undefined;
    }
    const inconnue = cles.find((cle) => !CLES_ATTENTE.some((connue) => connue === cle));
    if (inconnue !== undefined || cles.length === 0) {
      const proche = nomLePlusProche(inconnue ?? '', CLES_ATTENTE);
      this.#signaler(
        [...chemin, inconnue ?? ''],
        `« ${inconnue ?? ''} » n’est pas une attente connue.`,
        proche === undefined ? REMEDE : `Vouliez-vous écrire « ${proche} » ? ${REMEDE}`,
        'cle',
      );
      return undefined;
    }
    if ('min' in brut || 'max' in brut) return this.#bornes(brut, cles, chemin);
    if (cles.length > 1) return this.#refuser(chemin, 'Une attente ne porte qu’une clé ; combinez avec tous ou un.');
    if ('mots' in brut) return this.#mots(brut.mots, [...chemin, 'mots']);
    if ('sauf' in brut) return this.#sauf(brut.sauf, [...chemin, 'sauf']);
    if ('liste' in brut) {
      const nom = nomDeListe(brut);
      const ici = [...chemin, 'liste'];
      return nom === undefined
        ? this.#refuser(ici, '« liste » attend le nom d’une liste de listes.yaml.')
        : this.#listeNommee(nom, ici);
    }
    if (typeof brut.commence_par === 'string' && plier(brut.commence_par) !== '')
      return { type: 'commence_par', debut: brut.commence_par };
    return this.#refuser(
      [...chemin, 'commence_par'],
      '« commence_par » attend un texte, avec une lettre ou un chiffre.',
    );
  }

  #sauf(brut: unknown, chemin: Chemin): Attente | undefined {
    const attente = this.lire(brut, chemin);
    if (attente?.type === 'montant')
      return this.#refuser(chemin, '« sauf » ne porte pas sur un montant ; combinez avec aucun.');
    return attente && { type: 'sauf', attente };
  }

  #mots(brut: unknown, chemin: Chemin): Attente | undefined {
    const nom = nomDeListe(brut);
    if (nom !== undefined) {
      const mots = this.#motsDeLaListe(nom, [...chemin, 'liste']);
      return mots && { type: 'mots', mots };
    }
    const ecrits: readonly unknown[] = typeof brut === 'string' ? [brut] : Array.isArray(brut) ? brut : [];
    const groupes = ecrits.map((mot, rang) => {
      if (typeof mot === 'string') return plier(mot) === '' ? undefined : [mot];
      const reference = nomDeListe(mot);
      return reference === undefined ? undefined : (this.#motsDeLaListe(reference, [...chemin, rang, 'liste']) ?? null);
    });
    if (groupes.length === 0 || groupes.includes(undefined))
      return this.#refuser(chemin, '« mots » attend un mot ou une liste de mots, avec des lettres ou des chiffres.');
    if (groupes.includes(null)) return undefined;
    return { type: 'mots', mots: groupes.flatMap((groupe) => groupe ?? []) };
  }

  #listeNommee(nom: string, chemin: Chemin): Attente | undefined {
    const elements = this.#developper(nom, chemin);
    if (!elements) return undefined;
    let attente = ATTENTES_DES_LISTES.get(elements);
    if (!attente) {
      const attentes = elements.map(lireLitteral).filter((lu) => typeof lu !== 'string');
      attente = { type: 'liste', attentes };
      ATTENTES_DES_LISTES.set(elements, attente);
    }
    return attente;
  }

  /** The elements of a list as words: families and ranges are of codes, and no word of a text is one. */
  #motsDeLaListe(nom: string, chemin: Chemin): readonly string[] | undefined {
    const elements = this.#developper(nom, chemin);
    if (!elements) return undefined;
    const faux = FAUX_MOTS.get(elements) ?? elements.find(nEstPasUnMot) ?? '';
    FAUX_MOTS.set(elements, faux);
    if (faux === '') return elements;
    this.#signaler(
      chemin,
      `« ${faux} », de la liste « ${nom} », est une famille ou un intervalle de codes : « mots » ne cherche que des mots`,
      'Faites deux listes, l’une de codes, l’autre de mots.',
      undefined,
      'E-LISTE-ELEMENT',
    );
    return undefined;
  }

  #developper(nom: string, chemin: Chemin): readonly string[] | undefined {
    if (this.#listes) return this.#listes.developper(nom, chemin, this.#signaler);
    return this.#refuser(chemin, 'Les listes nommées ne servent que dans les règles.');
  }

  #bornes(brut: Objet, cles: readonly string[], chemin: Chemin): Attente | undefined {
    if (cles.some((cle) => cle !== 'min' && cle !== 'max'))
      return this.#refuser(chemin, 'min et max ne se combinent pas avec une autre attente.');
    const bornes: { min?: Montant; max?: Montant } = {};
    for (const cle of ['min', 'max'] as const) {
      if (!(cle in brut)) continue;
      const lecture = lireMontant(String(brut[cle]));
      if (lecture.etat !== 'lu') {
        this.#signaler([...chemin, cle], `« ${String(brut[cle])} » n’est pas un montant.`, remedeMontant(brut[cle]));
        return undefined;
      }
      bornes[cle] = lecture.montant;
    }
    if (bornes.min !== undefined && bornes.max !== undefined && bornes.min > bornes.max)
      return this.#refuser(chemin, 'min dépasse max : la condition ne retiendrait rien.');
    return { type: 'montant', ...bornes };
  }

  #refuser(chemin: Chemin, message: string, sur?: SurQuoi): undefined {
    this.#signaler(chemin, message, REMEDE, sur);
    return undefined;
  }
}

/** What to write instead of what is no amount: `10.000` is ten thousand to some, ten to others. */
function remedeMontant(ecrit: unknown): string {
  const net = typeof ecrit === 'string' ? ecrit.trim() : '';
  const milliers = /^(-?\d{1,3}(?:[.,]\d{3})+)([.,]\d{2})?$/.exec(net);
  if (!milliers?.[1]) return `Écrivez un montant en euros, comme 10 000 ou "10 000,50". ${REMEDE}`;
  const entiers = milliers[1].replace(/[.,]/g, ' ');
  const decimales = milliers[2]?.replace('.', ',');
  const propose = decimales === undefined ? entiers : `"${entiers}${decimales}"`;
  return `Si ce sont des milliers, écrivez ${propose} : ils sont séparés par des espaces. ${REMEDE}`;
}

function nEstPasUnMot(element: string): boolean {
  const lu = lireLitteral(element);
  return typeof lu === 'string' || lu.type !== 'egal' || plier(element) === '';
}

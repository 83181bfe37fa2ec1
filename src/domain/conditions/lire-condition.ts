import type { Chemin, Signaler, SurQuoi } from '../constats/constat.ts';
import { estObjet, nomLePlusProche, type Objet } from '../textes/texte.ts';
import { type Attente, type Lecture, REMEDE_DES_CONDITIONS } from './attente.ts';
import { NOMS_DES_COMBINAISONS, type TypeDeCombinaison } from './combinaisons.ts';
import type { Condition } from './condition.ts';
import { lireListe } from './liste.ts';
import { type ListesNommees, nomDeListe } from './listes-nommees.ts';
import { GRAMMAIRE, lireLitteral, MECANISMES_A_CLES } from './mecanismes.ts';

/**
 * Reads a condition from what YAML gave (all text). Tells each fault at its place and returns `undefined` when there was
 * one: a condition half understood never matches anything in silence.
 * @param listes the named lists that expectations may refer to; where there are none, a reference is a fault
 */
export function lireCondition(
  brut: unknown,
  chemin: Chemin,
  signaler: Signaler,
  listes?: ListesNommees,
): Condition | undefined {
  return lireGroupe(brut, chemin, new LecteurDAttentes(signaler, listes));
}

function lireGroupe(brut: unknown, chemin: Chemin, lecture: Lecture): Condition | undefined {
  if (!estObjet(brut))
    return lecture.refuser(chemin, 'Une condition est une liste de champs avec leur attente, ou tous / un / aucun.');
  const entrees = Object.entries(brut);
  if (entrees.length === 0)
    return lecture.refuser(chemin, 'La condition est vide : elle retiendrait toutes les lignes.');
  const conditions = entrees.map(([cle, valeur]) => {
    const ici = [...chemin, cle];
    if (estCombinaison(cle)) return lireCombinaison(cle, valeur, ici, lecture);
    if (estListeDeGroupes(valeur))
      return lecture.refuser(ici, `« ${cle} » ne combine pas des conditions : écrivez tous, un ou aucun.`, 'cle');
    const attente = lecture.lire(valeur, ici);
    return attente && ({ type: 'champ', champ: cle, attente, chemin: ici } as const);
  });
  return conditions.every((condition) => condition !== undefined) ? { type: 'tous', conditions } : undefined;
}

function lireCombinaison(
  type: TypeDeCombinaison,
  brut: unknown,
  chemin: Chemin,
  lecture: Lecture,
): Condition | undefined {
  if (!Array.isArray(brut) || brut.length === 0)
    return lecture.refuser(chemin, `« ${type} » attend une liste de conditions.`);
  const conditions = brut.map((element, rang) => lireGroupe(element, [...chemin, rang], lecture));
  return conditions.every((condition) => condition !== undefined) ? { type, conditions } : undefined;
}

/** What only `tous`, `un` and `aucun` take: a list of groups of conditions. */
function estListeDeGroupes(brut: unknown): boolean {
  return (
    Array.isArray(brut) &&
    brut.length > 0 &&
    brut.every((element) => estObjet(element) && nomDeListe(element) === undefined)
  );
}

function estCombinaison(cle: string): cle is TypeDeCombinaison {
  return NOMS_DES_COMBINAISONS.some((combinaison) => combinaison === cle);
}

const CLES = MECANISMES_A_CLES.flatMap(({ cles }) => Object.keys(cles));

/** Reads what a field is expected to be. Tells each fault at its place, and then gives back `undefined`. */
class LecteurDAttentes implements Lecture {
  readonly grammaire = GRAMMAIRE;
  readonly signaler: Signaler;
  readonly listes: ListesNommees | undefined;

  constructor(signaler: Signaler, listes: ListesNommees | undefined) {
    this.signaler = signaler;
    this.listes = listes;
  }

  lire(brut: unknown, chemin: Chemin): Attente | undefined {
    if (typeof brut === 'string') {
      const lu = lireLitteral(brut);
      return typeof lu === 'string' ? this.refuser(chemin, lu) : lu;
    }
    if (Array.isArray(brut)) return lireListe(brut, chemin, this);
    if (estObjet(brut)) return this.#detaillee(brut, chemin);
    return this.refuser(chemin, 'L’attente est vide.');
  }

  refuser(chemin: Chemin, message: string, sur?: SurQuoi): undefined {
    this.signaler(chemin, message, REMEDE_DES_CONDITIONS, sur);
    return undefined;
  }

  #detaillee(brut: Objet, chemin: Chemin): Attente | undefined {
    const ecrites = Object.keys(brut);
    // One of several keys is that of the whole when others stand beside it: they do not combine with it.
    const candidats = MECANISMES_A_CLES.filter(({ cles }) => ecrites.some((cle) => Object.hasOwn(cles, cle)));
    const mecanisme = candidats.find(({ cles }) => Object.keys(cles).length > 1) ?? candidats[0];
    const inconnue = ecrites.find((cle) => !CLES.includes(cle)) ?? '';
    if (mecanisme === undefined || inconnue !== '' || ecrites.includes('')) return this.#inconnue(inconnue, chemin);
    const cles = Object.keys(mecanisme.cles);
    if (ecrites.some((cle) => !cles.includes(cle)))
      return this.refuser(
        chemin,
        cles.length > 1
          ? `${cles.join(' et ')} ne se combinent pas avec une autre attente.`
          : 'Une attente ne porte qu’une clé ; combinez avec tous ou un.',
      );
    return mecanisme.lire(brut, chemin, this);
  }

  #inconnue(cle: string, chemin: Chemin): undefined {
    const proche = nomLePlusProche(cle, CLES);
    this.signaler(
      [...chemin, cle],
      `« ${cle} » n’est pas une attente connue.`,
      proche === undefined ? REMEDE_DES_CONDITIONS : `Vouliez-vous écrire « ${proche} » ? ${REMEDE_DES_CONDITIONS}`,
      'cle',
    );
    return undefined;
  }
}

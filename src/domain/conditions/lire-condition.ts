import type { Chemin, Signaler } from '../chemin.ts';
import { type ListesNommees, nomDeListe } from '../listes-nommees.ts';
import { estObjet } from '../objet.ts';
import { REMEDE_DES_CONDITIONS } from './attente.ts';
import { NOMS_DES_COMBINAISONS, type TypeDeCombinaison } from './combinaisons.ts';
import type { Condition } from './condition.ts';
import { LecteurDAttentes } from './lecteur-d-attentes.ts';

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
  return lireGroupe(brut, chemin, signaler, new LecteurDAttentes(signaler, listes));
}

function lireGroupe(
  brut: unknown,
  chemin: Chemin,
  signaler: Signaler,
  attentes: LecteurDAttentes,
): Condition | undefined {
  if (!estObjet(brut)) {
    signaler(
      chemin,
      'Une condition est une liste de champs avec leur attente, ou tous / un / aucun.',
      REMEDE_DES_CONDITIONS,
    );
    return undefined;
  }
  const entrees = Object.entries(brut);
  if (entrees.length === 0) {
    signaler(chemin, 'La condition est vide : elle retiendrait toutes les lignes.', REMEDE_DES_CONDITIONS);
    return undefined;
  }
  const conditions = entrees.map(([cle, valeur]) => {
    const ici = [...chemin, cle];
    if (estCombinaison(cle)) return lireCombinaison(cle, valeur, ici, signaler, attentes);
    if (estListeDeGroupes(valeur)) {
      signaler(
        ici,
        `« ${cle} » ne combine pas des conditions : écrivez tous, un ou aucun.`,
        REMEDE_DES_CONDITIONS,
        'cle',
      );
      return undefined;
    }
    const attente = attentes.lire(valeur, ici);
    return attente && ({ type: 'champ', champ: cle, attente, chemin: ici } as const);
  });
  return conditions.every((condition) => condition !== undefined) ? { type: 'tous', conditions } : undefined;
}

function lireCombinaison(
  type: TypeDeCombinaison,
  brut: unknown,
  chemin: Chemin,
  signaler: Signaler,
  attentes: LecteurDAttentes,
): Condition | undefined {
  if (!Array.isArray(brut) || brut.length === 0) {
    signaler(chemin, `« ${type} » attend une liste de conditions.`, REMEDE_DES_CONDITIONS);
    return undefined;
  }
  const conditions = brut.map((element, rang) => lireGroupe(element, [...chemin, rang], signaler, attentes));
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

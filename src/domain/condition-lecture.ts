import type { Attente, Condition } from './condition.ts';
import { lireMontant, type Montant } from './montant.ts';
import { estObjet, type Objet } from './objet.ts';
import { plier } from './texte.ts';

/** A path in a YAML document: keys and indexes from its root. */
export type Chemin = readonly (string | number)[];
/** What to point at: what a key says, or the key itself. */
export type SurQuoi = 'valeur' | 'cle';
/** Tells that what stands at a path cannot be understood, and what to do. */
export type Signaler = (chemin: Chemin, message: string, remede: string, sur?: SurQuoi) => void;

const COMBINAISONS = ['tous', 'un', 'aucun'] as const;
const CLES_ATTENTE = ['mots', 'commence_par', 'min', 'max', 'sauf'] as const;
const REMEDE = 'Voyez « Les conditions » dans docs/dossier.md.';

/**
 * Reads a condition from what YAML gave (all text). Tells each fault at its place and returns `undefined` when there was
 * one: a condition half understood never matches anything in silence.
 */
export function lireCondition(brut: unknown, chemin: Chemin, signaler: Signaler): Condition | undefined {
  if (!estObjet(brut)) {
    signaler(chemin, 'Une condition est une liste de champs avec leur attente, ou tous / un / aucun.', REMEDE);
    return undefined;
  }
  const entrees = Object.entries(brut);
  if (entrees.length === 0) {
    signaler(chemin, 'La condition est vide : elle retiendrait toutes les lignes.', REMEDE);
    return undefined;
  }
  const conditions = entrees.map(([cle, valeur]) =>
    estCombinaison(cle)
      ? lireCombinaison(cle, valeur, [...chemin, cle], signaler)
      : lireChamp(cle, valeur, [...chemin, cle], signaler),
  );
  return conditions.every((condition) => condition !== undefined) ? { type: 'tous', conditions } : undefined;
}

function lireCombinaison(
  type: (typeof COMBINAISONS)[number],
  brut: unknown,
  chemin: Chemin,
  signaler: Signaler,
): Condition | undefined {
  if (!Array.isArray(brut) || brut.length === 0) {
    signaler(chemin, `« ${type} » attend une liste de conditions.`, REMEDE);
    return undefined;
  }
  const conditions = brut.map((element, rang) => lireCondition(element, [...chemin, rang], signaler));
  return conditions.every((condition) => condition !== undefined) ? { type, conditions } : undefined;
}

function lireChamp(champ: string, brut: unknown, chemin: Chemin, signaler: Signaler): Condition | undefined {
  const attente = lireAttente(brut, chemin, signaler);
  return attente && { type: 'champ', champ, attente };
}

function lireAttente(brut: unknown, chemin: Chemin, signaler: Signaler): Attente | undefined {
  if (typeof brut === 'string') return lireLitteral(brut, chemin, signaler);
  if (Array.isArray(brut)) {
    if (brut.length === 0) signaler(chemin, 'La liste est vide : elle ne retiendrait rien.', REMEDE);
    const attentes = brut.map((element, rang) =>
      typeof element === 'string'
        ? lireLitteral(element, [...chemin, rang], signaler)
        : refuser(
            [...chemin, rang],
            'Une liste ne contient que des valeurs, des familles ou des intervalles.',
            signaler,
          ),
    );
    const toutes = attentes.every((attente) => attente !== undefined);
    return toutes && attentes.length > 0 ? { type: 'liste', attentes } : undefined;
  }
  if (estObjet(brut)) return lireAttenteDetaillee(brut, chemin, signaler);
  return refuser(chemin, 'L’attente est vide.', signaler);
}

function lireLitteral(texte: string, chemin: Chemin, signaler: Signaler): Attente | undefined {
  const net = texte.trim();
  if (net === '' || net === '*')
    return refuser(chemin, 'La valeur attendue est vide ; écrivez present ou absent.', signaler);
  if (net === 'present' || net === 'absent') return { type: net };
  if (net.slice(0, -1).includes('*')) return refuser(chemin, 'L’étoile d’une famille ne se met qu’à la fin.', signaler);
  if (net.endsWith('*')) {
    const prefixe = net.slice(0, -1);
    if (plier(prefixe) === '')
      return refuser(chemin, `« ${net} » n’a ni lettre ni chiffre : elle retiendrait tout.`, signaler);
    return { type: 'famille', prefixe };
  }
  const bornes = net.split('..');
  const [debut, fin] = bornes;
  if (bornes.length === 2 && debut && fin) {
    if (debut.length !== fin.length || debut > fin)
      return refuser(chemin, `L’intervalle « ${net} » a des bornes de longueurs différentes ou inversées.`, signaler);
    return { type: 'intervalle', debut, fin };
  }
  return { type: 'egal', valeur: net };
}

function lireAttenteDetaillee(brut: Objet, chemin: Chemin, signaler: Signaler): Attente | undefined {
  const cles = Object.keys(brut);
  const inconnue = cles.find((cle) => !CLES_ATTENTE.some((connue) => connue === cle));
  if (inconnue !== undefined || cles.length === 0)
    return refuser([...chemin, inconnue ?? ''], `« ${inconnue ?? ''} » n’est pas une attente connue.`, signaler, 'cle');
  if ('min' in brut || 'max' in brut) return lireBornes(brut, cles, chemin, signaler);
  if (cles.length > 1) return refuser(chemin, 'Une attente ne porte qu’une clé ; combinez avec tous ou un.', signaler);
  if ('mots' in brut) return lireMots(brut.mots, [...chemin, 'mots'], signaler);
  if ('sauf' in brut) {
    const attente = lireAttente(brut.sauf, [...chemin, 'sauf'], signaler);
    if (attente?.type === 'montant')
      return refuser([...chemin, 'sauf'], '« sauf » ne porte pas sur un montant ; combinez avec aucun.', signaler);
    return attente && { type: 'sauf', attente };
  }
  if (typeof brut.commence_par === 'string' && plier(brut.commence_par) !== '')
    return { type: 'commence_par', debut: brut.commence_par };
  return refuser(
    [...chemin, 'commence_par'],
    '« commence_par » attend un texte, avec une lettre ou un chiffre.',
    signaler,
  );
}

function lireMots(brut: unknown, chemin: Chemin, signaler: Signaler): Attente | undefined {
  const mots = typeof brut === 'string' ? [brut] : brut;
  if (Array.isArray(mots) && mots.length > 0 && mots.every((mot) => typeof mot === 'string' && plier(mot) !== ''))
    return { type: 'mots', mots };
  return refuser(chemin, '« mots » attend un mot ou une liste de mots, avec des lettres ou des chiffres.', signaler);
}

function lireBornes(brut: Objet, cles: readonly string[], chemin: Chemin, signaler: Signaler): Attente | undefined {
  if (cles.some((cle) => cle !== 'min' && cle !== 'max'))
    return refuser(chemin, 'min et max ne se combinent pas avec une autre attente.', signaler);
  const bornes: { min?: Montant; max?: Montant } = {};
  for (const cle of ['min', 'max'] as const) {
    if (!(cle in brut)) continue;
    const lecture = lireMontant(String(brut[cle]));
    if (lecture.etat !== 'lu')
      return refuser([...chemin, cle], `« ${String(brut[cle])} » n’est pas un montant.`, signaler);
    bornes[cle] = lecture.montant;
  }
  if (bornes.min !== undefined && bornes.max !== undefined && bornes.min > bornes.max)
    return refuser(chemin, 'min dépasse max : la condition ne retiendrait rien.', signaler);
  return { type: 'montant', ...bornes };
}

function refuser(chemin: Chemin, message: string, signaler: Signaler, sur?: SurQuoi): undefined {
  signaler(chemin, message, REMEDE, sur);
  return undefined;
}

function estCombinaison(cle: string): cle is (typeof COMBINAISONS)[number] {
  return COMBINAISONS.some((combinaison) => combinaison === cle);
}

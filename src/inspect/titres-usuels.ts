import type { Base } from '../domain/argent/base.ts';
import { CHAMPS_COLONNES, champDe, type NomDeChamp } from '../domain/lignes/champs.ts';

/** What a column may be: a field of ours, an amount in one base, or an amount whose base the title does not say. */
export type Role = string;

/** The role of an amount in a base. */
export function roleDeBase(base: Base): Role {
  return `montants.${base}`;
}

/** The role of an amount of no known base. */
export const MONTANT_SANS_BASE: Role = 'montants';

/** Codes before labels: of what a title names in part, the code is told first. */
function ordreDe(nom: NomDeChamp): number {
  const { genre, de } = champDe(nom);
  return genre === 'libelle' || de === 'ligne' ? 1 : 0;
}

/**
 * The titles that sectors and bodies usually give to what we know, as `cleDeTitre` makes them. The codes of the imputation are
 * also found behind « code », « n° », « numéro », and their labels behind « libellé », « intitulé », « nom »: see
 * `rolesDuTitre`.
 */
export const TITRES_USUELS: Readonly<Record<Role, readonly string[]>> = {
  ...Object.fromEntries(
    [...CHAMPS_COLONNES]
      .sort((gauche, droite) => ordreDe(gauche) - ordreDe(droite))
      .map((nom) => [nom, champDe(nom).titresUsuels ?? []]),
  ),
  'montants.ae_votees': [
    'ae',
    'ap',
    'ae ap',
    'ap ae',
    'ae votees',
    'ap votees',
    'ae ap votees',
    'ap ae votees',
    'ae vote',
    'vote ae',
    'vote',
    'autorisations engagement',
    'autorisations programme',
    'autorisations votees',
  ],
  'montants.engagements': [
    'engage',
    'engages',
    'engagement',
    'engagements',
    'montant engage',
    'montants engages',
    'affecte engage',
    'engage affecte',
    'engagement net',
    'engage net',
    'budget engage',
    'ae engagees',
    'ap engagees',
    'ae ap engagees',
    'affecte',
    'affectation',
    'affectations',
    'montant affecte',
    'total engage',
  ],
  'montants.cp_votes': [
    'cp',
    'cp votes',
    'cp vote',
    'credits paiement',
    'credits paiement votes',
    'credits ouverts',
    'cred ouv',
    'credits votes',
    'bp',
    'budget primitif',
    'budget vote',
    'bp dm',
  ],
  'montants.mandats': [
    'mandate',
    'mandates',
    'mandat',
    'mandats',
    'mandatement',
    'mandatements',
    'montant mandate',
    'paye',
    'payes',
    'montant paye',
    'paiements',
    'realise',
    'realises',
    'realisation',
    'montant realise',
    'mt real',
    'mtreal',
    'execute',
    'montant execute',
    'liquide',
    'verse',
    'montant verse',
    'cp mandates',
    'cp realises',
    'ca',
    'compte administratif',
  ],
  [MONTANT_SANS_BASE]: [
    'montant',
    'montants',
    'montant total',
    'somme',
    'total',
    'credits',
    'montant subvention',
    'subvention',
    'montant attribue',
    'montant vote',
    'detail subventions',
    'total subventions',
    'montant operation',
    'montant ligne',
  ],
};

/** Words of a title that say that it is a label, or a code, of what its other words name. */
export const MOTS_DE_LIBELLE: ReadonlySet<string> = new Set([
  'libelle',
  'lib',
  'intitule',
  'nom',
  'designation',
  'label',
]);
/** See {@link MOTS_DE_LIBELLE}. */
export const MOTS_DE_CODE: ReadonlySet<string> = new Set(['code', 'cod', 'n', 'no', 'num', 'numero']);

/** Titles of columns that are known, and of no use. */
export const TITRES_SANS_USAGE: ReadonlyMap<string, string> = new Map([
  ['observations', 'des remarques'],
  ['observation', 'des remarques'],
  ['commentaire', 'des remarques'],
  ['commentaires', 'des remarques'],
  ['remarques', 'des remarques'],
  ['suivi', 'des remarques'],
  ['gestionnaire', 'qui suit la ligne'],
  ['siret', 'un numéro d’entreprise'],
  ['siren', 'un numéro d’entreprise'],
  ['url', 'une adresse'],
  ['adresse', 'une adresse'],
]);

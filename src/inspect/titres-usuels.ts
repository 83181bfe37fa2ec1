import type { Base } from '../domain/argent/base.ts';
import { CHAMPS_COLONNES, CODES, champDe, type NomDeChamp } from '../domain/lignes/champs.ts';
import { mettreAuSingulier } from '../domain/textes/lexique.ts';
import { cleDeTitre, motsDuTitre } from './mots-du-titre.ts';
import { titreHorsMontant, UN_NUMERO } from './titre-hors-montant.ts';

/** What a column may be: a field of ours, an amount in one base, or an amount whose base the title does not say. */
export type Role = string;

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

/** Usual titles that also head something else: never sure, and why. */
export const TITRES_A_DOUBLE_SENS: ReadonlyMap<string, string> = new Map([
  ['ca', 'un compte administratif, ou un chiffre d’affaires ?'],
  ['compte administratif', 'en engagements, ou en mandats ?'],
  ...['vote', 'bp', 'bp dm', 'budget primitif', 'budget vote'].map((cle) => [cle, 'voté en AE, ou en CP ?'] as const),
]);
/** Usual titles that also head numbers: without cents, never sure, and why. */
export const TITRES_DE_NUMEROS: ReadonlyMap<string, string> = new Map([
  ['mandat', 'des montants, ou des numéros de mandat ?'],
  ['engagement', 'des montants, ou des numéros d’engagement ?'],
  ['cp', 'des crédits de paiement, ou des codes postaux ?'],
]);

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
  ['devise', 'la monnaie des montants'],
  ['monnaie', 'la monnaie des montants'],
  ['url', 'une adresse'],
  ['adresse', 'une adresse'],
]);

/** How far a title names a role: the usual title itself, or more than it. */
export type AccordDuTitre = 'exact' | 'partiel';

const PAR_CLE = new Map<string, Role[]>();
for (const [role, cles] of Object.entries(TITRES_USUELS))
  for (const cle of cles) PAR_CLE.set(cle, [...(PAR_CLE.get(cle) ?? []), role]);

/** Fields of words that senders also give a code. */
const TEXTES_NOMMES = ['secteur', 'organisme', 'beneficiaire', 'lieu'] as const;

/** Usual titles short of this many letters are too common as parts of others: `an`, `ca`, `ch`. */
const LETTRES_POUR_UN_MOT = 4;
const EN_MOTS = [...PAR_CLE]
  .filter(([cle]) => cle.length >= LETTRES_POUR_UN_MOT)
  .map(([cle, roles]) => ({ mots: cle.split(' '), roles }));

/** What a title names; never an amount where its words say that it is something else, whatever the others. */
export function rolesDuTitre(titre: string): ReadonlyMap<Role, AccordDuTitre> {
  const roles = tousLesRoles(titre);
  if (titreHorsMontant(titre) === undefined) return roles;
  return new Map([...roles].filter(([role]) => !role.startsWith('montants')));
}

function tousLesRoles(titre: string): Map<Role, AccordDuTitre> {
  const cle = cleDeTitre(titre);
  const roles = new Map<Role, AccordDuTitre>();
  if (cle === '') return roles;
  for (const role of PAR_CLE.get(cle) ?? []) roles.set(role, 'exact');
  const mots = cle.split(' ');
  const reste = (ensemble: ReadonlySet<string>) => {
    const autres = mots.filter((mot) => !ensemble.has(mot));
    return autres.length < mots.length && autres.length > 0
      ? autres.filter((mot) => !MOTS_DE_CODE.has(mot)).join(' ')
      : '';
  };
  for (const champ of CODES) {
    const siens = TITRES_USUELS[champ] ?? [];
    if (siens.includes(reste(MOTS_DE_LIBELLE))) {
      roles.delete(champ);
      roles.set(`${champ}_libelle`, 'exact');
    } else if (siens.includes(reste(MOTS_DE_CODE))) roles.set(champ, 'exact');
    // A title that names the thing alone may head its labels: the content tells.
    else if (roles.get(champ) === 'exact') roles.set(`${champ}_libelle`, 'partiel');
  }
  // `Libellé du secteur` is the sector, `Nom du tiers` the payee; `Code du secteur` is neither.
  if (roles.size === 0)
    for (const champ of TEXTES_NOMMES) {
      const siens = TITRES_USUELS[champ] ?? [];
      if (siens.includes(reste(MOTS_DE_LIBELLE))) return new Map([[champ, 'exact']]);
      if (siens.includes(reste(MOTS_DE_CODE))) return roles;
    }
  if (roles.size > 0) return roles;
  // A qualified title: all the words of a usual one are among its own.
  for (const { mots: usuels, roles: siens } of EN_MOTS)
    if (usuels.every((mot) => mots.includes(mot))) for (const role of siens) roles.set(role, 'partiel');
  return roles;
}

/** Whether words of a title, their plurals aside, are a usual title of a role: `Secteurs d'activité`, where it is not that title. */
export function evoque(titre: string, role: Role): boolean {
  const mots = motsDuTitre(titre).map(mettreAuSingulier);
  const dUnAutreGenre = CODES.some((code) => code === role) ? MOTS_DE_LIBELLE : MOTS_DE_CODE;
  if (mots.some((mot) => dUnAutreGenre.has(mot))) return false;
  return (TITRES_USUELS[role] ?? []).some(
    (usuel) =>
      usuel.length >= LETTRES_POUR_UN_MOT && usuel.split(' ').every((mot) => mots.includes(mettreAuSingulier(mot))),
  );
}

/** Values of a column of exercices at the most, those that are no years included: beyond, they are numbers. */
export const ANNEES_D_UN_FICHIER = 20;

/** Whether years under a title cannot be the exercice of lines: `Année de naissance`, `Convention`, `N° de mandat`. */
export function estUneAutreAnnee(titre: string): boolean {
  return motsDuTitre(titre).some((mot) => D_AUTRES_ANNEES.has(mot)) || titreHorsMontant(titre) === UN_NUMERO;
}

const D_AUTRES_ANNEES: ReadonlySet<string> = new Set(
  'echeance facture promotion session generation edition convention conventions naissance creation origine debut fin signature deliberation construction fondation adhesion ouverture cloture engagement affectation attribution'.split(
    ' ',
  ),
);

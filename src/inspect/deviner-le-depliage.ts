import type { Base } from '../domain/argent/base.ts';
import { lireMontant } from '../domain/argent/montant.ts';
import type { Geographie } from '../domain/lieux/geographie.ts';
import { accord } from '../domain/textes/format.ts';
import { citer } from '../domain/textes/texte.ts';
import type { Avis } from '../formats/regard.ts';
import type { Attribution } from './attribuer-les-colonnes.ts';
import type { RangeeVue } from './echantillon.ts';
import { horsMontant } from './hors-montant.ts';
import { nommerLesCandidates } from './poser-des-questions.ts';
import type { Profil } from './profil.ts';
import { MONTANT_SANS_BASE, roleDeBase, rolesDuTitre } from './titres-usuels.ts';

/** Columns of amounts of which each is a country, and the column of their totals. */
export interface DepliageVu extends Avis {
  readonly parts: readonly Profil[];
  readonly total?: Profil;
  /** Whether each row of the sample has the total of its parts. */
  readonly prouve: boolean;
}

const PART_DE_MONTANTS = 0.8;
const PAYS_MIN = 2;
/** Rows that must have the total of their parts for it to be no chance. */
const RANGEES_POUR_UNE_PREUVE = 3;
/** Columns that are tried as the total, from the left. */
const TOTAUX_ESSAYES = 8;
const TOTAL = /^total\b/i;

interface VueDuTableau {
  readonly profils: readonly Profil[];
  readonly attributions: readonly Attribution[];
  readonly lignes: readonly RangeeVue[];
  /** The base under which the file is looked at, where one is given. */
  readonly baseVoulue: Base | undefined;
  readonly geographie: Geographie;
}

/**
 * Columns of amounts of which each is a country: read as one amount, all but one would be lost, or counted twice with their total.
 * @returns nothing where no two countries head columns, or where another column is the amount of the line in the base asked for
 */
export function devinerLeDepliage(vue: VueDuTableau): DepliageVu | undefined {
  const { profils, attributions, geographie } = vue;
  const deMontants = profils.filter(
    ({ vues, montants, horsEuros }) => vues > 0 && montants >= vues * PART_DE_MONTANTS && horsEuros === undefined,
  );
  const pays = deMontants.filter(({ titre }) => geographie.reconnaitre(titre) !== undefined);
  if (pays.length < PAYS_MIN || attributions.some(({ role }) => role === 'lieu')) return undefined;
  const autres = deMontants.filter(
    (profil) =>
      !pays.includes(profil) &&
      !attributions.some((attribution) => attribution.profil === profil && !attribution.role.startsWith('montants')),
  );
  const trouve = trouverLeTotal(pays, autres, vue) ?? { parts: pays, total: autres.find(estUnTotal), prouve: false };
  const { parts, total, prouve } = trouve;
  const restes = autres.filter((profil) => profil !== total && !parts.includes(profil));
  if (restes.some(ditUneBase) || (total !== undefined && estDUneAutreBase(total, vue))) return undefined;
  return {
    parts,
    prouve,
    ...(total === undefined ? {} : { total }),
    confiance: prouve ? 'sûr' : 'à confirmer',
    raisons: [
      `${accord(pays.length, 'colonne')} de montants ${pays.length > 1 ? 'portent' : 'porte'} un nom de pays`,
      ...(parts.length > pays.length ? [`${nommer(parts.slice(pays.length))} complète le total`] : []),
      total === undefined
        ? 'aucune colonne n’en dit le total'
        : `${citer(total.titre)} ${prouve ? 'en est le total à chaque rangée' : 'n’en est pas le total à chaque rangée'}`,
      ...(prouve || restes.length === 0 ? [] : [`${nommer(restes)} : d’autres parts, ou d’autres montants ?`]),
    ],
  };
}

function nommer(profils: readonly Profil[]): string {
  return nommerLesCandidates(profils.map(({ titre }) => titre));
}

function estUnTotal({ titre }: Profil): boolean {
  return TOTAL.test(titre);
}

/** The column that is on each row the sum of the countries, or of them and of the other columns without a base. */
function trouverLeTotal(
  pays: readonly Profil[],
  autres: readonly Profil[],
  { lignes }: VueDuTableau,
): (Pick<DepliageVu, 'parts' | 'prouve'> & { readonly total: Profil }) | undefined {
  const candidates = autres.filter((autre) => horsMontant(autre) === undefined);
  for (const total of candidates.slice(0, TOTAUX_ESSAYES)) {
    const restes = autres.filter((autre) => autre !== total && !ditUneBase(autre));
    for (const parts of restes.length === 0 ? [pays] : [pays, [...pays, ...restes]])
      if (faitLeTotal(parts, total, lignes)) return { parts, total, prouve: true };
  }
  return undefined;
}

function ditUneBase({ titre }: Profil): boolean {
  return [...rolesDuTitre(titre).keys()].some((role) => role.startsWith(`${MONTANT_SANS_BASE}.`));
}

/** Whether the total names a base that is not the one asked for. */
function estDUneAutreBase(total: Profil, { baseVoulue }: VueDuTableau): boolean {
  return ditUneBase(total) && baseVoulue !== undefined && !rolesDuTitre(total.titre).has(roleDeBase(baseVoulue));
}

function faitLeTotal(parts: readonly Profil[], total: Profil, lignes: readonly RangeeVue[]): boolean {
  let rangees = 0;
  for (const { champs, genre } of lignes) {
    if (genre !== undefined) continue;
    const lus = [total, ...parts].map(({ rang }) => lireMontant(champs[rang] ?? ''));
    const [annonce, ...siens] = lus;
    if (lus.every(({ etat }) => etat === 'absent')) continue;
    if (annonce?.etat !== 'lu' || siens.some(({ etat }) => etat === 'illisible')) return false;
    const somme = siens.reduce((cumul, lu) => cumul + (lu.etat === 'lu' ? lu.montant : 0), 0);
    if (somme !== annonce.montant) return false;
    rangees += 1;
  }
  return rangees >= RANGEES_POUR_UNE_PREUVE;
}

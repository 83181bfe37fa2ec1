import type { GenreDeFinanceur } from '../dossier/operations.ts';
import { plier } from '../textes/texte.ts';
import { lireMontant, type Montant } from './montant.ts';

/** A funder as a cell names it; without an amount, it is words. */
export interface FinanceurEcrit {
  readonly nom: string;
  readonly montant?: Montant;
}

/** What parts funders: signs between them, or a comma after an amount. */
const ENTRE_CELLULES = /[;\n\r]|(?<=(?:€|euros|EUR)\)?)\s*,\s+/iu;
/** The same, unless an amount may be for those before it too. */
const ENTRE_FINANCEURS = /\s[+/]\s/;
/**
 * A name, one sign, then an amount that says it is euros: « Essonne : 5 000 € », « Yvelines (5 000,00 €) ». Without the sign,
 * « Département 91 500 € » is two amounts, and « 20 % de 25 000 € » none.
 */
const AVEC_MONTANT =
  /^(?<nom>[^€]*[\p{L})])(?:\s*[:=]\s*|\s[–—-]\s|\s*(?<ouverte>\())\s*(?<montant>(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,13})(?:,\d{1,2})?)\s?(?:€|euros?|EUR)(?<fermee>\)?)$/iu;
/**
 * The amount first, in euros or in groups of three figures: « 15 000 € de l’État », « 5 000 € du département de l’Essonne ». Only of
 * a name that says its kind: « 5 000 € de subvention » names nobody.
 */
const MONTANT_D_ABORD =
  /^(?<montant>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d{1,2})?(?:\s?(?:€|euros?|EUR))?|\d{1,13}(?:,\d{1,2})?\s?(?:€|euros?|EUR))\s+(?:de la |de l['’]|du |de |d['’])(?<nom>[^€\d]+)$/iu;
/** Names that are no one funder: how many there are, a share, a sum, a part of what another says. */
const PAS_UN_FINANCEUR =
  /^(?:\d|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|plusieurs|divers|chaque|chacun|total|cout|reste|solde|dont|soit)(?![a-z])|\b(?:chacun|chacune|par|environ|maximum|minimum|jusqu)$/;

/**
 * The funders that a cell « autres financeurs » names, with their amounts where it gives them in euros. What is no amount stays
 * words: nothing is guessed of « 4 départements : 5 000 € » or « 20 % ».
 */
export function lireLesFinanceurs(ecrit: string): readonly FinanceurEcrit[] {
  return ecrit.split(ENTRE_CELLULES).flatMap((cellule) => {
    const lus = cellule.split(ENTRE_FINANCEURS).map(lireUnFinanceur);
    // « Essonne / Yvelines : 5 000 € » is one amount for two.
    const dernier = lus.findLastIndex(({ montant }) => montant !== undefined);
    const partage = lus.some(({ montant }, rang) => montant === undefined && rang < dernier);
    const financeurs = partage ? [{ nom: cellule.trim() }] : lus;
    return financeurs.filter(({ nom }) => nom !== '');
  });
}

function lireUnFinanceur(ecrit: string): FinanceurEcrit {
  const mots = ecrit.trim();
  // Cells may be of any length.
  if (mots.length > LONGUEUR_MAX) return { nom: mots };
  const dabord = MONTANT_D_ABORD.exec(mots)?.groups;
  if (dabord?.nom !== undefined && nommeUnFinanceur(dabord.nom)) {
    const lu = lireMontant(dabord.montant?.replace(/\s?(?:€|euros?|EUR)$/iu, '') ?? '');
    return lu.etat === 'lu' ? { nom: dabord.nom.trim(), montant: lu.montant } : { nom: mots };
  }
  const { nom, montant, ouverte, fermee } = AVEC_MONTANT.exec(mots)?.groups ?? {};
  if (nom === undefined || montant === undefined || (ouverte === undefined) !== (fermee === '')) return { nom: mots };
  const lu = PAS_UN_FINANCEUR.test(plier(nom.trim())) ? undefined : lireMontant(montant);
  return lu?.etat === 'lu' ? { nom: nom.trim(), montant: lu.montant } : { nom: mots };
}

/** Whether what stands after an amount is one funder of a known kind: « de la ville et du département » is two. */
function nommeUnFinanceur(nom: string): boolean {
  return genreDuFinanceur(nom) !== 'autre' && !PAS_UN_FINANCEUR.test(plier(nom.trim())) && !/\set\s/i.test(nom);
}

const LONGUEUR_MAX = 300;

/** The words by which the name of a funder tells its kind, in the order in which they are looked for. */
const MOTS_DES_GENRES: readonly (readonly [GenreDeFinanceur, RegExp])[] = [
  ['europe', /\b(?:europe|europeen|europeenne|union europeenne|feder|fse|interreg|urbact)\b/],
  ['departement', /\b(?:departement|departemental|conseil general)\b/],
  ['region', /\b(?:region|regional)\b/],
  ['commune', /\b(?:commune|ville|metropole|mairie|communaute|agglomeration)\b/],
  ['etat', /\b(?:etat|ministere|prefecture|ambassade|agence francaise de developpement|afd)\b/],
];

/** The kind of a funder that nobody declared, by its name; `autre` where it says nothing. */
export function genreDuFinanceur(nom: string): GenreDeFinanceur {
  const plie = plier(nom);
  return MOTS_DES_GENRES.find(([, mots]) => mots.test(plie))?.[0] ?? 'autre';
}

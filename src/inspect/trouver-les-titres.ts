import { plier } from '../domain/textes/texte.ts';
import type { LigneDeTitres, Rangee } from '../formats/regard.ts';
import { estUneAnnee, estUnMontant } from './profil.ts';
import { rolesDuTitre } from './titres-usuels.ts';

const REGARDEES = 60;
const SUIVANTES = 200;
const PART_REMPLIE = 0.5;
const PART_DE_NOMBRES = 0.8;

/**
 * Finds the row of titles among the first records: as wide as those below, filled, and words where they hold numbers. A row
 * of titles under another (grouped titles) wins when it has more usual titles.
 * @returns nothing when no row can be one: a line of the budget is never taken for titles
 */
export function trouverLesTitres(rangees: readonly Rangee[], largeur: number): LigneDeTitres | undefined {
  let choisie: LigneDeTitres | undefined;
  const croise = titresDUnTableauCroise(rangees, largeur);
  if (croise !== undefined) return croise;
  for (let rang = 0; rang < Math.min(rangees.length, REGARDEES); rang++) {
    const candidate = juger(rangees, rang, largeur);
    // Under other rows, only usual titles tell titles from a line: a line taken for titles would be lost.
    if (candidate === undefined || (rang > 0 && candidate.connus === 0)) continue;
    if (choisie === undefined) choisie = candidate;
    else if (candidate.connus > choisie.connus && rang - choisie.rang <= 5) choisie = candidate;
  }
  return choisie;
}

/** How spreadsheets name the rows of a crossed table, and what its cells add up. */
const ETIQUETTES_DE_LIGNES = /^(?:etiquettes? de lignes?|row labels?)$/;
const CE_QUI_EST_SOMME = /^(?:somme|nombre|moyenne|sum|count|average) (?:de |of )?\p{L}/u;

/**
 * The titles of a crossed table: the row that names its rows or, where that name is a field, the one under what it adds up. Above
 * them are filters, whose titles would be taken for those of the table.
 */
function titresDUnTableauCroise(rangees: readonly Rangee[], largeur: number): LigneDeTitres | undefined {
  const debut = (rang: number) => plier(rangees[rang]?.champs.find((champ) => champ.trim() !== '') ?? '').trim();
  const remplies = (rang: number) => rangees[rang]?.champs.filter((champ) => champ.trim() !== '').length ?? 0;
  const jusqua = Math.min(rangees.length, REGARDEES);
  for (let rang = 0; rang < jusqua; rang++) {
    const nommee = ETIQUETTES_DE_LIGNES.test(debut(rang));
    const sous = rang > 0 && CE_QUI_EST_SOMME.test(debut(rang - 1)) && remplies(rang - 1) <= 2 && remplies(rang) > 2;
    if (!nommee && !sous) continue;
    const candidate = juger(rangees, rang, largeur);
    if (candidate !== undefined) return candidate;
  }
  return undefined;
}

const PART_DU_TABLEAU = 0.9;
const COLONNES_D_UN_TABLEAU = 3;

/**
 * Finds the first line of a table whose columns have no titles: rows alike from there down, with numbers in some columns, on the
 * first row too, and words in others.
 * @returns its rank
 */
export function trouverUnTableauSansTitres(rangees: readonly Rangee[], largeur: number): number | undefined {
  const rang = rangees.findIndex((rangee) => estPleine(rangee, largeur));
  const lignes = rangees.slice(rang, rang + SUIVANTES);
  if (rang < 0 || largeur < COLONNES_D_UN_TABLEAU || lignes.length < 2) return undefined;
  const pleines = lignes.filter((rangee) => estPleine(rangee, largeur));
  const colonnes = Array.from({ length: largeur }, (_, colonne) => colonne);
  const deNombres = colonnes.filter((colonne) => estDeNombres(pleines, colonne));
  const deMots = colonnes.filter((colonne) => pleines.every(({ champs }) => /\p{L}{2}/u.test(champs[colonne] ?? '')));
  const commence = deNombres.every((colonne) => {
    const cellule = (rangees[rang]?.champs[colonne] ?? '').trim();
    return cellule === '' || estUnMontant(cellule);
  });
  const tient = pleines.length >= lignes.length * PART_DU_TABLEAU && deNombres.length > 0 && deMots.length > 0;
  return tient && commence ? rang : undefined;
}

function estPleine({ champs }: Rangee, largeur: number): boolean {
  return champs.length === largeur && champs.filter((champ) => champ.trim() !== '').length >= largeur * PART_REMPLIE;
}

function juger(rangees: readonly Rangee[], rang: number, largeur: number): LigneDeTitres | undefined {
  const titres = (rangees[rang]?.champs ?? []).map((titre) => titre.trim());
  // Some programs leave out the last cell of a row when it is empty: all rows may then have one less than titles.
  if (
    !(titres.length === largeur || titres.length === largeur + 1) ||
    titres.filter((titre) => titre !== '').length < Math.max(2, largeur * PART_REMPLIE)
  )
    return undefined;
  const dessous = rangees
    .slice(rang + 1, rang + 1 + SUIVANTES)
    .filter(({ champs }) => champs.length === largeur && champs.some((champ) => champ.trim() !== ''));
  const connus = titres.filter((titre) => rolesDuTitre(titre).size > 0).length;
  if (titres.length > largeur && (connus < 2 || dessous.length < 2)) return undefined;
  const nombres = titres.flatMap((titre, colonne) => (estDeNombres(dessous, colonne) ? [titre] : []));
  const enMots = nombres.filter((titre) => titre !== '' && (!estUnMontant(titre) || estUneAnnee(titre))).length;
  const seRepete = dessous.some(
    ({ champs }) => connus > 0 && champs.every((champ, colonne) => champ.trim() === titres[colonne]),
  );
  if (seRepete && connus < 2) return undefined;
  // Without a column of numbers below, only usual titles tell titles from a first line.
  const contraste =
    nombres.length === 0 ? connus >= 2 || (dessous.length === 0 && connus >= 1) : enMots * 2 >= nombres.length;
  const sansMontant = !titres.some((titre) => estUnMontant(titre) && !/^\d{1,4}$/.test(titre));
  return contraste && sansMontant ? { rang, connus } : undefined;
}

function estDeNombres(rangees: readonly Rangee[], colonne: number): boolean {
  const cellules = rangees.map(({ champs }) => (champs[colonne] ?? '').trim()).filter((cellule) => cellule !== '');
  return cellules.length > 0 && cellules.filter(estUnMontant).length >= cellules.length * PART_DE_NOMBRES;
}

import { plier } from '../domain/textes/texte.ts';

const MOTS_VIDES = new Set(['de', 'du', 'des', 'la', 'le', 'les', 'en', 'au', 'aux', 'et', 'ou', 'par', 'pour', 'bgt']);
/** Units of amounts, which say nothing of what a column is. */
const UNITES = new Set(
  '€ k€ m€ md€ euro euros eur keur keuros meur meuros ke milliers millier millions milliards centimes francs fcfa cfa ht ttc'.split(
    ' ',
  ),
);
const ANNEE = /^(?:19|20)\d\d$/;

/**
 * What a title says once its dress is off: case, accents, signs, years, units and small words. `AE-AP votées (k€)` is
 * `ae ap votees`, `BGT_MTREAL` is `mtreal`, `nomBeneficiaire` is `nom beneficiaire`.
 */
export function cleDeTitre(titre: string): string {
  return motsDuTitre(titre)
    .filter(
      (mot, rang, mots) =>
        !(
          estUneElision(mot, mots[rang + 1]) ||
          estUnMultiple(mot, mots[rang + 1]) ||
          MOTS_VIDES.has(mot) ||
          UNITES.has(mot) ||
          ANNEE.test(mot)
        ),
    )
    .join(' ');
}

/** All the words of a title, folded. */
export function motsDuTitre(titre: string): string[] {
  const ouvert = titre
    .slice(0, 200)
    .replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ')
    .replace(/(\p{L})(?=(?:19|20)\d\d(?!\d))/gu, '$1 ');
  return plier(ouvert)
    .replace(/[^a-z0-9€]+/g, ' ')
    .split(' ')
    .filter((mot) => mot !== '');
}

/** `maître d'ouvrage`, where `D/R` is no such thing. */
function estUneElision(mot: string, suivant: string | undefined): boolean {
  return (mot === 'd' || mot === 'l') && (suivant?.length ?? 0) > 2;
}

/** `k EUR`, `M euros`. */
function estUnMultiple(mot: string, suivant: string | undefined): boolean {
  return (mot === 'k' || mot === 'm') && suivant !== undefined && UNITES.has(suivant);
}

/** The years that a title names, in order: `2017` of `2017 / AE`. */
export function anneesDuTitre(titre: string): string[] {
  return [...new Set(titre.slice(0, 200).match(/(?<!\d)(?:19|20)\d\d(?!\d)/g) ?? [])].sort();
}

/** What a title says of the year of what it heads: nothing, the exercice alone, the exercice among others, or another year. */
export type AnneeDuTitre = 'sans' | 'sienne' | 'plusieurs' | 'autre';

/** @param exercice empty when it is not known: any year is then one of several */
export function anneeDuTitre(titre: string, exercice: string): AnneeDuTitre {
  if (/(?:^|[^\p{L}])n\s?[-−+]\s?\d(?!\d)/iu.test(titre)) return 'autre';
  const annees = anneesDuTitre(titre);
  if (annees.length === 0) return 'sans';
  if (exercice === '') return 'plusieurs';
  if (!annees.includes(exercice)) return 'autre';
  return annees.length === 1 ? 'sienne' : 'plusieurs';
}

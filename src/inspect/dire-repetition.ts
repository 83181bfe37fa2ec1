import { citer, plier } from '../domain/textes/texte.ts';

/** A sheet of a workbook and the sum of its amounts in the base of the dossier, in centimes; nothing when it was not read. */
export interface FeuilleSommee {
  readonly nom: string;
  readonly somme: number | undefined;
}

interface Repetition {
  readonly dite: string;
  /** The sheets that say it too. */
  readonly feuilles: readonly string[];
}

const NOM_DE_SYNTHESE = /\b(?:recap|recapitulatif|recapitulation|synthese|totaux|total|ensemble|consolidation)\b/;

/**
 * Whether a sheet says again what others say: by the sum of its amounts, or by its name. Pasting its block too would count twice.
 */
export function direRepetition(feuille: FeuilleSommee, autres: readonly FeuilleSommee[]): Repetition | undefined {
  if (autres.length === 0) return undefined;
  const { nom, somme } = feuille;
  const suite = 'Ne collez pas ce bloc avec les leurs : tout compterait deux fois.';
  if (somme !== undefined && somme !== 0) {
    const pareille = autres.find((autre) => autre.somme === somme);
    if (pareille !== undefined)
      return {
        dite: `cette feuille fait la même somme que la feuille ${citer(pareille.nom)} : l’une répète sans doute l’autre. Gardez-en une seule.`,
        feuilles: [pareille.nom],
      };
    const total = autres.reduce((cumul, autre) => cumul + (autre.somme ?? 0), 0);
    if (autres.length > 1 && total === somme)
      return {
        dite: `cette feuille fait la somme de toutes les autres. ${suite}`,
        feuilles: autres.map(({ nom: une }) => une),
      };
  }
  return NOM_DE_SYNTHESE.test(plier(nom))
    ? {
        dite: `par son nom, cette feuille reprend sans doute les autres. ${suite}`,
        feuilles: autres.map(({ nom: une }) => une),
      }
    : undefined;
}

import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { TraitsDeLigne } from '../../../src/classify/memoire/traits.ts';

/** A labelled line of real data, as memory and signals may see it: its label is kept apart. */
export interface LigneEtiquetee {
  readonly traits: TraitsDeLigne;
  readonly exercice: string;
  readonly vraie: boolean;
  readonly montant: number;
}

/** Which columns of a CSV are text, label and amount. */
export interface Colonnes {
  readonly texte: readonly string[];
  readonly etiquette: string;
  readonly montant: string | undefined;
  /** Where the year stands; only used to choose lines and to say since when. */
  readonly annee?: string;
}

const VRAI = /^(?:1|oui|vrai|true|x)$/i;

/**
 * Reads the lines of a labelled CSV (UTF-8; comma or semicolon). A text column named `beneficiaire` is the beneficiary, the
 * others make the label of the line. No other column is looked at.
 */
export function lireJeu(fichier: string, colonnes: Colonnes, annees?: readonly string[]): LigneEtiquetee[] {
  const contenu = readFileSync(fichier, 'utf8').replace(/^\ufeff/, '');
  const [titres = ''] = contenu.split('\n', 1);
  const delimiter = titres.split(';').length > titres.split(',').length ? ';' : ',';
  const lues = parse(contenu, { columns: true, delimiter }) as Record<string, string>[];
  for (const colonne of [...colonnes.texte, colonnes.etiquette, colonnes.montant ?? []].flat())
    if (lues[0] && !Object.hasOwn(lues[0], colonne)) throw new Error(`${fichier} : pas de colonne « ${colonne} »`);
  const { annee } = colonnes;
  return lues
    .filter((ligne) => annee === undefined || annees === undefined || annees.includes(ligne[annee] ?? ''))
    .map((ligne) => ({
      traits: {
        programme: '',
        action: '',
        lieu: '',
        programmeLibelle: '',
        actionLibelle: '',
        beneficiaire: colonnes.texte.includes('beneficiaire') ? (ligne.beneficiaire ?? '') : '',
        libelle: colonnes.texte
          .filter((colonne) => colonne !== 'beneficiaire')
          .map((colonne) => ligne[colonne] ?? '')
          .join(' ')
          .trim(),
      },
      exercice: annee === undefined ? '' : (ligne[annee] ?? ''),
      vraie: VRAI.test((ligne[colonnes.etiquette] ?? '').trim()),
      montant: colonnes.montant === undefined ? 0 : Number(ligne[colonnes.montant]) || 0,
    }));
}

import type { AnneeMontree } from '../../compile/evolution/annee-passee.ts';
import type { Illustratif } from '../../compile/evolution/illustratif.ts';

/** What heads the amounts of an earlier year: an edition may never have been published, and says which of its amounts are made up. */
export function titreDeLAnnee({ exercice, illustratif }: Pick<AnneeMontree, 'exercice' | 'illustratif'>): string {
  return illustratif === 'tout' ? `${exercice} (illustratif)` : `Édition ${exercice}`;
}

/** What is to be known of the amounts of the year before. */
export function mentionDe(illustratif: Illustratif, avant: string): string {
  if (illustratif === 'non') return '';
  return `${illustratif === 'tout' ? 'Tous les' : 'Des'} montants de ${avant} sont illustratifs.`;
}

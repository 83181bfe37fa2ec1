import type { LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import { composerCle } from '../../domain/textes/cle-composee.ts';
import { normaliserCode, plier } from '../../domain/textes/texte.ts';

/** What two lines may have in common that officers decide by, the most telling first. */
export const RESSEMBLANCES = ['libelle', 'beneficiaire', 'action'] as const;
export type Ressemblance = (typeof RESSEMBLANCES)[number];

export type TextesCompares = Pick<LigneBudgetaire, 'libelle' | 'beneficiaire' | 'programme' | 'action'>;

/** By what a line is known among those that have something in common with it; a thing that it does not say is absent. */
export function clesDeRessemblance(ligne: TextesCompares): ReadonlyMap<Ressemblance, string> {
  const { libelle, beneficiaire, programme, action } = ligne;
  const codes = [programme, action].map(normaliserCode);
  const dites: [Ressemblance, string][] = [
    ['libelle', plier(libelle)],
    ['beneficiaire', plier(beneficiaire)],
    ['action', codes.some((code) => code !== '') ? codes.join(' ') : ''],
  ];
  return new Map(dites.flatMap(([nom, cle]) => (cle === '' ? [] : [[nom, composerCle(nom, cle)] as const])));
}

import type { NomTable } from './tables-decrites.ts';

/** The tables of which each value has a fiche, in the order of their lists. */
export const FICHES = ['pays', 'organisme', 'programme', 'beneficiaire'] as const satisfies readonly NomTable[];
export type NomDeFiches = (typeof FICHES)[number];

/** What the list of each is called. */
export const TITRES_DES_FICHES: Readonly<Record<NomDeFiches, string>> = {
  pays: 'Pays',
  organisme: 'Organismes',
  programme: 'Programmes',
  beneficiaire: 'Bénéficiaires',
};

export function aDesFiches(nom: NomTable): nom is NomDeFiches {
  return (FICHES as readonly NomTable[]).includes(nom);
}

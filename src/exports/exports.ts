import type { ExportAnnonce } from './export.ts';

/** Where the lines can be declared or published, in the order of the help. */
export const EXPORTS: readonly ExportAnnonce[] = [
  {
    nom: 'apd',
    titre: 'déclaration annuelle d’aide publique au développement : paiements par pays, canal et secteur',
    charger: async () => (await import('./apd/apd.ts')).apd,
  },
  {
    nom: 'iati',
    titre: 'activités IATI 2.03 : une par action, ses engagements et ses paiements',
    charger: async () => (await import('./iati/iati.ts')).iati,
  },
  {
    nom: 'scdl',
    titre: 'Subventions au format du socle commun des données locales (SCDL, 2.1.1)',
    charger: async () => (await import('./scdl/scdl.ts')).scdl,
  },
  {
    nom: 'crs',
    titre: 'système de notification des pays créanciers (OCDE) : les colonnes qu’une collectivité peut remplir',
    bloc: 'apd',
    charger: async () => (await import('./crs/crs.ts')).crs,
  },
  {
    nom: 'budget-vert',
    titre: 'Annexe « Impact du budget pour la transition écologique », ligne à ligne',
    charger: async () => (await import('./budget-vert/budget-vert.ts')).budgetVert,
  },
];

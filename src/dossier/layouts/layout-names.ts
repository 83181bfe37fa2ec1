/** The ready-made layouts that a source may follow (`modele`): those of published standards. */
export const MODELES = ['scdl-budget-0.8.3', 'scdl-subventions-2.1.1'] as const;

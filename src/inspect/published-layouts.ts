/** Titles by which the published layouts are known: files have others, which may be missing. */
const TITRES: readonly (readonly [modele: string, titres: readonly string[]])[] = [
  ['scdl-budget-0.8.3', ['BGT_NATDEC', 'BGT_ANNEE', 'BGT_NATURE', 'BGT_CODRD', 'BGT_MTREAL']],
  [
    'scdl-subventions-2.1.1',
    ['nomAttribuant', 'idAttribuant', 'dateConvention', 'nomBeneficiaire', 'objet', 'montant'],
  ],
];

/** The published layout that a file follows, by its titles; nothing when it follows none. */
export function guessPublishedLayout(titres: readonly string[]): string | undefined {
  return TITRES.find(([, attendus]) => attendus.every((titre) => titres.includes(titre)))?.[0];
}

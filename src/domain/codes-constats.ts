/**
 * The catalogue of what the tool can find wrong: stable codes, each explained in `docs/erreurs.md` and provoked by a case
 * folder under `test/cas/constats`. `E-` stops the compile, `A-` is a warning.
 */
export const CODES_CONSTATS = [
  // The dossier
  'E-DOSSIER-INTROUVABLE',
  'E-FICHIER-ILLISIBLE',
  'E-CHEMIN-HORS-DOSSIER',
  'E-YAML-SYNTAXE',
  'E-YAML-CONTENU',
  'E-EXERCICE-INCOHERENT',
  'E-CONDITION',
  'E-REGLES-ABSENTES',
  'A-FICHIER-NON-LU',
  // The sources
  'E-SOURCE-ABSENTE',
  'A-SOURCE-NON-DECLAREE',
  'E-ENCODAGE',
  'E-COLONNE-ABSENTE',
  'E-COLONNE-INCONNUE',
  'E-COLONNE-DOUBLE',
  'E-NOMBRE-DE-CHAMPS',
  'E-GUILLEMET',
  'E-MONTANT-ILLISIBLE',
  'E-MONTANT-ABSENT',
  'E-CODE-ALTERE',
  'E-CODE-ZERO-PERDU',
  'E-CODE-INCONNU',
  'A-CODE-INCONNU',
  'E-EXERCICE-AUTRE',
  'E-VALEUR-INCONNUE',
  'E-LIBELLE-ABSENT',
  'A-LIGNE-DE-TOTAL',
  'A-LIEU-INCONNU',
  'E-CONTROLE',
  'A-LIGNES-IDENTIQUES',
  'A-ECART-SANS-EFFET',
  // The rules
  'E-REGLE-DOUBLE',
  'E-REGLE-CONCLUSION',
  'E-REGLE-CHAMP',
  'E-REGLE-CODE',
  'E-REGLE-EXEMPLE',
  'A-REGLE-MUETTE',
  'A-REGLES-CONTRAIRES',
  // The decisions
  'E-ARBITRAGE-ILLISIBLE',
  'E-ARBITRAGE-DOUBLE',
  'E-ARBITRAGE-LIGNE-ABSENTE',
  'E-ARBITRAGE-LIGNE-MODIFIEE',
  // The outputs
  'E-SORTIE',
] as const;
export type CodeConstat = (typeof CODES_CONSTATS)[number];

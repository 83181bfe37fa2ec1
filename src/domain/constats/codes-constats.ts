/**
 * The catalogue of what the tool can find wrong: stable codes, each explained in `docs/erreurs.md` and provoked by a case
 * folder under `test/cas/constats`. `E-` stops the compile, `A-` is a warning.
 */
export const CODES_CONSTATS = [
  // The dossier
  'E-DOSSIER-INTROUVABLE',
  'E-FICHIER-ILLISIBLE',
  'E-FICHIER-CHANGE',
  'E-CHEMIN-HORS-DOSSIER',
  'A-LIEN-HORS-DOSSIER',
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
  'E-TITRES-REPETES',
  'E-GUILLEMET',
  'E-MONTANT-ILLISIBLE',
  'E-MONTANT-ABSENT',
  'E-PART-DE-MONTANT',
  'E-SENS-DOUBLE',
  'E-CLASSEUR',
  'E-FEUILLE-ABSENTE',
  'E-CELLULE-ERREUR',
  'E-CELLULE-DEMESUREE',
  'E-FORMULE-SANS-RESULTAT',
  'E-CELLULES-FUSIONNEES',
  'A-LIGNES-MASQUEES',
  'A-CLASSEUR',
  'E-XML',
  'E-NORME-AUTRE',
  'E-VOTE-AUTRE',
  'A-PROJET-DE-BUDGET',
  'A-SCDL-CONFORMITE',
  'E-CODE-ALTERE',
  'E-CODE-ZERO-PERDU',
  'E-CODE-INCONNU',
  'A-CODE-INCONNU',
  'E-EXERCICE-AUTRE',
  'E-TITRE-AUTRE-ANNEE',
  'A-ANNEE-IGNOREE',
  'E-VALEUR-INCONNUE',
  'E-LIBELLE-ABSENT',
  'A-LIEU-INCONNU',
  'E-CONTROLE',
  'A-SOURCES-SEMBLABLES',
  'A-LIGNE-DE-TOTAL',
  'A-ORDRE-DE-GRANDEUR',
  'A-CELLULES-DECALEES',
  'A-ACCENTS',
  'A-LIBELLES-COUPES',
  'A-CHAPITRE-FONCTION',
  'A-PROGRAMME-FONCTION',
  'A-LIGNES-IDENTIQUES',
  'A-SECTEUR-ABSENT',
  'A-SECTEUR-INCONNU',
  'A-NOM-ECRITURES',
  'A-ECART-SANS-EFFET',
  // The rules
  'E-REGLE-DOUBLE',
  'E-REGLE-CONCLUSION',
  'E-REGLE-CHAMP',
  'E-REGLE-CODE',
  'E-REGLE-IMPOSSIBLE',
  'E-REGLE-EXEMPLE',
  'A-REGLE-PERIMEE',
  'A-REGLE-MUETTE',
  'A-REGLES-CONTRAIRES',
  'E-PART-IMPOSSIBLE',
  // The lists
  'E-LISTE-ELEMENT',
  'E-LISTE-VIDE',
  'E-LISTE-INCONNUE',
  'E-LISTE-CYCLE',
  'A-LISTE-INUTILE',
  // The decisions
  'E-ARBITRAGE-ILLISIBLE',
  'E-ARBITRAGE-DOUBLE',
  'E-ARBITRAGE-LIGNE-ABSENTE',
  'E-ARBITRAGE-LIGNE-MODIFIEE',
  'A-ARBITRAGE-DATE',
  // The memory of earlier exercices
  'E-MEMOIRE-ILLISIBLE',
  // The review workbook
  'E-REVUE-CLASSEUR',
  'E-REVUE-DOSSIER',
  'E-REVUE-COLONNE',
  'E-REVUE-LIGNE',
  'E-REVUE-INCOMPLETE',
  'E-REVUE-FORMULE',
  'E-REVUE-VALEUR',
  'E-REVUE-DEJA-DECIDEE',
  // The words of the document
  'E-TEXTE-ENTETE',
  'E-TEXTE-FORME',
  'E-TEXTE-HTML',
  'E-TEXTE-LIEN',
  'E-TEXTE-CHIFFRE',
  'A-TEXTE-NON-RELU',
  // The appearance
  'E-COULEUR-CONTRASTE',
  'E-LOGO',
  'E-GABARIT',
  // The outputs
  'E-SORTIE',
] as const;
export type CodeConstat = (typeof CODES_CONSTATS)[number];

/** How grave a finding is: an error stops the compile, a warning does not. */
export type Gravite = 'erreur' | 'avertissement';

export function graviteDe(code: CodeConstat): Gravite {
  return code.startsWith('E-') ? 'erreur' : 'avertissement';
}

import type { CodeConstat } from './codes-constats.ts';

/**
 * What keeps a whole file, or the rest of it, from being understood: told before all the rest, which may come of it. These are
 * the first things to put right.
 */
const CAUSES: ReadonlySet<CodeConstat> = new Set<CodeConstat>([
  'E-DOSSIER-INTROUVABLE',
  'E-FICHIER-ILLISIBLE',
  'E-FICHIER-CHANGE',
  'E-CHEMIN-HORS-DOSSIER',
  'E-YAML-SYNTAXE',
  'E-YAML-CONTENU',
  'E-EXERCICE-INCOHERENT',
  'E-REGLES-ABSENTES',
  'E-SOURCE-ABSENTE',
  'E-ENCODAGE',
  'E-COLONNE-ABSENTE',
  'E-COLONNE-INCONNUE',
  'E-COLONNE-DOUBLE',
  'E-CLASSEUR',
  'E-FEUILLE-ABSENTE',
  'E-XML',
  'E-REVUE-CLASSEUR',
  'E-REVUE-DOSSIER',
  'E-REVUE-COLONNE',
]);
/** What another fault may explain: told last, and looked at when the others are put right. */
const CONSEQUENCES: ReadonlySet<CodeConstat> = new Set<CodeConstat>([
  'E-CONTROLE',
  'E-ARBITRAGE-LIGNE-ABSENTE',
  'E-ARBITRAGE-LIGNE-MODIFIEE',
]);

/** What findings that are told together share. */
export interface Groupe {
  readonly code: CodeConstat;
  readonly fichier: string;
}

/**
 * Puts groups of findings in the order in which an officer takes them: errors before warnings; what keeps a file from being
 * read, then the rest, then what the rest may explain; then file by file, and code by code in each.
 * @param groupes in the order in which each was first found, which they keep among equals
 */
export function ordonner<G extends Groupe>(groupes: readonly G[]): readonly G[] {
  const fichiers = new Map<string, number>();
  for (const { fichier } of groupes) if (!fichiers.has(fichier)) fichiers.set(fichier, fichiers.size);
  const rang = ({ fichier }: G) => fichiers.get(fichier) ?? 0;
  return [...groupes].sort(
    (gauche, droite) => urgence(gauche.code) - urgence(droite.code) || rang(gauche) - rang(droite),
  );
}

function urgence(code: CodeConstat): number {
  if (code.startsWith('A-')) return 3;
  if (CAUSES.has(code)) return 0;
  return CONSEQUENCES.has(code) ? 2 : 1;
}

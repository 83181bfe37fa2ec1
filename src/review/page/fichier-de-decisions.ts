import * as z from 'zod';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import { estUneDate } from '../../domain/textes/date.ts';
import { type ColonneDecision, type ColonneDeLaLigne, decisionEcrite } from '../../domain/verdict/decision-ecrite.ts';

/** To change when what the file holds does. */
export const VERSION_DU_FICHIER = '1';
/** By which a file that the page saved is known. */
export const FORMAT_DU_FICHIER = 'jaune-decisions';

/** What a decision cannot do without; the others may be left out, and are then empty. */
const NECESSAIRES: readonly ColonneDecision[] = ['ref', 'empreinte', 'decision', 'motif', 'auteur', 'date'];

const colonnes = Object.fromEntries(
  (Object.keys(decisionEcrite(() => '')) as ColonneDecision[]).map((colonne) => [
    colonne,
    NECESSAIRES.includes(colonne) ? z.string().min(1) : z.string().default(''),
  ]),
) as Record<ColonneDecision, z.ZodString>;

/** What the line was, as `arbitrages.csv` keeps it: where its file changed since, it is shown again by that. Files of older pages have none. */
export const COLONNES_DE_LA_LIGNE_MONTREE = [
  'ligne_imputation',
  'ligne_beneficiaire',
  'ligne_lieu',
  'ligne_libelle',
  'ligne_montant',
  'ligne_semblables',
] as const satisfies readonly ColonneDeLaLigne[];
const ligneMontree = Object.fromEntries(
  COLONNES_DE_LA_LIGNE_MONTREE.map((colonne) => [colonne, z.string().default('')]),
) as Record<(typeof COLONNES_DE_LA_LIGNE_MONTREE)[number], z.ZodDefault<z.ZodString>>;

/** A decided line: the columns of `arbitrages.csv` as that file writes them, and what the page showed of the line. */
const decisionDuFichier = z.strictObject({
  ...colonnes,
  ...ligneMontree,
  /** The digest of what was shown of the line: `sommeDeLaLigne`. */
  somme: z.string().regex(/^[0-9a-f]{16}$/),
});

/**
 * What a file, or a page, is of: `exercice`, `collectivite` and `base` must be those of the dossier which takes it back. The others
 * may have changed since: each line is compared to what was shown of it.
 */
const provenance = z.strictObject({
  exercice: z.string(),
  collectivite: z.string(),
  titre: z.string(),
  base: z.string(),
  /** The day of the edition, AAAA-MM-JJ. */
  edition: z.string().refine(estUneDate),
  /** The digest of the list of lines that the page gave. */
  liste: z.string().regex(/^[0-9a-f]{16}$/),
});

/** The file that the page to decide in saves: `decisions-<exercice>-<nom>.json`, in UTF-8. */
export const fichierDeDecisions = z.strictObject({
  format: z.literal(FORMAT_DU_FICHIER),
  version: z.literal(VERSION_DU_FICHIER),
  provenance,
  /** Who decided, as the page asked once. */
  auteur: z.string(),
  /** In the order of the list. */
  decisions: z.array(decisionDuFichier),
});

export type FichierDeDecisions = z.infer<typeof fichierDeDecisions>;
export type Provenance = z.infer<typeof provenance>;

type IdentiteDuDossier = Pick<EnTete, 'exercice' | 'collectivite' | 'titre' | 'base' | 'dateEdition'>;

/** What a page made of a dossier is of. */
export function provenanceDe(enTete: IdentiteDuDossier, liste: string): Provenance {
  const { exercice, collectivite, titre, base, dateEdition } = enTete;
  return { exercice, collectivite, titre, base, edition: dateEdition, liste };
}

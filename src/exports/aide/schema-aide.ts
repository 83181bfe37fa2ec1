import * as z from 'zod';
import { choixEcrit, correspondancesAParts, correspondancesEcrites } from '../correspondances/correspondances.ts';

const texte = z.string().trim().min(1);
/** What a policy marker may say: not targeted, significant, principal. */
export const REPONSES = ['0', '1', '2'] as const;
const reponse = z.enum(REPONSES);

/** The policy markers of a declaration of aid, with the head of their column. */
export const MARQUEURS = {
  genre: 'Genre',
  environnement: "Aide a l'environnement",
  biodiversite: 'Biodiversite',
  nutrition: 'Nutrition',
  inclusion: 'Inclusion',
} as const;
export type Marqueur = keyof typeof MARQUEURS;
export const NOMS_DES_MARQUEURS = Object.keys(MARQUEURS) as readonly Marqueur[];

const marqueurEcrit = z.strictObject({
  si: choixEcrit.optional(),
  genre: reponse.optional(),
  environnement: reponse.optional(),
  biodiversite: reponse.optional(),
  nutrition: reponse.optional(),
  inclusion: reponse.optional(),
});

/** What a reason not to declare is called in the bridge: ASCII, `_`. */
export const FORME_DE_CLE = /^[a-z][a-z0-9_]{0,39}$/;

/** The block `apd` of `declarations.yaml`: how the lines of the jaune are declared as aid. */
export const schemaAide = z.strictObject({
  /** Who declares; the collectivité of `exercice.yaml` when absent. */
  agence: texte.optional(),
  /** The code of that agency in the reporting system of creditors; the State gives it. */
  code_agence: z
    .string()
    .trim()
    .regex(/^\d{1,4}$/, 'quatre chiffres au plus sont attendus')
    .optional(),
  hors_declaration: z
    .record(
      z.string().regex(FORME_DE_CLE, 'un nom en minuscules sans accent, chiffres et _ est attendu'),
      z.strictObject({ libelle: texte, si: choixEcrit }),
    )
    .optional(),
  refugies: z.strictObject({ si: choixEcrit }).optional(),
  beneficiaires: correspondancesEcrites.optional(),
  secteurs: correspondancesAParts.optional(),
  canaux: correspondancesEcrites.optional(),
  bi_multi: correspondancesEcrites.optional(),
  financements: correspondancesEcrites.optional(),
  modalites: correspondancesEcrites.optional(),
  marqueurs: z.array(marqueurEcrit).max(1000).optional(),
});

export type AideEcrite = z.output<typeof schemaAide>;

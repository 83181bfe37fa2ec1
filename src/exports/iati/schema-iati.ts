import * as z from 'zod';
import { choixEcrit, correspondancesAParts } from '../correspondances/correspondances.ts';

/** The register of an organisation, then its number there. Neither spaces nor what has a meaning in an address. */
export const FORME_D_ORGANISATION = /^[A-Z]{2}-[A-Za-z0-9._-]+$/;
/** What stands after the organisation in the identifier of an action. */
export const FORME_D_IDENTIFIANT_IATI = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

const texte = z.string().trim().min(1);

/** An action that the dossier names itself: the lines that it chooses, and what is known of it beyond its exercice. */
const activiteEcrite = z.strictObject({
  si: choixEcrit,
  /** What stands after the organisation in its identifier, from one year to the next. */
  identifiant: texte,
  titre: texte.optional(),
  debut: texte.optional(),
  fin: texte.optional(),
  debut_reel: texte.optional(),
  fin_reelle: texte.optional(),
  /** Code of the list ActivityStatus. */
  statut: z.enum(['1', '2', '3', '4', '5', '6']).optional(),
});

/** The block `iati` of `declarations.yaml`. */
export const schemaIati = z.strictObject({
  /** Identifier of the collectivité among the organisations of IATI; it is asked for when the export is. */
  organisation: texte.optional(),
  /** Code of the list OrganisationType: 10 government, 11 local government, 15 other public sector. */
  genre: z.enum(['10', '11', '15']).default('11'),
  /** The day on which the amounts stood; that of the edition when absent. */
  arrete_le: texte.optional(),
  secteurs: correspondancesAParts.optional(),
  /** Territories of the jaune, and `non_ventile`, to codes of regions of the DAC. */
  territoires: z.record(texte, texte).optional(),
  activites: z.array(activiteEcrite).max(1000).optional(),
});

export type IatiEcrit = z.output<typeof schemaIati>;
export type ActiviteEcrite = z.output<typeof activiteEcrite>;

import * as z from 'zod';
import { CHAMPS_MASQUABLES } from '../domain/lignes/champs.ts';
import { conditionDeColonnes } from './conditions.ts';

const champs = z.array(z.enum(CHAMPS_MASQUABLES)).min(1).meta({
  title: 'Champs',
  description: 'Ceux dont le contenu est remplacé par « (nom masqué) » : [beneficiaire].',
});

/** What `masquer` takes, of a source or of all of them. */
export const masquePourEditeur: z.ZodType = z.union([
  champs,
  z.strictObject({
    champs,
    si: conditionDeColonnes.optional().meta({
      title: 'Si',
      description: 'À quoi se reconnaît une personne, sur les titres des colonnes : { SIRET: absent }.',
    }),
  }),
]);

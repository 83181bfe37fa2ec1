import * as z from 'zod';
import { GENRES_D_ORGANISMES } from '../domain/dossier/organismes.ts';
import { schemaExercice } from '../dossier/schema-exercice.ts';
import { choix, decrire, identifiantDeclare } from './textes-ecrits.ts';

const { shape } = schemaExercice;

export const organismesPourEditeur: z.ZodType = z.record(
  identifiantDeclare as z.ZodType<string, string>,
  decrire(shape.organismes.unwrap().valueType, {
    nom: { titre: 'Nom', sens: 'Le nom que les documents montrent : Comité régional du tourisme.' },
    alias: { titre: 'Autres noms', sens: 'Ses noms tels que les secteurs les écrivent : [CRT].' },
    genre: {
      titre: 'Genre',
      sens: 'Ce qu’il est.',
      schema: choix(Object.keys(GENRES_D_ORGANISMES), GENRES_D_ORGANISMES),
    },
    siren: { titre: 'SIREN', sens: 'Ses neuf chiffres, espacés ou non.' },
    detaille: {
      titre: 'Détaillé',
      sens: 'Si le dossier a ses propres lignes. Ce qui lui est versé par un flux interne est alors compté là.',
      schema: choix(['oui', 'non'], {
        oui: 'Ses dépenses sont dans le dossier, sous son nom d’organisme.',
        non: 'Sans détail : ce qui lui est versé reste compté.',
      }),
    },
  }),
);

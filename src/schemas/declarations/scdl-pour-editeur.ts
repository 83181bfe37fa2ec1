import * as z from 'zod';
import { BASES, LIBELLES_BASES } from '../../domain/argent/base.ts';
import { blocScdl, FORME_DE_RNA } from '../../exports/scdl/bloc-scdl.ts';
import { choix, decrire, forme, texte } from '../textes-ecrits.ts';
import { si } from './correspondances-ecrites.ts';

const JOUR = String.raw`\d{4}-\d{2}-\d{2}`;
const siret = forme(/^\d{14}$/, 'Quatorze chiffres d’un SIRET sont attendus, entre guillemets.');
const date = forme(new RegExp(`^${JOUR}$`), 'Une date AAAA-MM-JJ est attendue.');
const nom = texte as z.ZodType<string, string>;

/** The block `scdl`, as an editor knows it. */
export const scdlPourEditeur: z.ZodType = decrire(blocScdl, {
  attribuants: {
    titre: 'Attribuants',
    sens: 'Le SIRET de qui attribue, par le nom que portent ses lignes : Région Île-de-France: "23750007900312".',
    schema: z.record(nom, siret).meta({ minProperties: 1 }),
  },
  base: {
    titre: 'Base',
    sens: 'Ce que vaut une subvention ; sans elle, ce qui est engagé.',
    schema: choix(BASES, LIBELLES_BASES),
  },
  subventions: {
    titre: 'Subventions',
    sens: 'Les lignes qui sont des subventions ; sans rien, celles des comptes 204, 657 et 674.',
    schema: si,
  },
  dates: {
    titre: 'Dates',
    sens: 'La date de la convention, par référence de délibération : CP 12-345: 2012-06-21.',
    schema: z.record(nom, date),
  },
  precisions: {
    titre: 'Précisions',
    sens: 'Ce que la source ne dit pas ; où deux disent la même chose, la première l’emporte.',
    schema: z.array(
      decrire(blocScdl.shape.precisions.unwrap().element, {
        si: { titre: 'Si', sens: 'Les lignes que cela retient ; sans « si », toutes.', schema: si },
        date: { titre: 'Date', sens: 'Celle de la convention, AAAA-MM-JJ.', schema: date },
        versement: {
          titre: 'Versement',
          sens: 'La date du versement, ou sa période : 2012-07-01/2013-06-30.',
          schema: forme(
            new RegExp(`^${JOUR}(?:/${JOUR})?$`),
            'Une date AAAA-MM-JJ est attendue, ou deux : 2012-07-01/2013-06-30.',
          ),
        },
        conditions: { titre: 'Conditions', sens: 'Du versement : unique, échelonné, ou en clair, 256 signes au plus.' },
        notification_ue: {
          titre: 'Notification',
          sens: 'L’aide est notifiée à la Commission européenne : oui ou non.',
        },
        siret: { titre: 'SIRET', sens: 'Celui du bénéficiaire, quand la source ne l’a pas.', schema: siret },
        rna: {
          titre: 'RNA',
          sens: 'Le numéro de l’association bénéficiaire : W751234567.',
          schema: forme(FORME_DE_RNA, 'W et neuf chiffres sont attendus.'),
        },
        rae: { titre: 'RAE', sens: 'Le numéro de l’aide au répertoire des aides d’État, cinq signes au plus.' },
        dispositif: { titre: 'Dispositif', sens: 'L’identifiant du dispositif d’aide.' },
      }),
    ),
  },
}).meta({ title: 'Subventions', description: 'Pour « jaune exporter --vers scdl ».' });

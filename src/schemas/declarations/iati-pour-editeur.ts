import * as z from 'zod';
import { FORME_D_IDENTIFIANT_IATI, FORME_D_ORGANISATION, schemaIati } from '../../exports/iati/schema-iati.ts';
import { choixDeNombres, decrire, forme, texte } from '../textes-ecrits.ts';
import { correspondancesAvecParts, si } from './correspondances-ecrites.ts';

const date = forme(/^\d{4}-\d{2}-\d{2}$/, 'Une date AAAA-MM-JJ est attendue.');
const activite = schemaIati.shape.activites.unwrap().element;

/** The block `iati`, as an editor knows it. */
export const iatiPourEditeur: z.ZodType = decrire(schemaIati, {
  organisation: {
    titre: 'Organisation',
    sens: 'L’identifiant de la collectivité dans IATI : un registre, puis son numéro, FR-RCS-237500079.',
    schema: forme(FORME_D_ORGANISATION, 'Un registre puis un numéro sont attendus : FR-RCS-237500079.'),
    obligatoire: true,
  },
  genre: {
    titre: 'Genre',
    sens: '10 : État ; 11 : collectivité, sans rien dire ; 15 : autre organisme public.',
    schema: choixDeNombres(schemaIati.shape.genre.unwrap().options),
  },
  arrete_le: {
    titre: 'Arrêté le',
    sens: 'Le jour où les montants sont arrêtés, AAAA-MM-JJ ; sans lui, la date d’édition.',
    schema: date,
  },
  secteurs: {
    titre: 'Secteurs',
    sens: 'Le code-objet du CAD, ou plusieurs avec leurs parts, pour toutes les lignes du jaune.',
    schema: correspondancesAvecParts,
  },
  territoires: {
    titre: 'Territoires',
    sens: 'La région du CAD de chaque territoire du jaune : afrique-subsaharienne: 289, non_ventile: 998.',
    schema: z.record(
      texte as z.ZodType<string, string>,
      forme(/^\d{2,4}$/, 'Le code d’un groupe de pays est attendu : 289.'),
    ),
  },
  activites: {
    titre: 'Activités',
    sens: 'Les actions que le dossier nomme lui-même.',
    schema: z.array(
      decrire(activite, {
        si: { titre: 'Si', sens: 'Les lignes de l’action.', schema: si },
        identifiant: {
          titre: 'Identifiant',
          sens: 'Ce qui suit l’organisation, le même d’une année à l’autre : bourses-master.',
          schema: forme(FORME_D_IDENTIFIANT_IATI, 'Lettres sans accent, chiffres, points et tirets, sans espace.'),
        },
        titre: { titre: 'Titre', sens: 'De l’action ; sans lui, celui de ses lignes.' },
        debut: { titre: 'Début', sens: 'Prévu, AAAA-MM-JJ.', schema: date },
        fin: { titre: 'Fin', sens: 'Prévue, AAAA-MM-JJ.', schema: date },
        debut_reel: { titre: 'Début réel', sens: 'Passé, AAAA-MM-JJ.', schema: date },
        fin_reelle: { titre: 'Fin réelle', sens: 'Passée, AAAA-MM-JJ.', schema: date },
        statut: {
          titre: 'Statut',
          sens: 'De la liste ActivityStatus : 2, mise en œuvre ; 4, close.',
          schema: choixDeNombres(activite.shape.statut.unwrap().options),
        },
      }),
    ),
  },
}).meta({ title: 'Activités IATI', description: 'Pour « jaune exporter --vers iati ».' });

import * as z from 'zod';
import { FORME_DE_CLE, MARQUEURS, NOMS_DES_MARQUEURS, REPONSES, schemaAide } from '../../exports/aide/schema-aide.ts';
import { choixDeNombres, decrire, forme, texte } from '../textes-ecrits.ts';
import { correspondancesAvecParts, correspondancesDeCodes, si } from './correspondances-ecrites.ts';

const libelle = texte.meta({
  title: 'Libellé',
  description: 'Ce que le pont en dit : Exportations, au bénéfice d’entreprises.',
});
const SENS_D_UN_MARQUEUR = '0 (non visé), 1 (significatif) ou 2 (principal) ; rien pour ce qui n’est pas examiné.';
const reponse = choixDeNombres(REPONSES);

/** The block `apd`, as an editor knows it. */
export const aidePourEditeur: z.ZodType = decrire(schemaAide, {
  agence: { titre: 'Agence', sens: 'Qui déclare ; la collectivité d’exercice.yaml, si rien n’est écrit.' },
  code_agence: {
    titre: 'Code d’agence',
    sens: 'Celui que l’État donne, pour le système de notification des pays créanciers.',
    schema: forme(/^\s*\d{1,4}\s*$/, 'Quatre chiffres au plus sont attendus.'),
  },
  hors_declaration: {
    titre: 'Hors de la déclaration',
    sens: 'Ce qui n’est pas déclaré : un nom par raison, ce qu’en dit le pont, et les lignes qu’elle retire.',
    schema: z.record(
      forme(FORME_DE_CLE, 'Minuscules sans accent, chiffres et _.') as z.ZodType<string, string>,
      z.strictObject({ libelle, si }),
    ),
  },
  refugies: {
    titre: 'Réfugiés',
    sens: 'L’accueil de réfugiés en France : déclaré à part, sa part est dite.',
    schema: z.strictObject({ si }),
  },
  beneficiaires: {
    titre: 'Bénéficiaires',
    sens: 'Le code du CAD d’un pays ou d’un groupe de pays, avant celui du pays de la ligne.',
    schema: correspondancesDeCodes,
  },
  secteurs: {
    titre: 'Secteurs',
    sens: 'Le code-objet du CAD, ou plusieurs avec leurs parts : codes: { 43030: 60 %, 15112: 40 % }.',
    schema: correspondancesAvecParts,
  },
  canaux: { titre: 'Canaux', sens: 'Le canal d’acheminement : 12000, 22000…', schema: correspondancesDeCodes },
  bi_multi: { titre: 'Bi/Multi', sens: 'Bilatéral (1), multilatéral (2)…', schema: correspondancesDeCodes },
  financements: {
    titre: 'Financements',
    sens: 'Le type de financement : 110, un don ordinaire.',
    schema: correspondancesDeCodes,
  },
  modalites: {
    titre: 'Modalités',
    sens: 'La modalité de coopération : C01, une intervention de type projet.',
    schema: correspondancesDeCodes,
  },
  marqueurs: {
    titre: 'Marqueurs',
    sens: 'Les objectifs visés, 0, 1 ou 2 ; ce que rien ne dit reste vide, et vide n’est pas 0.',
    schema: z.array(
      z.strictObject({
        si: si.optional(),
        ...Object.fromEntries(
          NOMS_DES_MARQUEURS.map((nom) => [
            nom,
            reponse.optional().meta({ title: MARQUEURS[nom], description: SENS_D_UN_MARQUEUR }),
          ]),
        ),
      }),
    ),
  },
}).meta({
  title: 'Aide publique au développement',
  description: 'Pour « jaune exporter --vers apd » et « --vers crs ».',
});

import * as z from 'zod';
import { FORME_DE_CLE, MARQUEURS, NOMS_DES_MARQUEURS, schemaAide } from '../exports/aide/schema-aide.ts';
import type { ExportAnnonce } from '../exports/export.ts';
import { EXPORTS } from '../exports/exports.ts';
import { conditionDeChoix } from './conditions.ts';
import { decrire, forme, texte } from './textes-ecrits.ts';

/** Its form is that of its list, which no editor knows. */
const code = texte.meta({ title: 'Code', description: 'Un code des listes du CAD, dans data/cad : 14030, C01.' });
const codes = z.record(texte as z.ZodType<string, string>, texte).meta({
  title: 'Codes',
  description: 'Plusieurs codes, avec leurs parts, qui font le tout : { 43030: 60 %, 15112: 40 % }.',
});
const libelle = texte.meta({
  title: 'Libellé',
  description: 'Ce que le pont en dit : Exportations, au bénéfice d’entreprises.',
});
const si = conditionDeChoix.meta({
  title: 'Si',
  description: 'Les lignes que cela retient ; sans « si », toutes celles qui restent.',
});
const correspondances = z.array(z.strictObject({ si: si.optional(), code }));
const SENS_D_UN_MARQUEUR = '0 (non visé), 1 (significatif) ou 2 (principal) ; rien pour ce qui n’est pas examiné.';
const reponse = forme(/^[012]$/, SENS_D_UN_MARQUEUR);

const aide = decrire(schemaAide, {
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
    schema: correspondances,
  },
  secteurs: {
    titre: 'Secteurs',
    sens: 'Le code-objet du CAD, ou plusieurs avec leurs parts : codes: { 43030: 60 %, 15112: 40 % }.',
    schema: z.array(
      z.strictObject({
        si: si.optional(),
        code: code.optional(),
        codes: codes.optional(),
      }),
    ),
  },
  canaux: { titre: 'Canaux', sens: 'Le canal d’acheminement : 12000, 22000…', schema: correspondances },
  bi_multi: { titre: 'Bi/Multi', sens: 'Bilatéral (1), multilatéral (2)…', schema: correspondances },
  financements: {
    titre: 'Financements',
    sens: 'Le type de financement : 110, un don ordinaire.',
    schema: correspondances,
  },
  modalites: {
    titre: 'Modalités',
    sens: 'La modalité de coopération : C01, une intervention de type projet.',
    schema: correspondances,
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

/** The blocks of which editors are told the keys. */
const BLOCS: Readonly<Record<string, z.ZodType>> = { apd: aide };

/** Of the others, what they are for. */
const unAutre = ({ nom, titre }: ExportAnnonce): z.ZodType =>
  z.unknown().meta({
    title: titre,
    description: `Pour « jaune exporter --vers ${nom} » ; docs/dossier.md dit ce qu’il contient.`,
  });

/** `declarations.yaml`, as an editor knows it: a block for each export that reads one. */
export const declarationsPourEditeur: z.ZodType = z
  .strictObject(
    Object.fromEntries(
      EXPORTS.map((chacun) => [
        chacun.bloc ?? chacun.nom,
        (BLOCS[chacun.bloc ?? chacun.nom] ?? unAutre(chacun)).optional(),
      ]),
    ),
  )
  .meta({
    title: 'Déclarations',
    description: 'Ce que « jaune exporter » a besoin de savoir, un bloc par déclaration.',
  });

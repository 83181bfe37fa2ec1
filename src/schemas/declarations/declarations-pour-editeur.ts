import * as z from 'zod';
import { EXPORTS } from '../../exports/exports.ts';
import { aidePourEditeur } from './aide-pour-editeur.ts';
import { budgetVertPourEditeur } from './budget-vert-pour-editeur.ts';
import { iatiPourEditeur } from './iati-pour-editeur.ts';
import { scdlPourEditeur } from './scdl-pour-editeur.ts';

/** What editors are told of each block. */
const BLOCS: Readonly<Record<string, z.ZodType>> = {
  apd: aidePourEditeur,
  iati: iatiPourEditeur,
  scdl: scdlPourEditeur,
  'budget-vert': budgetVertPourEditeur,
};

/** `declarations.yaml`, as an editor knows it: a block for each export that reads one. */
export const declarationsPourEditeur: z.ZodType = z
  .strictObject(Object.fromEntries(EXPORTS.map(({ nom, bloc = nom }) => [bloc, blocPourEditeur(bloc).optional()])))
  .meta({
    title: 'Déclarations',
    description: 'Ce que « jaune exporter » a besoin de savoir, un bloc par déclaration.',
  });

function blocPourEditeur(bloc: string): z.ZodType {
  const decrit = BLOCS[bloc];
  if (decrit === undefined) throw new Error(`un éditeur ne sait rien du bloc ${bloc}`);
  return decrit;
}

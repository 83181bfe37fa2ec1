import { cadrerLEurope, cadrerLeMonde, ouvrirFond } from './fond-de-carte.ts';
import type { FormeDePays, NomDeCadrage } from './formes-des-pays.ts';

/** For the building of the tool: writes the module that takes the place of `formes-des-pays.ts`. */
export async function precalculerLesFormes(): Promise<string> {
  const formes: Partial<Record<NomDeCadrage, Record<string, FormeDePays>>> = {};
  for (const cadrage of [cadrerLeMonde(), cadrerLEurope()]) {
    const fond = await ouvrirFond(cadrage);
    formes[cadrage.nom] = Object.fromEntries(
      fond.codes.flatMap((cle) => {
        const pays = fond.pays(cle);
        if (pays === undefined) return [];
        const { contient: _, ...forme } = pays;
        return [[cle, forme]];
      }),
    );
  }
  return `export const FORMES_DES_PAYS = JSON.parse(${JSON.stringify(JSON.stringify(formes))});\n`;
}

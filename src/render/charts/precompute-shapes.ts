import { cadrerLEurope, cadrerLeMonde, ouvrirFond } from './map-background.ts';
import type { FormeDePays, NomDeCadrage } from './map-shapes.ts';

/** For the building of the tool: writes the module that takes the place of `map-shapes.ts`. */
export async function precomputeShapes(): Promise<string> {
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
  return `export const FORMES = JSON.parse(${JSON.stringify(JSON.stringify(formes))});\n`;
}

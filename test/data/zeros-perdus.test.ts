import { describe, expect, it } from 'vitest';
import { NORMES_PAR_FONCTION } from '../../src/domain/codes/normes.ts';
import { ZerosPerdus } from '../../src/domain/codes/zeros-perdus.ts';
import { chargerLaNomenclature } from '../../src/dossier/tables-de-reference.ts';

const ANNEES = [2012, 2020, 2022, 2023, 2025];
const CAS = NORMES_PAR_FONCTION.flatMap((norme) => ANNEES.map((annee) => [norme, annee] as const)).filter(
  ([norme, annee]) => !chargerLaNomenclature('data', norme, annee).estVide,
);

describe('ce que l’intitulé officiel dit d’un zéro perdu', () => {
  it.each(CAS)('%s de %i : jamais faux, pour aucune fonction', (norme, annee) => {
    const nomenclature = chargerLaNomenclature('data', norme, annee);
    const zeros = new ZerosPerdus(nomenclature, 'par_nature');
    const fautes: string[] = [];
    let retrouves = 0;
    for (const code of nomenclature.codes('fonction')) {
      const libelle = nomenclature.fonction(code)?.libelle ?? '';
      if (zeros.avis(code, '', libelle) === 'perdu') fautes.push(`${code} pris pour 0${code}`);
      if (!code.startsWith('0') || code.length === 1) continue;
      const avis = zeros.avis(code.slice(1), '', libelle);
      if (avis === 'juste') fautes.push(`${code} laissé ${code.slice(1)}`);
      if (avis === 'perdu') retrouves += 1;
    }
    expect(fautes).toEqual([]);
    expect(retrouves).toBeGreaterThan(5);
  });
});

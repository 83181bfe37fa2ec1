import { describe, expect, it } from 'vitest';
import { lignesPossibles } from '../../src/compile/lignes-possibles.ts';
import { Selection } from '../../src/compile/selection.ts';
import { tousLesChiffres } from '../../src/compile/tous-les-chiffres.ts';
import type { Affectation } from '../../src/domain/lignes/affectation.ts';
import { jauneDuDossier } from '../outils/jaune-du-dossier.ts';

describe.each(['data/2012', 'data/2013'])('les lignes que des critères peuvent retenir, dans %s', (dossier) => {
  it('sont, pour chaque chiffre, toutes celles qu’il retient, dans leur ordre', async () => {
    const jaune = await jauneDuDossier(dossier);
    const perdus: string[] = [];
    let restreints = 0;
    for (const { nom, criteres } of tousLesChiffres(jaune).values()) {
      const selection = new Selection(jaune, criteres);
      const retient = (lignes: readonly Affectation[], rangs: Iterable<number>) =>
        [...rangs].filter((rang) => lignes[rang] && selection.compter(lignes[rang]) !== undefined).join();
      for (const lignes of [jaune.lignes, jaune.recettes]) {
        const possibles = lignesPossibles(jaune, lignes, criteres);
        if (possibles === undefined) continue;
        restreints += 1;
        if (retient(lignes, possibles) !== retient(lignes, lignes.keys())) perdus.push(nom);
      }
    }
    expect(perdus).toEqual([]);
    expect(restreints).toBeGreaterThan(1_000);
  });
});

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { avecDossier } from '../outils/atelier.ts';
import { courirIci } from '../outils/dossiers.ts';
import { editionDe } from '../outils/edition-2012.ts';
import { AXES, type NomDAxe } from './croissance/axes.ts';
import { axesNommes, CIBLES_DE_CROISSANCE, type Croissance, rapportDe } from './croissance/croissance.ts';
import { juger } from './vitesse/cibles.ts';

const MODELE = 'data/2012';

/** Three sizes, and the seconds of processor that each took. */
function croissance(
  nom: NomDAxe,
  tailles: [number, number, number],
  ...secondes: [number, number, number]
): Croissance {
  const [axe] = axesNommes([nom]);
  if (axe === undefined) throw new Error(nom);
  const mesure = (processeur: number) => [{ secondes: 99, processeur, megaoctets: 1 }];
  const [peu, moyen, beaucoup] = secondes;
  return { axe, tailles, mesures: [mesure(peu), mesure(moyen), mesure(beaucoup)] };
}

describe('le banc de croissance', () => {
  it('compare ce que coûte un de plus, ce qui ne croît pas étant ôté', () => {
    expect(rapportDe(croissance('decisions', [0, 100, 400], 2, 3, 6))).toBeCloseTo(1);
    expect(rapportDe(croissance('decisions', [0, 100, 400], 2, 3, 18))).toBeCloseTo(4);
    expect(rapportDe(croissance('lignes', [100, 200, 500], 1, 2, 5))).toBeCloseTo(1);
  });

  it('compare le tout où le travail est le même', () => {
    expect(rapportDe(croissance('sources', [1, 10, 100], 1, 2, 3))).toBeCloseTo(1.5);
  });

  it('juge chaque axe mesuré, et eux seuls', () => {
    const verdicts = juger({ 'croissance-regles': 1.21, 'croissance-lignes': 1.2 }, CIBLES_DE_CROISSANCE);
    expect(verdicts.filter(({ verdict }) => verdict !== 'not measured').map(({ verdict }) => verdict)).toEqual([
      'met',
      'missed',
    ]);
  });

  it('refuse un axe qui n’en est pas un', () => {
    expect(() => axesNommes(['pages'])).toThrow('--axe : pages');
    expect(axesNommes([])).toBe(AXES);
  });

  it.each(AXES)('fait un dossier que l’outil compile : $nom', async (axe) => {
    const lignesCsv = join(await editionDe('2012'), 'lignes-2012.csv');
    await avecDossier(async (racine) => {
      const dossier = join(racine, 'dossier');
      const [lignes, taille] = axe.nom === 'lignes' ? [0, 300] : axe.nom === 'sources' ? [300, 3] : [300, 40];
      await axe.generer({ dossier, modele: MODELE, lignesCsv, lignes, taille });
      const { code, sortie } = await courirIci(['controler', dossier, '--json']);
      expect({ code, erreurs: JSON.parse(sortie).erreurs }).toEqual({ code: 0, erreurs: 0 });
    });
  });
});

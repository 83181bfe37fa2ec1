import { describe, expect, it } from 'vitest';
import type { Jaune } from '../../src/compile/jaune.ts';
import { morceauxDeSyntheseJson, syntheseJson } from '../../src/render/json/synthese-json.ts';
import { jauneExemple, jauneHostile, jauneSynthetique } from './jaune-exemple.ts';

const JAUNES: Readonly<Record<string, () => Jaune>> = {
  exemple: jauneExemple,
  hostile: jauneHostile,
  vide: () => jauneSynthetique(0),
};

describe('les morceaux du JSON', () => {
  it.each(Object.keys(JAUNES))('font ensemble le JSON d’un jaune %s, comme s’il était écrit d’un coup', (nom) => {
    const jaune = JAUNES[nom]?.() ?? jauneExemple();
    const entier = `${JSON.stringify(syntheseJson(jaune), undefined, 2)}\n`;
    expect([...morceauxDeSyntheseJson(jaune)].join('')).toBe(entier);
  });
});

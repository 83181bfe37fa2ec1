import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chargerLesPointsDesPays } from '../../../src/dossier/tables-de-reference.ts';
import { avecDossier } from '../../outils/atelier.ts';
import { deposer } from '../../outils/dossier-temporaire.ts';
import { FONDS, POINTS, TOUS_LES_PAYS } from './cartes-outils.ts';

const TITRES = 'code;longitude;latitude;source';
const lire = (...lignes: readonly string[]) =>
  avecDossier((racine) => {
    deposer(racine, 'reference/points-pays.csv', [TITRES, ...lignes, ''].join('\n'));
    return chargerLesPointsDesPays(racine);
  });

describe('les points des petits pays', () => {
  it('se lisent en degrés', async () => {
    expect(await lire('MLT;14.41;35.92;atlas', 'WSM;-172.16;-13.75;atlas')).toEqual([
      { code: 'MLT', longitude: 14.41, latitude: 35.92 },
      { code: 'WSM', longitude: -172.16, latitude: -13.75 },
    ]);
  });

  it.each([
    ['MLT;14,41;35.92;atlas', /points-pays\.csv:2 : colonne « longitude » : « 14,41 » n'a pas la forme attendue/],
    ['MLT;14.41;95.92;atlas', /points-pays\.csv:2 : colonne « latitude » : 95\.92 dépasse 90/],
    ['MLT;214.41;35.92;atlas', /points-pays\.csv:2 : colonne « longitude » : 214\.41 dépasse 180/],
    ['mlt;14.41;35.92;atlas', /points-pays\.csv:2 : colonne « code »/],
    ['MLT;14.41;35.92;', /points-pays\.csv:2 : colonne « source » vide/],
    ['MLT;14.41;35.92', /points-pays\.csv/],
  ])('disent le fichier et la ligne qu’il faut corriger : %s', async (ligne, attendue) => {
    await expect(lire(ligne)).rejects.toThrow(attendue);
    await expect(lire('AND;1.56;42.54;atlas', 'AND;1.56;42.54;atlas')).rejects.toThrow(
      /points-pays\.csv:3 : colonne « code » : « AND » est déjà plus haut/,
    );
  });

  it('sont ceux de pays des tables, et tous ceux que le fond ne dessine pas', () => {
    const codes = new Set(POINTS.map(({ code }) => code));
    const connus = new Map(TOUS_LES_PAYS.map(({ code, numerique }) => [code, numerique || code]));
    expect([...codes].filter((code) => !connus.has(code))).toEqual([]);
    const sansFond = [...connus].filter(([, numerique]) => FONDS.monde.pays(numerique) === undefined);
    expect(sansFond.map(([code]) => code).filter((code) => !codes.has(code))).toEqual([]);
  });

  it('tombent chacun à une place de la carte', () => {
    const places = POINTS.map(({ longitude, latitude }) => FONDS.monde.placer(longitude, latitude)?.join(' '));
    expect(new Set(places).size).toBe(POINTS.length);
    expect(places).not.toContain(undefined);
    const fichier = readFileSync(join(import.meta.dirname, '../../../data/reference/points-pays.csv'), 'utf8');
    expect(fichier.trim().split('\n')).toHaveLength(POINTS.length + 1);
  });
});

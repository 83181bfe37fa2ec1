import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ecrireUneCellule } from '../../../src/domain/volets/ecrire-une-cellule.ts';
import type { Tableau } from '../../../src/domain/volets/tableau.ts';
import { jauneDuDossier } from '../../outils/jaune-du-dossier.ts';

const RACINE = 'test/cas/pieces';
const REGENERER = process.env.JAUNE_REGENERER === '1';

function ecrire({ titre, colonnes, rangees, vide }: Tableau): string {
  const dites = rangees.map(({ cellules }) =>
    colonnes
      .map((colonne, rang) => `  ${colonne.titre} : ${ecrireUneCellule(cellules[rang], colonne.genre) || 'rien'}\n`)
      .join(''),
  );
  return `${titre}\n${dites.length === 0 ? `  ${vide}\n` : dites.join('\n')}`;
}

describe('ce que les juges ont demandé', () => {
  it.each(readdirSync(RACINE).sort())('%s', async (nom) => {
    const dossier = join(RACINE, nom);
    const [volet] = (await jauneDuDossier(dossier)).volets;
    const obtenu = (volet?.tableaux ?? []).map(ecrire).join('\n');
    const attendu = join(dossier, 'attendu.txt');
    if (REGENERER) writeFileSync(attendu, obtenu);
    expect(obtenu).toBe(readFileSync(attendu, 'utf8'));
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Constats } from '../../src/domain/constats/constat.ts';
import { inspecterSource } from '../../src/inspect/inspecter-source.ts';
import { avecDossier } from '../outils/atelier.ts';
import { deposer } from '../outils/dossier-temporaire.ts';
import { compterLesNotes } from './source/compter.ts';
import { noter } from './source/noter.ts';
import { variantes } from './source/variantes.ts';
import type { Verite } from './source/verite.ts';

const FICHIER = 'Chapitre;Fonction;Objet;Pays;Engagé;Mandaté\n930;048;Forage;Mali;1 000,50;10,00\n';
const VRAI: Verite = {
  decimale: ',',
  colonnes: { chapitre: 'Chapitre', fonction: 'Fonction', libelle: 'Objet', lieu: 'Pays' },
  montants: { engagements: 'Engagé', mandats: 'Mandaté' },
  centimes: 100_050n,
};

function noterLeFichier(verite: Verite) {
  return avecDossier(async (racine) => {
    deposer(racine, 'a.csv', FICHIER);
    const { blocs } = await inspecterSource(join(racine, 'a.csv'), { exercice: '2012' }, new Constats());
    return new Map(noter(verite, blocs[0]).map(({ champ, issue }) => [champ, issue]));
  });
}

describe('les notes du banc de jaune source', () => {
  it('sont justes quand tout est trouvé', async () => {
    const notes = await noterLeFichier(VRAI);
    expect([...new Set(notes.values())]).toEqual(['juste']);
    expect(notes.size).toBe(8);
  });

  it('disent faux ce qui est proposé à tort, et sûr quand il se dit sûr', async () => {
    const notes = await noterLeFichier({
      ...VRAI,
      colonnes: { ...VRAI.colonnes, lieu: 'Ailleurs' },
      montants: { engagements: 'Mandaté' },
      centimes: 1_000n,
    });
    expect(notes.get('colonnes.lieu')).toBe('faux-sur');
    expect(notes.get('montants.engagements')).toBe('faux-sur');
    expect(notes.get('montants.mandats')).toBe('faux-sur');
    expect(notes.get('total')).toBe('faux-sur');
  });

  it('disent demandé ce qui n’est pas proposé, et un fichier refusé', async () => {
    const notes = await noterLeFichier({ ...VRAI, colonnes: { ...VRAI.colonnes, action: 'Action' } });
    expect(notes.get('colonnes.action')).toBe('demande');
    expect(new Set(noter(VRAI, undefined).map(({ issue }) => issue))).toEqual(new Set(['demande']));
  });

  it('comptent à part les colonnes qui sont dans le fichier', () => {
    const comptes = compterLesNotes([
      { issue: 'juste', estLa: true },
      { issue: 'demande', estLa: true },
      { issue: 'demande', estLa: false },
      { issue: 'faux-sur', estLa: false },
    ]);
    expect(comptes).toEqual({
      justes: 1,
      demandes: 2,
      fauxAConfirmer: 0,
      fauxSurs: 1,
      colonnes: 2,
      colonnesJustes: 1,
    });
  });
});

describe('les fichiers tirés du banc', () => {
  it('sont les mêmes à chaque fois, et leur total est la somme de leurs lignes', async () => {
    await avecDossier(async (racine) => {
      const octets = (fichiers: Awaited<ReturnType<typeof variantes>>) =>
        fichiers
          .filter(({ chemin }) => chemin.endsWith('.csv'))
          .map(({ chemin }) => readFileSync(chemin).toString('latin1'));
      const un = await variantes('.', racine);
      const ecrits = octets(un);
      const deux = await variantes('.', racine);
      expect(deux).toEqual(un);
      expect(octets(deux)).toEqual(ecrits);
      expect(un.filter(({ lot }) => lot === 'temoin').length).toBeGreaterThan(un.length / 2);
      expect(un.filter(({ verite }) => (verite.centimes ?? 0n) > 0n).length).toBeGreaterThan(un.length / 2);
    });
  });
});

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportWorklist, worklistName } from '../../src/cli/arbitrer/export-worklist.ts';
import { Constats } from '../../src/domain/constats/constat.ts';
import { avecDossier } from '../outils/atelier.ts';
import { deposerDossier } from '../outils/dossier-temporaire.ts';
import { referencesDe } from '../outils/remplir-classeur.ts';

const COLONNES = { libelle: 'Objet', beneficiaire: 'Bénéficiaire', secteur: 'Direction' };
const SOURCE = [
  'Objet;Bénéficiaire;Direction;Engagé',
  'Jumelage avec Dakar;Ville;Culture;900,00',
  'Voirie;Ville;Transports;5 000,00',
  'Colloque;Université;CULTURE;1 200,50',
  '',
].join('\n');

function sortir(racine: string, secteurs: readonly string[], pour = '') {
  const dossier = join(racine, 'dossier');
  deposerDossier(dossier, {
    entete: { secteur_pilote: 'Transports' },
    sources: [{ fichier: 'sources/a.csv', contenu: SOURCE, declaration: { secteur: undefined, colonnes: COLONNES } }],
  });
  const sortie = join(racine, 'a.xlsx');
  return exportWorklist(
    dossier,
    { sortie, maxLines: 9, remplacer: true, decidees: false, secteurs, pour },
    new Constats(),
  );
}

describe('à chacun ses lignes', () => {
  it('un secteur se nomme sans égard aux accents ni à la casse, et réunit ses écritures', () =>
    avecDossier(async (racine) => {
      expect(await sortir(racine, ['cultüre'])).toMatchObject({
        lignes: 2,
        centimes: 210_050n,
        restantes: { lignes: 0 },
      });
      expect([...(await referencesDe(join(racine, 'a.xlsx')))].sort()).toEqual(['sources/a.csv:2', 'sources/a.csv:4']);
      expect(await sortir(racine, ['Culture', 'transports'], 'Cabinet')).toMatchObject({
        lignes: 3,
        centimes: 710_050n,
      });
    }));

  it('un secteur que nulle ligne n’a est refusé, avec ceux qui y sont', () =>
    avecDossier((racine) =>
      expect(sortir(racine, ['Cultures'])).rejects.toMatchObject({
        message: '« Cultures » : aucune ligne du dossier n’est de ce secteur',
        remede: expect.stringMatching(
          /^Vouliez-vous écrire « (?:CULTURE|Culture) » \? Secteurs des lignes : .*Transports/,
        ),
      }),
    ));

  it('chaque personne, chaque choix de secteurs a son fichier', () => {
    const nom = (pour: string, secteurs: readonly string[], decidees = false) =>
      worklistName('2012', pour, { decidees, secteurs });
    expect(nom('', [])).toBe('arbitrages-2012');
    expect(nom('Direction des finances', ['Culture'])).toBe('arbitrages-2012-direction-des-finances');
    expect(nom('', ['Culture', 'Lycées'], true)).toBe('decisions-2012-culture-lycees');
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportWorklist } from '../../src/cli/arbitrer/export-worklist.ts';
import { takeDecisions } from '../../src/cli/arbitrer/take-decisions.ts';
import { Constats, ConstatsBloquants } from '../../src/domain/constats/constat.ts';
import { avecDossier } from '../outils/atelier.ts';
import { combien } from '../outils/combien.ts';
import { deposerDossier } from '../outils/dossier-temporaire.ts';
import { recetteDe, referencesDe, remplirClasseur } from '../outils/remplir-classeur.ts';

const DECLARATION = { colonnes: { libelle: 'Objet', beneficiaire: 'Bénéficiaire' } };
const TITRES = 'Objet;Bénéficiaire;Engagé';
const LIGNES = [
  'Jumelage avec Dakar;Ville;900,00',
  'Voirie;Ville;50,00',
  'Colloque;Université;12,50',
  'Salon;Ville;7,00',
];

/** Exports, decides every line, changes the file, imports the workbook of before. */
async function importerApres(racine: string, lignes: readonly string[], alors: readonly string[] = LIGNES) {
  const dossier = join(racine, 'dossier');
  const ecrire = (rangees: readonly string[]) => [TITRES, ...rangees, ''].join('\n');
  deposerDossier(dossier, {
    sources: [{ fichier: 'sources/a.csv', contenu: ecrire(alors), declaration: DECLARATION }],
  });
  const classeur = join(racine, 'a.xlsx');
  await exportWorklist(dossier, { sortie: classeur, maxLines: 99, remplacer: false, decidees: false }, new Constats());
  const refs = await referencesDe(classeur);
  const remplies = refs.map(
    (ref, rang) =>
      [rang, { decision: 'non internationale', motif: `Vu : ${ref}`, auteur: 'Cabinet', date: '06/11/2012' }] as const,
  );
  await remplirClasseur(classeur, recetteDe(new Map(remplies)));
  writeFileSync(join(dossier, 'sources/a.csv'), ecrire(lignes));
  const constats = new Constats();
  const prises = await takeDecisions(dossier, [classeur], { keep: false }, constats).catch((erreur: unknown) => {
    if (erreur instanceof ConstatsBloquants) return undefined;
    throw erreur;
  });
  return { dossier, prises, constats };
}

describe('un classeur exporté avant que le fichier change', () => {
  it('chaque ligne déplacée est retrouvée, et c’est dit', () =>
    avecDossier(async (racine) => {
      const [une = '', deux = '', trois = '', quatre = ''] = LIGNES;
      const { dossier, prises } = await importerApres(racine, [quatre, 'Neuve;Ville;3,00', une, trois, deux]);
      expect([...(prises?.retrouvees ?? [])].sort((a, b) => (a.de < b.de ? -1 : 1))).toEqual([
        { de: 'sources/a.csv:2', ref: 'sources/a.csv:4' },
        { de: 'sources/a.csv:3', ref: 'sources/a.csv:6' },
        { de: 'sources/a.csv:4', ref: 'sources/a.csv:5' },
        { de: 'sources/a.csv:5', ref: 'sources/a.csv:2' },
      ]);
      const decidee = readFileSync(join(dossier, 'arbitrages.csv'), 'utf8')
        .split('\n')
        .find((ligne) => ligne.includes('Vu : sources/a.csv:5'));
      expect(decidee).toMatch(/^sources\/a\.csv:2;/);
    }));

  it.each([
    ['en place', LIGNES],
    ['qui a bougé', ['Neuve;Ville;3,00', ...LIGNES]],
  ])('une jumelle partie, sur une ligne %s : elle n’est pas prise', (_, apres) =>
    avecDossier(async (racine) => {
      const [une = ''] = LIGNES;
      const { prises, constats } = await importerApres(racine, apres, [une, ...LIGNES.slice(1), une]);
      expect(prises).toBeUndefined();
      expect(constats.liste.map(({ message }) => message).join('\n')).toContain(
        '2 lignes disaient la même chose, une seule la dit maintenant : rien ne peut dire laquelle est partie',
      );
    }),
  );

  it('une ligne changée est montrée, ancienne et nouvelle, et rien n’est pris', () =>
    avecDossier(async (racine) => {
      const { prises, constats } = await importerApres(
        racine,
        LIGNES.map((ligne) => ligne.replace('Voirie;Ville;50,00', 'Voiries;Ville;60,00')),
      );
      expect(prises).toBeUndefined();
      expect(constats.liste.map(({ message }) => message)).toEqual([
        'la ligne sources/a.csv:3 a changé depuis l’export ; elle disait « Voirie — Ville », 50,00\u202f€ ; maintenant, peut-être sources/a.csv:3 (« Voiries — Ville », 60,00\u202f€), où le libellé et le montant diffèrent',
      ]);
    }));

  it('deux lignes devenues pareilles ne sont pas prises l’une pour l’autre', () =>
    avecDossier(async (racine) => {
      const { prises, constats } = await importerApres(racine, ['Voirie;Ville;50,00', ...LIGNES.slice(2), ...LIGNES]);
      expect(prises).toBeUndefined();
      expect(constats.liste.every(({ code }) => code === 'E-REVUE-LIGNE')).toBe(true);
    }));

  it('aucune décision ne va à une autre ligne, quoi qu’il arrive au fichier', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...LIGNES, 'Neuve;Ville;3,00', 'Voirie;Ville;51,00'), { maxLength: 8 }),
        (lignes) =>
          avecDossier(async (racine) => {
            const { prises } = await importerApres(racine, lignes);
            for (const { ref, libelle } of prises?.prises ?? []) {
              const [objet] = (lignes[Number(ref.split(':')[1]) - 2] ?? '').split(';');
              expect(libelle).toBe(objet);
            }
            for (const { de, ref } of prises?.retrouvees ?? [])
              expect(lignes[Number(ref.split(':')[1]) - 2]).toBe(LIGNES[Number(de.split(':')[1]) - 2]);
          }),
      ),
      { numRuns: combien(10, 100) },
    );
  });
});

import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import type { Piece } from '../../../src/domain/volets/pieces-ecrites.ts';
import { rangDe } from '../../../src/review/forme-de-classeur.ts';
import { FORME_DES_PIECES } from '../../../src/review/forme-des-pieces.ts';
import { avecDossier } from '../../outils/atelier.ts';
import { courirIci } from '../../outils/dossiers.ts';

const CAS = 'test/cas/pieces/montpellier-2020';

/** Fills cells of the first row of a workbook. */
async function remplir(classeur: string, cellules: Readonly<Partial<Record<Piece | 'protegee', ExcelJS.CellValue>>>) {
  const lu = new ExcelJS.Workbook();
  await lu.xlsx.readFile(classeur);
  const feuille = lu.getWorksheet(FORME_DES_PIECES.feuille);
  for (const [nom, valeur] of Object.entries(cellules)) {
    const rang = nom === 'protegee' ? 1 : rangDe(FORME_DES_PIECES, nom as Piece);
    if (feuille) feuille.getCell(5, rang + 1).value = valeur;
  }
  await lu.xlsx.writeFile(classeur);
}

interface Essai {
  readonly dossier: string;
  readonly classeur: string;
  readonly pieces: () => string;
  readonly importer: (...options: readonly string[]) => ReturnType<typeof courirIci>;
}

/** A copy of a judged case, and its workbook. */
const essayer = (faire: (essai: Essai) => Promise<void>) =>
  avecDossier(async (racine) => {
    const [dossier, classeur] = [join(racine, 'dossier'), join(racine, 'pieces.xlsx')];
    cpSync(CAS, dossier, { recursive: true });
    rmSync(join(dossier, 'attendu.txt'));
    const sorti = await courirIci(['pieces', 'export', dossier, '--sortie', classeur]);
    expect(sorti.erreur).toBe('');
    await faire({
      dossier,
      classeur,
      pieces: () => readFileSync(join(dossier, 'pieces.csv'), 'utf8'),
      importer: (...options) => courirIci(['pieces', 'import', ...options, dossier, classeur]),
    });
  });

it('un classeur rendu tel quel ne change rien', () =>
  essayer(async ({ pieces, importer }) => {
    const avant = pieces();
    const { sortie, code } = await importer();
    expect([code, pieces()]).toEqual([0, avant]);
    expect(sortie).toContain('pieces.csv n’a pas changé');
  }));

it('ce qui est rempli revient dans la fiche, et il ne manque plus rien', () =>
  essayer(async ({ dossier, classeur, pieces, importer }) => {
    await remplir(classeur, { clause_usage: 'oui', note: 'Avenant ; signé', convention_montant: undefined });
    const { sortie, erreur, code } = await importer();
    expect([code, erreur]).toEqual([0, '']);
    expect(sortie).toContain('1 fiche écrite dans pieces.csv');
    expect(pieces()).toMatch(/^ref;empreinte;deliberation;nature;clause_usage;positions_publiques;document;note\n/);
    expect(pieces()).toContain(';2020-07-30;humanitaire;oui;oui;');
    expect(pieces()).toContain(';"Avenant ; signé"\n');
    const encore = await courirIci(['pieces', 'export', dossier, '--sortie', `${classeur}.2.xlsx`]);
    expect(encore.sortie).toContain('il ne manque rien');
  }));

it.each<[string, Parameters<typeof remplir>[1], string]>([
  ['une date qui n’en est pas une', { deliberation: '31/02/2020' }, 'E-REVUE-VALEUR'],
  ['un choix inconnu', { nature: 'humanitere' }, 'E-REVUE-VALEUR'],
  ['une formule', { note: { formula: '1+1', result: 2 } }, 'E-REVUE-FORMULE'],
  ['un texte pris pour une formule', { note: '=1+1' }, 'E-REVUE-VALEUR'],
  ['un ODD de trop', { odd: '18' }, 'E-REVUE-VALEUR'],
  ['un montant illisible', { convention_montant: '12.5OO,00' }, 'E-REVUE-VALEUR'],
  ['un envoi avant la signature', { convention_date: '18/06/2020', convention_envoi: '02/06/2020' }, 'E-REVUE-VALEUR'],
  ['une cellule protégée', { protegee: 'Autre action' }, 'E-REVUE-LIGNE'],
])('%s est refusée à sa case, et rien n’est pris', (_, cellules, code) =>
  essayer(async ({ classeur, pieces, importer }) => {
    const avant = pieces();
    await remplir(classeur, { ...cellules, clause_usage: 'oui' });
    const course = await importer();
    expect(course.code).toBe(1);
    expect(course.erreur).toContain(`[${code}]`);
    expect(course.erreur).toMatch(/feuille À renseigner, ligne 5/);
    expect(pieces()).toBe(avant);
  }),
);

it('une fiche changée depuis l’export n’est pas écrasée', () =>
  essayer(async ({ dossier, classeur, pieces, importer }) => {
    await remplir(classeur, { clause_usage: 'oui' });
    writeFileSync(join(dossier, 'pieces.csv'), pieces().replace('humanitaire;non', 'humanitaire;'));
    const avant = pieces();
    const course = await importer();
    expect(course.erreur).toContain('[E-REVUE-DEJA-DECIDEE]');
    expect(pieces()).toBe(avant);
  }));

it('avec --garder, une fiche changée depuis l’export est remplacée, et reste comme historique', () =>
  essayer(async ({ dossier, classeur, pieces, importer }) => {
    await remplir(classeur, { clause_usage: 'oui' });
    writeFileSync(join(dossier, 'pieces.csv'), pieces().replace('humanitaire;non', 'humanitaire;'));
    const [titres, ancienne = ''] = pieces().trimEnd().split('\n');
    const { sortie, erreur, code } = await importer('--garder');
    expect([code, erreur]).toEqual([0, '']);
    expect(sortie).toContain('1 ancienne fiche gardée comme historique.');
    const [nouveaux, gardee, nouvelle = ''] = pieces().trimEnd().split('\n');
    expect([nouveaux, gardee]).toEqual([`${titres};historique`, `${ancienne};oui`]);
    expect(nouvelle).toMatch(/;humanitaire;oui;.*;$/);
    // It is never applied, and it is told.
    expect((await courirIci(['controler', dossier])).code).toBe(0);
    const { sortie: dit } = await courirIci(['expliquer', dossier, nouvelle.split(';')[0] ?? '']);
    expect(dit).toContain('D’après pieces.csv:3.');
    expect(dit).toContain('Remplacée, gardée comme historique : pieces.csv:2.');
    const encore = await importer('--garder');
    expect(encore.sortie).toContain('pieces.csv n’a pas changé');
  }));

it('les lignes ôtées du classeur sont comptées, comme pour les décisions', () =>
  essayer(async ({ classeur, pieces, importer }) => {
    const avant = pieces();
    const lu = new ExcelJS.Workbook();
    await lu.xlsx.readFile(classeur);
    lu.getWorksheet(FORME_DES_PIECES.feuille)?.spliceRows(5, 1);
    await lu.xlsx.writeFile(classeur);
    const { sortie, code } = await importer();
    expect(code).toBe(0);
    expect(sortie).toContain('1 ligne de l’export n’est plus dans le classeur : rien n’y change.');
    expect(pieces()).toBe(avant);
  }));

it('sans pieces.csv, le classeur le fait', () =>
  essayer(async ({ dossier, classeur, pieces, importer }) => {
    rmSync(join(dossier, 'pieces.csv'));
    rmSync(classeur);
    await courirIci(['pieces', 'export', dossier, '--sortie', classeur]);
    await remplir(classeur, {
      deliberation: new Date('2020-07-30T00:00:00Z'),
      nature: 'humanitaire',
      positions_publiques: 'non',
    });
    const { erreur } = await importer();
    expect(erreur).toBe('');
    expect(pieces()).toContain(';2020-07-30;humanitaire;');
    expect((await courirIci(['controler', dossier])).code).toBe(0);
  }));

it('un classeur qui est là n’est écrasé que si on le dit', () =>
  essayer(async ({ dossier, classeur }) => {
    const refus = await courirIci(['pieces', 'export', dossier, '--sortie', classeur]);
    expect(refus.erreur).toContain('contient peut-être des pièces');
    expect((await courirIci(['pieces', 'export', dossier, '--sortie', classeur, '--remplacer'])).code).toBe(0);
  }));

import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { exportWorklist } from '../../src/cli/arbitrer/export-worklist.ts';
import { Constats } from '../../src/domain/constats/constat.ts';
import { COLONNES_DE_REVUE, FEUILLE_A_DECIDER } from '../../src/review/colonnes-de-revue.ts';
import { RANGEE_DES_TITRES } from '../../src/review/ecrire-le-classeur.ts';
import { avecDossier } from '../outils/atelier.ts';
import { deposerDossier } from '../outils/dossier-temporaire.ts';

const SOURCE = {
  fichier: 'sources/a.csv',
  contenu: [
    'Sens;Objet;Engagé',
    'dépense;Voirie;5 000,00',
    'recette;Voirie;-800,00',
    'dépense;Fête;-30,00',
    'recette;Fête;12,50',
    '',
  ].join('\n'),
  declaration: { colonnes: { sens: 'Sens', libelle: 'Objet' } },
};

describe('des dépenses et des recettes à décider', () => {
  it('sont dites à part, dans le classeur et pour le reste', () =>
    avecDossier(async (racine) => {
      const dossier = join(racine, 'dossier');
      deposerDossier(dossier, { sources: [SOURCE] });
      const classeur = join(racine, 'revue.xlsx');
      const options = { sortie: classeur, maxLines: 3, remplacer: true, decidees: false };
      expect(await exportWorklist(dossier, options, new Constats())).toMatchObject({
        lignes: 3,
        centimes: 497_000n,
        recettes: { lignes: 1, centimes: -80_000n },
        restantes: { lignes: 1, centimes: 0n, recettes: { lignes: 1, centimes: 1_250n } },
      });
      expect(await montantsDe(classeur)).toEqual([
        ['sources/a.csv:2', 5000, ''],
        ['sources/a.csv:3', '', -800],
        ['sources/a.csv:4', -30, ''],
      ]);
    }));
});

async function montantsDe(chemin: string) {
  const classeur = new ExcelJS.Workbook();
  await classeur.xlsx.readFile(chemin);
  const feuille = classeur.getWorksheet(FEUILLE_A_DECIDER);
  const colonnes = ['Référence', 'Dépense (€)', 'Recette (€)'].map(
    (titre) => COLONNES_DE_REVUE.findIndex((colonne) => colonne.title === titre) + 1,
  );
  const rangees: unknown[][] = [];
  feuille?.eachRow((rangee, numero) => {
    const lues = colonnes.map((colonne) => rangee.getCell(colonne));
    if (numero > RANGEE_DES_TITRES && lues[0]?.text !== '')
      rangees.push(lues.map((lue) => (lue.type === ExcelJS.ValueType.Number ? lue.value : lue.text)));
  });
  return rangees;
}

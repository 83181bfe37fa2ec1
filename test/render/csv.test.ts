import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { montant } from '../../src/domain/argent/montant.ts';
import { csvCell } from '../../src/files/csv-cell.ts';
import { withoutGuard } from '../../src/files/csv-format.ts';
import { EcarteesCsv } from '../../src/render/csv/lignes-csv.ts';
import { avecDossier } from '../outils/atelier.ts';

const lire = (texte: string): string[][] => parse(texte, { delimiter: ';', relax_column_count: true });

describe('une cellule de CSV', () => {
  it.each(['=1+1', '+33', '-5', '@SUM(A1)', '\t=1', '\r=1'])(
    'qui commence par une formule est gardée : %j',
    (texte) => {
      const [[lue = ''] = []] = lire(csvCell(texte));
      expect(lue).toBe(`'${texte}`);
      expect(withoutGuard(lue)).toBe(texte);
    },
  );

  it('se relit telle quelle, apostrophe ôtée, quel que soit le texte', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (texte) => {
        fc.pre(!/^\ufeff|^'[=+\-@\t\r]/.test(texte));
        const [[lue = ''] = []] = lire(`${csvCell(texte)};fin`);
        expect(withoutGuard(lue)).toBe(texte);
        expect(lue).not.toMatch(/^[=+\-@\t\r]/);
      }),
      { seed: 3 },
    );
  });

  it('une rangée écartée est gardée comme les autres', async () => {
    await avecDossier((racine) => {
      const csv = new EcarteesCsv(join(racine, 'e.csv'));
      csv.ecrire({
        fichier: '=f.csv',
        numero: 3,
        motif: '@motif',
        montant: montant(-1250),
        recettes: montant(40),
        texte: '=HYPERLINK("x");2',
      });
      csv.fermer();
      expect(lire(readFileSync(join(racine, 'e.csv'), 'utf8'))).toEqual([
        ['ref', 'motif', 'montant_centimes', 'recette_centimes', 'enregistrement'],
        ["'=f.csv:3", "'@motif", '-1250', '40', '\'=HYPERLINK("x");2'],
      ]);
    });
  });
});

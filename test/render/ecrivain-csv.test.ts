import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell } from '../../src/files/csv-cell.ts';
import { EcrivainCsv } from '../../src/render/csv/ecrivain-csv.ts';
import { cellText } from '../outils/arbitraires.ts';
import { avecDossier } from '../outils/atelier.ts';

const texte = fc.oneof(
  cellText('utf-8'),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('=1+1', '+33', '-5', '@moi', '\tx', '\u07ff\u0800\uffff', '\ud83c', '\u{1f30d}'),
);
const nombre = fc.option(
  fc.oneof(
    fc.integer(),
    fc.integer({ min: -(2 ** 53) + 1, max: 2 ** 53 - 1 }),
    fc.constantFrom(0, 9, 10, 99, 100, 2 ** 31 - 1, 2 ** 31),
  ),
  { nil: undefined },
);

describe('un CSV écrit octet par octet', () => {
  it('a les octets de ses cellules jointes', async () => {
    await avecDossier((racine) =>
      fc.assert(
        fc.property(fc.array(fc.record({ texte, nombre }), { maxLength: 30 }), (cellules) => {
          const chemin = join(racine, 'e.csv');
          const ecrivain = new EcrivainCsv(chemin);
          for (const chacune of cellules) {
            ecrivain.cellule(chacune.texte);
            ecrivain.nombre(chacune.nombre);
          }
          ecrivain.enregistrement(['fin', 'de;ligne']);
          ecrivain.fermer();
          const attendu = cellules.map((chacune) => `${csvCell(chacune.texte)};${chacune.nombre ?? ''};`).join('');
          const ecrit = readFileSync(chemin);
          expect(ecrit.equals(Buffer.from(`${attendu}fin;"de;ligne"\n`))).toBe(true);
          expect(ecrivain.poids).toEqual({
            octets: ecrit.length,
            sha256: createHash('sha256').update(ecrit).digest('hex'),
          });
        }),
        { seed: 20121213, numRuns: 500 },
      ),
    );
  });

  it('passe d’un bloc à l’autre sans rien perdre, cellules démesurées comprises', async () => {
    await avecDossier((racine) => {
      const chemin = join(racine, 'e.csv');
      const ecrivain = new EcrivainCsv(chemin);
      const cellules = Array.from({ length: 3_000 }, (_, rang) =>
        rang === 1_500 ? 'é"'.repeat(800_000) : `cellule ${rang} ${'x'.repeat(rang % 700)}`,
      );
      for (const chacune of cellules) ecrivain.cellule(chacune);
      ecrivain.fermer();
      const attendu = cellules.map((chacune) => `${csvCell(chacune)};`).join('');
      expect(readFileSync(chemin).equals(Buffer.from(attendu))).toBe(true);
    });
  });
});

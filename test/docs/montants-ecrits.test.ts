/** What `docs/dossier.md` says of how amounts are written is what is read. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

import { lireMontant } from '../../src/domain/argent/montant.ts';
import { formaterEuros } from '../../src/domain/textes/format.ts';

const partie =
  readFileSync('docs/dossier.md', 'utf8').split("### Comment un montant s'écrit")[1]?.split('###')[0] ?? '';
const rangees = [...partie.matchAll(/^\| `([^`]+)` \| (refusé|−?[\d ]+,\d\d €)/gm)].map(([, ecrit = '', lu = '']) => [
  ecrit,
  lu,
]);

it('le tableau a ses rangées', () => {
  expect(rangees.length).toBeGreaterThan(10);
});

it.each(rangees)('%s : %s', (ecrit, lu) => {
  const lecture = lireMontant(ecrit, { decimale: ',' });
  const dit = lecture.etat === 'lu' ? formaterEuros(lecture.montant) : 'refusé';
  expect(dit.replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(lu.replaceAll(/[\u00a0\u202f]/g, ' '));
});

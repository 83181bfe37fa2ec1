/** What is made when the tool is built, and for the other tests, changes no byte of what its sources make as they run. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Constats } from '../../src/domain/constats/constat.ts';
import { compilerLEdition } from '../../src/edition.ts';
import { FORMES_DES_PAYS } from '../../src/render/graphiques/formes-des-pays.ts';
import { GABARITS_COMPILES } from '../../src/render/html/gabarits-compiles.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { editionDe } from '../outils/edition-2012.ts';
import { empreintes } from '../outils/sorties.ts';

it('gabarits compilés et pays dessinés d’avance ou à mesure : les mêmes octets', async () => {
  expect([GABARITS_COMPILES.size, Object.keys(FORMES_DES_PAYS)]).toEqual([0, []]);
  const aMesure = join(dossierDEssai(), '2012');
  await compilerLEdition('data/2012', aMesure, new Constats());
  expect(empreintes(aMesure)).toEqual(empreintes(await editionDe('2012')));
});

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { EnTete } from '../../src/domain/dossier/dossier.ts';
import { Operations } from '../../src/domain/dossier/operations.ts';
import { Organismes } from '../../src/domain/dossier/organismes.ts';
import { Secteurs } from '../../src/domain/dossier/secteurs.ts';
import { lireLePaquet } from '../../src/seal/paquet.ts';
import { sceller } from '../../src/seal/sceller.ts';
import { avecDossier } from '../outils/atelier.ts';
import { deposer } from '../outils/dossier-temporaire.ts';

const EN_TETE: EnTete = {
  exercice: '2012',
  collectivite: 'Région',
  titre: 'Actions internationales',
  norme: 'M71',
  base: 'engagements',
  dateEdition: '2012-12-13',
  secteurPilote: 'Pilote',
  secteurs: new Secteurs('Pilote'),
  organismes: new Organismes(),
  operations: new Operations(),
  libellePilote: 'Pilote',
  mention: '',
  axes: new Map(),
  domaines: new Map(),
};
const SOURCE = { nom: 'sources/a.csv', octets: 12, sha256: 'ab'.repeat(32) };
const TABLE = { nom: 'data/reference/pays.csv', octets: 3, sha256: 'cd'.repeat(32) };
const PROVENANCE = { version: '0.1.0', entrees: [SOURCE], outil: [TABLE] };
const sha256 = (contenu: string | Buffer) => createHash('sha256').update(contenu).digest('hex');

it('le sceau pèse chaque document, et se pèse lui-même', async () => {
  await avecDossier(async (racine) => {
    const documents = { 'lignes-2012.csv': 'ref;é_centimes\n', 'jaune-2012.html': '', 'synthese-2012.json': '{}\n' };
    for (const [nom, contenu] of Object.entries(documents)) deposer(racine, nom, contenu);
    const colonnes = [
      { nom: 'ref', type: 'string' },
      { nom: 'é_centimes', type: 'integer', description: 'Des centimes' },
    ] as const;
    await sceller(
      racine,
      Object.keys(documents),
      EN_TETE,
      PROVENANCE,
      new Map([['lignes-2012.csv', { colonnes, forme: 2 }]]),
    );
    const paquet = readFileSync(join(racine, 'datapackage.json'), 'utf8');
    expect(readFileSync(join(racine, 'SHA256SUMS'), 'utf8')).toBe(
      [
        `${sha256(paquet)}  datapackage.json`,
        `${sha256('')}  jaune-2012.html`,
        `${sha256('ref;é_centimes\n')}  lignes-2012.csv`,
        `${sha256('{}\n')}  synthese-2012.json`,
        '',
      ].join('\n'),
    );
    const lu = JSON.parse(paquet);
    expect(lu).toMatchObject({
      name: 'jaune-2012',
      created: '2012-12-13T00:00:00Z',
      jaune: { version: '0.1.0', exercice: '2012' },
      sources: [{ path: 'sources/a.csv', bytes: 12, hash: `sha256:${SOURCE.sha256}` }],
      outil: [{ path: 'data/reference/pays.csv', bytes: 3, hash: `sha256:${TABLE.sha256}` }],
    });
    expect(lu.resources.map(({ forme }: { forme?: number }) => forme)).toEqual([undefined, 2, undefined]);
    expect(lu.resources[1].schema.fields).toEqual([
      { name: 'ref', type: 'string' },
      { name: 'é_centimes', type: 'integer', description: 'Des centimes' },
    ]);
    expect(lireLePaquet(paquet)).toMatchObject({ exercice: '2012', ...PROVENANCE });
    expect(lu.resources.map(({ path, bytes, hash }: Record<string, unknown>) => [path, bytes, hash])).toEqual([
      ['jaune-2012.html', 0, `sha256:${sha256('')}`],
      ['lignes-2012.csv', 16, `sha256:${sha256('ref;é_centimes\n')}`],
      ['synthese-2012.json', 3, `sha256:${sha256('{}\n')}`],
    ]);
  });
});

it('le sceau ne dépend que des octets, jamais de l’ordre ni de l’heure', async () => {
  const sommesDe = (noms: readonly string[]) =>
    avecDossier(async (racine) => {
      for (const nom of ['a.csv', 'b.json']) deposer(racine, nom, nom);
      await sceller(racine, noms, EN_TETE, PROVENANCE, new Map());
      return readFileSync(join(racine, 'SHA256SUMS'), 'utf8');
    });
  expect(await sommesDe(['a.csv', 'b.json'])).toBe(await sommesDe(['b.json', 'a.csv']));
});

it('un document absent ne se scelle pas', async () => {
  await avecDossier(async (racine) => {
    await expect(sceller(racine, ['absent.csv'], EN_TETE, PROVENANCE, new Map())).rejects.toThrow(/ENOENT/);
  });
});

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ecrireLeClasseur } from '../../src/render/xlsx/ecrire-le-classeur.ts';
import { jauneExemple } from './jaune-exemple.ts';

let dossier: string;
let octets: Buffer;
beforeAll(async () => {
  dossier = await mkdtemp(path.join(tmpdir(), 'jaune-xlsx-'));
  await ecrireLeClasseur(jauneExemple(), path.join(dossier, 'a.xlsx'));
  octets = await readFile(path.join(dossier, 'a.xlsx'));
});
afterAll(() => rm(dossier, { recursive: true, force: true }));

/** Names and dates of the parts, as the directory at the end of the zip tells them. */
function repertoire(zip: Buffer): { nom: string; date: number }[] {
  const fin = zip.length - 22;
  const parties = [];
  let rang = zip.readUInt32LE(fin + 16);
  while (rang < fin) {
    const longueur = zip.readUInt16LE(rang + 28);
    parties.push({ nom: zip.toString('utf8', rang + 46, rang + 46 + longueur), date: zip.readUInt32LE(rang + 12) });
    rang += 46 + longueur + zip.readUInt16LE(rang + 30) + zip.readUInt16LE(rang + 32);
  }
  return parties;
}

describe('les octets du classeur', () => {
  it('sont les mêmes à chaque fois', async () => {
    await ecrireLeClasseur(jauneExemple(), path.join(dossier, 'b.xlsx'));
    expect((await readFile(path.join(dossier, 'b.xlsx'))).equals(octets)).toBe(true);
  });

  it('sont les mêmes à Tokyo, dans un autre processus', async () => {
    const programme = path.join(dossier, 'programme.cjs');
    const importer = (nom: string, fichier: string) =>
      `import { ${nom} } from ${JSON.stringify(path.resolve(fichier))};`;
    await build({
      stdin: {
        contents: `${importer('ecrireLeClasseur', 'src/render/xlsx/ecrire-le-classeur.ts')}
          ${importer('jauneExemple', 'test/render/jaune-exemple.ts')}
          ecrireLeClasseur(jauneExemple(), process.argv[2]);`,
        resolveDir: process.cwd(),
      },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      outfile: programme,
      logLevel: 'error',
    });
    const cible = path.join(dossier, 'tokyo.xlsx');
    const env = { ...process.env, TZ: 'Asia/Tokyo', LC_ALL: 'tr_TR.UTF-8' };
    await promisify(execFile)(process.execPath, [programme, cible], { env });
    const empreinte = (contenu: Buffer) => createHash('sha256').update(contenu).digest('hex');
    expect(empreinte(await readFile(cible))).toBe(empreinte(octets));
  });

  it('commencent par [Content_Types].xml, puis suivent l’ordre des noms, sans dossier ni date', () => {
    const [premiere, ...autres] = repertoire(octets);
    expect(premiere?.nom).toBe('[Content_Types].xml');
    const noms = autres.map(({ nom }) => nom);
    expect(noms).toEqual([...noms].sort());
    expect(noms.some((nom) => nom.endsWith('/'))).toBe(false);
    expect(new Set([premiere, ...autres].map((partie) => partie?.date))).toEqual(new Set([0x00210000]));
  });
});

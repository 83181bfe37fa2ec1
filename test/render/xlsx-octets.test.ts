import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { ecrireLeClasseur } from '../../src/render/xlsx/ecrire-le-classeur.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { petitProgramme } from '../outils/paquet.ts';
import { jauneExemple } from './jaune-exemple.ts';

const dossier = dossierDEssai();
let octets: Buffer;
beforeAll(async () => {
  await ecrireLeClasseur(jauneExemple(), path.join(dossier, 'a.xlsx'));
  octets = await readFile(path.join(dossier, 'a.xlsx'));
});

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
    const cible = path.join(dossier, 'tokyo.xlsx');
    const env = { ...process.env, TZ: 'Asia/Tokyo', LC_ALL: 'tr_TR.UTF-8' };
    await promisify(execFile)(process.execPath, [petitProgramme('classeur-exemple'), cible], { env });
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

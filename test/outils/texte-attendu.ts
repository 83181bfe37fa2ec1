import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'vitest';

/** Compares with the expected text beside; written again only when `JAUNE_REGENERER` is `1`, to be read before it is kept. */
export function comparerAuTexte(chemin: string, obtenu: string): void {
  if (process.env.JAUNE_REGENERER === '1') {
    mkdirSync(dirname(chemin), { recursive: true });
    writeFileSync(chemin, obtenu);
    return;
  }
  expect(obtenu).toBe(readFileSync(chemin, 'utf8'));
}

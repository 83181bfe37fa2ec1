import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/files/tool.ts';

it('la racine de l’outil contient ses tables et ses gabarits', () => {
  for (const element of ['package.json', 'data/nomenclatures', 'data/reference', 'templates'])
    expect(existsSync(join(packageRoot(), element))).toBe(true);
});

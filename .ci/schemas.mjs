// npm run schemas: writes schemas/*.json, the JSON Schemas by which editors complete and check the YAML of a dossier.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const atelier = mkdtempSync(join(tmpdir(), 'jaune-schemas-'));
try {
  const outfile = join(atelier, 'schemas.mjs');
  await build({
    entryPoints: ['src/schemas/schemas-pour-editeurs.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    logLevel: 'warning',
    banner: {
      js: "import { createRequire as jauneCreateRequire } from 'node:module'; const require = jauneCreateRequire(import.meta.url);",
    },
  });
  const { ecrireLesSchemas } = await import(pathToFileURL(outfile).href);
  ecrireLesSchemas(process.cwd());
} finally {
  rmSync(atelier, { recursive: true, force: true });
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** Bundles a module of `src/` with all that it uses, imports it, and leaves nothing behind. */
export async function importSource(entryPoint) {
  const workshop = mkdtempSync(join(tmpdir(), 'jaune-source-'));
  try {
    const outfile = join(workshop, 'source.mjs');
    await build({
      entryPoints: [entryPoint],
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
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

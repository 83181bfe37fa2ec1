// Builds the tool: dist/jaune.js unless another is named, and beside it the folder jaune/ with what is loaded when it is first
// needed (modules reached by import()), so that `jaune --help` does not pay for the libraries of the other commands.
import { rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import { madeAhead } from './made-ahead.mjs';
import { noticesOf } from './notices.mjs';
import { withoutUnusedParts } from './unused-parts.mjs';

// Sources are in UTF-8 or Windows-1252: the tables of East Asian encodings, a quarter of the bundle, are left out.
const withoutEastAsianTables = {
  name: 'without-east-asian-tables',
  setup(bundler) {
    bundler.onLoad({ filter: /iconv-lite[\\/]encodings[\\/]tables[\\/].*\.json$/ }, () => ({
      contents: '[]',
      loader: 'json',
    }));
  },
};

const program = process.argv[2] ?? 'dist/jaune.js';
const name = basename(program, '.js');
// What an earlier build left there has other names.
rmSync(join(dirname(program), name), { recursive: true, force: true });

const { metafile } = await build({
  entryPoints: [{ in: 'src/main.ts', out: name }],
  outdir: dirname(program),
  chunkNames: `${name}/[hash]`,
  splitting: true,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  minify: true,
  // Maps beside the files, on demand, tell the bench which source each function comes from; the files stay the same.
  sourcemap: process.argv.includes('--carte') ? 'external' : false,
  plugins: [withoutEastAsianTables, withoutUnusedParts, madeAhead],
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
  banner: {
    // Some bundled libraries are CommonJS and ask for Node's own modules with require().
    js: "#!/usr/bin/env node\nimport { createRequire as jauneCreateRequire } from 'node:module'; const require = jauneCreateRequire(import.meta.url);",
  },
});

writeFileSync(join(dirname(program), name, 'LICENCES.txt'), noticesOf(metafile));

// Bundles the tool into one file, dist/jaune.js unless another is named. Modules reached by import() stay lazy inside it:
// they run when first needed, so that `jaune --help` does not pay for the libraries of the other commands.
import { build } from 'esbuild';
import { precompiledTemplates } from './precompiled-templates.mjs';

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

await build({
  entryPoints: ['src/main.ts'],
  outfile: process.argv[2] ?? 'dist/jaune.js',
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  minify: true,
  // A map beside the bundle, on demand, tells the bench which source each function comes from; the bundle stays the same.
  sourcemap: process.argv.includes('--carte') ? 'external' : false,
  plugins: [withoutEastAsianTables, precompiledTemplates],
  legalComments: 'none',
  logLevel: 'warning',
  banner: {
    // Some bundled libraries are CommonJS and ask for Node's own modules with require().
    js: "#!/usr/bin/env node\nimport { createRequire as jauneCreateRequire } from 'node:module'; const require = jauneCreateRequire(import.meta.url);",
  },
});

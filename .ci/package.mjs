// npm run paquet: makes, in dist/paquets, a folder to unzip for each platform, with its own Node, and SHA256SUMS beside. Names of
// platforms make these alone: `npm run paquet win-x64`. The same bytes each time, on any machine.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fetchNode } from './package/fetch-node.mjs';
import { entriesOf } from './package/package-entries.mjs';
import { NODE_VERSION, PLATFORMS } from './package/platforms.mjs';
import { sha256, zipped } from './package/zipped.mjs';

// Tests do not wait for a program of 90 MB to be compressed.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sortie: { type: 'string', default: 'dist/paquets' },
    'sans-comprimer': { type: 'boolean', default: false },
  },
});
const unknown = positionals.filter((name) => !(name in PLATFORMS));
if (unknown.length > 0) {
  console.error(
    `Plateforme inconnue : ${unknown.join(', ')}. Celles qui se font : ${Object.keys(PLATFORMS).join(', ')}.`,
  );
  process.exit(2);
}
mkdirSync(values.sortie, { recursive: true });
const sums = [];
for (const platform of positionals.length > 0 ? positionals : Object.keys(PLATFORMS)) {
  const { name, entries } = entriesOf(platform, fetchNode(platform));
  const bytes = zipped(name, entries, values['sans-comprimer'] ? 0 : 6);
  writeFileSync(join(values.sortie, `${name}.zip`), bytes);
  sums.push(`${sha256(bytes)}  ${name}.zip\n`);
  console.log(`${join(values.sortie, `${name}.zip`)} : ${(bytes.length / 1e6).toFixed(1)} Mo, Node ${NODE_VERSION}`);
}
writeFileSync(join(values.sortie, 'SHA256SUMS'), sums.sort().join(''));

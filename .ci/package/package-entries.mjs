import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fetchNode } from './fetch-node.mjs';
import { guidePages } from './guide-pages.mjs';
import { PLATFORMS } from './platforms.mjs';

const LAUNCHERS = join(import.meta.dirname, 'launchers');
/** Dossiers that the guide speaks of. */
const EXAMPLES = ['2010', '2010-net', '2011', '2012', '2013'];

/** The names under which people see what they double-click; others have those of their files. */
const SEEN_AS = {
  'ailleurs.txt': 'outil/ailleurs.txt',
  'bienvenue.txt': 'outil/bienvenue.txt',
  'demonstration.cmd': 'Démonstration.cmd',
  'demonstration.command': 'Démonstration.command',
  'ouvrir-jaune.cmd': 'Ouvrir jaune.cmd',
  'ouvrir-jaune.command': 'Ouvrir jaune.command',
};

/** What a package holds: the tool and its own Node, what starts them, the dossiers of the guide, the guide, the licences. */
export function entriesOf(platform, { node, licence }) {
  const { version, files } = JSON.parse(readFileSync('package.json', 'utf8'));
  const { launchers, program } = PLATFORMS[platform];
  const name = `jaune-${version}-${platform}`;
  const tool = ['package.json', 'LICENSE', ...files].flatMap(filesUnder);
  const examples = EXAMPLES.flatMap((year) => filesUnder(join('data', year)));
  return {
    name,
    entries: [
      ...starters(launchers, version),
      { name: `node/${program.slice('bin/'.length)}`, bytes: node, runs: true },
      // The package for Windows leaves it out: it is one for all platforms.
      { name: 'node/LICENSE', bytes: licence ?? fetchNode('linux-x64').licence },
      ...tool.filter(isDelivered).map((path) => ({ name: `outil/${path}`, bytes: readFileSync(path) })),
      ...examples.map((path) => ({ name: path, bytes: readFileSync(path) })),
      ...guidePages().map(({ name: page, bytes }) => ({ name: `docs/${page}`, bytes })),
    ],
  };
}

/** The paths of the files of a folder, with `/`; that of a file is its own. */
function filesUnder(path) {
  if (!statSync(path).isDirectory()) return [path.replaceAll('\\', '/')];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

/** In dist/, only what was built: neither packages made before, nor what tests leave there. */
function isDelivered(path) {
  return (
    !path.startsWith('dist/') || path === 'dist/jaune.js' || (path.startsWith('dist/jaune/') && !path.endsWith('.map'))
  );
}

/** What is double-clicked or typed. On Windows lines end as its Notepad and its command files want. */
function starters(system, version) {
  return readdirSync(join(LAUNCHERS, system)).map((file) => {
    const text = readFileSync(join(LAUNCHERS, system, file), 'utf8').replaceAll('{{version}}', version);
    const bytes = Buffer.from(system === 'windows' ? text.replace(/\r?\n/g, '\r\n') : text);
    return { name: SEEN_AS[file] ?? file, bytes, runs: !file.endsWith('.txt') };
  });
}

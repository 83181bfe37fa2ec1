import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { NODE_VERSION, PLATFORMS } from './platforms.mjs';

/** Kept from one run to the next. */
const CACHE = join('node_modules', '.cache', 'jaune-paquets');

/**
 * Brings Node for a platform from the npm registry; what is brought is what was looked at, by its digest.
 * @returns the program, and its licence where that package has it
 * @throws Error when it cannot be had, or is another
 */
export function fetchNode(platform) {
  const { from, integrity, program } = PLATFORMS[platform];
  const archive = join(CACHE, `${from}-${NODE_VERSION}.tgz`);
  if (!existsSync(archive)) {
    mkdirSync(CACHE, { recursive: true });
    const options = ['--pack-destination', CACHE, '--silent'];
    execFileSync('npm', ['pack', `${from}@${NODE_VERSION}`, ...options], { shell: process.platform === 'win32' });
  }
  const bytes = readFileSync(archive);
  const found = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  if (found !== integrity) throw new Error(`${archive} n’est pas celui attendu : ${found}, non ${integrity}`);
  const files = untar(gunzipSync(bytes), [`package/${program}`, 'package/LICENSE']);
  const node = files.get(`package/${program}`);
  if (node === undefined) throw new Error(`${archive} n’a pas ${program}`);
  return { node, licence: files.get('package/LICENSE') };
}

const BLOCK = 512;

/** The files of these names in a tar. */
function untar(bytes, names) {
  const found = new Map();
  for (let at = 0; at + BLOCK <= bytes.length; ) {
    const text = (from, length) => bytes.toString('utf8', at + from, at + from + length).replace(/\0.*$/s, '');
    const name = [text(345, 155), text(0, 100)].filter(Boolean).join('/');
    const size = Number.parseInt(text(124, 12), 8) || 0;
    if (names.includes(name)) found.set(name, bytes.subarray(at + BLOCK, at + BLOCK + size));
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return found;
}

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';

const UNIX = 3;

export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** The day of the version, as CHANGELOG.md says it; that of the format when it is not out. */
function released() {
  const [, year = 1980, month = 1, day = 1] =
    /^## .* – (\d{4})-(\d\d)-(\d\d)/m.exec(readFileSync('CHANGELOG.md', 'utf8')) ?? [];
  return new Date(Number(year), Number(month) - 1, Number(day));
}

/** A zip of one folder: its files in the order of their names, all of the day of the version, with the right to run those that are run. */
export function zipped(folder, entries, level) {
  const mtime = released();
  const sorted = [...entries].sort(({ name: a }, { name: b }) => (a < b ? -1 : 1));
  return zipSync(
    Object.fromEntries(
      sorted.map(({ name, bytes, runs = false }) => [
        `${folder}/${name}`,
        [bytes, { level, mtime, os: UNIX, attrs: (runs ? 0o100755 : 0o100644) << 16 }],
      ]),
    ),
  );
}

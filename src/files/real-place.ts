import { existsSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UnwritableOutput } from './unwritable-output.ts';

/**
 * The true path of what may not be there yet: that of its nearest parent that is, and the rest. What is written goes where links
 * lead, and they stay.
 * @throws UnwritableOutput when it is a link that leads nowhere, or passes by one
 */
export function realPlace(path: string): string {
  const absolute = resolve(path);
  if (existsSync(absolute)) return realpathSync(absolute);
  const aim = aimOf(absolute);
  if (aim !== undefined)
    throw new UnwritableOutput(
      `${path} est un lien vers « ${aim} », qui n’existe pas`,
      'Retirez le lien, ou choisissez un autre endroit.',
    );
  const parent = dirname(absolute);
  return parent === absolute ? absolute : join(realPlace(parent), basename(absolute));
}

/** Whether a file is a folder, or lies or would lie under it, whatever links lead there. */
export function liesIn(folder: string, path: string): boolean {
  const way = relative(realPlace(folder), realPlace(path));
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Where a link leads; nothing when it is none, or cannot be looked at. */
function aimOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

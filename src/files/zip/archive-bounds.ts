import { formaterEntier } from '../../domain/textes/format.ts';

/**
 * What an archive may be, whoever made it: what is written is held to the same as what is read. These are numbers of files and of
 * bytes, never how well they were compressed: twenty thousand lines alike are as honest as others.
 */
export const ARCHIVE_BOUNDS = {
  entries: 100_000,
  /** Bytes of all its files once inflated: far more than a hundred million lines. */
  size: 16 * 1024 ** 3,
  /** Bytes of its directory. */
  directory: 64 * 1024 ** 2,
  /** Bytes of a name, folders included, and of one step of it. */
  name: 1024,
  step: 255,
  /** Folders, one in another. */
  depth: 64,
} as const;

/** A number of bytes, as it is said. */
export function bytesText(bytes: number): string {
  return bytes < 1024 ** 3 ? `${formaterEntier(Math.ceil(bytes / 1024 ** 2))} Mio` : `${tenths(bytes / 1024 ** 3)} Gio`;
}

function tenths(value: number): string {
  return (Math.ceil(value * 10) / 10).toFixed(1).replace('.', ',').replace(',0', '');
}

import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { trierPar } from '../domain/textes/ordre.ts';

/** The number of a process, alone or before the six letters of a temporary folder. */
const PROCESS_ALONE = /^([1-9]\d{0,9})$/;
const PROCESS_AND_LETTERS = /^([1-9]\d{0,9})-[A-Za-z0-9]{6}$/;

/**
 * Where this process makes what will stand at a path: beside it, hence on the same disk, under a name that tells whose it is:
 * `reports/.2012.en-cours-4242` for `reports/2012`.
 */
export function nameInTheMaking(target: string, processId = process.pid): string {
  return `${prefix(target, 'en-cours')}${processId}`;
}

/** Where this process sets aside, for the time of a renaming, what stands at a path: `reports/.2012.ancien-4242`. */
export function nameSetAside(target: string): string {
  return `${prefix(target, 'ancien')}${process.pid}`;
}

/** What runs that were killed outright set aside and did not bring back, in the order of their names. */
export function setAside(target: string): string[] {
  return leftovers(dirname(target), basename(prefix(target, 'ancien')), PROCESS_ALONE);
}

/** Removes what runs that were killed outright were making beside a path. What belongs to a run under way, or does not go, stays. */
export function sweepLeftovers(target: string): void {
  const dead = leftovers(dirname(target), basename(prefix(target, 'en-cours')), PROCESS_ALONE);
  for (const rest of dead) removeQuietly(rest);
}

/** The numbers of the other processes that are making something for a path, and still live. */
export function othersAtWork(target: string): number[] {
  const start = basename(prefix(target, 'en-cours'));
  const numbers = namesIn(dirname(target)).map((name) =>
    Number(name.startsWith(start) ? PROCESS_ALONE.exec(name.slice(start.length))?.[1] : undefined),
  );
  return numbers.filter((number) => Number.isFinite(number) && isAlive(number)).sort((left, right) => left - right);
}

/** Removes the folders `jaune-4242-Xa3b9Z` that killed runs left among temporary files. */
export function sweepScratch(folder: string, start: string): void {
  for (const rest of leftovers(folder, start, PROCESS_AND_LETTERS)) removeQuietly(rest);
}

/** Removes a file or a folder if it goes: another program may hold it open, and it harms nobody where it is. */
export function removeQuietly(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // A later run will sweep it.
  }
}

function prefix(target: string, role: 'en-cours' | 'ancien'): string {
  return join(dirname(target), `.${basename(target)}.${role}-`);
}

/** What a folder has under that name followed by the number of a process that lives no more, when it is ours. */
function leftovers(folder: string, start: string, ending: RegExp): string[] {
  const dead = namesIn(folder).filter((name) => {
    const processId = name.startsWith(start) ? ending.exec(name.slice(start.length))?.[1] : undefined;
    return processId !== undefined && !isAlive(Number(processId)) && isOurs(join(folder, name));
  });
  return trierPar(dead, (name) => name).map((name) => join(folder, name));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** In a folder open to all, such as that of temporary files, names are free: only what this user made is swept. */
function isOurs(path: string): boolean {
  const user = process.getuid?.();
  return user === undefined || lstatSync(path, { throwIfNoEntry: false })?.uid === user;
}

/** This process makes nothing yet: what bears its number is of a dead one that had the same. */
function isAlive(processId: number): boolean {
  if (processId === process.pid) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

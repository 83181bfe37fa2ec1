import { existsSync, lstatSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { trierPar } from '../domain/textes/ordre.ts';

/** The number of a process, alone or before the six letters of a temporary folder. */
const PROCESS_ALONE = /^([1-9]\d{0,9})$/;
const PROCESS_AND_LETTERS = /^([1-9]\d{0,9})-[A-Za-z0-9]{6}$/;

/**
 * Where this process makes what will stand at a path: beside it, hence on the same disk, under a name that tells whose it is:
 * `reports/.2012.en-cours-4242` for `reports/2012`.
 */
export function nameInTheMaking(cible: string): string {
  return `${prefix(cible, 'en-cours')}${process.pid}`;
}

/** Where this process sets aside, for the time of a renaming, what stands at a path: `reports/.2012.ancien-4242`. */
export function nameSetAside(cible: string): string {
  return `${prefix(cible, 'ancien')}${process.pid}`;
}

/** What runs that were killed outright set aside and did not bring back, in the order of their names. */
export function setAside(cible: string): string[] {
  return leftovers(dirname(cible), basename(prefix(cible, 'ancien')), PROCESS_ALONE);
}

/**
 * Removes what runs that were killed outright left beside a path: what they were making, and, when something stands there, what
 * they had set aside. What belongs to a run under way, or does not go, stays.
 */
export function sweepLeftovers(cible: string): void {
  const mortes = leftovers(dirname(cible), basename(prefix(cible, 'en-cours')), PROCESS_ALONE);
  for (const reste of existsSync(cible) ? [...mortes, ...setAside(cible)] : mortes) removeQuietly(reste);
}

/** Removes the folders `jaune-4242-Xa3b9Z` that killed runs left among temporary files. */
export function sweepScratch(dossier: string, debut: string): void {
  for (const reste of leftovers(dossier, debut, PROCESS_AND_LETTERS)) removeQuietly(reste);
}

/** Removes a file or a folder if it goes: another program may hold it open, and it harms nobody where it is. */
export function removeQuietly(chemin: string): void {
  try {
    rmSync(chemin, { recursive: true, force: true });
  } catch {
    // A later run will sweep it.
  }
}

function prefix(cible: string, role: 'en-cours' | 'ancien'): string {
  return join(dirname(cible), `.${basename(cible)}.${role}-`);
}

/** What a folder has under that name followed by the number of a process that lives no more, when it is ours. */
function leftovers(dossier: string, debut: string, suite: RegExp): string[] {
  let noms: string[];
  try {
    noms = readdirSync(dossier);
  } catch {
    return [];
  }
  const morts = noms.filter((nom) => {
    const numero = nom.startsWith(debut) ? suite.exec(nom.slice(debut.length))?.[1] : undefined;
    return numero !== undefined && !isAlive(Number(numero)) && isOurs(join(dossier, nom));
  });
  return trierPar(morts, (nom) => nom).map((nom) => join(dossier, nom));
}

/** In a folder open to all, such as that of temporary files, names are free: only what this user made is swept. */
function isOurs(chemin: string): boolean {
  const utilisateur = process.getuid?.();
  return utilisateur === undefined || lstatSync(chemin, { throwIfNoEntry: false })?.uid === utilisateur;
}

/** This process makes nothing yet: what bears its number is of a dead one that had the same. */
function isAlive(processus: number): boolean {
  if (processus === process.pid) return false;
  try {
    process.kill(processus, 0);
    return true;
  } catch (erreur) {
    return !(erreur instanceof Error && 'code' in erreur && erreur.code === 'ESRCH');
  }
}

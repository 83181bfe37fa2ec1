import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** The names under which machines have Chromium, most usual first. */
const NOMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'chrome.exe'];
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The first program of the PATH that has one of these names; `undefined` when there is none. */
export function trouverProgramme(...noms: readonly string[]): string | undefined {
  const dossiers = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const chemins = noms.flatMap((nom) => dossiers.map((dossier) => join(dossier, nom)));
  return chemins.find((chemin) => {
    try {
      accessSync(chemin, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * Where Chromium is on this machine. Without one, tests that need it are skipped, and a line says so; under `CI=true`
 * they run and fail, so that nobody believes that they passed.
 */
export function chercherNavigateur(): { readonly chemin: string | undefined; readonly passer: boolean } {
  const chemin = trouverProgramme(...NOMS);
  const passer = chemin === undefined && process.env.CI !== 'true';
  if (passer) console.warn('Chromium est absent du PATH : les essais dans un navigateur sont passés.');
  return { chemin, passer };
}

/** Starts the browser found by {@link chercherNavigateur}. */
export async function lancerNavigateur(chemin: string | undefined): Promise<Browser> {
  if (chemin === undefined) throw new Error(`Aucun navigateur sur le PATH (${NOMS.join(', ')}).`);
  return chromium.launch({ executablePath: chemin, args: ARGUMENTS });
}

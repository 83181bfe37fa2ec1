import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

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
 * A program that a test opens our files with. Without it, that part is skipped, and a line says so; under `CI=true` its bare name,
 * so that the test fails.
 */
export function programmeOuPasse(nom: string, dit: string): string | undefined {
  const chemin = trouverProgramme(nom);
  if (chemin === undefined && process.env.CI === 'true') return nom;
  if (chemin === undefined) console.warn(`${nom} est absent du PATH : ${dit}`);
  return chemin;
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

/** A page that is open, with all that it asked for and complained about since. */
export interface PageOuverte {
  readonly page: Page;
  /** Messages of the console, errors, dialogs. */
  readonly plaintes: readonly string[];
  /** Addresses that it asked for, itself first. */
  readonly demandes: readonly string[];
}

/** Opens a file, and listens from before it is read. `ancre` is what stands after the `#`. */
export async function ouvrirPage(
  navigateur: Browser,
  fichier: string,
  { ancre = '', ...options }: BrowserContextOptions & { readonly ancre?: string } = {},
): Promise<PageOuverte> {
  const page = await navigateur.newPage(options);
  const plaintes: string[] = [];
  const demandes: string[] = [];
  page.on('console', (message) => plaintes.push(message.text()));
  page.on('pageerror', (erreur) => plaintes.push(erreur.message));
  page.on('dialog', (boite) => {
    plaintes.push(`boîte : ${boite.message()}`);
    void boite.dismiss();
  });
  page.on('request', (demande) => demandes.push(demande.url()));
  await page.goto(adresseDuFichier(fichier, ancre));
  return { page, plaintes, demandes };
}

/** The address of a file, with what is asked of the page. */
export function adresseDuFichier(fichier: string, ancre = ''): string {
  return pathToFileURL(fichier).href + (ancre === '' ? '' : `#${ancre}`);
}

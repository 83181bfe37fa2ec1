import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';

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

/** A page that is open, with all that it asked for and complained about since. */
export interface PageOuverte {
  readonly page: Page;
  /** Messages of the console, errors, dialogs. */
  readonly plaintes: readonly string[];
  /** Addresses that it asked for, itself first. */
  readonly demandes: readonly string[];
}

/** Opens a file in the browser of a group of tests, and listens from before it is read. `ancre` is what stands after the `#`. */
export type Ouvrir = (
  fichier: string,
  options?: BrowserContextOptions & { readonly ancre?: string },
) => Promise<PageOuverte>;

type Essais = (ouvrir: Ouvrir, navigateur: () => Browser) => void;

/** A group of tests in a Chromium of their own, open from before the first until after the last. */
export const dansUnNavigateur = dansUnNavigateurSi(true);

/** The same on machines that have what else the tests need. */
export function dansUnNavigateurSi(possible: boolean): (nom: string, essais: Essais) => void {
  return (nom, essais) => {
    const { chemin, passer } = chercherNavigateur();
    describe.skipIf(passer || !possible)(nom, () => {
      let navigateur: Browser | undefined;
      beforeAll(async () => {
        if (chemin === undefined) throw new Error(`Aucun navigateur sur le PATH (${NOMS.join(', ')}).`);
        navigateur = await chromium.launch({ executablePath: chemin, args: ARGUMENTS });
      });
      afterAll(() => navigateur?.close());
      const lance = () => navigateur ?? expect.unreachable('the browser is open while tests run');
      essais((fichier, options) => ouvrirPage(lance(), fichier, options), lance);
    });
  };
}

async function ouvrirPage(
  navigateur: Browser,
  fichier: string,
  options: Parameters<Ouvrir>[1] = {},
): Promise<PageOuverte> {
  const { ancre = '', ...contexte } = options;
  const page = await navigateur.newPage(contexte);
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

/** Goes to an address of a page that is open, as a reader who pastes it, and waits for its picture. */
export async function allerA(page: Page, ancre: string): Promise<void> {
  await page.evaluate(`(async () => {
    const suivie = new Promise((suite) => addEventListener('hashchange', suite, { once: true }));
    const avant = location.href;
    location.hash = ${JSON.stringify(ancre)};
    if (location.href !== avant) await suivie;
    await new Promise((suite) => requestAnimationFrame(() => setTimeout(suite)));
  })()`);
}

import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { courirIci } from './dossiers.ts';

/** Writes the page to decide in of a dossier. */
export async function exporterLaPage(dossier: string, sortie: string, ...options: readonly string[]): Promise<string> {
  const course = await courirIci([
    'arbitrer',
    'export',
    dossier,
    '--page',
    '--sortie',
    sortie,
    '--remplacer',
    ...options,
  ]);
  expect(course.code, course.erreur).toBe(0);
  return sortie;
}

/** Who decides and when, then the keys go to the list. */
export async function commencer(page: Page, nom = 'Direction des finances'): Promise<void> {
  await page.fill('#auteur', nom);
  await page.fill('#jour', '2012-11-20');
  await page.locator('#liste').focus();
}

/** Saves the decisions of a page. */
export async function enregistrer(page: Page): Promise<{ readonly nom: string; readonly texte: string }> {
  const [telechargement] = await Promise.all([page.waitForEvent('download'), page.click('#enregistrer')]);
  return { nom: telechargement.suggestedFilename(), texte: readFileSync(await telechargement.path(), 'utf8') };
}

/** Keys that have a name; all else is written. */
const TOUCHES = new Set(['Enter', 'Escape', 'Tab']);

export async function taper(page: Page, ...touches: readonly string[]): Promise<void> {
  for (const touche of touches) {
    if (TOUCHES.has(touche)) await page.keyboard.press(touche);
    else if (touche.length === 1) await page.keyboard.press(touche);
    else await page.keyboard.type(touche);
  }
}

import axe, { type AxeResults, type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe-core finds wrong in a page, or in a part of it: rule and place. */
export async function redites(page: Page, ou = 'html', runOnly?: RunOptions['runOnly']): Promise<string[]> {
  // Evaluated by the browser, not by the page, whose policy forbids every script but its own.
  if (!(await page.evaluate('typeof globalThis.axe?.run === "function"'))) await page.evaluate(axe.source);
  const { violations }: AxeResults = await page.evaluate(
    `axe.run(${JSON.stringify(ou)}, ${JSON.stringify(runOnly ? { runOnly } : {})})`,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id} : ${html.slice(0, 200)}`));
}

import axe, { type AxeResults, type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe-core finds wrong in a page, or in a part of it: rule and place. */
export async function redites(page: Page, ou = 'html', runOnly?: RunOptions['runOnly']): Promise<string[]> {
  // Evaluated by the browser, not by the page, whose policy forbids every script but its own.
  if (!(await page.evaluate('typeof globalThis.axe?.run === "function"'))) await page.evaluate(axe.source);
  const options = JSON.stringify({ resultTypes: ['violations'], ...(runOnly && { runOnly }) });
  // It reads the whole document, whatever it is asked about: what lies under a dialog is taken out meanwhile.
  const { violations }: AxeResults = await page.evaluate(`(async () => {
    const dessous = ${JSON.stringify(ou)}.startsWith('dialog') ? document.querySelector('main') : null;
    const place = document.createComment('');
    dessous?.replaceWith(place);
    try {
      return await axe.run(${JSON.stringify(ou)}, ${options});
    } finally {
      if (dessous) place.replaceWith(dessous);
    }
  })()`);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id} : ${html.slice(0, 200)}`));
}

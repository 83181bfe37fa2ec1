import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { packageRoot } from '../../src/files/tool.ts';

/** A rule of the standard that an element does not keep. */
export interface Manquement {
  readonly id: string;
  readonly severite: string;
  readonly regle: string;
  /** The identifier of the activity. */
  readonly activite: string;
  readonly message: string;
}

export interface EvaluationIati {
  readonly manquements: readonly Manquement[];
  /** How often each kind of rule was put to an element: a rule that is never put proves nothing. */
  readonly posees: Readonly<Record<string, number>>;
}

/**
 * Puts the rules of a ruleset of IATI to a document, with the XPath of a browser; as the documentation of rulesets says them.
 * @param maintenant what NOW is, AAAA-MM-JJ
 * @throws Error for a kind of rule that is not known here
 */
export function evaluerLesRegles(
  page: Page,
  xml: string,
  regles: unknown,
  maintenant: string,
): Promise<EvaluationIati> {
  const programme = readFileSync(join(packageRoot(), 'test/outils/evaluer-les-regles-iati.js'), 'utf8');
  const expression = programme.slice(programme.indexOf('('), programme.lastIndexOf(';'));
  return page.evaluate<EvaluationIati>(`(${expression})(${JSON.stringify([xml, regles, maintenant])})`);
}

import { checkEdition } from '../../edition.ts';
import { syntheseJson } from '../../render/json/synthese-json.ts';
import { coloursFor } from '../colours.ts';
import { findingsJson, printJson } from '../findings-json.ts';
import { writeSummary } from '../summary-text.ts';
import { withFindings } from '../with-findings.ts';
import { rulesJson } from './rules-json.ts';
import { writeRules } from './rules-text.ts';
import { runTrial } from './run-trial.ts';

/** What `jaune controler` may be asked. */
export interface OptionsDeControle {
  readonly json?: boolean;
  /** All the rules, and not only those that raise a question. */
  readonly regles?: boolean;
  /** Rules to measure the dossier without. */
  readonly sans?: readonly string[];
  /** Files of rules to measure the dossier with. */
  readonly avec?: readonly string[];
}

/**
 * `jaune controler`: goes the whole way to the figures, tells everything, writes nothing. With `--sans` or `--avec`, tells
 * what other rules would change.
 */
export function runControler(dossier: string, options: OptionsDeControle): Promise<number> {
  const { sans = [], avec = [] } = options;
  if (sans.length + avec.length > 0) return runTrial(dossier, { sans, avec }, options);
  return withFindings(options, async (constats) => {
    const { preparation, jaune } = await checkEdition(dossier, constats);
    const { misesDeCote, incompletes } = preparation.classement;
    if (options.json) {
      printJson({
        ok: true,
        ...syntheseJson(jaune),
        ...rulesJson(jaune, misesDeCote, incompletes),
        ...findingsJson(constats),
      });
      return;
    }
    const couleurs = coloursFor(process.stdout);
    process.stdout.write(writeSummary(jaune, couleurs));
    process.stdout.write(`\n${writeRules({ ...jaune, misesDeCote, incompletes }, options.regles === true, couleurs)}`);
    process.stdout.write('\nAucune erreur. Rien n’a été écrit.\n');
  });
}

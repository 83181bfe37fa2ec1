import type { Jaune } from '../../compile/jaune.ts';
import { ecrireFraction } from '../../domain/argent/fraction.ts';
import type { Preparation } from '../../edition/preparation.ts';
import { controlerLEdition } from '../../edition.ts';
import { syntheseJson } from '../../render/json/synthese-json.ts';
import { findingsJson, printJson } from '../findings-json.ts';
import { writeAcknowledging } from '../findings-text.ts';
import { coloursFor, type Io } from '../io.ts';
import { writeSummary } from '../summary-text.ts';
import { withFindings } from '../with-findings.ts';
import { writeAcknowledgements } from './acknowledgements-text.ts';
import type { ControlerOptions } from './command.ts';
import { writeRules } from './rules-text.ts';
import { runMemoryTrial } from './run-memory-trial.ts';
import { runTrial } from './run-trial.ts';

/**
 * `jaune controler`: goes the whole way to the figures, tells everything, writes nothing. With `--sans` or `--avec`, tells
 * what other rules would change.
 */
export function runControler(dossier: string, options: ControlerOptions, io: Io): Promise<number> {
  const { sans = [], avec = [] } = options;
  if (options.memoire !== undefined) return runMemoryTrial(dossier, options.memoire, options, io);
  if (sans.length + avec.length > 0) return runTrial(dossier, { sans, avec }, options, io);
  return withFindings(options, io, async (constats) => {
    const { preparation, jaune } = await controlerLEdition(dossier, constats);
    const { misesDeCote, incompletes } = preparation.classement;
    if (options.json) {
      printJson(io, {
        ok: true,
        ...syntheseJson(jaune),
        ...rulesJson(jaune, misesDeCote, incompletes),
        ...findingsJson(constats),
      });
      return;
    }
    if (options.acquittements) {
      io.stdout.write(writeAcknowledgements(constats, preparation.dossier.acquittements.length > 0));
      return;
    }
    const colours = coloursFor(io, 'stdout');
    io.stdout.write(writeSummary(jaune, colours));
    io.stdout.write(`\n${writeRules({ ...jaune, misesDeCote, incompletes }, options.regles === true, colours)}`);
    io.stdout.write(`\nAucune erreur. Rien n’a été écrit.\n${writeAcknowledging(constats, dossier)}`);
  });
}

type Classification = Preparation['classement'];

/** What the control says of rules for machines, beside the effects that the summary gives. Amounts in cents. */
function rulesJson(
  { rencontres }: Pick<Jaune, 'rencontres'>,
  misesDeCote: Classification['misesDeCote'],
  incompletes: Classification['incompletes'],
) {
  return {
    rencontres: rencontres.map(({ question, gagnante, devancee, contraires, compte, exemples }) => ({
      question,
      gagnante: gagnante?.id ?? 'arbitrage',
      devancee: devancee.id,
      contraires,
      lignes: compte.lignes,
      centimes: compte.centimes,
      exemples,
    })),
    regles_mises_de_cote: misesDeCote.map(({ citee }) => ({ id: citee.id, lieu: citee.lieu })),
    ventilations_incompletes: incompletes.map(({ id, dimension, reste }) => ({
      id,
      dimension,
      non_ventile: ecrireFraction(reste),
    })),
  };
}

import { preparer } from '../../edition.ts';
import { findingsJson, printJsonWithList } from '../findings-json.ts';
import { coloursFor, type Io } from '../io.ts';
import { withFindings } from '../with-findings.ts';
import type { ControlerOptions } from './command.ts';
import { type Essai, type Mesure, measureTrial } from './measure-trial.ts';
import { writeTable } from './rules-text.ts';
import { movementJson, trialJson } from './trial-json.ts';
import { DEPLACEMENTS_MONTRES, writeDifference } from './trial-text.ts';

/** `jaune controler --sans … --avec …`: what other rules would change, line by line and in euros. Writes nothing. */
export function runTrial(dossier: string, essai: Essai, options: ControlerOptions, io: Io): Promise<number> {
  return withFindings(options, io, async (constats) => {
    const preparation = await preparer(dossier, constats);
    const aGarder = options.json ? Number.POSITIVE_INFINITY : DEPLACEMENTS_MONTRES;
    const mesure = await measureTrial(preparation, essai, aGarder);
    const { enTete } = preparation.dossier;
    if (options.json) {
      printJsonWithList(
        io,
        { ok: true, ...trialJson(essai, mesure, enTete), ...findingsJson(constats) },
        'deplacements',
        mesure.difference.deplacements.map((deplacement) => () => movementJson(deplacement)),
      );
      return;
    }
    const couleurs = coloursFor(io, 'stdout');
    io.stdout.write(writeDifference(essai, mesure, preparation, couleurs));
    const montrees = shownRules(mesure, options.regles === true);
    if (montrees.length > 0)
      io.stdout.write(
        `\n${couleurs.bold(options.regles ? 'Les règles à l’essai' : 'Les règles ajoutées')}\n${writeTable(montrees, couleurs).join('\n')}\n`,
      );
    io.stdout.write('\nRien n’a été écrit.\n');
  });
}

function shownRules({ regles, ajoutees }: Mesure, toutes: boolean): Mesure['regles'] {
  return toutes ? regles : regles.filter(({ regle }) => ajoutees.includes(regle.id));
}

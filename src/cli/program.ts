import { Command, CommanderError } from '@commander-js/extra-typings';
import paquet from '../../package.json' with { type: 'json' };
import { CODES_DE_SORTIE } from '../domain/refus.ts';
import { COMMANDS } from './commands.ts';
import { FRENCH_HELP, frenchUsageError } from './french-help.ts';
import type { Io } from './io.ts';

/** Runs the command that was asked for, and gives its exit code. Never throws. */
export async function runProgram(argv: readonly string[], io: Io): Promise<number> {
  let code: number = CODES_DE_SORTIE.bien;
  const program = declareProgram(io);
  for (const register of COMMANDS)
    register(program, io, (its) => {
      code = its;
    });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? CODES_DE_SORTIE.bien : CODES_DE_SORTIE.usage;
    const { reportFailure } = await import('./report-failure.ts');
    return reportFailure(error, io);
  }
}

function declareProgram({ stdout, stderr }: Io): Command {
  return new Command('jaune')
    .description('Compile le jaune budgétaire des actions internationales d’une région, au centime.')
    .usage('<commande> [options]')
    .version(paquet.version, '-V, --version', 'affiche la version')
    .helpOption('-h, --help', 'affiche cette aide')
    .helpCommand('help [commande]', 'affiche l’aide d’une commande')
    .configureHelp(FRENCH_HELP)
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      getOutHelpWidth: () => widthOf(stdout),
      getErrHelpWidth: () => widthOf(stderr),
      outputError: (text, write) => write(frenchUsageError(text)),
    })
    .exitOverride()
    .addHelpText('after', '\nExemple :\n  jaune compiler data/2012\n');
}

/** Of what is no terminal, commander supposes the width. */
function widthOf({ isTTY, columns }: Io['stdout']): number {
  return (isTTY && columns) || 80;
}

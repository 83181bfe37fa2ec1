import { Command, CommanderError, Help, type HelpConfiguration } from '@commander-js/extra-typings';
import packageJson from '../../package.json' with { type: 'json' };
import { CODES_DE_SORTIE } from '../domain/constats/refus.ts';
import { COMMANDS } from './commands.ts';
import type { Io } from './io.ts';

export async function runProgram(argv: readonly string[], io: Io): Promise<number> {
  let code: number = CODES_DE_SORTIE.bien;
  const program = declareProgram(io);
  for (const register of COMMANDS)
    register(program, io, (exitCode) => {
      code = exitCode;
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
  const program: Command = new Command('jaune');
  return program
    .description('Compile le jaune budgétaire des actions internationales d’une région, au centime.')
    .usage('<commande> [options]')
    .version(packageJson.version, '-V, --version', 'affiche la version')
    .helpOption('-h, --help', 'affiche cette aide')
    .helpCommand('help [commande]', 'affiche l’aide d’une commande')
    .configureHelp(FRENCH_HELP)
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      getOutHelpWidth: () => widthOf(stdout),
      getErrHelpWidth: () => widthOf(stderr),
      outputError: (text, write) => write(frenchUsageError(text, (option) => commandsWith(program, option))),
    })
    .exitOverride()
    .addHelpText('after', '\nExemple :\n  jaune compiler data/2012\n');
}

/** Of what is no terminal, commander supposes the width. */
function widthOf({ isTTY, columns }: Io['stdout']): number {
  return (isTTY && columns) || 80;
}

const HELP_TITLES: Readonly<Record<string, string>> = {
  'Usage:': 'Utilisation :',
  'Arguments:': 'Arguments :',
  'Options:': 'Options :',
  'Commands:': 'Commandes :',
};

const FRENCH_HELP: HelpConfiguration = {
  styleTitle: (title) => HELP_TITLES[title] ?? title,
  optionDescription: (option) =>
    option.argChoices === undefined
      ? Help.prototype.optionDescription(option)
      : `${option.description} (au choix : ${option.argChoices.join(', ')})`,
};

/** What commander says of a wrong usage, part by part; the first that is found is put in French. */
const USAGE_ERRORS: readonly (readonly [RegExp, string])[] = [
  [/^error: unknown command '(.*)'/, 'commande inconnue : « $1 »'],
  [/^error: unknown option '(.*)'/, 'option inconnue : « $1 »'],
  [/^error: missing required argument '(.*)'/, 'il manque <$1>'],
  [
    /^error: option '(.*)' argument '(.*)' is invalid\. Allowed choices are (.*)\./,
    '« $2 » ne convient pas à l’option « $1 » : les valeurs sont $3',
  ],
  [/^error: required option '(.*)' not specified/, 'il manque l’option « $1 »'],
  [/^error: option '(.*)' argument '(.*)' is invalid\. (.*)/, '« $2 » ne convient pas à l’option « $1 » : $3'],
  [/^error: option '(.*)' argument missing/, 'il manque la valeur de l’option « $1 »'],
  [
    /^error: too many arguments(?: for '.*')?\. Expected (\d+) arguments? but got (\d+)\./,
    'trop d’éléments : $2 au lieu de $1 ; un chemin qui contient des espaces se met entre guillemets',
  ],
];

/** The commands that have an option, by their words. */
function commandsWith({ commands }: Pick<Command, 'commands'>, option: string): string[] {
  return commands.flatMap((command) => [
    ...(command.options.some(({ long }) => long === option) ? [command.name()] : []),
    ...commandsWith(command, option).map((inner) => `${command.name()} ${inner}`),
  ]);
}

/** Puts in French what commander says of a wrong usage; what is not known stays as it is. */
function frenchUsageError(text: string, havingOption: (option: string) => readonly string[]): string {
  const fault = USAGE_ERRORS.find(([pattern]) => pattern.test(text));
  const said = fault === undefined ? text.replace(/^error: /, '') : text.replace(...fault);
  const suggested = said.replace(/\(Did you mean (?:one of )?(.*)\?\)/, '(Vouliez-vous écrire $1 ?)').trimEnd();
  const [, option = ''] = /^error: unknown option '(--[^'=]*)/.exec(text) ?? [];
  const having = havingOption(option);
  const elsewhere = having.length === 0 ? '' : `, qui est de : ${having.join(', ')}`;
  return `Erreur : ${suggested}${elsewhere}\nVoyez jaune --help, ou jaune <commande> --help.\n`;
}

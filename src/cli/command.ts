import type { Command, CommandUnknownOpts, OptionValues } from '@commander-js/extra-typings';
import type { Io } from './io.ts';

/** A command as it is declared: its name, arguments, options and help under the program, or under another command. */
type Declaration<Args extends unknown[], Options extends OptionValues> = (parent: Command) => Command<Args, Options>;

/** What was typed after the name of a command, as its declaration says. */
export type OptionsOf<D> = D extends Declaration<infer _, infer Options> ? Readonly<Options> : never;

/** Puts a command in a program; `end` is given its exit code. */
export type Registration = (parent: Command, io: Io, end: (code: number) => void) => void;

/**
 * A command: its declaration, which the help shows, and what it does, which is only loaded when it is asked for.
 * @param load gives what takes the arguments and the options declared, and answers with an exit code
 */
export function command<Args extends unknown[], Options extends OptionValues>(
  declare: Declaration<Args, Options>,
  load: () => Promise<(...given: [...Args, Options, Io]) => Promise<number>>,
): Registration {
  return (parent, io, end) => {
    const declared: CommandUnknownOpts = declare(parent);
    declared.action(async (...given: unknown[]) => {
      const run = await load();
      // Arguments and options come as declared; the command itself comes last.
      end(await run(...(given.slice(0, -1) as [...Args, Options]), io));
    });
  };
}

/** A command that only has others under it. */
export function group(declare: (parent: Command) => Command, commands: readonly Registration[]): Registration {
  return (parent, io, end) => {
    const declared = declare(parent);
    for (const register of commands) register(declared, io, end);
  };
}

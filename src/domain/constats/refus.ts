/** How a run of the program ends, for the shell that asked for it. */
export const CODES_DE_SORTIE = {
  bien: 0,
  /** The data, the rules or the machine are at fault. */
  donnees: 1,
  usage: 2,
  /** What was verified is not what was sealed. */
  different: 3,
  /** A bug of ours. */
  defaut: 70,
} as const;

/**
 * Thrown when what was asked for will not be done, for a reason that whoever asked can do something about: one message without
 * its last point, one remedy, one exit code. What is wrong with the data is told by findings instead, all at once.
 */
export class Refus extends Error {
  readonly code: number;
  readonly remede: string;
  /** What machines are told of it. */
  readonly faits: Readonly<Record<string, unknown>>;

  constructor(
    code: Exclude<keyof typeof CODES_DE_SORTIE, 'bien' | 'defaut'>,
    message: string,
    remede: string,
    faits: Readonly<Record<string, unknown>> = { message: `${message}.`, remede },
  ) {
    super(message);
    this.name = 'Refus';
    this.code = CODES_DE_SORTIE[code];
    this.remede = remede;
    this.faits = faits;
  }

  /** Message and remedy as they are read one after the other; a remedy that is a list starts on a line of its own. */
  get texte(): string {
    const { message, remede } = this;
    return remede === '' || remede.startsWith('\n') ? `${message}.${remede}` : `${message}. ${remede}`;
  }
}

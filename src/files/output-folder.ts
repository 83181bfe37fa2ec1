import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import type { Writable } from 'node:stream';
import { Refus } from '../domain/constats/refus.ts';
import { trierPar } from '../domain/textes/ordre.ts';
import { holdInterruptions, tidyIfInterrupted } from './interruption.ts';
import { nameInTheMaking, nameSetAside, removeQuietly, setAside, sweepLeftovers } from './leftovers.ts';
import { systemFailure, systemRemedy } from './unreadable.ts';

/** Thrown when an edition cannot be put where it was asked; nothing there has been touched. */
export class UnwritableOutput extends Refus {
  constructor(message: string, remede: string) {
    super('donnees', message, remede);
    this.name = 'UnwritableOutput';
  }
}

const ANOTHER_OUTPUT = 'Choisissez un autre dossier avec --sortie.';

const OUTPUT_NAME =
  /^(?:jaune-\d{4}\.(?:html|xlsx)|lignes(?:-ecartees)?-\d{4}\.csv|synthese-\d{4}\.json|datapackage\.json|SHA256SUMS)$/;

/**
 * Where an edition is made before it is shown: a folder beside the one asked for. The edition then takes the place of
 * the former one by renaming folders: readers find one or the other whole, never a mix.
 */
export class OutputFolder {
  readonly target: string;
  readonly path: string;
  readonly #restoreSignals: () => void;
  #swapper: FolderSwapper | undefined;

  /** @throws UnwritableOutput when the target holds files of someone else, or cannot be written to */
  constructor(output: string) {
    this.target = resolve(output);
    this.path = nameInTheMaking(this.target);
    bringBackWhatWasSetAside(this.target);
    refuseFilesOfOthers(this.target);
    sweepLeftovers(this.target);
    // Before the folder is there: a signal that comes in between finds somebody to answer it.
    this.#restoreSignals = tidyIfInterrupted(() => rmSync(this.path, { recursive: true, force: true }));
    try {
      makeFolder(this.path);
    } catch (error) {
      this.#restoreSignals();
      throw this.explain(error);
    }
  }

  /** Path of a file in the making. */
  pathOf(name: string): string {
    return join(this.path, name);
  }

  /** To call some tenths of a second before the edition is published, which then takes so much less. */
  prepareToPublish(): void {
    if (existsSync(this.target)) this.#swapper ??= new FolderSwapper();
  }

  /**
   * Shows the edition in the place of the former one.
   * @throws UnwritableOutput when the system refuses; the former edition is then where it was
   */
  async publish(): Promise<void> {
    const former = nameSetAside(this.target);
    await holdInterruptions(async () => {
      try {
        this.prepareToPublish();
        if (existsSync(this.target) && this.#swapper)
          await this.#swapper.swap({ target: this.target, aside: former, made: this.path });
        else renameSync(this.path, this.target);
      } catch (error) {
        throw this.explain(error);
      } finally {
        this.#restoreSignals();
      }
      discard(former, this.path);
    });
  }

  /** Leaves nothing behind. */
  abandon(): void {
    this.#restoreSignals();
    this.#swapper?.dismiss();
    removeQuietly(this.path);
  }

  /** What stopped the edition, in words for those who asked for it when it is that it cannot be written there. */
  explain(error: unknown): unknown {
    const failure = systemFailure(error);
    if (failure === undefined || !this.#comesFromHere(error)) return error;
    return new UnwritableOutput(
      `${this.target} ne peut pas être écrit : ${failure}`,
      systemRemedy(error, ANOTHER_OUTPUT),
    );
  }

  /** Writing to an open file fails without telling which: here, all that is written is the edition. */
  #comesFromHere(error: unknown): boolean {
    if (!(error instanceof Error)) return false;
    const { path, syscall } = error as NodeJS.ErrnoException;
    if (path === undefined) return syscall !== 'read';
    return [this.path, this.target].some((root) => path === root || path.startsWith(root + sep)) || syscall === 'mkdir';
  }
}

/**
 * Removes a former edition, once the new one is there. It first loses its name: a run killed while it is removed leaves a part of
 * it, which is no edition to bring back.
 */
function discard(former: string, underName: string): void {
  if (!existsSync(former)) return;
  try {
    renameSync(former, underName);
  } catch {
    // A document of it is open: the next run sweeps it.
    return;
  }
  removeQuietly(underName);
}

/** A run killed between two renamings left the former edition aside, whole: it comes back. */
function bringBackWhatWasSetAside(target: string): void {
  if (existsSync(target)) return;
  const [former] = setAside(target);
  if (former === undefined) return;
  try {
    renameSync(former, target);
  } catch {
    // The folder cannot be written: the edition to come tells it.
  }
}

/** Parent by parent: the recursive `mkdirSync` never ends where the system says that nothing is there (`/proc`). */
function makeFolder(path: string): void {
  const parent = dirname(path);
  if (!existsSync(parent) && parent !== path) makeFolder(parent);
  mkdirSync(path);
}

function refuseFilesOfOthers(target: string): void {
  if (!existsSync(target)) return;
  let names: string[];
  try {
    names = readdirSync(target);
  } catch {
    throw new UnwritableOutput(`${target} n’est pas un dossier lisible`, ANOTHER_OUTPUT);
  }
  const others = trierPar(
    names.filter((name) => !OUTPUT_NAME.test(name)),
    (name) => name,
  );
  if (others.length > 0)
    throw new UnwritableOutput(
      `${target} contient d’autres fichiers (${others.slice(0, 3).join(', ')}${others.length > 3 ? '…' : ''})`,
      'L’édition remplace le dossier entier : choisissez un dossier vide ou réservé avec --sortie, ou déplacez ces fichiers.',
    );
}

/** Folders that change places: the new one comes where the former one stands, which goes aside. */
interface Swap {
  readonly target: string;
  readonly aside: string;
  readonly made: string;
}

/**
 * The same as {@link renameBoth}, for a process that has only Node. It is told the three paths on its standard input, whole or not
 * at all: that closes when the one that would tell them dies.
 */
const SWAP_PROGRAM = `const { renameSync } = require('node:fs');
let told = '';
process.stdin.setEncoding('utf8').on('error', () => {}).on('data', (piece) => { told += piece; }).on('end', () => {
  if (!told.endsWith('\\n')) return;
  const [cible, aside, neuf] = JSON.parse(told);
  renameSync(cible, aside);
  try { renameSync(neuf, cible); } catch { renameSync(aside, cible); }
});`;

/**
 * Puts a folder in the place of another, which goes aside. No system that Node reaches does so at once: it takes two renamings,
 * between which nothing stands there. They are made by a process of their own, which goes on when this one is killed; should
 * that one be killed, or not start, this one ends the work. Only both killed in between, or the power cut, leaves the place
 * empty, and the former folder aside.
 *
 * That process takes much longer to start than to rename: it is there ahead, and waits to be told.
 */
export class FolderSwapper {
  readonly #other: ChildProcessByStdio<Writable, null, null>;
  readonly #ended: Promise<unknown>;

  constructor() {
    // Detached: Ctrl-C in the terminal is for this process, which answers it once both renamings are made.
    this.#other = spawn(process.execPath, ['-e', SWAP_PROGRAM], {
      stdio: ['pipe', 'ignore', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
      detached: true,
      windowsHide: true,
    });
    this.#ended = new Promise((resolve) => this.#other.once('error', resolve).once('exit', resolve));
    // It is no longer there to be told: this process sees that nothing was renamed.
    this.#other.stdin.on('error', () => undefined);
    this.#other.unref();
  }

  /** @throws the errors of the file system; the former folder is then where it was */
  async swap(swap: Swap): Promise<void> {
    const { target, aside, made } = swap;
    this.#other.ref();
    this.#other.stdin.end(`${JSON.stringify([target, aside, made])}\n`);
    await this.#ended;
    const alreadyDone = existsSync(target) && existsSync(aside) && !existsSync(made);
    if (!alreadyDone) renameBoth(swap);
  }

  /** There is nothing to swap: the other process ends. */
  dismiss(): void {
    this.#other.stdin.end();
  }
}

function renameBoth({ target, aside, made }: Swap): void {
  if (existsSync(target)) renameSync(target, aside);
  try {
    renameSync(made, target);
  } catch (error) {
    if (existsSync(aside)) renameSync(aside, target);
    throw error;
  }
}

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { tidyIfInterrupted } from './interruption.ts';

/** How a program of the machine ended. */
export interface BoundedRun {
  readonly end: 'done' | 'failed' | 'late' | 'not-started';
  /** The last that it wrote on its error stream. */
  readonly said: string;
}

const SAID_AT_MOST = 8_000;

/**
 * What starts the program, in a process of its own: it tells when it could not, and when its channel closes, which is when the
 * process that holds the other end is over, even killed outright, it and all that it started end.
 */
const LAUNCHER = `const { spawn, spawnSync } = require('node:child_process');
const { pid, platform } = process;
process.once('disconnect', () => {
  if (platform === 'win32') spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'], { windowsHide: true });
  else process.kill(-pid, 'SIGKILL');
});
const [, program, ...parameters] = process.argv;
const child = spawn(program, parameters, { stdio: ['ignore', 'ignore', 'inherit'], windowsHide: true });
child.once('error', ({ message }) => process.send(message, () => process.exit(1)));
child.once('exit', (code) => process.exit(code ?? 1));`;

/**
 * Runs a program of the machine for so long at the most: it and those that it started are killed when the time is over, when this
 * process is stopped or ends, and, for what it left running, when it ends itself.
 * @param seconds how long it is waited for
 */
export function runBounded(
  program: string,
  parameters: readonly string[],
  seconds: number,
  env: Readonly<Record<string, string | undefined>>,
): Promise<BoundedRun> {
  return new Promise((resolve) => {
    // A group of its own: those that it starts are reached through it.
    const child = spawn(process.execPath, ['-e', LAUNCHER, '--', program, ...parameters], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      detached: process.platform !== 'win32',
      windowsHide: true,
      env: { ...env },
    });
    const kill = () => killTree(child);
    const listening = tidyIfInterrupted(kill);
    process.once('exit', kill);
    let said = '';
    let notStarted: string | undefined;
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      kill();
    }, seconds * 1_000);
    const finish = (end: BoundedRun['end'], why = said) => {
      clearTimeout(timer);
      process.off('exit', kill);
      listening();
      child.stderr?.destroy();
      resolve({ end, said: why });
    };
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-SAID_AT_MOST);
    });
    child.once('message', (why) => {
      notStarted = String(why);
    });
    child.once('error', (error) => {
      if (child.pid === undefined) finish('not-started', error.message);
    });
    // What it started may hold its streams open long after it: its own end is waited for, not theirs.
    child.once('exit', (code) => {
      kill();
      setImmediate(() => {
        if (notStarted !== undefined) finish('not-started', notStarted);
        else finish(late ? 'late' : code === 0 ? 'done' : 'failed');
      });
    });
  });
}

function killTree({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    if (process.platform !== 'win32') process.kill(-pid, 'SIGKILL');
    else if (exitCode === null && signalCode === null)
      spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true });
  } catch {
    // All of them are over.
  }
}

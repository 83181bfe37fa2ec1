import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { tidyIfInterrupted } from './interruption.ts';

/** How a program of the machine ended. */
export interface BoundedRun {
  readonly end: 'done' | 'failed' | 'late' | 'not-started';
  /** The last that it wrote on its error stream. */
  readonly said: string;
}

const SAID_AT_MOST = 8_000;

/** What a watch does: its input closes when the process that set it ends, even killed outright, and those that it watches end. */
const WATCH = `process.stdin.resume().once('close', () => {
  const pid = process.argv[1];
  if (process.platform === 'win32') require('node:child_process').spawnSync('taskkill', ['/pid', pid, '/t', '/f'], { windowsHide: true });
  else try { process.kill(-pid, 'SIGKILL'); } catch {}
});`;

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
    const child = spawn(program, parameters, {
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
      env: { ...env },
    });
    const kill = () => killTree(child);
    const relieve = watchOver(child);
    const listening = tidyIfInterrupted(kill);
    process.once('exit', kill);
    let said = '';
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      kill();
    }, seconds * 1_000);
    const finish = (end: BoundedRun['end'], why = said) => {
      clearTimeout(timer);
      process.off('exit', kill);
      listening();
      relieve();
      child.stderr.destroy();
      resolve({ end, said: why });
    };
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-SAID_AT_MOST);
    });
    child.once('error', (error) => {
      if (child.pid === undefined) finish('not-started', error.message);
    });
    // What it started may hold its streams open long after it: its own end is waited for, not theirs.
    child.once('exit', (code) => {
      kill();
      setImmediate(() => finish(late ? 'late' : code === 0 ? 'done' : 'failed'));
    });
  });
}

/** Sets a watch over a program, for when this process is killed outright and can tidy nothing. @returns what takes it off */
function watchOver({ pid }: ChildProcess): () => void {
  if (pid === undefined) return () => {};
  const watch = spawn(process.execPath, ['-e', WATCH, '--', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    windowsHide: true,
  });
  // Where none can be had, the program is killed in all cases but that one.
  watch.on('error', () => {});
  watch.stdin.on('error', () => {});
  watch.unref();
  return () => {
    watch.kill('SIGKILL');
    watch.stdin.destroy();
  };
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

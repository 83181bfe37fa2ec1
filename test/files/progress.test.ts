import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ioOf } from '../../src/cli/streams.ts';
import { clearProgress, ReadingProgress, showProgressOn, tellStage } from '../../src/files/progress.ts';

const EFFACEE = '\r\u001b[2K';
let temps = 0;
let racine = '';
let lu: ReadingProgress;

/** A terminal that keeps what it was sent. */
function terminal(columns?: number) {
  const recu: string[] = [];
  return { recu, write: (texte: string) => recu.push(texte), ...(columns === undefined ? {} : { columns }) };
}

beforeEach(() => {
  temps = 0;
  racine = mkdtempSync(join(tmpdir(), 'jaune-avance-'));
  writeFileSync(join(racine, 'a.csv'), 'x'.repeat(300));
  writeFileSync(join(racine, 'b.csv'), 'x'.repeat(700));
  lu = new ReadingProgress(racine, ['a.csv', 'b.csv', 'b.csv', 'absent.csv']);
});

afterEach(() => {
  showProgressOn(undefined);
  rmSync(racine, { recursive: true });
});

describe('où en est un long travail', () => {
  it('se tait pendant une seconde, puis dit fichier, lignes et part, cinq fois par seconde au plus', () => {
    const ecran = terminal();
    showProgressOn(ecran, () => temps);
    temps = 999;
    lu.tell('a.csv', 'a.csv', 100, 10);
    expect(ecran.recu).toEqual([]);
    temps = 1000;
    lu.tell('a.csv', 'a.csv', 200, 1500);
    lu.tell('a.csv', 'a.csv', 250, 1600);
    temps = 1200;
    lu.tell('b.csv', 'b.csv', 450, 1);
    temps = 1400;
    lu.tell('b.csv', 'b.csv!Feuille', undefined, 2);
    expect(ecran.recu).toEqual([
      `${EFFACEE}a.csv · 1\u202f500 lignes · 20 %`,
      `${EFFACEE}b.csv · 1 ligne · 75 %`,
      `${EFFACEE}b.csv!Feuille · 2 lignes · 30 %`,
    ]);
  });

  it('s’efface une fois, et ne laisse rien d’un nom hostile', () => {
    const ecran = terminal(20);
    showProgressOn(ecran, () => temps);
    temps = 2000;
    lu.tell('a.csv', `a\u001b[31m\n${'long '.repeat(20)}.csv`, 100, 1);
    const [texte = ''] = ecran.recu;
    expect(texte.startsWith(EFFACEE)).toBe(true);
    expect(texte.slice(EFFACEE.length)).not.toMatch(/\p{Cc}/u);
    expect([...texte.slice(EFFACEE.length)].length).toBe(19);
    clearProgress();
    clearProgress();
    expect(ecran.recu.slice(1)).toEqual([EFFACEE]);
  });

  it('dit une étape quand elle dure, et non quand elle est finie avant', () => {
    vi.useFakeTimers();
    const ecran = terminal();
    showProgressOn(ecran, () => Date.now());
    tellStage('écriture du classeur');
    vi.advanceTimersByTime(500);
    expect(ecran.recu).toEqual([]);
    vi.advanceTimersByTime(600);
    expect(ecran.recu).toEqual([`${EFFACEE}écriture du classeur`]);
    tellStage('scellement');
    expect(ecran.recu.at(-1)).toBe(`${EFFACEE}scellement`);
    clearProgress();
    vi.useRealTimers();
  });

  it.each([
    ['un tube', { stderr: false, env: {} }],
    ['une intégration continue', { stderr: true, env: { CI: 'true' } }],
    ['un terminal sans écran', { stderr: true, env: { TERM: 'dumb' } }],
  ])('ne montre rien dans %s', (_, { stderr, env }) => {
    const ecran = terminal();
    ioOf({ stdout: ecran, stderr: Object.assign(ecran, { isTTY: stderr }), env } as never);
    temps = performance.now() + 10_000;
    vi.spyOn(performance, 'now').mockImplementation(() => temps);
    lu.tell('a.csv', 'a.csv', 100, 1);
    expect(ecran.recu).toEqual([]);
    vi.restoreAllMocks();
  });

  it('s’efface avant que quoi que ce soit d’autre ne s’écrive sur un terminal', () => {
    const ecran = Object.assign(terminal(), { isTTY: true });
    const io = ioOf({ stdout: ecran, stderr: ecran, env: {} } as never);
    vi.spyOn(performance, 'now').mockImplementation(() => Number.MAX_SAFE_INTEGER);
    lu.tell('a.csv', 'a.csv', 100, 1);
    io.stdout.write('Synthèse');
    expect(ecran.recu).toEqual([`${EFFACEE}a.csv · 1 ligne · 10 %`, EFFACEE, 'Synthèse']);
    vi.restoreAllMocks();
  });
});

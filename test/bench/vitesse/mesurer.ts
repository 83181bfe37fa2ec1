import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { mediane } from './statistiques.ts';

/** What one run of a program cost. */
export interface Mesure {
  readonly secondes: number;
  /** Seconds of processor, all threads together. */
  readonly processeur: number;
  /** Its peak memory, as the system counts it. */
  readonly megaoctets: number;
}

/** A Node program to be measured: its file, then its arguments. */
export interface Programme {
  readonly nom: string;
  readonly arguments: readonly string[];
  /** Runs in a pass, for what is over in a blink: the pass counts the median one. */
  readonly repetitions?: number;
}

/** Runs programs to their end, one at a time. */
export class Banc {
  readonly #racine: string;
  readonly #pic: string;
  /** Seconds of processor, since the bench began, that there were while programs ran, and that others took of them. */
  readonly #offertes = { toutes: 0, auxAutres: 0 };

  /** @param travail a folder where it may write */
  constructor(racine: string, travail: string) {
    this.#racine = racine;
    this.#pic = join(travail, 'pic.json');
  }

  /**
   * @param options of Node, before the file of the program
   * @throws Error with what the program said, when it fails
   */
  mesurer(programme: Programme, options: readonly string[] = []): Mesure & { readonly sortie: string } {
    const prechargement = ['--import', join(this.#racine, 'test/bench/peak.mjs')];
    const occupees = secondesOccupees();
    const debut = process.hrtime.bigint();
    const fils = spawnSync(process.execPath, [...options, ...prechargement, ...programme.arguments], {
      encoding: 'utf8',
      cwd: this.#racine,
      env: { ...process.env, BENCH_PIC: this.#pic },
      maxBuffer: 256 * 1024 * 1024,
    });
    const secondes = Number(process.hrtime.bigint() - debut) / 1e9;
    if (fils.status !== 0)
      throw new Error(
        `${programme.nom} : ${fils.error?.message ?? (fils.stderr || fils.stdout || `code ${fils.status}`)}`,
      );
    const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(readFileSync(this.#pic, 'utf8'));
    const processeur = (userCPUTime + systemCPUTime) / 1e6;
    this.#offertes.toutes += secondes * cpus().length;
    this.#offertes.auxAutres += Math.max(0, secondesOccupees() - occupees - processeur);
    return { secondes, processeur, megaoctets: maxRSS / 1024, sortie: fils.stdout };
  }

  /** The share of the machine that was taken by others while programs ran. */
  get partDesAutres(): number {
    return this.#offertes.toutes === 0 ? 0 : this.#offertes.auxAutres / this.#offertes.toutes;
  }

  /** One pass of a program. */
  passe(programme: Programme): Mesure {
    const courses = Array.from({ length: programme.repetitions ?? 1 }, () => this.mesurer(programme));
    return {
      secondes: mediane(courses.map(({ secondes }) => secondes)),
      processeur: mediane(courses.map(({ processeur }) => processeur)),
      megaoctets: Math.max(...courses.map(({ megaoctets }) => megaoctets)),
    };
  }

  /**
   * Passes of several programs, in turn, there and back: what slows the machine for a while falls on neighbours alike, and none
   * always comes first.
   * @returns the measures of each program, pass by pass, in the order of `programmes`
   */
  entrelacer(programmes: readonly Programme[], passes: number, dire: (progres: string) => void): Mesure[][] {
    const series = programmes.map((programme) => ({ programme, mesures: [] as Mesure[] }));
    for (let passe = 0; passe < passes; passe++)
      for (const { programme, mesures } of passe % 2 === 0 ? series : series.toReversed()) {
        const mesure = this.passe(programme);
        dire(`pass ${passe + 1} of ${passes}, ${programme.nom}: ${mesure.secondes.toFixed(2)} s`);
        mesures.push(mesure);
      }
    return series.map(({ mesures }) => mesures);
  }
}

/** Seconds for which the processors worked since the system started, for anybody. */
function secondesOccupees(): number {
  return cpus().reduce((somme, { times: { user, nice, sys, irq } }) => somme + (user + nice + sys + irq) / 1000, 0);
}

import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Cadre, type Parts, type Profil, repartir } from './etapes.ts';
import type { Banc } from './mesurer.ts';

/** Where the time of one run went. */
export interface RunProfile {
  readonly secondes: number;
  /** Seconds of processor, all threads of the system together: more than threads of JavaScript take. */
  readonly processeur: number;
  /** Threads of JavaScript, the main one first. */
  readonly fils: readonly Parts[];
}

/**
 * The tool under V8's sampling profiler (`--cpu-prof`), which writes one profile a thread. Nothing of it is in the tool: the bundle
 * is built again with a map, the same to the byte, and the map tells which source each function comes from.
 */
export class Profileur {
  readonly #banc: Banc;
  readonly #dossier: string;
  readonly #paquet: string;
  readonly #sources: (cadre: Cadre) => string | undefined;

  /** @param travail a folder of its own, under the project, where the tool finds its templates and tables */
  constructor(banc: Banc, racine: string, travail: string) {
    this.#banc = banc;
    this.#dossier = join(travail, 'profils');
    this.#paquet = join(travail, 'jaune.js');
    mkdirSync(travail, { recursive: true });
    execFileSync(process.execPath, ['.ci/build.mjs', this.#paquet, '--carte'], { cwd: racine });
    this.#sources = sourcesDuPaquet(this.#paquet);
  }

  profiler(nom: string, arguments_: readonly string[]): RunProfile {
    rmSync(this.#dossier, { recursive: true, force: true });
    const options = ['--cpu-prof', `--cpu-prof-dir=${this.#dossier}`];
    const { secondes, processeur } = this.#banc.mesurer({ nom, arguments: [this.#paquet, ...arguments_] }, options);
    const fils = readdirSync(this.#dossier)
      .map((fichier) => ({ fichier, fil: numeroDuFil(fichier) }))
      .sort((gauche, droite) => gauche.fil - droite.fil)
      .map(({ fichier }) => {
        const profil: Profil = JSON.parse(readFileSync(join(this.#dossier, fichier), 'utf8'));
        return repartir(profil, this.#sources);
      });
    return { secondes, processeur, fils };
  }
}

/** Node names a profile `CPU.<day>.<hour>.<process>.<thread>.<rank>.cpuprofile`; the main thread is 0. */
function numeroDuFil(fichier: string): number {
  return Number(fichier.split('.')[4]);
}

/** From a function of the program to the source file where it was written. */
function sourcesDuPaquet(paquet: string): (cadre: Cadre) => string | undefined {
  const cartes = new Map(
    readdirSync(dirname(paquet), { recursive: true, encoding: 'utf8' })
      .filter((nom) => nom.endsWith('.js.map'))
      .map((nom) => {
        const carte = join(dirname(paquet), nom);
        return [
          pathToFileURL(carte.slice(0, -'.map'.length)).href,
          new SourceMap(JSON.parse(readFileSync(carte, 'utf8'))),
        ];
      }),
  );
  const connues = new Map<string, string | undefined>();
  return ({ url, lineNumber, columnNumber }) => {
    const carte = cartes.get(url);
    if (carte === undefined) return undefined;
    const place = `${url}:${lineNumber}:${columnNumber}`;
    if (!connues.has(place)) {
      const entree = carte.findEntry(lineNumber, columnNumber);
      connues.set(place, 'originalSource' in entree ? entree.originalSource : undefined);
    }
    return connues.get(place);
  };
}

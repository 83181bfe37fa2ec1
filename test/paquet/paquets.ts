/** The packages as `npm run paquet` makes them, unzipped where people would put them. */
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import paquet from '../../package.json' with { type: 'json' };
import { packageRoot } from '../../src/files/tool.ts';
import { dossierDEssai, uneFois } from '../outils/atelier.ts';
import type { Course } from '../outils/paquet.ts';

export type Plateforme = 'win-x64' | 'linux-x64';

/** Makes the packages of the platforms that tests can run, once; gives the folder where their zips are. */
export function fairePaquets(): Promise<string> {
  return uneFois('paquets', async (dossier) => {
    execFileSync(process.execPath, ['.ci/build.mjs'], { cwd: packageRoot() });
    const mots = ['.ci/package.mjs', 'win-x64', 'linux-x64', '--sans-comprimer', '--sortie', dossier];
    execFileSync(process.execPath, mots, { cwd: packageRoot(), stdio: ['ignore', 'ignore', 'inherit'] });
  });
}

export const nomDuPaquet = (plateforme: Plateforme): string => `jaune-${paquet.version}-${plateforme}`;

/** Unzips a package in a folder, as people do; gives the folder that it holds. */
export async function deballer(plateforme: Plateforme, ou: string): Promise<string> {
  mkdirSync(ou, { recursive: true });
  execFileSync('unzip', ['-q', join(await fairePaquets(), `${nomDuPaquet(plateforme)}.zip`), '-d', ou]);
  return join(ou, nomDuPaquet(plateforme));
}

/** A Windows of its own, made by Wine: its drive `E:` is a folder of this machine. */
export class PosteWindows {
  readonly #env: NodeJS.ProcessEnv;
  readonly #racine: string;
  #rang = 0;

  /**
   * @param racine what `E:` is
   * @param chemin folders in which commands are looked for, as Windows writes them
   */
  constructor(racine: string, chemin: string) {
    const prefixe = join(dossierDEssai(), 'prefixe');
    this.#racine = racine;
    this.#env = { PATH: process.env.PATH, HOME: racine, WINEPREFIX: prefixe, WINEDEBUG: '-all', LANG: 'C.UTF-8' };
    execFileSync('wineboot', ['-i'], { env: this.#env, stdio: 'ignore' });
    // Node 20 and later start on Windows 10.
    const cle = ['add', 'HKCU\\Software\\Wine', '/v', 'Version', '/d', 'win10', '/f'];
    execFileSync('wine', ['reg', ...cle], { env: this.#env, stdio: 'ignore' });
    symlinkSync(racine, join(prefixe, 'dosdevices', 'e:'));
    this.#env.WINEPATH = chemin;
  }

  /** Types a command in a window open in a folder of `E:`. What it writes goes to files: a pipe is not what Wine gives Node best. */
  taper(mots: readonly string[], depuis = ''): Course {
    this.#rang += 1;
    const [sortie, erreur] = ['sortie', 'erreur'].map((nom) => join(this.#racine, `.${nom}-${this.#rang}`)) as [
      string,
      string,
    ];
    const flux = [openSync(sortie, 'w'), openSync(erreur, 'w')] as const;
    const { status } = spawnSync('wine', mots, {
      cwd: join(this.#racine, depuis),
      env: this.#env,
      stdio: ['ignore', ...flux],
    });
    for (const ouvert of flux) closeSync(ouvert);
    return { code: status, sortie: readFileSync(sortie, 'utf8'), erreur: readFileSync(erreur, 'utf8') };
  }

  /** Runs `jaune` as one types it, from a folder of `E:`. */
  jaune(mots: readonly string[], depuis = ''): Course {
    return this.taper(['cmd', '/c', 'jaune', ...mots], depuis);
  }

  arreter(): void {
    spawnSync('wineserver', ['-k'], { env: this.#env });
  }
}

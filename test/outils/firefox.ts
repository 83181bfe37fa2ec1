import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as attendre } from 'node:timers/promises';
import { adresseDuFichier, trouverProgramme } from './navigateur.ts';

const NOMS = ['firefox', 'firefox-esr'];
/** The keys that have a name, as WebDriver writes them. */
const TOUCHES: Readonly<Record<string, string>> = { Tab: '\ue004', Enter: '\ue007', Escape: '\ue00c' };
const DELAI_MS = 30_000;
const PAS_MS = 50;

/** Where Firefox is on this machine; without one, what needs it is skipped, and a line says so. */
export function chercherFirefox(): string | undefined {
  const chemin = trouverProgramme(...NOMS);
  if (chemin === undefined) console.warn('Firefox est absent du PATH : les essais dans Firefox sont passés.');
  return chemin;
}

async function jusqua<Valeur>(quoi: string, essayer: () => Valeur | undefined): Promise<Valeur> {
  for (const debut = Date.now(); Date.now() - debut < DELAI_MS; await attendre(PAS_MS)) {
    const trouve = essayer();
    if (trouve !== undefined) return trouve;
  }
  throw new Error(`Firefox : ${quoi} n’est pas venu en ${DELAI_MS / 1000} s.`);
}

/** A Firefox without a window, that is driven by its own protocol of automation (Marionette): WebDriver commands as JSON over a socket. */
export class Firefox {
  readonly #processus: ChildProcess;
  readonly #prise: Socket;
  readonly #telechargements: string;
  readonly #attendues = new Map<number, (reponse: [erreur: unknown, resultat: unknown]) => void>();
  #recus = Buffer.alloc(0);

  private constructor(processus: ChildProcess, prise: Socket, telechargements: string) {
    this.#processus = processus;
    this.#prise = prise;
    this.#telechargements = telechargements;
    prise.on('data', (octets) => this.#recevoir(octets));
  }

  /** @param dossier an empty folder, for its profile and what it downloads */
  static async lancer(chemin: string, dossier: string): Promise<Firefox> {
    const [profil, telechargements] = [join(dossier, 'profil'), join(dossier, 'telechargements')];
    for (const nom of [profil, telechargements]) mkdirSync(nom, { recursive: true });
    const reglages = {
      'marionette.port': 0,
      'browser.download.folderList': 2,
      'browser.download.dir': telechargements,
      'browser.download.useDownloadDir': true,
      'browser.download.alwaysOpenPanel': false,
    };
    const lignes = Object.entries(reglages).map(
      ([nom, valeur]) => `user_pref(${JSON.stringify(nom)}, ${JSON.stringify(valeur)});`,
    );
    writeFileSync(join(profil, 'user.js'), `${lignes.join('\n')}\n`);
    const processus = spawn(chemin, ['--headless', '--no-remote', '--profile', profil, '--marionette'], {
      env: { ...process.env, HOME: profil },
      stdio: 'ignore',
    });
    try {
      const ecrit = join(profil, 'MarionetteActivePort');
      const port = await jusqua(
        'son port',
        () => (existsSync(ecrit) && Number(readFileSync(ecrit, 'utf8'))) || undefined,
      );
      const prise = connect(port, '127.0.0.1');
      await once(prise, 'connect');
      const firefox = new Firefox(processus, prise, telechargements);
      await firefox.#commander('WebDriver:NewSession', {});
      return firefox;
    } catch (erreur) {
      processus.kill();
      throw erreur;
    }
  }

  async fermer(): Promise<void> {
    this.#prise.destroy();
    const fini = once(this.#processus, 'exit');
    this.#processus.kill();
    await fini;
  }

  async ouvrir(fichier: string): Promise<void> {
    await this.#commander('WebDriver:Navigate', { url: adresseDuFichier(fichier) });
  }

  async recharger(): Promise<void> {
    await this.#commander('WebDriver:Refresh', {});
  }

  /** What a body of a function returns in the page. */
  async evaluer(corps: string, ...arguments_: readonly unknown[]): Promise<unknown> {
    const { value } = (await this.#commander('WebDriver:ExecuteScript', { script: corps, args: arguments_ })) as {
      value: unknown;
    };
    return value;
  }

  /** Keys that have a name; all else is written. */
  async taper(...touches: readonly string[]): Promise<void> {
    const actions = touches
      .flatMap((touche) => TOUCHES[touche] ?? [...touche])
      .flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]);
    await this.#commander('WebDriver:PerformActions', { actions: [{ type: 'key', id: 'clavier', actions }] });
  }

  /** The file that it downloads next, whole. */
  async telecharge(): Promise<{ readonly nom: string; readonly texte: string }> {
    return jusqua('le fichier', () => {
      const noms = readdirSync(this.#telechargements);
      const [nom] = noms;
      if (nom === undefined || noms.length > 1) return undefined;
      const texte = readFileSync(join(this.#telechargements, nom), 'utf8');
      return texte === '' || nom.endsWith('.part') ? undefined : { nom, texte };
    });
  }

  async #commander(nom: string, parametres: object): Promise<unknown> {
    const rang = this.#attendues.size + 1;
    const reponse = new Promise<[unknown, unknown]>((dire) => this.#attendues.set(rang, dire));
    const texte = Buffer.from(JSON.stringify([0, rang, nom, parametres]));
    this.#prise.write(Buffer.concat([Buffer.from(`${texte.length}:`), texte]));
    const [erreur, resultat] = await reponse;
    if (erreur) throw new Error(`${nom} : ${JSON.stringify(erreur)}`);
    return resultat;
  }

  /** Each message is its length in bytes, a colon, and JSON. */
  #recevoir(octets: Buffer): void {
    this.#recus = Buffer.concat([this.#recus, octets]);
    for (;;) {
      const deuxPoints = this.#recus.indexOf(':');
      const fin = deuxPoints + 1 + Number(this.#recus.subarray(0, Math.max(deuxPoints, 0)).toString());
      if (deuxPoints < 0 || this.#recus.length < fin) return;
      const message: unknown = JSON.parse(this.#recus.subarray(deuxPoints + 1, fin).toString());
      this.#recus = this.#recus.subarray(fin);
      // The first message only says who speaks.
      if (Array.isArray(message)) this.#attendues.get(message[1])?.([message[2], message[3]]);
    }
  }
}

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
export class SortieImpossible extends Refus {
  constructor(message: string, remede: string) {
    super('donnees', message, remede);
    this.name = 'SortieImpossible';
  }
}

const AUTRE_SORTIE = 'Choisissez un autre dossier avec --sortie.';

const NOM_DE_SORTIE =
  /^(?:jaune-\d{4}\.(?:html|xlsx)|lignes(?:-ecartees)?-\d{4}\.csv|synthese-\d{4}\.json|datapackage\.json|SHA256SUMS)$/;

/**
 * Where an edition is made before it is shown: a folder beside the one asked for. The edition then takes the place of
 * the former one by renaming folders: readers find one or the other whole, never a mix.
 */
export class Atelier {
  readonly cible: string;
  readonly chemin: string;
  readonly #rendreLesSignaux: () => void;
  #echangeur: FolderSwapper | undefined;

  /** @throws SortieImpossible when the target holds files of someone else, or cannot be written to */
  constructor(sortie: string) {
    this.cible = resolve(sortie);
    this.chemin = nameInTheMaking(this.cible);
    rendreLEditionMiseDeCote(this.cible);
    refuserFichiersDAutrui(this.cible);
    sweepLeftovers(this.cible);
    // Before the folder is there: a signal that comes in between finds somebody to answer it.
    this.#rendreLesSignaux = tidyIfInterrupted(() => rmSync(this.chemin, { recursive: true, force: true }));
    try {
      creerDossier(this.chemin);
    } catch (erreur) {
      this.#rendreLesSignaux();
      throw this.expliquer(erreur);
    }
  }

  /** Path of a file in the making. */
  fichier(nom: string): string {
    return join(this.chemin, nom);
  }

  /** To call some tenths of a second before the edition is published, which then takes so much less. */
  preparerLaPublication(): void {
    if (existsSync(this.cible)) this.#echangeur ??= new FolderSwapper();
  }

  /**
   * Shows the edition in the place of the former one.
   * @throws SortieImpossible when the system refuses; the former edition is then where it was
   */
  async publier(): Promise<void> {
    const ancien = nameSetAside(this.cible);
    await holdInterruptions(async () => {
      try {
        this.preparerLaPublication();
        if (existsSync(this.cible) && this.#echangeur)
          await this.#echangeur.swap({ cible: this.cible, aside: ancien, neuf: this.chemin });
        else renameSync(this.chemin, this.cible);
      } catch (erreur) {
        throw this.expliquer(erreur);
      } finally {
        this.#rendreLesSignaux();
      }
      jeter(ancien, this.chemin);
    });
  }

  /** Leaves nothing behind. */
  abandonner(): void {
    this.#rendreLesSignaux();
    this.#echangeur?.dismiss();
    removeQuietly(this.chemin);
  }

  /** What stopped the edition, in words for those who asked for it when it is that it cannot be written there. */
  expliquer(erreur: unknown): unknown {
    const panne = systemFailure(erreur);
    if (panne === undefined || !this.#vientDIci(erreur)) return erreur;
    return new SortieImpossible(`${this.cible} ne peut pas être écrit : ${panne}`, systemRemedy(erreur, AUTRE_SORTIE));
  }

  /** Writing to an open file fails without telling which: here, all that is written is the edition. */
  #vientDIci(erreur: unknown): boolean {
    if (!(erreur instanceof Error)) return false;
    const { path, syscall } = erreur as NodeJS.ErrnoException;
    if (path === undefined) return syscall !== 'read';
    return (
      [this.chemin, this.cible].some((racine) => path === racine || path.startsWith(racine + sep)) ||
      syscall === 'mkdir'
    );
  }
}

/**
 * Removes a former edition, once the new one is there. It first loses its name: a run killed while it is removed leaves a part of
 * it, which is no edition to bring back.
 */
function jeter(ancien: string, sousLeNom: string): void {
  if (!existsSync(ancien)) return;
  try {
    renameSync(ancien, sousLeNom);
  } catch {
    // A document of it is open: the next run sweeps it.
    return;
  }
  removeQuietly(sousLeNom);
}

/** A run killed between two renamings left the former edition aside, whole: it comes back. */
function rendreLEditionMiseDeCote(cible: string): void {
  if (existsSync(cible)) return;
  const [ancien] = setAside(cible);
  if (ancien === undefined) return;
  try {
    renameSync(ancien, cible);
  } catch {
    // The folder cannot be written: the edition to come tells it.
  }
}

/** Parent by parent: the recursive `mkdirSync` never ends where the system says that nothing is there (`/proc`). */
function creerDossier(chemin: string): void {
  const parent = dirname(chemin);
  if (!existsSync(parent) && parent !== chemin) creerDossier(parent);
  mkdirSync(chemin);
}

function refuserFichiersDAutrui(cible: string): void {
  if (!existsSync(cible)) return;
  let noms: string[];
  try {
    noms = readdirSync(cible);
  } catch {
    throw new SortieImpossible(`${cible} n’est pas un dossier lisible`, AUTRE_SORTIE);
  }
  const autrui = trierPar(
    noms.filter((nom) => !NOM_DE_SORTIE.test(nom)),
    (nom) => nom,
  );
  if (autrui.length > 0)
    throw new SortieImpossible(
      `${cible} contient d’autres fichiers (${autrui.slice(0, 3).join(', ')}${autrui.length > 3 ? '…' : ''})`,
      'L’édition remplace le dossier entier : choisissez un dossier vide ou réservé avec --sortie, ou déplacez ces fichiers.',
    );
}

/** Folders that change places: the new one comes where the former one stands, which goes aside. */
interface Echange {
  readonly cible: string;
  readonly aside: string;
  readonly neuf: string;
}

/**
 * The same as {@link renameBoth}, for a process that has only Node. It is told the three paths on its standard input, whole or not
 * at all: that closes when the one that would tell them dies.
 */
const ECHANGE = `const { renameSync } = require('node:fs');
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
    this.#other = spawn(process.execPath, ['-e', ECHANGE], {
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
  async swap(echange: Echange): Promise<void> {
    const { cible, aside, neuf } = echange;
    this.#other.ref();
    this.#other.stdin.end(`${JSON.stringify([cible, aside, neuf])}\n`);
    await this.#ended;
    const fait = existsSync(cible) && existsSync(aside) && !existsSync(neuf);
    if (!fait) renameBoth(echange);
  }

  /** There is nothing to swap: the other process ends. */
  dismiss(): void {
    this.#other.stdin.end();
  }
}

function renameBoth({ cible, aside, neuf }: Echange): void {
  if (existsSync(cible)) renameSync(cible, aside);
  try {
    renameSync(neuf, cible);
  } catch (erreur) {
    if (existsSync(aside)) renameSync(aside, cible);
    throw erreur;
  }
}

import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { constants } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { trierPar } from '../domain/ordre.ts';
import { systemFailure } from './system-failure.ts';

/** Thrown when an edition cannot be put where it was asked; nothing there has been touched. */
export class SortieImpossible extends Error {
  readonly remede: string;
  constructor(message: string, remede: string) {
    super(message);
    this.name = 'SortieImpossible';
    this.remede = remede;
  }
}

const AUTRE_SORTIE = 'Choisissez un autre dossier avec --sortie.';

/** What stops a program by the keyboard or by its machine. */
const SIGNAUX = ['SIGINT', 'SIGTERM'] as const;

const NOM_DE_SORTIE =
  /^(?:jaune-\d{4}\.(?:html|xlsx)|lignes(?:-ecartees)?-\d{4}\.csv|synthese-\d{4}\.json|datapackage\.json|SHA256SUMS)$/;

/**
 * Where an edition is made before it is shown: a folder beside the one asked for. The edition then takes the place of
 * the former one by renaming folders: readers find one or the other whole, never a mix.
 */
export class Atelier {
  readonly cible: string;
  readonly chemin: string;
  readonly #ancien: string;
  readonly #quandArrete = (signal: NodeJS.Signals) => {
    this.abandonner();
    process.exit(128 + constants.signals[signal]);
  };

  /** @throws SortieImpossible when the target holds files of someone else, or cannot be written to */
  constructor(sortie: string) {
    this.cible = resolve(sortie);
    const voisin = (role: string) => join(dirname(this.cible), `.${basename(this.cible)}.${role}`);
    this.chemin = `${voisin('en-cours')}-${process.pid}`;
    this.#ancien = voisin('ancien');
    // A run that was killed between the two renamings left the former edition aside: it comes back.
    if (!existsSync(this.cible) && existsSync(this.#ancien)) renameSync(this.#ancien, this.cible);
    refuserFichiersDAutrui(this.cible);
    balayer(dirname(this.cible), basename(voisin('en-cours')));
    // Before the folder is there: a signal that comes in between finds somebody to answer it.
    for (const signal of SIGNAUX) process.on(signal, this.#quandArrete);
    try {
      rmSync(this.chemin, { recursive: true, force: true });
      creerDossier(this.chemin);
    } catch (erreur) {
      this.#rendreLesSignaux();
      const panne = systemFailure(erreur);
      if (panne === undefined) throw erreur;
      throw new SortieImpossible(`${this.cible} ne peut pas être écrit : ${panne}`, AUTRE_SORTIE);
    }
  }

  /** Path of a file in the making. */
  fichier(nom: string): string {
    return join(this.chemin, nom);
  }

  /** Shows the edition in the place of the former one. */
  publier(): void {
    rmSync(this.#ancien, { recursive: true, force: true });
    const remplace = existsSync(this.cible);
    if (remplace) renameSync(this.cible, this.#ancien);
    try {
      renameSync(this.chemin, this.cible);
    } catch (erreur) {
      if (remplace) renameSync(this.#ancien, this.cible);
      throw erreur;
    }
    this.#rendreLesSignaux();
    rmSync(this.#ancien, { recursive: true, force: true });
  }

  /** Leaves nothing behind. */
  abandonner(): void {
    this.#rendreLesSignaux();
    rmSync(this.chemin, { recursive: true, force: true });
  }

  #rendreLesSignaux(): void {
    for (const signal of SIGNAUX) process.off(signal, this.#quandArrete);
  }
}

/**
 * Removes the folders left by runs that were killed outright: those named after a process that lives no more. A folder that
 * does not go, or belongs to a run under way, stays.
 */
function balayer(dossier: string, prefixe: string): void {
  for (const nom of listerOuRien(dossier)) {
    if (!nom.startsWith(`${prefixe}-`)) continue;
    const numero = nom.slice(prefixe.length + 1);
    if (!/^[1-9]\d{0,9}$/.test(numero) || estVivant(Number(numero))) continue;
    try {
      rmSync(join(dossier, nom), { recursive: true, force: true });
    } catch {
      // Someone else's, or held open: it harms nobody where it is.
    }
  }
}

function listerOuRien(dossier: string): string[] {
  try {
    return readdirSync(dossier);
  } catch {
    return [];
  }
}

function estVivant(processus: number): boolean {
  try {
    process.kill(processus, 0);
    return true;
  } catch (erreur) {
    return !(erreur instanceof Error && 'code' in erreur && erreur.code === 'ESRCH');
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

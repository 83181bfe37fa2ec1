import { type Dirent, existsSync, readdirSync, renameSync, rmdirSync, unlinkSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { FORMES_SUR_PAPIER } from '../domain/dossier/formes-sur-papier.ts';
import { trierPar } from '../domain/textes/ordre.ts';
import { FolderSwapper } from './folder-swapper.ts';
import { holdInterruptions } from './interruption.ts';
import { nameInTheMaking, nameSetAside, setAside } from './leftovers.ts';
import { realPlace } from './real-place.ts';
import { ANOTHER_SCRATCH } from './scratch.ts';
import { syncShown, syncTree } from './sync.ts';
import { systemFailure, systemRemedy } from './unreadable.ts';
import { UnwritableOutput } from './unwritable-output.ts';
import { Workshop } from './workshop.ts';

const ANOTHER_OUTPUT = 'Choisissez un autre dossier avec --sortie.';

const OUTPUT_NAME =
  /^(?:(?:jaune-(?=.*\.(?:html|xlsx)$)|lignes(?:-ecartees)?-(?=.*\.csv$)|synthese-(?=.*\.json$))(\d{4}(?:-[a-z0-9-]+)?)\.[a-z]+|datapackage\.json|SHA256SUMS)$/;
/** What is printed of it, which goes with it. */
const PRINTED_NAME = new RegExp(`^jaune-(\\d{4}(?:-[a-z0-9-]+)?)-(?:${FORMES_SUR_PAPIER.join('|')})\\.pdf$`);

function isOfAnEdition(name: string): boolean {
  return OUTPUT_NAME.test(name) || PRINTED_NAME.test(name);
}

/** How an edition takes its place. */
interface OutputManners {
  /** Refuses to take the place of what stands there: asked before any work, and again just before it is replaced. */
  readonly check?: () => void;
  /** Which files are its own, by their names; those of an edition unless told. */
  readonly owns?: (name: string) => boolean;
  /** Whether it must outlive a power cut; what is made in passing need not. */
  readonly lasting?: boolean;
}

/**
 * Where an edition is made before it is shown: a folder beside the one asked for. The edition then takes the place of
 * the former one by renaming folders: readers find one or the other whole, never a mix.
 */
export class OutputFolder {
  /** As it was asked for; where it is a link, the edition stands where that leads. */
  readonly target: string;
  readonly path: string;
  readonly #place: string;
  readonly #check: () => void;
  readonly #owns: (name: string) => boolean;
  readonly #lasting: boolean;
  readonly #workshop: Workshop;
  #swapper: FolderSwapper | undefined;

  /** @throws UnwritableOutput when the target holds files of someone else, or cannot be written to */
  constructor(output: string, { check = () => {}, owns = isOfAnEdition, lasting = true }: OutputManners = {}) {
    this.target = resolve(output);
    this.#place = realPlace(output);
    this.path = nameInTheMaking(this.#place);
    this.#check = check;
    this.#owns = owns;
    this.#lasting = lasting;
    bringBackWhatWasSetAside(this.#place);
    for (const former of setAside(this.#place)) discard(former, this.#place, this.path, this.#owns);
    this.#requireReplaceable();
    try {
      this.#workshop = new Workshop(output, true);
    } catch (error) {
      throw this.explain(error);
    }
  }

  /** Path of a file in the making. */
  pathOf(name: string): string {
    return join(this.path, name);
  }

  /** To call some tenths of a second before the edition is published, which then takes so much less. */
  prepareToPublish(): void {
    if (existsSync(this.#place)) this.#swapper ??= new FolderSwapper();
  }

  /**
   * Shows the edition in the place of the former one, once the disk keeps it.
   * @throws UnwritableOutput when the system refuses; the former edition is then where it was
   * @throws Refus when the edition is shown, and the disk does not answer that it keeps its name
   */
  async publish(): Promise<void> {
    const former = nameSetAside(this.#place);
    try {
      if (this.#lasting) syncTree(this.path);
    } catch (error) {
      throw this.explain(error);
    }
    await holdInterruptions(async () => {
      try {
        this.#requireReplaceable();
        this.prepareToPublish();
        if (existsSync(this.#place) && this.#swapper)
          await this.#swapper.swap({ target: this.#place, aside: former, made: this.path });
        else renameSync(this.path, this.#place);
      } catch (error) {
        throw this.explain(error);
      }
      const parents = this.#workshop.keepParents();
      if (this.#lasting) for (const parent of parents) syncShown(parent, this.target);
      discard(former, this.#place, this.path, this.#owns);
      this.#workshop.close();
    });
  }

  /** Leaves nothing behind. */
  abandon(): void {
    this.#swapper?.dismiss();
    this.#workshop.close();
  }

  /** What stopped the edition, in words for those who asked for it when it is that it cannot be written there. */
  explain(error: unknown): unknown {
    const failure = systemFailure(error);
    if (failure === undefined || !this.#comesFromHere(error)) return error;
    // What is made in passing stands where nobody asked for it.
    if (!this.#lasting)
      return new UnwritableOutput(
        `un document ne peut pas être écrit dans le dossier des fichiers temporaires : ${failure}`,
        systemRemedy(error, ANOTHER_SCRATCH),
      );
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
    return [this.path, this.#place].some((root) => path === root || path.startsWith(root + sep)) || syscall === 'mkdir';
  }

  #requireReplaceable(): void {
    if (!existsSync(this.#place)) return;
    refuseFilesOfOthers(this.target, this.#place, this.#owns);
    this.#check();
  }
}

/**
 * Removes a former edition, once the new one is there. It first loses its name: a run killed while it is removed leaves a part of
 * it, which is no edition to bring back. What somebody put in it at the last moment comes with the new one; nothing but the
 * documents of an edition is ever removed.
 */
function discard(former: string, place: string, underName: string, owns: (name: string) => boolean): void {
  if (!existsSync(former) || !existsSync(place)) return;
  try {
    for (const { name } of othersIn(former, owns))
      if (!existsSync(join(place, name))) renameSync(join(former, name), join(place, name));
    if (othersIn(former, owns).length > 0) return;
    renameSync(former, underName);
    for (const name of readdirSync(underName)) if (owns(name)) unlinkSync(join(underName, name));
    rmdirSync(underName);
  } catch {
    // A document of it is open: the next run sweeps it.
  }
}

/** A run killed between two renamings left the former edition aside, whole: it comes back. */
function bringBackWhatWasSetAside(place: string): void {
  if (existsSync(place)) return;
  const [former] = setAside(place);
  if (former === undefined) return;
  try {
    renameSync(former, place);
  } catch {
    // The folder cannot be written: the edition to come tells it.
  }
}

/** What a folder holds that is no document of an edition. */
function othersIn(folder: string, owns: (name: string) => boolean): Dirent[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return trierPar(
    entries.filter((entry) => !entry.isFile() || !owns(entry.name)),
    ({ name }) => name,
  );
}

function refuseFilesOfOthers(target: string, place: string, owns: (name: string) => boolean): void {
  let others: Dirent[];
  try {
    others = othersIn(place, owns);
  } catch {
    throw new UnwritableOutput(`${target} n’est pas un dossier lisible`, ANOTHER_OUTPUT);
  }
  const shown = others.slice(0, 3).map(nameWithKind);
  if (others.length > 0)
    throw new UnwritableOutput(
      `${target} contient d’autres fichiers (${shown.join(', ')}${others.length > 3 ? '…' : ''})`,
      'Ce qui est écrit ici remplace le dossier entier : choisissez un dossier vide ou réservé avec --sortie, ou déplacez ces fichiers.',
    );
  const editions = new Set(
    readdirSync(place).flatMap((name) => (OUTPUT_NAME.exec(name) ?? PRINTED_NAME.exec(name))?.[1] ?? []),
  );
  const what = new Set([...editions].map((edition) => edition.slice(0, 4))).size > 1 ? 'exercice' : 'édition';
  if (editions.size > 1)
    throw new UnwritableOutput(
      `${target} contient les documents de plusieurs ${what}s (${[...editions].sort().join(', ')})`,
      `L’édition remplace le dossier entier : choisissez un dossier vide ou réservé avec --sortie, ou rangez chaque ${what} dans le sien.`,
    );
}

function nameWithKind(entry: Dirent): string {
  if (entry.isSymbolicLink()) return `${entry.name}, qui est un lien`;
  return entry.isDirectory() ? `${entry.name}/` : entry.name;
}

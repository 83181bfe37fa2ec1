import { statSync } from 'node:fs';
import { accord } from '../domain/textes/format.ts';
import { surUneLigne } from '../domain/textes/texte.ts';
import { pathIn } from './path-in.ts';

/** What a terminal is asked here. */
interface Screen {
  write(text: string): unknown;
  readonly columns?: number;
}

/** Work that is over before that shows nothing; then the line changes so often, in milliseconds. */
const SHOWN_AFTER = 1_000;
const SHOWN_EVERY = 200;
const USUAL_WIDTH = 80;
const NAME_LENGTH = 60;
/** Back to the beginning of the line, which is emptied. */
const ERASE = '\r\u001b[2K';

/** The line of progress of the program: one, on the terminal where findings come too. */
class ProgressLine {
  readonly #screen: Screen;
  readonly #now: () => number;
  #next: number;
  #shown = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(screen: Screen, now: () => number) {
    this.#screen = screen;
    this.#now = now;
    this.#next = now() + SHOWN_AFTER;
  }

  get isDue(): boolean {
    return this.#now() >= this.#next;
  }

  show(text: string): void {
    this.#forget();
    const width = (this.#screen.columns || USUAL_WIDTH) - 1;
    this.#screen.write(`${ERASE}${[...text].slice(0, width).join('')}`);
    this.#shown = true;
    this.#next = this.#now() + SHOWN_EVERY;
  }

  /** Shows a text at once, or as soon as the work has lasted long enough, if it is still about that. */
  showStage(text: string): void {
    this.#forget();
    const wait = this.#shown ? 0 : this.#next - this.#now();
    if (wait <= 0) this.show(text);
    else this.#timer = setTimeout(() => this.show(text), wait).unref();
  }

  clear(): void {
    this.#forget();
    if (this.#shown) this.#screen.write(ERASE);
    this.#shown = false;
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

/** Nothing, unless people read as it comes. */
let line: ProgressLine | undefined;

/**
 * Says where progress is shown. The clock decides when, and nothing else of what the program does.
 * @param now milliseconds
 */
export function showProgressOn(screen: Screen | undefined, now: () => number = () => performance.now()): void {
  line?.clear();
  line = screen && new ProgressLine(screen, now);
}

/** Takes the line of progress away: something else is to be written there, or the work is over. */
export function clearProgress(): void {
  line?.clear();
}

/** Shows what is being done where nothing counts how far it is: the document that is being written. */
export function tellStage(text: string): void {
  line?.showStage(surUneLigne(text, NAME_LENGTH));
}

/** How far the reading of files that come one after the other is. */
export class ReadingProgress {
  readonly #root: string;
  readonly #files: readonly string[];
  /** Bytes of the files before each, and of all; weighed when they are first shown. */
  #before: Map<string, number> | undefined;
  #total = 0;

  /** @param files paths from `root`, in the order in which they are read; the sheets of a workbook are one file */
  constructor(root: string, files: readonly string[]) {
    this.#root = root;
    this.#files = files;
  }

  /**
   * To call after each piece of a file: what it costs when nothing is to be shown is nothing.
   * @param name by which it is shown
   * @param bytes read of it; nothing where that is not known
   * @param lines found in it
   */
  tell(file: string, name: string, bytes: number | undefined, lines: number): void {
    if (line === undefined || !line.isDue) return;
    const before = this.#weigh().get(file) ?? 0;
    const share = this.#total === 0 ? 0 : Math.min(100, Math.floor((100 * (before + (bytes ?? 0))) / this.#total));
    line.show(`${surUneLigne(name, NAME_LENGTH)} · ${accord(lines, 'ligne')} · ${share} %`);
  }

  #weigh(): ReadonlyMap<string, number> {
    if (this.#before !== undefined) return this.#before;
    this.#before = new Map();
    for (const file of new Set(this.#files)) {
      this.#before.set(file, this.#total);
      this.#total += statSync(pathIn(this.#root, file), { throwIfNoEntry: false })?.size ?? 0;
    }
    return this.#before;
  }
}

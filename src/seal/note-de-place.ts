import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { Refus } from '../domain/constats/refus.ts';
import { realPlace } from '../files/real-place.ts';
import { replaceFile } from '../files/replace-file.ts';
import { systemFailure } from '../files/unreadable.ts';
import { peserDesOctets, SOMMES } from './sommes.ts';

/** More than two paths take, and more than the checksums or the package file of any edition. */
const NOTE_MAX = 32 * 1024;
export const PIECE_D_EDITION_MAX = 64 * 1024 * 1024;

/**
 * What says, beside a folder of documents, of which dossier they are, since nothing in them may: the same dossier elsewhere gives the
 * same bytes. It is `reports/.2012.dossier` for `reports/2012`: on each line the SHA-256 of what tells these documents from any
 * others, and their dossier. It is written before they are shown, and keeps the line of those that they replace: it is true of either.
 */
export class NoteDePlace {
  readonly #reelle: string;
  readonly #note: string;
  readonly #sceau: string;

  /**
   * @param place folder of the documents
   * @param sceau the file of theirs by which they are known
   * @throws UnwritableOutput when it is a link that leads nowhere
   */
  constructor(place: string, sceau: string = SOMMES) {
    this.#reelle = realPlace(place);
    this.#note = join(dirname(this.#reelle), `.${basename(this.#reelle)}.dossier`);
    this.#sceau = sceau;
  }

  /** The dossier of what stands there; nothing when the note does not say, or of one that is no longer there. */
  dossier(): string | undefined {
    const note = lireBorne(this.#note, NOTE_MAX)?.toString('utf8') ?? '';
    if (note.includes('\0')) return undefined;
    const empreinte = this.#empreinteDe(this.#reelle);
    for (const ligne of note.split('\n')) {
      const [, de, datee] = /^([0-9a-f]{64}) {2}(.+)$/.exec(ligne) ?? [];
      // Until 0.2.0 it was the dossier alone.
      const dossier = de === undefined ? ligne.trimEnd() : de === empreinte ? datee : undefined;
      if (!dossier) continue;
      const trouve = resolve(dirname(this.#note), dossier);
      return existsSync(join(trouve, 'exercice.yaml')) ? trouve : undefined;
    }
    return undefined;
  }

  /**
   * Takes note of whose documents are about to be shown.
   * @param enCours the folder where they are made
   */
  async noter(enCours: string, sien: string): Promise<void> {
    const ici = dirname(this.#note);
    try {
      // Of two that are the same to the byte, the dossier is that of the last.
      const dossiers = new Map([
        [this.#empreinteDe(this.#reelle), this.dossier()],
        [this.#empreinteDe(enCours), sien],
      ]);
      const lignes = [...dossiers].map(([empreinte, dossier]) =>
        empreinte === undefined || dossier === undefined
          ? ''
          : `${empreinte}  ${relative(ici, realPlace(dossier)).replaceAll('\\', '/')}\n`,
      );
      await replaceFile(
        this.#note,
        (brouillon) => writeFileSync(brouillon, lignes.join('')),
        () => {},
      );
    } catch (erreur) {
      // Without a note, what the documents say of themselves still speaks.
      if (!(erreur instanceof Refus) && systemFailure(erreur) === undefined) throw erreur;
    }
  }

  #empreinteDe(dossier: string): string | undefined {
    const octets = lireBorne(join(dossier, this.#sceau), PIECE_D_EDITION_MAX);
    return octets && peserDesOctets(this.#sceau, octets).sha256;
  }
}

/** A file, when it is one and no larger than it may be. */
export function lireBorne(chemin: string, octets: number): Buffer | undefined {
  const etat = statSync(chemin, { throwIfNoEntry: false });
  return etat?.isFile() && etat.size <= octets ? readFileSync(chemin) : undefined;
}

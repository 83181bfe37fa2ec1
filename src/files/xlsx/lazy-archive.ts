import { openArchive, TAILLE_GONFLEE_MAX } from './archive.ts';
import { ClasseurIllisible } from './unreadable.ts';

/**
 * A workbook in memory whose parts are inflated one by one, when they are asked for: drawings, caches of pivot tables and
 * sheets that nobody reads may be far larger than the rest. The bounds hold for what is inflated, all in all.
 */
export class ArchiveALaDemande {
  readonly #octets: Buffer;
  #reste = TAILLE_GONFLEE_MAX;

  constructor(octets: Buffer) {
    this.#octets = octets;
  }

  /**
   * A part, by its name, of which case does not count; some programs write `\` for `/`.
   * @throws ClasseurIllisible when the file is no workbook, is damaged, or when the part is too large or there twice
   */
  partie(nom: string): Uint8Array | undefined {
    if (nom === '') return undefined;
    const cherche = uniforme(nom);
    const trouvees = openArchive(this.#octets, (autre) => uniforme(autre) === cherche, this.#reste);
    if (trouvees.size > 1)
      throw new ClasseurIllisible('incomplet', `deux parties s’y appellent « ${nom.slice(0, 80)} »`);
    const [partie] = trouvees.values();
    this.#reste -= partie?.length ?? 0;
    return partie;
  }
}

function uniforme(nom: string): string {
  return nom.replaceAll('\\', '/').toLowerCase();
}

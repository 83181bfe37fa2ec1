import { existsSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { EnTete } from '../domain/dossier/dossier.ts';
import { plier } from '../domain/textes/texte.ts';
import { UnwritableOutput } from '../files/unwritable-output.ts';
import { lireLePaquet, PAQUET } from './paquet.ts';

const RACINE = 'reports';
/** More than any path takes. */
const LONGUEUR_MAX = 16 * 1024;

/**
 * Where the edition of an exercice goes when nobody says where, and whose edition stands there: dossiers of one exercice share the
 * place. A note beside it, `reports/.2012.dossier`, says of which dossier it is: nothing in an edition may say where it was made.
 */
export class PlaceParDefaut {
  readonly chemin: string;
  readonly #note: string;

  constructor(exercice: string) {
    this.chemin = join(RACINE, exercice);
    this.#note = join(RACINE, `.${exercice}.dossier`);
  }

  /** @throws UnwritableOutput when the edition of another dossier, or of another collectivité, stands there */
  exigerLaSienne(dossier: string, { collectivite }: Pick<EnTete, 'collectivite'>): void {
    if (!existsSync(join(this.chemin, PAQUET))) return;
    const note = this.#lireLaNote();
    if (note !== undefined && existsSync(join(note, 'exercice.yaml'))) {
      if (realpathSync(note) === realpathSync(dossier)) return;
      this.#refuser(`est celle d’un autre dossier, ${relative('', note) || '.'}`);
    }
    const autre = lireLePaquet(readFileSync(join(this.chemin, PAQUET), 'utf8'))?.collectivite ?? '';
    if (autre !== '' && plier(autre) !== plier(collectivite))
      this.#refuser(`est celle d’une autre collectivité, ${autre}`);
  }

  /** Takes note of whose edition was published, if it was there. */
  noter(sortie: string, dossier: string): void {
    if (resolve(sortie) !== resolve(this.chemin)) return;
    try {
      writeFileSync(this.#note, `${relative(RACINE, dossier).replaceAll('\\', '/')}\n`);
    } catch {
      // The edition is there; without a note, its collectivité still speaks.
    }
  }

  #refuser(pourquoi: string): never {
    throw new UnwritableOutput(
      `l’édition qui est dans ${this.chemin} ${pourquoi} : elle n’a pas été remplacée`,
      `Écrivez celle-ci ailleurs avec --sortie, par exemple --sortie ${this.chemin}-bis ; --sortie ${this.chemin} remplace l’autre.`,
    );
  }

  #lireLaNote(): string | undefined {
    const taille = statSync(this.#note, { throwIfNoEntry: false });
    if (!taille?.isFile() || taille.size > LONGUEUR_MAX) return undefined;
    const ecrite = readFileSync(this.#note, 'utf8').trimEnd();
    return ecrite === '' || ecrite.includes('\0') ? undefined : resolve(RACINE, ecrite);
  }
}

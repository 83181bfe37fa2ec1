import { type Montant, NUL, somme } from '../../domain/argent/montant.ts';
import type { PartPubliee } from '../../domain/lignes/lignes-publiees.ts';
import { detacher } from '../../domain/textes/texte.ts';
import type { NomTable } from '../tables-decrites.ts';
import { COMPAREES, publieDans } from './compiler-l-evolution.ts';

/** What an edition published, under the names that it gave: before those that the dossier gives now. */
export class PublieAlors {
  readonly #parTable = new Map<NomTable, Map<string, Montant>>(COMPAREES.map((nom) => [nom, new Map()]));
  #total = NUL;
  #exceptionnelles = NUL;

  /** To call with each part of the edition as it was written. */
  voir(part: PartPubliee): void {
    if (part.sens !== 'depense') return;
    if (part.verdict === 'exceptionnelle') this.#exceptionnelles = somme([this.#exceptionnelles, part.retenu]);
    if (part.verdict !== 'internationale') return;
    this.#total = somme([this.#total, part.retenu]);
    for (const [nom, libelles] of this.#parTable) {
      const libelle = publieDans(part, nom);
      const deja = libelles.get(libelle);
      libelles.set(deja === undefined ? detacher(libelle) : libelle, somme([deja ?? NUL, part.retenu]));
    }
  }

  get total(): Montant {
    return this.#total;
  }

  get exceptionnelles(): Montant {
    return this.#exceptionnelles;
  }

  /** By label, empty for what was not broken down. */
  libelles(nom: NomTable): ReadonlyMap<string, Montant> {
    return this.#parTable.get(nom) ?? new Map();
  }
}

import type { Base } from '../../domain/argent/base.ts';
import type { PartPubliee } from '../../domain/lignes/lignes-publiees.ts';
import { detacher } from '../../domain/textes/texte.ts';
import { LignesVues } from './lignes-vues.ts';

/** Sources of an earlier edition of which lines are kept. */
const SOURCES_MAX = 1_000;

/** The lines of each source of an earlier edition, sampled as it is read, to find them again in the files of this one. */
export class LignesPassees {
  readonly #parSource = new Map<string, LignesVues>();
  /** The base of its amounts. */
  base: Base | undefined;
  #exercice = '';
  #ref = '';

  /** The parts of a line follow one another. */
  voir({ ref, empreinte, exercice, base, total, sens }: PartPubliee): void {
    if (ref === this.#ref) return;
    this.#ref = ref;
    this.#exercice ||= detacher(exercice);
    this.base = base;
    const fichier = ref.slice(0, ref.lastIndexOf(':'));
    let vues = this.#parSource.get(fichier);
    if (vues === undefined) {
      if (this.#parSource.size >= SOURCES_MAX) return;
      vues = new LignesVues();
      this.#parSource.set(detacher(fichier), vues);
    }
    vues.ajouter(empreinte, total, sens);
  }

  get exercice(): string {
    return this.#exercice;
  }

  /** The source of that edition that held most of these lines, and how many of those looked at. */
  plusSemblable({ lignes }: LignesVues) {
    let meilleure = { fichier: '', regardees: 0, lignes: 0, exact: true };
    for (const [fichier, passees] of this.#parSource) {
      const communes = lignes.presentesDans(passees.lignes);
      if (communes.lignes > meilleure.lignes) meilleure = { fichier, ...communes };
    }
    return meilleure;
  }

  /** The source of that edition that held most of these amounts, and how many of those looked at. */
  memesMontants({ montants }: LignesVues) {
    let meilleure = { fichier: '', regardes: 0, communs: 0 };
    for (const [fichier, passees] of this.#parSource) {
      const comptes = montants.comparer(passees.montants);
      if (comptes.communs > meilleure.communs) meilleure = { fichier, ...comptes };
    }
    return meilleure;
  }
}

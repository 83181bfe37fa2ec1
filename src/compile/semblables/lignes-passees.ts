import { NUL } from '../../domain/argent/montant.ts';
import type { PartPubliee } from '../../domain/lignes/lignes-publiees.ts';
import { detacher } from '../../domain/textes/texte.ts';
import { EchantillonDeLignes } from './echantillon-de-lignes.ts';

/** Sources of an earlier edition of which lines are kept. */
const SOURCES_MAX = 1_000;

/** The lines of each source of an earlier edition, sampled as it is read, to find them again in the files of this one. */
export class LignesPassees {
  readonly #parSource = new Map<string, EchantillonDeLignes>();
  #exercice = '';
  #ref = '';

  /** The parts of a line follow one another. */
  voir({ ref, empreinte, exercice }: PartPubliee): void {
    if (ref === this.#ref) return;
    this.#ref = ref;
    this.#exercice ||= detacher(exercice);
    const fichier = ref.slice(0, ref.lastIndexOf(':'));
    let echantillon = this.#parSource.get(fichier);
    if (echantillon === undefined) {
      if (this.#parSource.size >= SOURCES_MAX) return;
      echantillon = new EchantillonDeLignes();
      this.#parSource.set(detacher(fichier), echantillon);
    }
    echantillon.ajouter(empreinte, NUL);
  }

  get exercice(): string {
    return this.#exercice;
  }

  /** The source of that edition that held most of these lines, and how many of those looked at. */
  plusSemblable(lignes: EchantillonDeLignes) {
    let meilleure: ReturnType<EchantillonDeLignes['presentesDans']> & { readonly fichier: string } = AUCUNE;
    for (const [fichier, passees] of this.#parSource) {
      const communes = lignes.presentesDans(passees);
      if (communes.lignes > meilleure.lignes) meilleure = { fichier, ...communes };
    }
    return meilleure;
  }
}

const AUCUNE = { fichier: '', regardees: 0, lignes: 0, exact: true };

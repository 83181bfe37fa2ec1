import type { Base } from '../../domain/argent/base.ts';
import type { PartPubliee } from '../../domain/lignes/lignes-publiees.ts';
import { detacher } from '../../domain/textes/texte.ts';
import { Candidats } from './candidats.ts';
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
  #lues: SourcesPassees | undefined;

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
    const sources = this.#sources();
    const trouvee = sources.parLignes.plusProche(
      lignes,
      (rang) => lignes.presentesDans(sources.vues[rang]?.lignes ?? AUCUNE.lignes),
      (compte) => compte.lignes,
    );
    if (trouvee === undefined) return { fichier: '', regardees: 0, lignes: 0, exact: true };
    return { fichier: sources.fichiers[trouvee.rang] ?? '', ...trouvee.compte };
  }

  /** The source of that edition that held most of these amounts, and how many of those looked at. */
  memesMontants({ montants }: LignesVues) {
    const sources = this.#sources();
    const trouvee = sources.parMontants.plusProche(
      montants,
      (rang) => montants.comparer(sources.vues[rang]?.montants ?? AUCUNE.montants),
      (compte) => compte.communs,
    );
    if (trouvee === undefined) return { fichier: '', regardes: 0, communs: 0 };
    return { fichier: sources.fichiers[trouvee.rang] ?? '', ...trouvee.compte };
  }

  #sources(): SourcesPassees {
    this.#lues ??= new SourcesPassees(this.#parSource);
    return this.#lues;
  }
}

const AUCUNE = new LignesVues();

/** The sources of that edition once all its lines have passed. */
class SourcesPassees {
  readonly fichiers: readonly string[];
  readonly vues: readonly LignesVues[];
  readonly parLignes: Candidats;
  readonly parMontants: Candidats;

  constructor(parSource: ReadonlyMap<string, LignesVues>) {
    this.fichiers = [...parSource.keys()];
    this.vues = [...parSource.values()];
    this.parLignes = new Candidats(this.vues.map(({ lignes }) => lignes));
    this.parMontants = new Candidats(this.vues.map(({ montants }) => montants));
  }
}

import { lireFraction } from '../../domain/argent/fraction.ts';
import type { Constats } from '../../domain/constats/constat.ts';
import type { MemoireLue } from '../../domain/dossier/source-lue.ts';
import { CHAMPS_TEXTE } from '../../domain/lignes/champs.ts';
import type { Objectif } from '../../domain/verdict/dimension.ts';
import { numeroDuLibelle, SERIES_D_OBJECTIFS } from '../../domain/verdict/objectifs.ts';
import type { Signal } from '../../domain/verdict/signal.ts';
import { PLACES, type Place } from '../../domain/verdict/verdict.ts';
import type { CsvRecord } from '../../files/csv-records.ts';
import { OwnTable, type ReadCell } from '../../files/own-table.ts';
import { pathIn } from '../../files/path-in.ts';
import { Memoire } from './memoire.ts';
import { ObjectifsDUneLigne, ObjectifsPasses } from './objectifs-passes.ts';
import { CHAMPS_RAPPELES, type Souvenir, type TraitsDeLigne } from './traits.ts';

/** The columns of `lignes-<exercice>.csv` that memory reads. */
const COLONNES = ['ref', 'exercice', 'sens', ...CHAMPS_RAPPELES, 'verdict', 'quote_part', 'omd', 'odd'] as const;
/** Of these, those that are there where the dossier spoke of goals, and the share that tells them apart. */
const RECENTES: readonly Colonne[] = ['quote_part', ...SERIES_D_OBJECTIFS];
type Colonne = (typeof COLONNES)[number];

export interface ContexteMemoire {
  readonly racine: string;
  /** The exercice of the dossier: only earlier ones teach. */
  readonly exercice: string;
  readonly objectifs: readonly Objectif[];
  readonly constats: Constats;
  detecter(ligne: TraitsDeLigne): readonly Signal[];
}

/**
 * Reads the lines of earlier exercices, as `jaune compiler` wrote them, and learns from those that a rule or a person decided.
 * A receipt, a line left open, or out of the perimeter, teaches nothing. Tells what is wrong at its place.
 */
export async function lireLaMemoire(
  fichiers: readonly string[],
  contexte: ContexteMemoire,
): Promise<{
  readonly memoire: Memoire;
  readonly objectifs: ObjectifsPasses;
  readonly lues: readonly MemoireLue[];
}> {
  const memoire = new Memoire();
  const objectifs = new ObjectifsPasses(contexte.objectifs, contexte.exercice);
  const lues: MemoireLue[] = [];
  for (const fichier of fichiers) {
    const lecture = new LectureDeMemoire(fichier, memoire, objectifs, contexte);
    const { sha256, octets } = await lecture.table.read(pathIn(contexte.racine, fichier));
    lues.push({ fichier, sha256, octets, apprises: lecture.finir() });
  }
  return { memoire, objectifs, lues };
}

class LectureDeMemoire {
  readonly table: OwnTable<Colonne>;
  /** The exercice that the name of the file says: the lines must be of it, or a copy would teach twice. */
  readonly #annee: string;
  readonly #memoire: Memoire;
  readonly #objectifs: ObjectifsPasses;
  readonly #contexte: ContexteMemoire;
  /** A line is one record per part: it is learnt when the next one begins. */
  #ref = '';
  #courant: Souvenir | undefined;
  /** Of a line that is kept. */
  #dits: ObjectifsDUneLigne | undefined;
  #lignes = 0;
  #apprises = 0;

  constructor(fichier: string, memoire: Memoire, objectifs: ObjectifsPasses, contexte: ContexteMemoire) {
    const ecrite = {
      file: fichier,
      columns: COLONNES,
      recent: RECENTES,
      code: 'E-MEMOIRE-ILLISIBLE',
      remede: REMEDE,
    } as const;
    this.table = new OwnTable(ecrite, contexte.constats, (lire, vu) => this.#lire(lire, vu));
    this.#annee = /(\d{4})\.csv$/.exec(fichier)?.[1] ?? '';
    this.#memoire = memoire;
    this.#objectifs = objectifs;
    this.#contexte = contexte;
  }

  /** To call at the end of the file; gives how many lines taught something. */
  finir(): number {
    this.#apprendre();
    if (!this.table.titlesSeen || (this.table.titlesRight && this.#lignes === 0)) this.table.reportEmpty();
    return this.#apprises;
  }

  #lire(lire: ReadCell<Colonne>, vu: CsvRecord): void {
    this.#lignes += 1;
    const exercice = lire('exercice');
    if (!/^\d{4}$/.test(exercice) || exercice >= this.#contexte.exercice) {
      this.table.refuse(
        vu,
        'exercice',
        `« ${exercice} » n’est pas un exercice antérieur à ${this.#contexte.exercice}`,
        'La mémoire vient des années passées : une ligne de l’année se suggérerait à elle-même.',
      );
      return;
    }
    if (exercice !== this.#annee) {
      this.table.refuse(
        vu,
        'exercice',
        `une ligne de ${exercice} dans un fichier de ${this.#annee}`,
        'Rendez au fichier le nom que jaune compiler lui a donné : la même année apprise deux fois compterait double.',
      );
      return;
    }
    const place = PLACES.find((connue) => connue === lire('verdict'));
    if (place === undefined) {
      this.table.refuse(vu, 'verdict', `« ${lire('verdict')} » n’est pas un verdict`);
      return;
    }
    const ref = `${exercice} ${lire('ref')}`;
    const internationale = EST_INTERNATIONALE[place];
    if (ref === this.#ref) {
      if (internationale) this.#noter(lire);
      if (this.#courant && internationale) this.#courant = { ...this.#courant, internationale: true };
      return;
    }
    this.#apprendre();
    this.#ref = ref;
    // Who pays a receipt is no beneficiary, and its words are not those of an expense.
    if (internationale === undefined || lire('sens') === 'recette') return;
    if (internationale) this.#noter(lire);
    this.#courant = {
      exercice,
      internationale,
      ...(Object.fromEntries(
        CHAMPS_RAPPELES.map((champ) => [CHAMPS_TEXTE[champ], lire(champ)]),
      ) as unknown as TraitsDeLigne),
    };
  }

  /** The goal of a part that is kept, or that it has none: shares are of all that is. */
  #noter(lire: ReadCell<Colonne>): void {
    const part = lireFraction(lire('quote_part'));
    const serie = SERIES_D_OBJECTIFS.find((chacune) => lire(chacune) !== '');
    const numero = serie && numeroDuLibelle(lire(serie));
    this.#dits ??= new ObjectifsDUneLigne();
    this.#dits.ajouter(part, serie && numero !== undefined ? { serie, numero } : undefined);
  }

  #apprendre(): void {
    if (this.#courant) {
      const dits = this.#dits?.lire();
      if (dits?.length) this.#objectifs.apprendre(this.#courant.exercice, this.#courant, dits);
      this.#memoire.apprendre(this.#courant, this.#contexte.detecter(this.#courant));
      this.#apprises += 1;
    }
    this.#courant = undefined;
    this.#dits = undefined;
  }
}

const REMEDE = 'Remettez dans memoire/ le fichier lignes-<exercice>.csv tel que jaune compiler l’a écrit.';

/** What a place teaches; nothing when nobody said anything of the line, or when it is out of the perimeter. */
const EST_INTERNATIONALE: Readonly<Record<Place, boolean | undefined>> = {
  internationale: true,
  exceptionnelle: true,
  non_internationale: false,
  exclue: undefined,
  a_arbitrer: undefined,
  non_examinee: undefined,
};

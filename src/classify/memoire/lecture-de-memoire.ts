import { lireFraction } from '../../domain/argent/fraction.ts';
import { type Montant, montant, NUL } from '../../domain/argent/montant.ts';
import type { Constats } from '../../domain/constats/constat.ts';
import { CHAMPS_TEXTE } from '../../domain/lignes/champs.ts';
import { numeroDuLibelle, SERIES_D_OBJECTIFS } from '../../domain/verdict/objectifs.ts';
import { PLACES, type Place } from '../../domain/verdict/verdict.ts';
import type { CsvRecord } from '../../files/csv-records.ts';
import { OwnTable, type ReadCell } from '../../files/own-table.ts';
import { type ObjectifPasse, ObjectifsDUneLigne } from './objectifs-passes.ts';
import { CHAMPS_RAPPELES, type Souvenir, type TraitsDeLigne } from './traits.ts';

/** The columns of `lignes-<exercice>.csv` that memory reads. */
const COLONNES = [
  'ref',
  'exercice',
  'sens',
  ...CHAMPS_RAPPELES,
  'verdict',
  'quote_part',
  'omd',
  'odd',
  'montant_centimes',
  'montant_part_centimes',
  'montant_retenu_centimes',
] as const;
/** Of these, those that older files may lack, and those that are there where the dossier spoke of goals. */
const RECENTES: readonly Colonne[] = [
  'quote_part',
  'montant_centimes',
  'montant_part_centimes',
  'montant_retenu_centimes',
  ...SERIES_D_OBJECTIFS,
];
type Colonne = (typeof COLONNES)[number];

export interface ContexteDeLecture {
  /** The exercice of the dossier: only earlier ones teach. */
  readonly exercice: string;
  readonly constats: Constats;
}

/** A line that teaches something, as its file tells it. */
export interface LigneApprise {
  readonly souvenir: Souvenir;
  /** The goals of what was kept of it. */
  readonly dits: readonly ObjectifPasse[];
  /** Its amount, and what of it was kept, in cents; nothing unless they are asked for. */
  readonly montant: Montant;
  readonly retenu: Montant;
}

/** Reads the file of one earlier exercice, line by line. */
export class LectureDeMemoire {
  readonly table: OwnTable<Colonne>;
  /** The exercice that the name of the file says: the lines must be of it, or a copy would teach twice. */
  readonly #annee: string;
  readonly #contexte: ContexteDeLecture;
  readonly #apprendreUneLigne: (ligne: LigneApprise) => void;
  readonly #avecMontants: boolean;
  /** A line is one record per part: it is learnt when the next one begins. */
  #ref = '';
  #courant: Souvenir | undefined;
  /** Of a line that is kept. */
  #dits: ObjectifsDUneLigne | undefined;
  #montant = NUL;
  #retenu = NUL;
  /** All the amounts read so far, whatever their sign: what is summed of them counts in cents. */
  #tout = 0;
  #lignes = 0;
  #apprises = 0;

  /**
   * @param apprendre called for each line that a rule or a person decided
   * @param avecMontants whether amounts are read too
   */
  constructor(
    fichier: string,
    contexte: ContexteDeLecture,
    apprendre: (ligne: LigneApprise) => void,
    { avecMontants = false } = {},
  ) {
    const ecrite = {
      file: fichier,
      columns: COLONNES,
      recent: RECENTES,
      code: 'E-MEMOIRE-ILLISIBLE',
      remede: REMEDE,
    } as const;
    this.table = new OwnTable(ecrite, contexte.constats, (lire, vu) => this.#lire(lire, vu));
    this.#annee = /(\d{4})\.csv$/.exec(fichier)?.[1] ?? '';
    this.#contexte = contexte;
    this.#apprendreUneLigne = apprendre;
    this.#avecMontants = avecMontants;
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
      if (internationale) this.#noter(lire, vu);
      if (this.#courant && internationale) this.#courant = { ...this.#courant, internationale: true };
      return;
    }
    this.#apprendre();
    this.#ref = ref;
    // Who pays a receipt is no beneficiary, and its words are not those of an expense.
    if (internationale === undefined || lire('sens') === 'recette') return;
    if (internationale) this.#noter(lire, vu);
    if (this.#avecMontants) this.#montant = this.#lireUnMontant('montant_centimes', lire, vu);
    this.#courant = {
      exercice,
      internationale,
      ...(Object.fromEntries(
        CHAMPS_RAPPELES.map((champ) => [CHAMPS_TEXTE[champ], lire(champ)]),
      ) as unknown as TraitsDeLigne),
    };
  }

  /** The goal of a part that is kept, or that it has none: shares are of all that is. */
  #noter(lire: ReadCell<Colonne>, vu: CsvRecord): void {
    if (this.#avecMontants) {
      // Files without it write there the cents of a part that is in no total too.
      const colonne = lire('montant_part_centimes') === '' ? 'montant_retenu_centimes' : 'montant_part_centimes';
      this.#retenu = montant(this.#retenu + this.#lireUnMontant(colonne, lire, vu));
    }
    const part = lireFraction(lire('quote_part'));
    const serie = SERIES_D_OBJECTIFS.find((chacune) => lire(chacune) !== '');
    const numero = serie && numeroDuLibelle(lire(serie));
    this.#dits ??= new ObjectifsDUneLigne();
    this.#dits.ajouter(part, serie && numero !== undefined ? { serie, numero } : undefined);
  }

  /** Older files than these columns have none. */
  #lireUnMontant(colonne: Colonne, lire: ReadCell<Colonne>, vu: CsvRecord): Montant {
    const ecrit = lire(colonne);
    const centimes = /^(?:|-?\d{1,15})$/.test(ecrit) ? Number(ecrit) : Number.NaN;
    if (Number.isNaN(centimes)) this.table.refuse(vu, colonne, `« ${ecrit} » n’est pas un nombre de centimes`);
    else {
      this.#tout += Math.abs(centimes);
      if (Number.isSafeInteger(this.#tout)) return montant(centimes);
      this.table.refuse(vu, colonne, 'jusqu’ici, les montants font plus que ce qui se compte au centime');
    }
    return NUL;
  }

  #apprendre(): void {
    if (this.#courant) {
      this.#apprendreUneLigne({
        souvenir: this.#courant,
        dits: this.#dits?.lire() ?? [],
        montant: this.#montant,
        retenu: this.#retenu,
      });
      this.#apprises += 1;
    }
    this.#courant = undefined;
    this.#dits = undefined;
    this.#montant = NUL;
    this.#retenu = NUL;
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

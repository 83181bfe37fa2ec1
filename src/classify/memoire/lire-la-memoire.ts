import { join } from 'node:path';
import type { Constats } from '../../domain/constats/constat.ts';
import type { MemoireLue } from '../../domain/dossier/source-lue.ts';
import { CHAMPS_TEXTE } from '../../domain/lignes/champs.ts';
import { accord } from '../../domain/textes/format.ts';
import { nomLePlusProche } from '../../domain/textes/texte.ts';
import type { Signal } from '../../domain/verdict/signal.ts';
import { PLACES, type Place } from '../../domain/verdict/verdict.ts';
import { type CsvFault, isBlank, withoutGuard } from '../../files/csv-format.ts';
import { locateField, locateRecord } from '../../files/csv-place.ts';
import { type CsvRecord, readCsvRecords } from '../../files/csv-records.ts';
import { Memoire } from './memoire.ts';
import { CHAMPS_RAPPELES, type Souvenir, type TraitsDeLigne } from './traits.ts';

/** The columns of `lignes-<exercice>.csv` that memory reads. */
const COLONNES = ['ref', 'exercice', ...CHAMPS_RAPPELES, 'verdict'] as const;
type Colonne = (typeof COLONNES)[number];

export interface ContexteMemoire {
  readonly racine: string;
  /** The exercice of the dossier: only earlier ones teach. */
  readonly exercice: string;
  readonly constats: Constats;
  detecter(ligne: TraitsDeLigne): readonly Signal[];
}

/**
 * Reads the lines of earlier exercices, as `jaune compiler` wrote them, and learns from those that a rule or a person decided.
 * A line left open, or out of the perimeter, teaches nothing. Tells what is wrong at its place.
 */
export async function lireLaMemoire(
  fichiers: readonly string[],
  contexte: ContexteMemoire,
): Promise<{ readonly memoire: Memoire; readonly lues: readonly MemoireLue[] }> {
  const memoire = new Memoire();
  const lues: MemoireLue[] = [];
  for (const fichier of fichiers) {
    const lecture = new LectureDeMemoire(fichier, memoire, contexte);
    const format = { encodage: 'utf-8', separateur: ';', preambule: 0 } as const;
    const { sha256, octets } = await readCsvRecords(join(contexte.racine, fichier), format, lecture);
    lues.push({ fichier, sha256, octets, apprises: lecture.finir() });
  }
  return { memoire, lues };
}

class LectureDeMemoire {
  readonly #fichier: string;
  /** The exercice that the name of the file says: the lines must be of it, or a copy would teach twice. */
  readonly #annee: string;
  readonly #memoire: Memoire;
  readonly #contexte: ContexteMemoire;
  #rangs: ReadonlyMap<Colonne, number> | undefined;
  #largeur = 0;
  #titresVus = false;
  /** A line is one record per part: it is learnt when the next one begins. */
  #ref = '';
  #courant: Souvenir | undefined;
  #lignes = 0;
  #apprises = 0;

  constructor(fichier: string, memoire: Memoire, contexte: ContexteMemoire) {
    this.#fichier = fichier;
    this.#annee = /(\d{4})\.csv$/.exec(fichier)?.[1] ?? '';
    this.#memoire = memoire;
    this.#contexte = contexte;
  }

  enregistrement(vu: CsvRecord): void {
    if (isBlank(vu)) return;
    if (!this.#titresVus) this.#lireTitres(vu);
    else if (this.#rangs) this.#lire(vu, this.#rangs);
  }

  faute({ numero, texte, rang, type }: CsvFault): void {
    this.#contexte.constats.ajouter({
      code: 'E-MEMOIRE-ILLISIBLE',
      lieu: { fichier: this.#fichier, ligne: numero, colonne: rang + 1 },
      message: type === 'encodage' ? 'des octets ne sont pas de l’UTF-8' : 'enregistrement illisible',
      extrait: { texte, debut: rang, fin: rang + 1 },
      remede: REMEDE,
    });
  }

  /** To call at the end of the file; gives how many lines taught something. */
  finir(): number {
    this.#apprendre();
    if (!this.#titresVus || (this.#rangs && this.#lignes === 0))
      this.#contexte.constats.ajouter({
        code: 'E-MEMOIRE-ILLISIBLE',
        lieu: { fichier: this.#fichier },
        message: this.#titresVus ? 'ce fichier n’a aucune ligne' : 'ce fichier est vide',
        remede: REMEDE,
      });
    return this.#apprises;
  }

  #lireTitres(vu: CsvRecord): void {
    this.#titresVus = true;
    this.#largeur = vu.champs.length;
    const titres = vu.champs.map((titre) => titre.trim());
    const absente = COLONNES.find((colonne) => !titres.includes(colonne));
    if (absente) {
      const proche = nomLePlusProche(absente, titres);
      this.#refuser(
        vu,
        undefined,
        `il manque la colonne « ${absente} »${proche === undefined ? '' : ` (« ${proche} » lui ressemble)`}`,
      );
      return;
    }
    this.#rangs = new Map(COLONNES.map((colonne) => [colonne, titres.indexOf(colonne)]));
  }

  #lire(vu: CsvRecord, rangs: ReadonlyMap<Colonne, number>): void {
    if (vu.champs.length !== this.#largeur) {
      this.#refuser(vu, undefined, `${accord(vu.champs.length, 'champ')} sur cette ligne, ${this.#largeur} attendus`);
      return;
    }
    this.#lignes += 1;
    const lire = (colonne: Colonne) => withoutGuard(vu.champs[rangs.get(colonne) ?? -1] ?? '');
    const exercice = lire('exercice');
    if (!/^\d{4}$/.test(exercice) || exercice >= this.#contexte.exercice) {
      this.#refuser(
        vu,
        rangs.get('exercice'),
        `« ${exercice} » n’est pas un exercice antérieur à ${this.#contexte.exercice}`,
        'La mémoire vient des années passées : une ligne de l’année se suggérerait à elle-même.',
      );
      return;
    }
    if (exercice !== this.#annee) {
      this.#refuser(
        vu,
        rangs.get('exercice'),
        `une ligne de ${exercice} dans un fichier de ${this.#annee}`,
        'Rendez au fichier le nom que jaune compiler lui a donné : la même année apprise deux fois compterait double.',
      );
      return;
    }
    const place = PLACES.find((connue) => connue === lire('verdict'));
    if (place === undefined) {
      this.#refuser(vu, rangs.get('verdict'), `« ${lire('verdict')} » n’est pas un verdict`);
      return;
    }
    const ref = `${exercice} ${lire('ref')}`;
    const internationale = EST_INTERNATIONALE[place];
    if (ref === this.#ref) {
      if (this.#courant && internationale) this.#courant = { ...this.#courant, internationale: true };
      return;
    }
    this.#apprendre();
    this.#ref = ref;
    if (internationale === undefined) return;
    this.#courant = {
      exercice,
      internationale,
      ...(Object.fromEntries(
        CHAMPS_RAPPELES.map((champ) => [CHAMPS_TEXTE[champ], lire(champ)]),
      ) as unknown as TraitsDeLigne),
    };
  }

  #apprendre(): void {
    if (this.#courant) {
      this.#memoire.apprendre(this.#courant, this.#contexte.detecter(this.#courant));
      this.#apprises += 1;
    }
    this.#courant = undefined;
  }

  #refuser(vu: CsvRecord, rang: number | undefined, message: string, remede: string = REMEDE): void {
    const place =
      rang === undefined
        ? locateRecord(this.#fichier, vu.numero, vu.texte())
        : locateField(this.#fichier, vu.numero, vu.texte(), ';', rang);
    this.#contexte.constats.ajouter({ code: 'E-MEMOIRE-ILLISIBLE', ...place, message, remede });
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

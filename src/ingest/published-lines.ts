import { join } from 'node:path';
import type { Base } from '../domain/base.ts';
import type { Constat, Constats } from '../domain/constat.ts';
import { accord, formaterEuros } from '../domain/format.ts';
import type { FichierPublie, PartPubliee } from '../domain/lignes-publiees.ts';
import type { Montant } from '../domain/montant.ts';
import { detacher, nomLePlusProche } from '../domain/texte.ts';
import { estVide, type FauteCsv, sansGarde } from '../files/csv-format.ts';
import { localiserChamp, localiserEnregistrement } from '../files/csv-place.ts';
import { type EnregistrementCsv, readCsvRecords } from '../files/csv-records.ts';
import { COLONNES_PUBLIEES, type ColonnePubliee, readPublishedRecord } from './published-record.ts';

const REMEDE = 'Remettez dans memoire/ le fichier lignes-<exercice>.csv tel que jaune compiler l’a écrit.';

/**
 * Reads the lines that an earlier edition published, part by part, and tells what is wrong at its place: columns, years,
 * verdicts, amounts that are not whole cents, several bases, parts that do not make their line.
 * @param fichier path in the dossier; its name says the exercice
 * @param visiter only called for sound records; texts are cut out of the file: what is kept is to be detached
 * @returns `undefined` when something was wrong
 * @throws the errors of the file system
 */
export async function readPublishedLines(
  racine: string,
  fichier: string,
  constats: Constats,
  visiter: (part: PartPubliee) => void,
): Promise<FichierPublie | undefined> {
  const lecture = new LectureDesPubliees(fichier, constats, visiter);
  const format = { encodage: 'utf-8', separateur: ';', preambule: 0 } as const;
  const { sha256, octets } = await readCsvRecords(join(racine, fichier), format, lecture);
  const lu = lecture.finir();
  return lu && { fichier, sha256, octets, ...lu };
}

/** A line while its parts pass. */
interface LigneEnCours {
  readonly ref: string;
  readonly numero: number;
  readonly total: Montant;
  reste: bigint;
}

class LectureDesPubliees {
  readonly #fichier: string;
  readonly #annee: string;
  readonly #constats: Constats;
  readonly #visiter: (part: PartPubliee) => void;
  #rangs: ReadonlyMap<ColonnePubliee, number> | undefined;
  #largeur = 0;
  #titresVus = false;
  #fautes = 0;
  #lignes = 0;
  #base: Base | undefined;
  #courante: LigneEnCours | undefined;

  constructor(fichier: string, constats: Constats, visiter: (part: PartPubliee) => void) {
    this.#fichier = fichier;
    this.#annee = /(\d{4})\.csv$/.exec(fichier)?.[1] ?? '';
    this.#constats = constats;
    this.#visiter = visiter;
  }

  enregistrement(vu: EnregistrementCsv): void {
    if (estVide(vu)) return;
    if (!this.#titresVus) this.#lireTitres(vu);
    else if (this.#rangs) this.#lire(vu, this.#rangs);
  }

  faute({ numero, texte, rang, type }: FauteCsv): void {
    this.#signaler({
      lieu: { fichier: this.#fichier, ligne: numero, colonne: rang + 1 },
      message: type === 'encodage' ? 'des octets ne sont pas de l’UTF-8' : 'enregistrement illisible',
      extrait: { texte, debut: rang, fin: rang + 1 },
    });
  }

  /** To call at the end of the file. */
  finir(): Pick<FichierPublie, 'exercice' | 'base' | 'lignes'> | undefined {
    this.#clore();
    if (this.#fautes === 0 && this.#lignes === 0)
      this.#signaler({
        lieu: { fichier: this.#fichier },
        message: this.#titresVus ? 'ce fichier n’a aucune ligne' : 'ce fichier est vide',
      });
    if (this.#fautes > 0 || this.#base === undefined) return undefined;
    return { exercice: this.#annee, base: this.#base, lignes: this.#lignes };
  }

  #lireTitres(vu: EnregistrementCsv): void {
    this.#titresVus = true;
    this.#largeur = vu.nombre;
    const titres = vu.champs.map((titre) => titre.trim());
    const absente = COLONNES_PUBLIEES.find((nom) => !titres.includes(nom));
    if (absente === undefined) {
      this.#rangs = new Map(COLONNES_PUBLIEES.map((nom) => [nom, titres.indexOf(nom)]));
      return;
    }
    const proche = nomLePlusProche(absente, titres);
    const indice = proche === undefined ? '' : ` (« ${proche} » lui ressemble)`;
    this.#refuser(vu, undefined, `il manque la colonne « ${absente} »${indice}`);
  }

  #lire(vu: EnregistrementCsv, rangs: ReadonlyMap<ColonnePubliee, number>): void {
    if (vu.nombre !== this.#largeur) {
      this.#refuser(vu, undefined, `${accord(vu.nombre, 'champ')} sur cette ligne, ${this.#largeur} attendus`);
      return;
    }
    const lire = (colonne: ColonnePubliee) => sansGarde(vu.champ(rangs.get(colonne) ?? vu.nombre));
    const lu = readPublishedRecord(lire, this.#annee, this.#base);
    if ('message' in lu) {
      this.#refuser(vu, rangs.get(lu.colonne), lu.message, lu.remede);
      return;
    }
    this.#base = lu.part.base;
    this.#compter(lu.part, vu.numero);
    this.#visiter(lu.part);
  }

  #compter({ ref, retenu, total }: PartPubliee, numero: number): void {
    if (this.#courante?.ref !== ref) {
      this.#clore();
      this.#lignes += 1;
      this.#courante = { ref: detacher(ref), numero, total, reste: BigInt(total) };
    }
    if (this.#courante) this.#courante.reste -= BigInt(retenu);
  }

  /** The parts of a line make it, to the cent: a record that was removed or retyped shows here. */
  #clore(): void {
    const close = this.#courante;
    this.#courante = undefined;
    // After another fault, parts may be missing because they could not be read.
    if (close === undefined || close.reste === 0n || this.#fautes > 0) return;
    this.#signaler({
      lieu: { fichier: this.#fichier, ligne: close.numero },
      message: `les parts retenues de la ligne « ${close.ref} » ne font pas son montant, ${formaterEuros(close.total)}`,
    });
  }

  #refuser(vu: EnregistrementCsv, rang: number | undefined, message: string, remede: string = REMEDE): void {
    const place =
      rang === undefined
        ? localiserEnregistrement(this.#fichier, vu.numero, vu.texte())
        : localiserChamp(this.#fichier, vu.numero, vu.texte(), ';', rang);
    this.#signaler({ ...place, message, remede });
  }

  #signaler(constat: Pick<Constat, 'lieu' | 'message'> & Partial<Constat>): void {
    this.#fautes += 1;
    this.#constats.ajouter({ remede: REMEDE, ...constat, code: 'E-MEMOIRE-ILLISIBLE' });
  }
}

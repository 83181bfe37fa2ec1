import { statSync } from 'node:fs';
import { LONGUEUR_EMPREINTE, type LotCsv, readBatches } from './csv-batches.ts';
import type { FauteCsv, FichierLu, FormatCsv } from './csv-format.ts';
import { sansFinDeLigne } from './csv-parsing.ts';
import { readBatchesInThread } from './csv-thread.ts';
import { exigerFichierOrdinaire } from './ordinary-file.ts';
import { canUseThreads } from './threads.ts';

/** A record of a CSV file; only valid during the visit. */
export interface EnregistrementCsv {
  readonly champs: readonly string[];
  /** Line of the file where it starts, from 1. */
  readonly numero: number;
  /** First 16 hexadecimal digits of the SHA-256 of the record in UTF-8, without its line end. */
  readonly empreinte: string;
  /** The record as received, decoded, without its line end. Made on demand: only faults and explanations show it. */
  texte(): string;
}

/** What is done with a file while it is read. */
export interface VisiteurCsv {
  enregistrement(enregistrement: EnregistrementCsv): void;
  faute(faute: FauteCsv): void;
}

/** From this size on, a file is parsed in a thread of its own, while this one looks at its records. */
const TAILLE_POUR_UN_FIL = 4 * 1024 * 1024;

/**
 * Reads a CSV file piece by piece and shows its records one by one, with the line where each starts. A broken record is
 * told and reading starts again on the next physical line, so that all faults of a file come in one go.
 * @throws the errors of the file system
 */
export async function readCsvRecords(chemin: string, format: FormatCsv, visiteur: VisiteurCsv): Promise<FichierLu> {
  exigerFichierOrdinaire(chemin);
  const enFil = canUseThreads() && statSync(chemin).size >= TAILLE_POUR_UN_FIL;
  const lots = enFil ? readBatchesInThread(chemin, format) : readBatches(chemin, format);
  for (;;) {
    const suivant = await lots.next();
    if (suivant.done) return suivant.value;
    visiter(suivant.value, visiteur);
  }
}

function visiter(lot: LotCsv, visiteur: VisiteurCsv): void {
  const { numeros, fautes } = lot;
  const courant = new EnregistrementDeLot(lot);
  let faute = 0;
  for (let rang = 0; rang < numeros.length; rang++) {
    for (; fautes[faute]?.apres === rang; faute++) direFaute(fautes[faute], visiteur);
    courant.avancer();
    visiteur.enregistrement(courant);
  }
  for (; faute < fautes.length; faute++) direFaute(fautes[faute], visiteur);
}

/** The record under visit in a batch: one object for all of them, each in its turn. */
class EnregistrementDeLot implements EnregistrementCsv {
  champs: readonly string[] = [];
  numero = 0;
  empreinte = '';
  readonly #lot: LotCsv;
  #rang = -1;
  #cellule = 0;
  /** How far the cells of the narrow and of the wide records were cut. */
  readonly #positions: [number, number] = [0, 0];

  constructor(lot: LotCsv) {
    this.#lot = lot;
  }

  avancer(): void {
    const { longueurs, tailles, numeros, empreintes, larges } = this.#lot;
    this.#rang += 1;
    const rang = this.#rang;
    const large = larges[rang] === 1 ? 1 : 0;
    const texte = large === 1 ? this.#lot.texteLarge : this.#lot.texte;
    let position = this.#positions[large];
    const champs: string[] = [];
    for (let reste = tailles[rang] ?? 0; reste > 0; reste--) {
      const fin = position + (longueurs[this.#cellule++] ?? 0);
      champs.push(texte.slice(position, fin));
      position = fin;
    }
    this.#positions[large] = position;
    this.champs = champs;
    this.numero = numeros[rang] ?? 0;
    this.empreinte = empreintes.slice(rang * LONGUEUR_EMPREINTE, (rang + 1) * LONGUEUR_EMPREINTE);
  }

  texte(): string {
    const { octets, fins } = this.#lot;
    const debut = fins[this.#rang - 1] ?? 0;
    const brut = Buffer.from(octets.buffer, debut, (fins[this.#rang] ?? 0) - debut);
    return sansFinDeLigne(brut).toString('utf8');
  }
}

function direFaute(vue: LotCsv['fautes'][number] | undefined, visiteur: VisiteurCsv): void {
  if (vue) visiteur.faute(vue.faute);
}

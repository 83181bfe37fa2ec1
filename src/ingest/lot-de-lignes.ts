import { BASES } from '../domain/argent/base.ts';
import type { Montant } from '../domain/argent/montant.ts';
import type { Constat } from '../domain/constats/constat.ts';
import { CHAMPS_TEXTE, TEXTES_PROPRES } from '../domain/lignes/champs.ts';
import type { ImputationCommune, LigneBudgetaire, Montants } from '../domain/lignes/ligne-budgetaire.ts';
import type { CutRecord } from '../files/csv-records.ts';
import type { Colonnes } from './colonnes.ts';
import type { LigneEcartee } from './lecture-de-source.ts';

/**
 * The good lines of a piece of a CSV file, as they pass from the thread that reads to the one that decides: numbers side by
 * side and texts in one piece, almost for free, with all else that the reading found there.
 */
export interface LotDeLignes {
  /** The piece of the file, then the texts that it does not write as they are read: trimmed, or with doubled quotes. */
  readonly texte: string;
  readonly nombre: number;
  /** For each line, where each of its own texts that the file gives begins and ends. */
  readonly bornes: Uint32Array<ArrayBuffer>;
  /** For each line, in the order of {@link BASES}, cents; NaN for a base that it does not give. */
  readonly montants: Float64Array<ArrayBuffer>;
  /** For each line, where one of them has it, the total cost in cents, or NaN. */
  readonly couts: Float64Array<ArrayBuffer> | undefined;
  /** The same for the amount as written, before its share. */
  readonly ecrits: Float64Array<ArrayBuffer> | undefined;
  readonly numeros: Uint32Array<ArrayBuffer>;
  /** The fingerprints, one after the other. */
  readonly empreintes: string;
  readonly imputations: Uint32Array<ArrayBuffer>;
  /** The imputations of which no line came before; they take the place of those that had their rank. */
  readonly nouvelles: readonly ImputationCommune[];
  /** Of the texts that are a line's own, the ranks of those that the file gives. */
  readonly textesDonnes: readonly number[];
  readonly ecartees: readonly LigneEcartee[];
  /** What was found, with how many lines of the batch come before. */
  readonly constats: readonly { readonly apres: number; readonly constat: Constat }[];
}

/** Lines for which room is made at first. */
const LIGNES = 1_024;
/** Where texts begin that are not in the piece of the file, until its length is known. */
const HORS_DU_MORCEAU = 0x4000_0000;

/** Packs the lines of a CSV file as they are read. */
export class EmballeurDeLignes {
  /** The texts that the file gives: their ranks among {@link TEXTES_PROPRES}, how a line calls them, and the ranks of their columns. */
  #textesDonnes: readonly number[] = [];
  #proprietes: readonly (typeof CHAMPS_TEXTE)[(typeof TEXTES_PROPRES)[number]][] = [];
  #colonnes: readonly number[] = [];
  #lots: LotDeLignes[] = [];
  #morceau = '';
  #ajoutes: string[] = [];
  #longueurAjoutee = 0;
  #nombre = 0;
  #bornes = new Uint32Array(0);
  #montants = new Float64Array(0);
  #couts: Float64Array<ArrayBuffer> | undefined;
  #ecrits: Float64Array<ArrayBuffer> | undefined;
  #numeros = new Uint32Array(LIGNES);
  #empreintes = '';
  #imputations = new Uint32Array(LIGNES);
  #nouvelles: ImputationCommune[] = [];
  #ecartees: LigneEcartee[] = [];
  #constats: { apres: number; constat: Constat }[] = [];
  /** The imputations that whoever takes the lines knows, by rank. */
  readonly #connues: ImputationCommune[] = [];

  colonnes({ champs }: Colonnes): void {
    const donnes = TEXTES_PROPRES.flatMap((champ, rang) => {
      const colonne = champs.get(champ);
      return colonne === undefined ? [] : [{ rang, colonne, propriete: CHAMPS_TEXTE[champ] }];
    });
    this.#textesDonnes = donnes.map(({ rang }) => rang);
    this.#proprietes = donnes.map(({ propriete }) => propriete);
    this.#colonnes = donnes.map(({ colonne }) => colonne);
    this.#faireDeLaPlace(LIGNES);
  }

  ligne(ligne: LigneBudgetaire, vu: CutRecord): void {
    const { imputation } = ligne;
    const { rang } = imputation;
    const nouvelle = this.#connues[rang] !== imputation;
    // A batch is of one piece of the file, and gives each rank to one imputation.
    if (vu.source !== this.#morceau || (nouvelle && this.#connues[rang] !== undefined && this.#nombre > 0)) {
      this.#clore();
      this.#morceau = vu.source;
    }
    if (nouvelle) {
      this.#connues[rang] = imputation;
      this.#nouvelles.push(imputation);
    }
    const n = this.#nombre;
    if (n >= this.#numeros.length) this.#faireDeLaPlace(2 * n);
    this.#nombre = n + 1;
    this.#imputations[n] = rang;
    this.#numeros[n] = ligne.numero;
    this.#empreintes += ligne.empreinte;
    this.#noterMontants(n, ligne);
    this.#noterTextes(n, ligne, vu);
  }

  ecartee(ligne: LigneEcartee): void {
    this.#ecartees.push(ligne);
  }

  constat(constat: Constat): void {
    this.#constats.push({ apres: this.#nombre, constat });
  }

  /** The batches packed since they were last taken. */
  prendre(): readonly LotDeLignes[] {
    this.#clore();
    return this.#lots.splice(0);
  }

  #noterMontants(n: number, { montants, coutTotal, montantEcrit }: LigneBudgetaire): void {
    let place = n * BASES.length;
    for (const base of BASES) this.#montants[place++] = montants[base] ?? Number.NaN;
    if (coutTotal !== undefined || this.#couts !== undefined) {
      this.#couts ??= new Float64Array(this.#numeros.length).fill(Number.NaN);
      this.#couts[n] = coutTotal ?? Number.NaN;
    }
    if (montantEcrit === undefined && this.#ecrits === undefined) return;
    this.#ecrits ??= new Float64Array(this.#numeros.length).fill(Number.NaN);
    this.#ecrits[n] = montantEcrit ?? Number.NaN;
  }

  #noterTextes(
    n: number,
    ligne: LigneBudgetaire,
    { starts: debuts, ends: fins, firstCell: premiere }: CutRecord,
  ): void {
    const donnes = this.#proprietes;
    let place = 2 * n * donnes.length;
    for (let i = 0; i < donnes.length; i++) {
      const lu = ligne[donnes[i] as (typeof donnes)[number]];
      const cellule = premiere + (this.#colonnes[i] as number);
      let debut = debuts[cellule] as number;
      let fin = fins[cellule] as number;
      if (lu.length !== fin - debut) {
        debut = HORS_DU_MORCEAU + this.#longueurAjoutee;
        fin = debut + lu.length;
        this.#ajoutes.push(lu);
        this.#longueurAjoutee += lu.length;
      }
      this.#bornes[place++] = debut;
      this.#bornes[place++] = fin;
    }
  }

  #clore(): void {
    if (this.#nombre === 0 && this.#ecartees.length === 0 && this.#constats.length === 0) return;
    const n = this.#nombre;
    const bornes = this.#bornes.slice(0, 2 * n * this.#textesDonnes.length);
    const { length } = this.#morceau;
    if (this.#ajoutes.length > 0)
      bornes.forEach((borne, rang) => {
        if (borne >= HORS_DU_MORCEAU) bornes[rang] = borne - HORS_DU_MORCEAU + length;
      });
    this.#lots.push({
      texte: this.#morceau + this.#ajoutes.join(''),
      nombre: n,
      bornes,
      montants: this.#montants.slice(0, n * BASES.length),
      couts: this.#couts?.slice(0, n),
      ecrits: this.#ecrits?.slice(0, n),
      numeros: this.#numeros.slice(0, n),
      empreintes: this.#empreintes,
      imputations: this.#imputations.slice(0, n),
      nouvelles: this.#nouvelles,
      textesDonnes: this.#textesDonnes,
      ecartees: this.#ecartees,
      constats: this.#constats,
    });
    this.#morceau = '';
    this.#ajoutes = [];
    this.#longueurAjoutee = 0;
    this.#nombre = 0;
    this.#couts = undefined;
    this.#ecrits = undefined;
    this.#empreintes = '';
    this.#nouvelles = [];
    this.#ecartees = [];
    this.#constats = [];
  }

  #faireDeLaPlace(lignes: number): void {
    this.#bornes = agrandir(this.#bornes, 2 * lignes * this.#textesDonnes.length);
    this.#montants = agrandir(this.#montants, lignes * BASES.length);
    this.#numeros = agrandir(this.#numeros, lignes);
    this.#imputations = agrandir(this.#imputations, lignes);
    if (this.#couts) {
      const avant = this.#couts;
      this.#couts = agrandir(avant, lignes).fill(Number.NaN, avant.length);
    }
    if (this.#ecrits) {
      const avant = this.#ecrits;
      this.#ecrits = agrandir(avant, lignes).fill(Number.NaN, avant.length);
    }
  }
}

type Nombres = Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

function agrandir<T extends Nombres>(avant: T, taille: number): T {
  const apres = new (avant.constructor as new (taille: number) => T)(taille);
  apres.set(avant);
  return apres;
}

/** The amounts of a line of a batch, those that it gives; written out, so that lines are objects of few shapes. */
export function montantsDuLot({ montants }: LotDeLignes, n: number): Montants {
  const place = n * BASES.length;
  const aeVotees = montants[place] as Montant;
  const engagements = montants[place + 1] as Montant;
  const cpVotes = montants[place + 2] as Montant;
  const mandats = montants[place + 3] as Montant;
  const lus: { -readonly [base in keyof Montants]: Montants[base] } = {};
  if (!Number.isNaN(aeVotees)) lus.ae_votees = aeVotees;
  if (!Number.isNaN(engagements)) lus.engagements = engagements;
  if (!Number.isNaN(cpVotes)) lus.cp_votes = cpVotes;
  if (!Number.isNaN(mandats)) lus.mandats = mandats;
  return lus;
}

import type { Base } from '../domain/base.ts';
import type { Constats } from '../domain/constat.ts';
import { formaterEntier, formaterEuros } from '../domain/format.ts';
import type { LigneBudgetaire } from '../domain/ligne-budgetaire.ts';
import { type Montant, NUL } from '../domain/montant.ts';
import type { SourceLue } from '../domain/source-lue.ts';
import { Echantillon } from './sample-of-lines.ts';

/** Fewer lines in common may be so by chance: a heading without a beneficiary, with a round amount. */
const COMMUNES_MIN = 2;
/** Share of the lines of the smaller of two sources that the other holds too, from which they are told. */
const PART_MIN = 0.5;

/** The lines of each source, sampled, to find the file that came twice under two names: its euros would count double. */
export class SourcesVues {
  readonly #base: Base;
  readonly #parSource = new Map<string, Echantillon>();
  #fichier = '';
  #echantillon = new Echantillon();

  constructor(base: Base) {
    this.#base = base;
  }

  ajouter({ fichier, empreinte, montants }: LigneBudgetaire): void {
    if (fichier !== this.#fichier) {
      this.#fichier = fichier;
      this.#echantillon = this.#parSource.get(fichier) ?? new Echantillon();
      this.#parSource.set(fichier, this.#echantillon);
    }
    this.#echantillon.ajouter(empreinte, montants[this.#base] ?? NUL);
  }

  /** Tells the sources that hold mostly the lines of one before them, once each. */
  signaler(sources: readonly SourceLue[], constats: Constats): void {
    sources.forEach((source, rang) => {
      for (const autre of sources.slice(0, rang)) {
        const message = this.#comparer(source, autre);
        if (message === undefined) continue;
        constats.ajouter({
          code: 'A-SOURCES-SEMBLABLES',
          lieu: { fichier: source.fichier },
          message,
          remede:
            'Si c’est le même envoi, ou deux versions d’un envoi, ôtez d’exercice.yaml celle des deux sources qui est de trop.',
        });
        return;
      }
    });
  }

  #comparer(source: SourceLue, autre: SourceLue): string | undefined {
    const ici = this.#parSource.get(source.fichier);
    const la = this.#parSource.get(autre.fichier);
    if (ici === undefined || la === undefined) return undefined;
    // The sheets of one workbook are in one file.
    const memesOctets = source.sha256 === autre.sha256 && source.chemin !== autre.chemin;
    const commun = ici.comparer(la);
    const assez = memesOctets ? 1 : COMMUNES_MIN;
    if (commun.lignes < assez || commun.lignes < commun.regardees * PART_MIN) return undefined;
    const debut = memesOctets
      ? `ce fichier est, octet pour octet, ${autre.fichier}`
      : `cette source ressemble à ${autre.fichier}`;
    if (commun.exact)
      return `${debut} : ${direLignes(commun.lignes)} sur ${formaterEntier(source.lignes)} y ${commun.lignes === 1 ? 'est' : 'sont'} aussi, et ${formaterEuros(commun.montant)} sont comptés deux fois`;
    const petite = source.lignes <= autre.lignes ? source : autre;
    const pourCent = Math.floor((commun.lignes * 100) / commun.regardees);
    return `${debut} : ${pourCent === 100 ? 'toutes les lignes' : `environ ${pourCent} % des lignes`} de ${petite.fichier}, à en juger par ${formaterEntier(commun.regardees)} d’entre elles, sont dans les deux ; il en a ${formaterEntier(petite.lignes)}, soit ${formaterEuros(this.#total(petite))}`;
  }

  #total({ montants }: SourceLue): Montant {
    return montants[this.#base] ?? NUL;
  }
}

function direLignes(nombre: number): string {
  return nombre === 1 ? 'une ligne' : `${formaterEntier(nombre)} lignes`;
}

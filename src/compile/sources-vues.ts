import type { Base } from '../domain/argent/base.ts';
import { type Montant, montant, NUL } from '../domain/argent/montant.ts';
import type { Constats } from '../domain/constats/constat.ts';
import type { SourceLue } from '../domain/dossier/source-lue.ts';
import type { LigneBudgetaire } from '../domain/lignes/ligne-budgetaire.ts';
import { formaterEntier, formaterEuros } from '../domain/textes/format.ts';
import { detacher } from '../domain/textes/texte.ts';

/** Fewer lines in common may be so by chance: a heading without a beneficiary, with a round amount. */
const COMMUNES_MIN = 2;
/** Share of the lines of the smaller of two sources that the other holds too, from which they are told. */
const PART_MIN = 0.5;

/** The lines of each source, sampled, to find the file that came twice under two names: its euros would count double. */
export class SourcesVues {
  readonly #base: Base;
  readonly #parSource = new Map<string, EchantillonDeLignes>();
  #fichier = '';
  #echantillon = new EchantillonDeLignes();

  constructor(base: Base) {
    this.#base = base;
  }

  ajouter({ fichier, empreinte, montants }: LigneBudgetaire): void {
    if (fichier !== this.#fichier) {
      this.#fichier = fichier;
      this.#echantillon = this.#parSource.get(fichier) ?? new EchantillonDeLignes();
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

/** Distinct lines kept of a source: a source with no more is kept whole, of a larger one those with the smallest hashes. */
const GARDEES = 1_000;

export interface Commun {
  /** Distinct lines looked at: those of the smaller sample, where both samples are whole. */
  readonly regardees: number;
  /** Lines that both hold for the same amount, each as often as the one that holds it least; the amount is theirs. */
  readonly lignes: number;
  readonly montant: Montant;
  /** Whether both samples hold their whole source: otherwise the counts are those of the sample. */
  readonly exact: boolean;
}

interface Vue {
  lignes: number;
  readonly montant: Montant;
}

/**
 * The lines of a source with the smallest hashes: of two sources, whatever their order, the same lines are kept, which tells
 * how many they share. Always the same ones, and never more than a bound.
 */
export class EchantillonDeLignes {
  readonly #vues = new Map<string, Vue>();
  /** Lines from this hash on are not kept; with none, all are. */
  #borne: string | undefined;

  /** @param dansLaBase the amount of the line, the same for lines of one hash */
  ajouter(empreinte: string, dansLaBase: Montant): void {
    if (this.#borne !== undefined && empreinte >= this.#borne) return;
    const vue = this.#vues.get(empreinte);
    if (vue !== undefined) {
      vue.lignes += 1;
      return;
    }
    this.#vues.set(detacher(empreinte), { lignes: 1, montant: dansLaBase });
    // Sorting seldom costs less than keeping the order at each line.
    if (this.#vues.size >= 2 * GARDEES) this.#reduire();
  }

  comparer(autre: EchantillonDeLignes): Commun {
    this.#reduire();
    autre.#reduire();
    const bornes = [this.#borne, autre.#borne].filter((borne) => borne !== undefined).sort();
    const [borne] = bornes;
    const [petites, grandes] = [this.#avant(borne), autre.#avant(borne)].sort((une, autre) => une.size - autre.size);
    let regardees = 0;
    let lignes = 0;
    let somme = 0;
    for (const [empreinte, vue] of petites ?? []) {
      regardees += vue.lignes;
      const ailleurs = grandes?.get(empreinte);
      if (ailleurs?.montant !== vue.montant) continue;
      const deux = Math.min(vue.lignes, ailleurs.lignes);
      lignes += deux;
      somme += deux * vue.montant;
    }
    return { regardees, lignes, montant: montant(somme), exact: borne === undefined };
  }

  #avant(borne: string | undefined): ReadonlyMap<string, Vue> {
    return borne === undefined ? this.#vues : new Map([...this.#vues].filter(([empreinte]) => empreinte < borne));
  }

  #reduire(): void {
    if (this.#vues.size <= GARDEES) return;
    const empreintes = [...this.#vues.keys()].sort();
    this.#borne = empreintes[GARDEES];
    for (const empreinte of empreintes.slice(GARDEES)) this.#vues.delete(empreinte);
  }
}

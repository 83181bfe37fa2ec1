import { type Base, LIBELLES_BASES } from '../domain/argent/base.ts';
import { type Montant, montant, NUL, somme } from '../domain/argent/montant.ts';
import { type Affectation, centimesDesParts } from '../domain/lignes/affectation.ts';
import { referenceDe } from '../domain/lignes/ligne-budgetaire.ts';
import type { PartVentilee } from '../domain/verdict/verdict.ts';

/** A part of a line that is in the headline, and what it makes on the base that a declaration asks for. */
export interface PartDuTotal {
  readonly affectation: Affectation;
  readonly part: PartVentilee;
  /** Its rank among the parts of its line. */
  readonly rang: number;
  /** In the headline, on its base. */
  readonly retenu: Montant;
  /** On the other base; `undefined` where the line does not give it. */
  readonly declarable: Montant | undefined;
}

/** The parts that make the headline, in the order of the lines. */
export function partsDuTotal(lignes: readonly Affectation[], base: Base): PartDuTotal[] {
  return lignes.flatMap((affectation) => {
    const { ligne, verdict, montants } = affectation;
    const total = ligne.montants[base];
    const ailleurs = total === undefined ? undefined : centimesDesParts(verdict, total);
    return verdict.parts.flatMap((part, rang): PartDuTotal[] =>
      part.place === 'internationale'
        ? [{ affectation, part, rang, retenu: montant(montants[rang] ?? 0), declarable: ailleurs?.[rang] }]
        : [],
    );
  });
}

/** One reason for which what is declared is not the headline, and what it takes away (less than zero) or adds. */
export interface EtapeDePont {
  /** ASCII, `_`: `hors_liste_cad`. */
  readonly cle: string;
  readonly libelle: string;
  readonly centimes: Montant;
  /** The references of its lines, in their order, each once. */
  readonly lignes: readonly string[];
}

/** From the headline to what is declared: its steps add up to the cent, or there is no bridge. */
export interface Pont {
  /** That of what is declared. */
  readonly base: Base;
  readonly total: Montant;
  readonly etapes: readonly EtapeDePont[];
  readonly declare: Montant;
}

/** What is not declared of a part that is. */
export interface Retrait {
  readonly cle: string;
  readonly libelle: string;
  readonly centimes: Montant;
}

interface EtapeOuverte {
  readonly libelle: string;
  readonly lignes: Set<string>;
  centimes: number;
}

/** What each part of the headline becomes in a declaration, told one by one; every part has to be told. */
export class ConstructeurDePont {
  readonly #base: Base;
  readonly #etapes = new Map<string, EtapeOuverte>();
  #total = 0;
  #declare = 0;

  /** @param base that of the declaration */
  constructor(base: Base) {
    this.#base = base;
  }

  /**
   * The part is declared. What separates its amount from that of the headline is the step of bases.
   * @param retraits what is taken away from what it makes on the base of the declaration
   * @returns what is declared of it
   */
  declarer(part: PartDuTotal, retraits: readonly Retrait[] = []): Montant {
    this.#total += part.retenu;
    const surLaBase = part.declarable ?? NUL;
    if (surLaBase !== part.retenu) {
      const dit = `Compté autrement : ${LIBELLES_BASES[this.#base].toLowerCase()}`;
      this.#compter('autre_base', dit, part, surLaBase - part.retenu);
    }
    for (const { cle, libelle, centimes } of retraits) this.#compter(cle, libelle, part, -centimes);
    const declare = montant(surLaBase - somme(retraits.map(({ centimes }) => centimes)));
    this.#declare += declare;
    return declare;
  }

  /** The part is not declared. */
  laisser(cle: string, libelle: string, part: PartDuTotal): void {
    this.#total += part.retenu;
    this.#compter(cle, libelle, part, -part.retenu);
  }

  /**
   * @param total the headline, which the parts must make
   * @throws Error when parts were forgotten: nothing is then declared
   */
  finir(total: Montant): Pont {
    if (this.#total !== total)
      throw new Error(`le pont part de ${this.#total} centimes au lieu de ${total} : des parts ont été oubliées`);
    const etapes = [...this.#etapes].map(([cle, { libelle, centimes, lignes }]) => ({
      cle,
      libelle,
      centimes: montant(centimes),
      lignes: [...lignes],
    }));
    const declare = montant(this.#declare);
    if (total + somme(etapes.map(({ centimes }) => centimes)) !== declare)
      throw new Error('les étapes du pont ne mènent pas à ce qui est déclaré');
    return { base: this.#base, total, etapes, declare };
  }

  #compter(cle: string, libelle: string, { affectation }: PartDuTotal, centimes: number): void {
    const etape = this.#etapes.get(cle) ?? { libelle, lignes: new Set<string>(), centimes: 0 };
    this.#etapes.set(cle, etape);
    etape.centimes += centimes;
    etape.lignes.add(referenceDe(affectation.ligne));
  }
}

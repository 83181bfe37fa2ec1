import { BASES, type Base } from '../domain/argent/base.ts';
import type { Montant } from '../domain/argent/montant.ts';
import type { Annonce, ControleDeclare } from '../domain/dossier/source-declaree.ts';
import { formaterEuros } from '../domain/textes/format.ts';
import { DEUX_SENS, type DeuxSens } from './reconnaitre-la-somme.ts';

/** A sum, or one that is still to be asked. */
type Ecrit = Montant | undefined;
interface Partie {
  lignes?: number;
  /** As announced, but for what is another sum. */
  readonly dites: Map<Base, Montant>;
  /** Put here from elsewhere. */
  readonly ecrites: Map<Base, Ecrit>;
}

/** `controle` as it would be with what was announced put under its sense, to be pasted whole: no key of it is there twice. */
export class ControleCorrige {
  readonly #tout: Partie;
  readonly #parSens: Readonly<Record<DeuxSens, Partie>>;

  constructor(controle: ControleDeclare) {
    this.#tout = partieDe(controle);
    this.#parSens = { depenses: partieDe(controle.depenses), recettes: partieDe(controle.recettes) };
  }

  /** The number of lines is that of one sense. */
  lignesDe(sens: DeuxSens): void {
    const { lignes } = this.#tout;
    delete this.#tout.lignes;
    if (lignes !== undefined) this.#parSens[sens].lignes = lignes;
  }

  /** @param sens the one under which the sum is; none for one that says no sense */
  retirer(base: Base, sens?: DeuxSens): void {
    (sens === undefined ? this.#tout : this.#parSens[sens]).dites.delete(base);
  }

  ecrireSous(sens: DeuxSens, base: Base, somme: Ecrit): void {
    this.#parSens[sens].ecrites.set(base, somme);
  }

  ecrire(): string {
    return `controle: { ${[...pairesDe(this.#tout), ...this.ecrireLesSens()].join(', ')} }`;
  }

  /** `depenses: { … }` and `recettes: { … }`, each where it says something. */
  ecrireLesSens(): string[] {
    return DEUX_SENS.flatMap((sens) => {
      const paires = pairesDe(this.#parSens[sens]);
      return paires.length === 0 ? [] : [`${sens}: { ${paires.join(', ')} }`];
    });
  }
}

function partieDe(annonce: Annonce | undefined): Partie {
  const dites = new Map<Base, Montant>();
  for (const base of BASES) {
    const somme = annonce?.montants[base];
    if (somme !== undefined) dites.set(base, somme);
  }
  return { ...(annonce?.lignes === undefined ? {} : { lignes: annonce.lignes }), dites, ecrites: new Map() };
}

function pairesDe({ lignes, dites, ecrites }: Partie): string[] {
  return [
    ...(lignes === undefined ? [] : [`lignes: ${lignes}`]),
    ...BASES.flatMap((base) => {
      if (!dites.has(base) && !ecrites.has(base)) return [];
      const somme = ecrites.get(base) ?? dites.get(base);
      return [`${base}: ${somme === undefined ? '…' : `"${formaterEuros(somme)}"`}`];
    }),
  ];
}

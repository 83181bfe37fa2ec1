import type * as z from 'zod';
import type { Regime } from '../../domain/codes/normes.ts';
import type { Signaler } from '../../domain/constats/constat.ts';
import type { SourceDeclaree } from '../../domain/dossier/source-declaree.ts';
import type { CellulesRefaites } from '../../domain/dossier/source-lue.ts';
import type { Cle, ContexteDeFormat } from '../format.ts';
import type { Enregistrement, Reperes, SourceOuverte } from '../source-ouverte.ts';

/** What an appret is given beside what was written under its key. */
export interface ContexteDAppret extends ContexteDeFormat {
  readonly source: SourceDeclaree;
  /** Where the records that it is shown stand, and their fields. */
  readonly reperes: Reperes;
}

/** What is done with the records of one reading of a source, in their order, the header first. */
export interface Passe {
  /** The record as it is read from here on; itself where nothing is to change. */
  enregistrement(vu: Enregistrement): Enregistrement;
  /** Once all have passed. */
  fin?(): void;
  /** The cells that it changed. */
  refaites?(): readonly CellulesRefaites[];
}

/**
 * Something that a source declares to be done with its records before they are read as lines: a header that it lacks, a cell that
 * stands for those below it. It is told where it changes something, and a line keeps the number and the fingerprint of the record
 * that it comes from. One more is a module beside the others, and a line in the registry.
 */
export interface Appret<S extends z.ZodType = z.ZodType> extends Cle<S> {
  /** It never changes a record that becomes a line: a large file can still be read in a thread, cell by cell as it was cut. */
  readonly laisseLesLignes?: true;
  /** Refuses what makes no sense beside the rest of the declaration. */
  verifier?(ecrit: NonNullable<z.output<S>>, colonnes: ReadonlyMap<string, string>, refuser: Signaler): void;
  /** Begins a reading. Faults and progress go past it, by {@link passerPar}: it has nothing to hand on but records. */
  commencer(ecrit: NonNullable<z.output<S>>, contexte: ContexteDAppret): Passe;
}

/** A record of which some cells are not those received; places are shown on the record that was. */
export class EnregistrementApprete implements Enregistrement {
  readonly recu: Enregistrement;
  readonly champs: readonly string[];

  constructor(recu: Enregistrement, champs: readonly string[]) {
    this.recu = recu;
    this.champs = champs;
  }

  get nombre(): number {
    return this.champs.length;
  }
  get numero(): number {
    return this.recu.numero;
  }
  get empreinte(): string {
    return this.recu.empreinte;
  }
  get enTrop() {
    return this.recu.enTrop;
  }
  get horsDesLignes(): string | undefined {
    return this.recu.horsDesLignes;
  }
  get regime(): Regime | undefined {
    return this.recu.regime;
  }
  get masque(): boolean {
    return this.recu.masque === true;
  }

  champ(rang: number): string {
    return this.champs[rang] ?? '';
  }
  texte(): string {
    return this.recu.texte();
  }
  /** What another cell says for this one is no longer hidden by a merge. */
  defaut(rang: number) {
    const defaut = this.recu.defaut?.(rang);
    return defaut?.sousUneAutre === true && this.champs[rang] !== this.recu.champ(rang) ? undefined : defaut;
  }
}

/** The source of which each record goes through a pass; all the rest reaches whoever reads it as it comes. */
export function passerPar(ouverte: SourceOuverte, commencer: () => Passe): SourceOuverte {
  let passe: Passe | undefined;
  return {
    ...ouverte,
    reperes: reperesDesRecus(ouverte.reperes),
    refaites: () => [...(ouverte.refaites?.() ?? []), ...(passe?.refaites?.() ?? [])],
    lire: async (visiteur) => {
      const ouvre = commencer();
      passe = ouvre;
      const lu = await ouverte.lire({
        enregistrement: (vu) => visiteur.enregistrement(ouvre.enregistrement(vu)),
        faute: () => visiteur.faute(),
        apresMorceau: (octets) => visiteur.apresMorceau?.(octets),
      });
      ouvre.fin?.();
      return lu;
    },
  };
}

/** Where things stand in records of which some were changed: where they stand in those received. */
export function reperesDesRecus(reperes: Reperes): Reperes {
  const recu = (vu: Enregistrement) => (vu instanceof EnregistrementApprete ? vu.recu : vu);
  return {
    champ: (vu, rang, partie) => reperes.champ(recu(vu), rang, partie),
    enregistrement: (vu) => reperes.enregistrement(recu(vu)),
  };
}

import { basename, dirname, resolve } from 'node:path';
import type { Decision } from '../../classify/decisions/decision.ts';
import { ContenuDeLigne } from '../../compile/fichiers/contenu-de-ligne.ts';
import { EnPlus, NumerosVus } from '../../compile/fichiers/numeros-vus.ts';
import type { Partition } from '../../compile/jaune.ts';
import { LignesGroupees } from '../../compile/lignes-groupees.ts';
import { affecter, Partitionneur } from '../../compile/partition.ts';
import { type Constat, Constats } from '../../domain/constats/constat.ts';
import { Refus } from '../../domain/constats/refus.ts';
import type { SourceDeclaree } from '../../domain/dossier/source-declaree.ts';
import type { SourceLue } from '../../domain/dossier/source-lue.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { garder, type LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import { contexteDe, type Preparation } from '../../edition/preparation.ts';
import { lireSource } from '../../ingest/lecture-en-fil.ts';

/** Lines of a file, changed or in it alone, that are kept to be looked at one by one; beyond, they are counted. */
const MOST_KEPT = 50_000;

/** What is known of all the lines of a file once they passed, without keeping any. */
export interface SeenVersion {
  readonly path: string;
  readonly sources: readonly SourceDeclaree[];
  readonly lues: readonly SourceLue[];
  /** What lines say, and their records. */
  readonly contenus: NumerosVus;
  readonly empreintes: NumerosVus;
  /** By name of source and fingerprint, where the records stand on which a decision holds. */
  readonly decidees: ReadonlyMap<string, number[]>;
}

/** Where the lines of a file end, and those that the other file has not. */
export interface PlacedVersion {
  readonly partition: Partition;
  readonly enPlus: readonly Affectation[];
  /** How many more there are than were kept. */
  readonly auDela: number;
  /** The lines on which decisions hold, by reference. */
  readonly decidees: ReadonlyMap<string, LigneBudgetaire>;
}

/** Reads a file once, as if it were that of the sources; what is wrong with it is told at its own place. */
export async function seeVersion(
  preparation: Preparation,
  sources: readonly SourceDeclaree[],
  path: string,
  decisions: readonly Decision[],
): Promise<SeenVersion> {
  const contenu = new ContenuDeLigne();
  const [contenus, empreintes] = [new NumerosVus(), new NumerosVus()];
  const decidees = new Map(decisions.map(({ ref, empreinte }) => [recordKey(ref, empreinte), [] as number[]]));
  const read = await readLines(preparation, sources, path, preparation.constats, (ligne) => {
    contenus.ajouter(contenu.numero(ligne));
    empreintes.ajouter(BigInt(`0x${ligne.empreinte}`));
    decidees.get(`${ligne.fichier} ${ligne.empreinte}`)?.push(ligne.numero);
  });
  return { path, sources, lues: read, contenus, empreintes, decidees };
}

export function recordKey(ref: string, fingerprint: string): string {
  return `${ref.slice(0, ref.lastIndexOf(':'))} ${fingerprint}`;
}

/**
 * Reads it once more, and places each line as the dossier would.
 * @param numbered the number that a line had when its decision was taken, by the reference that it has now
 * @throws Refus when the file is no longer what it was
 */
export async function placeVersion(
  preparation: Preparation,
  { path, sources, lues, contenus }: SeenVersion,
  other: SeenVersion,
  numbered: ReadonlyMap<string, number> = new Map(),
): Promise<PlacedVersion> {
  const { classement, dossier } = preparation;
  const { base } = dossier.enTete;
  const classifieur = classement.avecRegles(classement.regles, new Constats());
  const contenu = new ContenuDeLigne();
  const onlyHere = new EnPlus(contenus, other.contenus);
  const partitionneur = new Partitionneur();
  const groupees = new LignesGroupees((groupe, fichier) => partitionneur.ajouter(groupe, fichier));
  const enPlus: Affectation[] = [];
  const decidees = new Map<string, LigneBudgetaire>();
  let auDela = 0;
  const read = await readLines(preparation, sources, path, new Constats(), (ligne) => {
    const ref = `${ligne.fichier}:${ligne.numero}`;
    const former = numbered.get(ref);
    const asDecided = former === undefined ? ligne : Object.assign(garder(ligne), { numero: former });
    const verdict = classifieur.classer(asDecided);
    groupees.ajouter(ligne, verdict);
    if (classement.decisions.enVigueur(ref)?.empreinte === ligne.empreinte) decidees.set(ref, garder(ligne));
    if (!onlyHere.estEnPlus(contenu.numero(ligne))) return;
    if (enPlus.length < MOST_KEPT) enPlus.push(affecter(garder(ligne), verdict, base));
    else auDela += 1;
  });
  if (read.some(({ sha256 }, rank) => sha256 !== lues[rank]?.sha256))
    throw new Refus('donnees', `« ${path} » a changé pendant la lecture`, 'Relancez quand personne n’y écrit.');
  groupees.finir();
  partitionneur.prouver(read);
  return { partition: partitionneur.partition(base), enPlus, auDela, decidees };
}

async function readLines(
  preparation: Preparation,
  sources: readonly SourceDeclaree[],
  path: string,
  constats: Constats,
  see: (ligne: LigneBudgetaire) => void,
): Promise<SourceLue[]> {
  const read: SourceLue[] = [];
  for (const source of sources) {
    const { controle: _, ...uncontrolled } = source;
    const context = {
      ...contexteDe(preparation, source),
      racine: dirname(resolve(path)),
      constats: new FindingsElsewhere(constats, source, path),
    };
    const lue = await lireSource({ ...uncontrolled, fichier: basename(path) }, context, {
      ligne: see,
      ecartee: () => undefined,
    });
    if (lue !== undefined) read.push(lue);
  }
  return read;
}

/** Findings of a file that is read as if it were that of a source, told at the place where it is. */
class FindingsElsewhere extends Constats {
  readonly #target: Constats;
  readonly #places: ReadonlyMap<string, string>;

  constructor(target: Constats, { nom, fichier }: SourceDeclaree, path: string) {
    super(target.bornes);
    this.#target = target;
    this.#places = new Map([
      [basename(path), path],
      [fichier, path],
      [nom, shownName({ nom, fichier }, path)],
    ]);
  }

  override ajouter(constat: Constat): void {
    super.ajouter(constat);
    const { lieu } = constat;
    const fichier = this.#places.get(lieu.fichier) ?? lieu.fichier;
    this.#target.ajouter({ ...constat, lieu: { ...lieu, fichier } });
  }
}

/** What lines of a source are called by when they are those of another file: its path, with the sheet. */
export function shownName({ nom, fichier }: Pick<SourceDeclaree, 'nom' | 'fichier'>, path: string): string {
  return `${path}${nom.slice(fichier.normalize('NFC').length)}`;
}

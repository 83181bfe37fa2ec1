import { resolve } from 'node:path';
import { type ClassementOuvert, ouvrirLeClassifieur, type References } from '../classify/ouvrir-le-classifieur.ts';
import { type Libelles, rassemblerLesLibelles } from '../compile/libelles.ts';
import type { TableDeCodes } from '../domain/codes/nomenclature.ts';
import { type Constats, exigerSansErreur } from '../domain/constats/constat.ts';
import { type Dossier, normesDuDossier } from '../domain/dossier/dossier.ts';
import type { SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import { completerLesNomenclatures } from '../dossier/completer-les-nomenclatures.ts';
import { entreesDuDossier, lireLeDossier } from '../dossier/lire-le-dossier.ts';
import { type Outillage, outillageLivre } from '../dossier/outillage.ts';
import { chargerLesReferences } from '../dossier/tables-de-reference.ts';
import { ReadingProgress } from '../files/progress.ts';
import { WatchedFiles } from '../files/watched-files.ts';
import { ImputationsConnues } from '../ingest/imputations-connues.ts';
import { commencerLaLecture, type LectureCommencee } from '../ingest/lecture-en-fil.ts';
import type { ContexteIngestion } from '../ingest/lire-sur-place.ts';
import { reglesDesCodes } from '../ingest/verifier-les-codes.ts';
import type { VoletLu } from '../volets/volet.ts';
import { lireLesVolets } from '../volets/volets.ts';

/** A dossier ready to be gone through: what it declares, what it leans on, its rules and decisions. */
export interface Preparation {
  /** The path of the dossier as it was given: as commands that are told name it. */
  readonly chemin: string;
  readonly dossier: Dossier;
  readonly references: References;
  /** The tables of the dossier that add codes to its norm. */
  readonly tablesDeCodes: readonly TableDeCodes[];
  readonly libelles: Libelles;
  readonly classement: ClassementOuvert;
  /** What the dossier says beside its money. */
  readonly volets: readonly VoletLu[];
  /** The tables and templates that it is gone through with. */
  readonly outillage: Outillage;
  /** Its files, as they were before anything of it was read. */
  readonly surveilles: WatchedFiles;
  readonly constats: Constats;
  /** The source that is being read while rules are, until its lines are taken. */
  readonly commencees: Map<SourceDeclaree, LectureCommencee>;
  readonly avancement: ReadingProgress;
  /** The imputations of the sources read so far. */
  readonly connues: ImputationsConnues;
}

/** Reads all that comes before lines: the dossier, the reference tables, the rules and the decisions. */
export async function preparer(
  chemin: string,
  constats: Constats,
  outillage: Outillage = outillageLivre(),
): Promise<Preparation> {
  const surveilles = new WatchedFiles(resolve(chemin));
  surveilles.note(['exercice.yaml']);
  const dossier = lireLeDossier(chemin, constats);
  surveilles.note(entreesDuDossier(dossier));
  const livrees = chargerLesReferences(outillage.donnees, normesDuDossier(dossier), Number(dossier.enTete.exercice));
  const { nomenclatures, ajouts: tablesDeCodes } = await completerLesNomenclatures(
    livrees.nomenclatures,
    { racine: dossier.racine, norme: dossier.enTete.norme, tables: dossier.nomenclature },
    constats,
  );
  exigerSansErreur(constats);
  const references = { ...livrees, nomenclatures };
  const commencees = new Map<SourceDeclaree, LectureCommencee>();
  const connues = new ImputationsConnues();
  const [premiere] = dossier.sources;
  const commencee =
    premiere && commencerLaLecture(premiere, contexteDe({ dossier, references, constats, connues }, premiere));
  if (premiere && commencee) commencees.set(premiere, commencee);
  const avancement = new ReadingProgress(
    dossier.racine,
    dossier.sources.map(({ fichier }) => fichier),
  );
  const classement = await ouvrirLeClassifieur(dossier, references, constats);
  const libelles = rassemblerLesLibelles(dossier.enTete, references, classement.dimensions);
  const volets = await lireLesVolets(dossier.volets, {
    racine: dossier.racine,
    enTete: dossier.enTete,
    geographie: references.geographie,
    donnees: outillage.donnees,
    constats,
  });
  return {
    chemin,
    dossier,
    references,
    tablesDeCodes,
    libelles,
    classement,
    volets,
    outillage,
    surveilles,
    constats,
    commencees,
    avancement,
    connues,
  };
}

/** What the lines of a source are read with. */
export function contexteDe(
  preparation: Pick<Preparation, 'dossier' | 'references' | 'constats' | 'connues'>,
  source: SourceDeclaree,
): ContexteIngestion {
  const { dossier, references, constats, connues } = preparation;
  const { racine, enTete } = dossier;
  const codes = reglesDesCodes(source, references.nomenclatures, dossier.codeInconnu, references.objectifs);
  return { racine, exercice: enTete.exercice, base: enTete.base, codes, connues, constats };
}

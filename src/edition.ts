import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type ClassementOuvert, ouvrirLeClassifieur, type References } from './classify/ouvrir-le-classifieur.ts';
import { type Candidates, LignesPubliees } from './compile/comparaison/candidates.ts';
import type { LigneComparable } from './compile/comparaison/ligne-comparable.ts';
import { type EvolutionPontee, Passage } from './compile/comparaison/passage.ts';
import { Compilation } from './compile/compilation.ts';
import { compilerLEvolution } from './compile/evolution/compiler-l-evolution.ts';
import type { Jaune } from './compile/jaune.ts';
import { type Libelles, rassemblerLesLibelles } from './compile/libelles.ts';
import { LieuxVus } from './compile/lieux-vus.ts';
import { SecteursVus } from './compile/secteurs-vus.ts';
import { LignesPassees } from './compile/semblables/lignes-passees.ts';
import { SourcesVues } from './compile/semblables/sources-vues.ts';
import { signalerLesConstats, signalerLesEmetteurs } from './compile/signaler-les-constats.ts';
import type { TableDeCodes } from './domain/codes/nomenclature.ts';
import { type Constats, exigerSansErreur } from './domain/constats/constat.ts';
import { type Dossier, normesDuDossier } from './domain/dossier/dossier.ts';
import type { SourceDeclaree } from './domain/dossier/source-declaree.ts';
import type { SourceLue } from './domain/dossier/source-lue.ts';
import type { Affectation } from './domain/lignes/affectation.ts';
import { Emetteurs } from './domain/lignes/emetteurs.ts';
import type { LigneBudgetaire } from './domain/lignes/ligne-budgetaire.ts';
import type { FichierPublie, PartPubliee } from './domain/lignes/lignes-publiees.ts';
import { estRetenue } from './domain/verdict/verdict.ts';
import { completerLesNomenclatures } from './dossier/completer-les-nomenclatures.ts';
import { entreesDuDossier, lireLeDossier } from './dossier/lire-le-dossier.ts';
import { signalerLeMasque } from './dossier/lire-le-masque.ts';
import { signalerLesAcquittements } from './dossier/lire-les-acquittements.ts';
import { fichiersDeLOutil, type Outillage, outillageLivre } from './dossier/outillage.ts';
import { chargerLesPointsDesPays, chargerLesReferences } from './dossier/tables-de-reference.ts';
import { OutputFolder } from './files/output-folder.ts';
import { ReadingProgress, tellStage } from './files/progress.ts';
import { WatchedFiles } from './files/watched-files.ts';
import type { LigneEcartee, Puits } from './ingest/lecture-de-source.ts';
import { commencerLaLecture, type LectureCommencee, lireSource } from './ingest/lecture-en-fil.ts';
import { lireLEditionPrecedente, lireLesLignesPubliees, TextesPublies } from './ingest/lire-les-lignes-publiees.ts';
import type { ContexteIngestion } from './ingest/lire-sur-place.ts';
import { reglesDesCodes } from './ingest/verifier-les-codes.ts';
import { EcarteesCsv, LignesCsv } from './render/csv/lignes-csv.ts';
import type { Atlas } from './render/html/graphiques.ts';
import { ecrireLaPage, lireLaParure, verifierLaPage } from './render/html/parure.ts';
import { ecrireSyntheseJson } from './render/json/synthese-json.ts';
import { ecrireLeClasseur } from './render/xlsx/ecrire-le-classeur.ts';
import type { Provenance } from './seal/paquet.ts';
import { PlaceParDefaut } from './seal/place-par-defaut.ts';
import { peserLaProvenance, sceller } from './seal/sceller.ts';

/** A dossier ready to be gone through: what it declares, what it leans on, its rules and decisions. */
export interface Preparation {
  readonly dossier: Dossier;
  readonly references: References;
  /** The tables of the dossier that add codes to its norm. */
  readonly tablesDeCodes: readonly TableDeCodes[];
  readonly libelles: Libelles;
  readonly classement: ClassementOuvert;
  /** The tables and templates that it is gone through with. */
  readonly outillage: Outillage;
  /** Its files, as they were before anything of it was read. */
  readonly surveilles: WatchedFiles;
  readonly constats: Constats;
  /** The source that is being read while rules are, until its lines are taken. */
  readonly commencees: Map<SourceDeclaree, LectureCommencee>;
  readonly avancement: ReadingProgress;
}

/** What to do with lines while they pass. */
export interface TemoinDesLignes {
  affectation?(affectation: Affectation): void;
  ecartee?(ligne: LigneEcartee): void;
}

/** An edition as it was published. */
export interface Edition {
  readonly jaune: Jaune;
  readonly sortie: string;
  /** Names, in `sortie`. */
  readonly fichiers: readonly string[];
  /** What it was made from, and the folders where that lies. */
  readonly provenance: Provenance;
  readonly racines: { readonly dossier: string; readonly outil: string };
  readonly surveilles: WatchedFiles;
}

/**
 * The whole way: from what the officer wrote and the sectors sent to sealed documents, or to nothing at all.
 * @param outillage the tables and templates to go with, those of the tool unless told: an archive brings its own
 */
export async function compilerLEdition(
  chemin: string,
  sortie: string | undefined,
  constats: Constats,
  outillage: Outillage = outillageLivre(),
): Promise<Edition> {
  // What the officer wrote: the dossier, its rules, its decisions, its words. Nothing goes on with a rule half understood.
  const preparation = await preparer(chemin, constats, outillage);
  const { gabarits } = outillage;
  const parure = await lireLaParure(preparation.dossier, gabarits, constats);
  exigerSansErreur(constats);
  const { enTete } = preparation.dossier;
  const { exercice } = enTete;
  const [page, classeur] = [`jaune-${exercice}.html`, `jaune-${exercice}.xlsx`];
  const [lignes, ecartees] = [`lignes-${exercice}.csv`, `lignes-ecartees-${exercice}.csv`];
  const synthese = `synthese-${exercice}.json`;

  // Outputs are made aside, and take the place of the former ones together or not at all.
  const place = new PlaceParDefaut(exercice);
  if (sortie === undefined) place.exigerLaSienne(preparation.dossier.racine, enTete);
  const atelier = new OutputFolder(sortie ?? place.chemin);
  try {
    // Lines stream from the files to their place; each is written down as it lands.
    const lignesCsv = new LignesCsv(atelier.pathOf(lignes), enTete, preparation.libelles);
    const ecarteesCsv = new EcarteesCsv(atelier.pathOf(ecartees));
    const { jaune, evolution } = await compilerLeJaune(preparation, {
      affectation: (affectation) => lignesCsv.ecrire(affectation),
      ecartee: (ligne) => ecarteesCsv.ecrire(ligne),
    }).finally(() => {
      lignesCsv.fermer();
      ecarteesCsv.fermer();
    });

    // The documents are drawn from the jaune, and from nothing else that moves.
    atelier.prepareToPublish();
    tellStage(`écriture de ${classeur} et de ${page}`);
    writeFileSync(atelier.pathOf(synthese), ecrireSyntheseJson(jaune));
    await ecrireLeClasseur(jaune, atelier.pathOf(classeur), {
      depuis: evolution?.pont && { ...evolution.pont, exercice: evolution.exercice },
      pendant: () => {
        const matiere = { parure, jaune, evolution, gabarits };
        return ecrireLaPage(atelier.pathOf(page), matiere, atlasDe(preparation), constats);
      },
    });

    // Sealed, then shown.
    tellStage('scellement des documents');
    const documents = [page, classeur, lignes, ecartees, synthese];
    const racines = { dossier: preparation.dossier.racine, outil: outillage.racine };
    const sources = jaune.sources.map(({ chemin: fichier, octets, sha256 }) => ({ fichier, octets, sha256 }));
    const provenance = await peserLaProvenance(
      { racine: racines.dossier, noms: entreesDuDossier(preparation.dossier) },
      { racine: racines.outil, noms: fichiersDeLOutil(outillage) },
      [...sources, ...jaune.tablesDeCodes, ...jaune.memoires, ...parure.pieces],
    );
    preparation.surveilles.tellChanges(constats);
    exigerSansErreur(constats);
    await sceller(atelier.path, documents, enTete, provenance, new Map([[lignes, lignesCsv.poids]]));
    await atelier.publish();
    place.noter(atelier.target, racines.dossier);
    const fichiers = [...documents, 'datapackage.json', 'SHA256SUMS'];
    return { jaune, sortie: atelier.target, fichiers, provenance, racines, surveilles: preparation.surveilles };
  } catch (erreur) {
    atelier.abandon();
    throw atelier.explain(erreur);
  }
}

/**
 * The whole way to the figures and to what the documents say of them, without writing anything.
 * @throws ConstatsBloquants when anything is at fault; all has then been read and told
 */
export async function controlerLEdition(
  chemin: string,
  constats: Constats,
): Promise<{ readonly preparation: Preparation; readonly jaune: Jaune }> {
  const preparation = await preparer(chemin, constats);
  const { gabarits } = preparation.outillage;
  const parure = await lireLaParure(preparation.dossier, gabarits, constats);
  const { jaune, evolution } = await compilerLeJaune(preparation);
  await verifierLaPage({ parure, jaune, evolution, gabarits }, atlasDe(preparation), constats);
  preparation.surveilles.tellChanges(constats);
  exigerSansErreur(constats);
  return { preparation, jaune };
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
    { racine: dossier.racine, tables: dossier.nomenclature },
    constats,
  );
  exigerSansErreur(constats);
  const references = { ...livrees, nomenclatures };
  const commencees = new Map<SourceDeclaree, LectureCommencee>();
  const [premiere] = dossier.sources;
  const commencee = premiere && commencerLaLecture(premiere, contexteDe({ dossier, references, constats }, premiere));
  if (premiere && commencee) commencees.set(premiere, commencee);
  const avancement = new ReadingProgress(
    dossier.racine,
    dossier.sources.map(({ fichier }) => fichier),
  );
  const libelles = rassemblerLesLibelles(dossier.enTete, references.geographie, references.nomenclatures[0]);
  const classement = await ouvrirLeClassifieur(dossier, references, constats);
  return {
    dossier,
    references,
    tablesDeCodes,
    libelles,
    classement,
    outillage,
    surveilles,
    constats,
    commencees,
    avancement,
  };
}

/**
 * Ingest, classify, compile: every line of every source to its place, and the proof that the places add up.
 * @param passees the lines of an earlier edition, that are not to come back as they were
 * @throws ConstatsBloquants when a source, a rule or a decision is at fault; all has then been read and told
 */
export async function compilerLesLignes(
  preparation: Preparation,
  temoin: TemoinDesLignes = {},
  passees?: LignesPassees,
): Promise<Jaune> {
  const { dossier, classement, constats, libelles, surveilles } = preparation;
  const compilation = new Compilation(dossier.enTete, libelles);
  const secteurs = new SecteursVus();
  const lieux = new LieuxVus(
    preparation.references.geographie,
    (lieu) => classement.examinateur.detecteur.paysDuLieu(lieu),
    constats,
  );
  const semblables = new SourcesVues(dossier.enTete.base);
  const placer = (ligne: LigneBudgetaire) => {
    const affectation = compilation.ajouter(ligne, classement.classifieur.classer(ligne));
    secteurs.ajouter(affectation);
    lieux.ajouter(affectation);
    semblables.ajouter(ligne);
    temoin.affectation?.(affectation);
  };
  const sources = await parcourirLesLignes(preparation, placer, temoin.ecartee);
  lieux.finir();
  if (!constats.enErreur) secteurs.exigerLePilote(dossier, constats);
  signalerLeMasque(dossier.sources, sources, constats);
  semblables.signaler(sources, constats);
  if (passees) semblables.signalerLesPassees(sources, dossier.sources, passees, constats);
  classement.decisions.signaler(constats);
  surveilles.tellChanges(constats);
  exigerSansErreur(constats);
  const jaune = compilation.jaune(sources, classement.regles, classement.memoires, preparation.tablesDeCodes);
  compilation.signalerLesNoms(constats);
  signalerLesConstats(jaune, constats);
  return jaune;
}

/** The whole of what is compiled, with the warnings that were acknowledged: all have come by then. */
async function compilerLeJaune(
  preparation: Preparation,
  temoin: TemoinDesLignes = {},
): ReturnType<typeof compilerLAnnee> {
  const { dossier, constats } = preparation;
  const { jaune, evolution } = await compilerLAnnee(preparation, temoin);
  return { jaune: { ...jaune, acquittes: signalerLesAcquittements(dossier.acquittements, constats) }, evolution };
}

/**
 * From the lines of the sectors to the jaune, and to what changed since the edition that the dossier remembers.
 * @throws ConstatsBloquants when anything is at fault; all has then been read and told
 */
async function compilerLAnnee(
  preparation: Preparation,
  temoin: TemoinDesLignes,
): Promise<{ readonly jaune: Jaune; readonly evolution: EvolutionPontee | undefined }> {
  const { dossier, constats } = preparation;
  const emetteurs = new Emetteurs(dossier.enTete.secteurs);
  // What is wrong with the memory is told with what is wrong with the lines.
  const rappelee = await rappelerLAnneeDerniere(dossier, constats);
  const passage = rappelee && new Passage(rappelee, preparation.libelles);
  const passees = new LignesPassees();
  const precedente = await lireLEditionPrecedente(dossier, constats, (part) => passees.voir(part));
  const voir = (affectation: Affectation) => {
    temoin.affectation?.(affectation);
    emetteurs.ajouter(affectation.ligne, affectation.montant);
    passage?.voir(affectation);
  };
  const jaune = await compilerLesLignes(preparation, { ...temoin, affectation: voir }, passees);
  exigerSansErreur(constats);
  if (precedente === undefined) return { jaune, evolution: undefined };
  signalerLesEmetteurs(precedente, { emetteurs, enTete: dossier.enTete }, constats);
  const evolution = compilerLEvolution(precedente, { ...jaune, emetteurs });
  if (passage === undefined || !evolution.comparable) return { jaune, evolution };
  return { jaune, evolution: { ...evolution, pont: await passage.pont(jaune, emetteurs) } };
}

function atlasDe({ references: { geographie }, outillage }: Preparation): Atlas {
  return {
    numeriques: new Map(geographie.tousLesPays.map(({ code, numerique }) => [code, numerique || code])),
    points: chargerLesPointsDesPays(outillage.donnees),
  };
}

/**
 * Shows every line of every source of a dossier, in their order.
 * @returns the sources that could be read
 */
export async function parcourirLesLignes(
  preparation: Preparation,
  ligne: Puits['ligne'],
  ecartee: Puits['ecartee'] = () => undefined,
): Promise<readonly SourceLue[]> {
  const lues: SourceLue[] = [];
  for (const source of preparation.dossier.sources) {
    const lue = await lireUneSource(preparation, source, { ligne, ecartee });
    if (lue) lues.push(lue);
  }
  return lues;
}

export function lireUneSource(
  preparation: Preparation,
  source: SourceDeclaree,
  puits: Puits,
): Promise<SourceLue | undefined> {
  const commencee = preparation.commencees.get(source);
  preparation.commencees.delete(source);
  const { fichier, nom } = source;
  return lireSource(
    source,
    contexteDe(preparation, source),
    { ...puits, apresMorceau: (octets, lignes) => preparation.avancement.tell(fichier, nom, octets, lignes) },
    commencee,
  );
}

function contexteDe(
  preparation: Pick<Preparation, 'dossier' | 'references' | 'constats'>,
  source: SourceDeclaree,
): ContexteIngestion {
  const { dossier, references, constats } = preparation;
  const { racine, enTete } = dossier;
  const codes = reglesDesCodes(source, references.nomenclatures, dossier.codeInconnu);
  return { racine, exercice: enTete.exercice, base: enTete.base, codes, constats };
}

/** An edition as a dossier remembers it: of its published lines, those of the headline and exceptional ones are kept. */
interface EditionRappelee {
  readonly fichier: FichierPublie;
  readonly comptees: readonly LigneComparable[];
  readonly emetteurs: Emetteurs;
  /** Goes through the file once more, for lines that do not count and may be the same as lines that another edition counts. */
  chercher(candidates: Candidates): Promise<LigneComparable[]>;
}

/** Reads an edition out of the memory of a dossier; `undefined` when the file is at fault, which is told. */
export async function rappelerUneEdition(
  { racine, sources, enTete: { secteurs } }: Pick<Dossier, 'racine' | 'sources' | 'enTete'>,
  nom: string,
  constats: Constats,
): Promise<EditionRappelee | undefined> {
  tellStage(`lecture de ${nom}`);
  const emetteurs = new Emetteurs(secteurs);
  const textes = new TextesPublies(secteurs);
  const lire = async (voulue: ConstructorParameters<typeof LignesPubliees>[0]) => {
    const lignes: LigneComparable[] = [];
    const faire = new LignesPubliees(
      voulue,
      (part) => textes.garder(part),
      (ligne) => lignes.push(ligne),
    );
    const voir = (part: PartPubliee) => {
      emetteurs.ajouter(part);
      faire.ajouter(part);
    };
    const fichier = await lireLesLignesPubliees(racine, nom, constats, voir, sources);
    faire.finir();
    return { fichier, lignes };
  };
  const { fichier, lignes: comptees } = await lire(({ verdict }) => estRetenue(verdict));
  const chercher = async (candidates: Candidates) =>
    (await lire(({ verdict }, traits) => !estRetenue(verdict) && candidates.reconnait(traits))).lignes;
  return fichier && { fichier, comptees, emetteurs, chercher };
}

/**
 * Recalls the year just before that of a dossier, where it remembers it on the same base. What is wrong with the file is told
 * by whoever reads it to tell what changed.
 */
async function rappelerLAnneeDerniere(
  dossier: Pick<Dossier, 'racine' | 'memoires' | 'sources' | 'enTete'>,
  constats: Constats,
): Promise<EditionRappelee | undefined> {
  const { memoires, enTete } = dossier;
  const derniere = memoires.find((fichier) => fichier.endsWith(`-${Number(enTete.exercice) - 1}.csv`));
  if (derniere === undefined || constats.compter('E-MEMOIRE-') > 0) return undefined;
  const rappelee = await rappelerUneEdition(dossier, derniere, constats);
  return rappelee?.fichier.base === enTete.base ? rappelee : undefined;
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ClassementOuvert, openClassifier, type References } from './classify/open-classifier.ts';
import { Compilation } from './compile/compilation.ts';
import { compileEvolution } from './compile/evolution.ts';
import type { Evolution } from './compile/evolution-model.ts';
import { signalFindings } from './compile/findings.ts';
import type { Jaune } from './compile/jaune.ts';
import { collectLabels, type Libelles } from './compile/labels.ts';
import { SecteursVus } from './compile/pilot-sector.ts';
import { LieuxVus } from './compile/unknown-places.ts';
import type { Affectation } from './domain/affectation.ts';
import { type Constats, exigerSansErreur } from './domain/constat.ts';
import type { Dossier } from './domain/dossier.ts';
import { Emetteurs } from './domain/emetteurs.ts';
import type { SourceDeclaree } from './domain/source-declaree.ts';
import type { SourceLue } from './domain/source-lue.ts';
import { loadNomenclature } from './dossier/nomenclature-tables.ts';
import { readDossier } from './dossier/read-dossier.ts';
import { loadGeographie, loadPointsDesPays, loadSignaux } from './dossier/reference-tables.ts';
import { giveMemoryBack } from './files/memory.ts';
import { packageRoot } from './files/package-root.ts';
import { Atelier } from './files/publish.ts';
import { readPreviousEdition } from './ingest/previous-edition.ts';
import { type LigneEcartee, type Puits, readSource } from './ingest/read-source.ts';
import { EcarteesCsv } from './render/csv/left-out-csv.ts';
import { LignesCsv } from './render/csv/lines-csv.ts';
import type { Atlas } from './render/html/graphiques.ts';
import { renderHtml } from './render/html.ts';
import { renderSummaryJson } from './render/json/summary-json.ts';
import { renderWorkbook } from './render/xlsx/render-workbook.ts';
import { seal } from './seal/manifest.ts';

/** A dossier ready to be gone through: what it declares, what it leans on, its rules and decisions. */
export interface Preparation {
  readonly dossier: Dossier;
  readonly references: References;
  readonly libelles: Libelles;
  readonly classement: ClassementOuvert;
  readonly constats: Constats;
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
  /** Names of the files in `sortie`. */
  readonly fichiers: readonly string[];
}

/** The whole way: from what the officer wrote and the sectors sent to sealed documents, or to nothing at all. */
export async function compileEdition(chemin: string, sortie: string | undefined, constats: Constats): Promise<Edition> {
  // What the officer wrote: the dossier, its rules, its decisions. Nothing goes on with a rule half understood.
  const preparation = await prepare(chemin, constats);
  exigerSansErreur(constats);
  const { enTete } = preparation.dossier;
  const { exercice } = enTete;

  // Outputs are made aside, and take the place of the former ones together or not at all.
  const atelier = new Atelier(sortie ?? join('reports', exercice));
  try {
    // Lines stream from the files to their place; each is written down as it lands.
    const lignesCsv = new LignesCsv(atelier.fichier(`lignes-${exercice}.csv`), enTete.base, preparation.libelles);
    const ecarteesCsv = new EcarteesCsv(atelier.fichier(`lignes-ecartees-${exercice}.csv`));
    const emetteurs = new Emetteurs();
    let jaune: Jaune;
    try {
      jaune = await compileLines(preparation, {
        affectation: (affectation) => {
          lignesCsv.ecrire(affectation);
          emetteurs.ajouter(affectation.ligne);
        },
        ecartee: (ligne) => ecarteesCsv.ecrire(ligne),
      });
    } finally {
      lignesCsv.fermer();
      ecarteesCsv.fermer();
    }

    // What changed since the edition that the dossier remembers.
    const evolution = await compareWithPrevious(preparation, jaune, emetteurs);

    // The documents are drawn from the jaune, and from nothing else that moves.
    giveMemoryBack();
    const gabarits = join(packageRoot(), 'templates');
    writeFileSync(atelier.fichier(`synthese-${exercice}.json`), renderSummaryJson(jaune));
    writeFileSync(
      atelier.fichier(`jaune-${exercice}.html`),
      await renderHtml(jaune, gabarits, { atlas: atlasDe(preparation), ...(evolution && { evolution }) }),
    );
    giveMemoryBack();
    await renderWorkbook(jaune, atelier.fichier(`jaune-${exercice}.xlsx`));

    // Sealed, then shown.
    const documents = [
      `jaune-${exercice}.html`,
      `jaune-${exercice}.xlsx`,
      `lignes-${exercice}.csv`,
      `lignes-ecartees-${exercice}.csv`,
      `synthese-${exercice}.json`,
    ];
    await seal(atelier.chemin, documents, enTete, jaune.sources);
    atelier.publier();
    return { jaune, sortie: atelier.cible, fichiers: [...documents, 'datapackage.json', 'SHA256SUMS'] };
  } catch (erreur) {
    atelier.abandonner();
    throw erreur;
  }
}

/** Reads all that comes before lines: the dossier, the reference tables, the rules and the decisions. */
export async function prepare(chemin: string, constats: Constats): Promise<Preparation> {
  const dossier = readDossier(chemin, constats);
  const donnees = join(packageRoot(), 'data');
  const { norme, exercice } = dossier.enTete;
  const signaux = loadSignaux(donnees);
  const references = {
    nomenclature: loadNomenclature(donnees, norme, Number(exercice)),
    geographie: loadGeographie(donnees, signaux.fauxAmis),
    signaux,
  };
  const libelles = collectLabels(dossier.enTete, references.geographie, references.nomenclature);
  const classement = await openClassifier(dossier, references, constats);
  return { dossier, references, libelles, classement, constats };
}

/**
 * Ingest, classify, compile: every line of every source to its place, and the proof that the places add up.
 * @throws ConstatsBloquants when a source, a rule or a decision is at fault; all has then been read and told
 */
export async function compileLines(preparation: Preparation, temoin: TemoinDesLignes = {}): Promise<Jaune> {
  const { dossier, classement, constats, libelles } = preparation;
  const compilation = new Compilation(dossier.enTete, libelles);
  const secteurs = new SecteursVus();
  const lieux = new LieuxVus(preparation.references.geographie, constats);
  const sources: SourceLue[] = [];
  for (const source of dossier.sources) {
    const lue = await ingestSource(preparation, source, {
      ligne: (ligne) => {
        const affectation = compilation.ajouter(ligne, classement.classifieur.classer(ligne));
        secteurs.ajouter(affectation);
        lieux.ajouter(ligne);
        temoin.affectation?.(affectation);
      },
      ecartee: (ligne) => temoin.ecartee?.(ligne),
    });
    if (lue) sources.push(lue);
  }
  if (!constats.enErreur) secteurs.exigerLePilote(dossier, constats);
  classement.decisions.signaler(constats);
  exigerSansErreur(constats);
  const jaune = compilation.jaune(sources, classement.regles, classement.memoires);
  signalFindings(jaune, constats);
  return jaune;
}

/** The jaune beside the published lines of the year before, where the dossier has them. */
async function compareWithPrevious(
  { dossier, constats }: Preparation,
  jaune: Jaune,
  emetteurs: Emetteurs,
): Promise<Evolution | undefined> {
  const precedente = await readPreviousEdition(dossier, constats);
  exigerSansErreur(constats);
  return precedente && compileEvolution(precedente, { ...jaune, emetteurs });
}

function atlasDe({ references: { geographie } }: Preparation): Atlas {
  return {
    numeriques: new Map(geographie.tousLesPays.map(({ code, numerique }) => [code, numerique || code])),
    points: loadPointsDesPays(join(packageRoot(), 'data')),
  };
}

/** Reads one source of a dossier. */
export function ingestSource(
  { dossier, references, constats }: Preparation,
  source: SourceDeclaree,
  puits: Puits,
): Promise<SourceLue | undefined> {
  const { racine, enTete, vote, codeInconnu } = dossier;
  const { exercice, base } = enTete;
  const codes = { nomenclature: references.nomenclature, vote, codeInconnu };
  return readSource(source, { racine, exercice, base, codes, constats }, puits);
}

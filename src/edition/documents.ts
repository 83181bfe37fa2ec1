import { finDesNoms } from '../domain/dossier/edition-nommee.ts';
import { entreesDuDossier } from '../dossier/lire-le-dossier.ts';
import { fichiersDeLOutil } from '../dossier/outillage.ts';
import { chargerLesPointsDesPays } from '../dossier/tables-de-reference.ts';
import { writePieces } from '../files/file-system.ts';
import type { OutputFolder } from '../files/output-folder.ts';
import { tellStage } from '../files/progress.ts';
import { EcarteesCsv, LignesCsv } from '../render/csv/lignes-csv.ts';
import type { Atlas } from '../render/html/graphiques.ts';
import { ecrireLaPage, type Parure, verifierLaPage } from '../render/html/parure.ts';
import { morceauxDeSyntheseJson } from '../render/json/synthese-json.ts';
import type { DemandeDePdf } from '../render/pdf/ecrire-les-pdf.ts';
import { ecrireLeClasseur } from '../render/xlsx/ecrire-le-classeur.ts';
import type { Provenance, TableTypee } from '../seal/paquet.ts';
import { peserLaProvenance, sceller } from '../seal/sceller.ts';
import type { AnneeCompilee } from './compiler-l-annee.ts';
import type { TemoinDesLignes } from './compiler-les-lignes.ts';
import type { Preparation } from './preparation.ts';

/** The documents of an edition, in the folder where they are made. Lines are written down as they pass, the others after. */
export class Documents {
  readonly #preparation: Preparation;
  readonly #parure: Parure;
  readonly #atelier: OutputFolder;
  readonly #noms: Readonly<Record<'page' | 'classeur' | 'lignes' | 'ecartees' | 'synthese', string>>;
  readonly #lignes: LignesCsv;
  readonly #ecartees: EcarteesCsv;
  /** What writes down the lines that pass. */
  readonly temoin: TemoinDesLignes;

  constructor(preparation: Preparation, parure: Parure, atelier: OutputFolder) {
    const { enTete } = preparation.dossier;
    const fin = finDesNoms(enTete);
    this.#preparation = preparation;
    this.#parure = parure;
    this.#atelier = atelier;
    this.#noms = {
      page: `jaune-${fin}.html`,
      classeur: `jaune-${fin}.xlsx`,
      lignes: `lignes-${fin}.csv`,
      ecartees: `lignes-ecartees-${fin}.csv`,
      synthese: `synthese-${fin}.json`,
    };
    const lignes = new LignesCsv(atelier.pathOf(this.#noms.lignes), enTete, preparation.libelles);
    const ecartees = new EcarteesCsv(atelier.pathOf(this.#noms.ecartees));
    this.#lignes = lignes;
    this.#ecartees = ecartees;
    this.temoin = {
      affectation: (affectation) => lignes.ecrire(affectation),
      ecartee: (ligne) => ecartees.ecrire(ligne),
    };
  }

  /** All of them, in the order in which they are named to the officer. */
  get noms(): readonly string[] {
    return Object.values(this.#noms);
  }

  /** Closes the files of lines, whatever became of them. */
  fermer(): void {
    this.#lignes.fermer();
    this.#ecartees.fermer();
  }

  /** Draws those that show the jaune, from it and from nothing else that moves. */
  async dessiner({ jaune, evolution }: AnneeCompilee): Promise<void> {
    const { page, classeur, synthese } = this.#noms;
    const atelier = this.#atelier;
    const { outillage, constats } = this.#preparation;
    tellStage(`écriture de ${classeur} et de ${page}`);
    writePieces(atelier.pathOf(synthese), morceauxDeSyntheseJson(jaune));
    const matiere = { parure: this.#parure, jaune, evolution, gabarits: outillage.gabarits };
    await ecrireLeClasseur(jaune, atelier.pathOf(classeur), {
      depuis: evolution?.pont && { ...evolution.pont, exercice: evolution.exercice },
      pendant: () => ecrireLaPage(atelier.pathOf(page), matiere, atlasDe(this.#preparation), constats),
    });
  }

  /**
   * Prints the page as PDF. They stand beside the documents and are not of them: their bytes are those that a browser makes.
   * @returns their names
   */
  async imprimer(demande: DemandeDePdf): Promise<readonly string[]> {
    if (demande.formes.length === 0) return [];
    // A library that only those who ask for a PDF wait for.
    const { ecrireLesPdf } = await import('../render/pdf/ecrire-les-pdf.ts');
    const { dossier, constats } = this.#preparation;
    return ecrireLesPdf(this.#atelier.path, this.#noms.page, dossier.enTete, demande, constats);
  }

  /** Weighs what they were made from: what was read is known by what it was then. */
  peserLaProvenance({ jaune }: AnneeCompilee): Promise<Provenance> {
    const { dossier, outillage } = this.#preparation;
    const sources = jaune.sources.map(({ chemin: fichier, octets, sha256 }) => ({ fichier, octets, sha256 }));
    return peserLaProvenance(
      { racine: dossier.racine, noms: entreesDuDossier(dossier) },
      { racine: outillage.racine, noms: fichiersDeLOutil(outillage) },
      [...sources, ...jaune.tablesDeCodes, ...jaune.memoires, ...this.#parure.pieces],
    );
  }

  /** Seals them: from then on, what is changed in them shows. */
  async sceller(provenance: Provenance): Promise<void> {
    const poids = new Map([[this.#noms.lignes, this.#lignes.poids]]);
    const tables = new Map<string, TableTypee>([
      [this.#noms.lignes, this.#lignes],
      [this.#noms.ecartees, this.#ecartees],
    ]);
    await sceller(this.#atelier.path, this.noms, this.#preparation.dossier.enTete, provenance, tables, poids);
  }
}

/** Checks all that drawing the documents would tell, without writing any. */
export async function verifierLesDocuments(
  preparation: Preparation,
  parure: Parure,
  { jaune, evolution }: AnneeCompilee,
): Promise<void> {
  const { gabarits } = preparation.outillage;
  await verifierLaPage({ parure, jaune, evolution, gabarits }, atlasDe(preparation), preparation.constats);
}

function atlasDe({ references: { geographie }, outillage }: Preparation): Atlas {
  return {
    numeriques: new Map(geographie.tousLesPays.map(({ code, numerique }) => [code, numerique || code])),
    points: chargerLesPointsDesPays(outillage.donnees),
  };
}

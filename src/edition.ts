import type { Jaune } from './compile/jaune.ts';
import { type Constats, exigerSansErreur } from './domain/constats/constat.ts';
import type { Dossier } from './domain/dossier/dossier.ts';
import { entreesDuDossier } from './dossier/lire-le-dossier.ts';
import type { Outillage } from './dossier/outillage.ts';
import { compilerLAnnee } from './edition/compiler-l-annee.ts';
import { Documents, verifierLesDocuments } from './edition/documents.ts';
import { type Preparation, preparer } from './edition/preparation.ts';
import { verifierLesDeclarations } from './exports/lire-les-declarations.ts';
import { OutputFolder } from './files/output-folder.ts';
import { tellStage } from './files/progress.ts';
import type { WatchedFiles } from './files/watched-files.ts';
import { lireLaParure } from './render/html/parure.ts';
import type { DemandeDePdf } from './render/pdf/ecrire-les-pdf.ts';
import type { Provenance } from './seal/paquet.ts';
import { PlaceDUneEdition } from './seal/place-d-une-edition.ts';

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
 * @param sortie a folder of one's own, that nobody reads yet: see {@link publierLEdition}
 * @param outillage the tables and templates to go with, those of the tool unless told: an archive brings its own
 */
export function compilerLEdition(
  chemin: string,
  sortie: string,
  constats: Constats,
  outillage?: Outillage,
): Promise<Edition> {
  return faireLEdition(chemin, () => ({ atelier: new OutputFolder(sortie, { lasting: false }) }), constats, outillage);
}

interface EditionDemandee {
  readonly sortie?: string | undefined;
  readonly remplacer: boolean;
  readonly pdf?: DemandeDePdf;
}

/** Where an edition is made, what is printed of it besides, and whose place it takes. */
interface LieuDeLEdition extends Pick<EditionDemandee, 'pdf'> {
  readonly atelier: OutputFolder;
  readonly place?: PlaceDUneEdition;
}

const SANS_PDF: DemandeDePdf = { formes: [], env: {} };

/**
 * The same, for people: the edition takes the place of their former one, for good, and of no other unless it is said.
 * @param sortie `reports/<exercice>` when it is not told
 * @param remplacer whether the edition of another exercice, collectivité or dossier may be replaced
 * @param pdf what is printed of it besides
 * @throws UnwritableOutput when it may not stand there
 */
export function publierLEdition(
  chemin: string,
  { sortie, remplacer, pdf = SANS_PDF }: EditionDemandee,
  constats: Constats,
): Promise<Edition> {
  const ouvrir = (dossier: Dossier) => {
    const publication = { dossier: dossier.racine, enTete: dossier.enTete, entrees: entreesDuDossier(dossier) };
    const place = new PlaceDUneEdition(sortie, publication, remplacer);
    return { place, atelier: new OutputFolder(place.chemin, { check: () => place.exigerLaSienne() }), pdf };
  };
  return faireLEdition(chemin, ouvrir, constats);
}

async function faireLEdition(
  chemin: string,
  ouvrir: (dossier: Dossier) => LieuDeLEdition,
  constats: Constats,
  apporte?: Outillage,
): Promise<Edition> {
  // What the officer wrote: the dossier, its rules, its decisions, its words. Nothing goes on with a rule half understood.
  const preparation = await preparer(chemin, constats, apporte);
  const { dossier, outillage, surveilles } = preparation;
  // What is made again from an archive is exported nowhere, and its tables may lack the lists of exports.
  if (apporte === undefined) await verifierSesDeclarations(preparation);
  const parure = await lireLaParure(dossier, outillage.gabarits, constats);
  exigerSansErreur(constats);

  // Outputs are made aside, and take the place of the former ones together or not at all.
  const { atelier, place, pdf = SANS_PDF } = ouvrir(dossier);
  try {
    // Lines stream from the files to their place; each is written down as it lands.
    const documents = new Documents(preparation, parure, atelier);
    const annee = await compilerLAnnee(preparation, documents.temoin).finally(() => documents.fermer());

    // The documents are drawn from the jaune, and from nothing else that moves.
    atelier.prepareToPublish();
    await documents.dessiner(annee);
    const imprimes = await documents.imprimer(pdf);

    // Sealed, then shown.
    tellStage('scellement des documents');
    const provenance = await documents.peserLaProvenance(annee);
    surveilles.tellChanges(constats);
    exigerSansErreur(constats);
    await documents.sceller(provenance);
    await place?.noter(atelier.path);
    await atelier.publish();
    return {
      jaune: annee.jaune,
      sortie: atelier.target,
      fichiers: [...documents.noms, 'datapackage.json', 'SHA256SUMS', ...imprimes],
      provenance,
      racines: { dossier: dossier.racine, outil: outillage.racine },
      surveilles,
    };
  } catch (erreur) {
    atelier.abandon();
    throw atelier.explain(erreur);
  }
}

/** What exports will be told is read with the rest: an archive keeps it. */
async function verifierSesDeclarations({ dossier, references, outillage, constats }: Preparation): Promise<void> {
  const { racine, declarations, enTete } = dossier;
  const { geographie } = references;
  await verifierLesDeclarations(
    racine,
    declarations,
    { jaune: { enTete }, geographie, donnees: outillage.donnees },
    constats,
  );
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
  await verifierSesDeclarations(preparation);
  const parure = await lireLaParure(preparation.dossier, preparation.outillage.gabarits, constats);
  const annee = await compilerLAnnee(preparation);
  await verifierLesDocuments(preparation, parure, annee);
  preparation.surveilles.tellChanges(constats);
  exigerSansErreur(constats);
  return { preparation, jaune: annee.jaune };
}

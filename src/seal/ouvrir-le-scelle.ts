import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Refus } from '../domain/constats/refus.ts';
import { pdfDeLaPage } from '../domain/dossier/formes-sur-papier.ts';
import { comparer } from '../domain/textes/ordre.ts';
import { listFiles } from '../files/file-system.ts';
import { oneForm } from '../files/path-in.ts';
import { isMoreRecent, VERSION } from '../files/tool.ts';
import { extractZip } from '../files/zip/extract-zip.ts';
import { fileHolds } from '../files/zip/file-holds.ts';
import { RefusedArchive } from '../files/zip/refused-archive.ts';
import { type Alteration, type Annonce, chercherLesAlterations } from './chercher-les-alterations.ts';
import { confronterLesEmpreintes } from './confronter-les-empreintes.ts';
import { confronterLesVersions } from './confronter-les-versions.ts';
import { copierLesFichiers, estUnFichierMeme, inventorier, trouverLesDemesures } from './inventorier.ts';
import { lireLeManifeste } from './lire-le-manifeste.ts';
import { exigerDesCheminsSimples, lireUnePiece } from './lire-une-piece.ts';
import {
  A_LA_RACINE_DE_L_ARCHIVE,
  DOSSIERS_D_ARCHIVE,
  listesDuManifeste,
  MANIFESTE,
  type Manifeste,
  nomDansLArchive,
} from './manifeste-d-archive.ts';
import { lireLaVersionDuPaquet, lireLePaquet, PAQUET, type PaquetLu } from './paquet.ts';
import { rassemblerLesAlterations } from './rassembler-les-alterations.ts';
import { rendreLesNoms } from './rendre-les-noms.ts';
import { type FichierPese, SOMMES } from './sommes.ts';

/** What was sealed, opened: an archive, or the folder where an edition was published. */
export interface Scelle {
  readonly genre: 'archive' | 'archive-extraite' | 'rapport';
  /** The version of the tool that made it. */
  readonly version: string;
  /** Whether another of its files says another. */
  readonly versionContredite: boolean;
  readonly exercice: string;
  /** Empty where it was not said. */
  readonly collectivite: string;
  /** Folder where it lies, or was taken out. */
  readonly racine: string;
  /** Folder where its documents lie. */
  readonly documents: string;
  /** Names of the PDF that stand beside them, whose bytes are those of a browser: never sealed, nor verified. */
  readonly imprimes: readonly string[];
  /** Names of the documents that were sealed, checksums and package file included. */
  readonly noms: readonly string[];
  /** What the edition was made from: files of the dossier, and of the tool. Of two that bear one name, the last holds. */
  readonly entrees: readonly FichierPese[];
  readonly outil: readonly FichierPese[];
  /** For an archive, what travels in the folder of the tool besides; none where it did not. */
  readonly programme: readonly FichierPese[];
  /** For an archive, where the dossier and the tool's files were taken out. */
  readonly extrait?: { readonly dossier: string; readonly outil: string };
  /** How many files were checked against their digest. */
  readonly fichiers: number;
  readonly alterations: readonly Alteration[];
}

/** What cannot be made again, because what says how was altered, or is of a later version. */
export interface ScelleIllisible {
  readonly genre: Scelle['genre'];
  readonly illisible: string;
  /** Set where it says that it came after this version; empty for a version that it does not say. */
  readonly plusRecent?: string;
  readonly fichiers: number;
  readonly alterations: readonly Alteration[];
  readonly racine: string;
}

/** Without either of these names, which a zip writes as they are, a file is no archive of jaune, whole or damaged. */
const NOMS_D_UNE_ARCHIVE = [MANIFESTE, `${DOSSIERS_D_ARCHIVE.documents}/${PAQUET}`];

const ATTENDU =
  'Donnez une archive faite par « jaune archiver », telle quelle ou extraite, ou le dossier où « jaune compiler » a écrit une édition.';

/**
 * Opens what is to be verified, and compares each file with its digest.
 * @param vers an empty folder, where an archive is taken out
 * @throws Refus when it is neither an archive nor an edition, or holds no word of what it was
 * @throws RefusedArchive when it is unsafe
 * @throws the errors of the file system
 */
export async function ouvrirLeScelle(chemin: string, vers: string): Promise<Scelle | ScelleIllisible> {
  if (!existsSync(chemin)) throw new Refus('usage', `${chemin} n’existe pas`, ATTENDU);
  if (statSync(chemin).isDirectory()) {
    if (!estUnFichier(join(chemin, MANIFESTE))) return ouvrirLeRapport(chemin);
    const { fichiers, deTrop } = inventorier(chemin, estUnFichierMeme);
    const annonce = annonceDe(lireLeManifeste(lireUnePiece(join(chemin, MANIFESTE), MANIFESTE)));
    const demesures = annonce ? trouverLesDemesures(chemin, fichiers, annonce) : [];
    if (demesures.length > 0) return direLesDemesures('archive-extraite', chemin, fichiers, demesures);
    copierLesFichiers(chemin, fichiers, vers);
    return lireLArchive(chemin, vers, 'archive-extraite', deTrop);
  }
  // What is no file would be waited for without end.
  if (!estUnFichier(chemin)) throw new Refus('usage', `${chemin} n’est pas un fichier ordinaire`, ATTENDU);
  if (statSync(chemin).size === 0) throw new Refus('usage', `${chemin} est vide : ce n’est pas une archive`, ATTENDU);
  await extractZip(chemin, vers).catch((refus: unknown) => {
    // Of what says nowhere that jaune made it, nothing was ever sealed.
    if (!(refus instanceof RefusedArchive) || fileHolds(chemin, NOMS_D_UNE_ARCHIVE)) throw refus;
    throw new Refus('usage', `${chemin} n’est pas une archive de jaune`, ATTENDU);
  });
  return lireLArchive(chemin, vers, 'archive');
}

function estUnFichier(chemin: string): boolean {
  return statSync(chemin, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** What is too large to be read is told alone: the rest would take its time for nothing. */
function direLesDemesures(
  genre: Scelle['genre'],
  racine: string,
  fichiers: readonly string[],
  alterations: readonly Alteration[],
): ScelleIllisible {
  const illisible = 'leur taille dit déjà qu’ils sont autres ; le reste n’a été ni lu ni refait';
  return { genre, racine, illisible, fichiers: fichiers.length, alterations };
}

async function ouvrirLeRapport(dossier: string): Promise<Scelle | ScelleIllisible> {
  const { dossier: recu, documents } = DOSSIERS_D_ARCHIVE;
  if (existsSync(join(dossier, documents, PAQUET)) && existsSync(join(dossier, recu)))
    throw new RefusedArchive(
      `c’est une archive extraite sans son ${MANIFESTE}${existsSync(join(dossier, MANIFESTE)) ? ', à la place duquel est un dossier' : ', qui dit ce qu’elle contient'}`,
    );
  if (!estUnFichier(join(dossier, SOMMES)) && !estUnFichier(join(dossier, PAQUET)))
    throw new Refus('usage', `${dossier} n’est pas une édition : ni ${SOMMES} ni ${PAQUET} n’y sont`, ATTENDU);
  const { fichiers: tous, deTrop } = inventorier(dossier, estUnFichier);
  const imprimes = pdfACote(tous);
  const fichiers = tous.filter((nom) => !imprimes.includes(nom));
  const presents = fichiers.map(oneForm);
  const texteDuPaquet = presents.includes(PAQUET) ? lireUnePiece(join(dossier, PAQUET), PAQUET) : '';
  const paquet = lireLePaquet(texteDuPaquet);
  const annonce = paquet && annonceDuPaquet(paquet);
  const demesures = annonce ? trouverLesDemesures(dossier, fichiers, annonce) : [];
  if (demesures.length > 0) return direLesDemesures('rapport', dossier, fichiers, demesures);
  const alterations = await chercherLesAlterations(dossier, presents, annonce);
  if (paquet === undefined)
    throw new Refus(
      'usage',
      `${PAQUET} manque ou ne se lit plus : rien ne dit de quoi cette édition a été faite${direLesAlterations(alterations)}`,
      'Reprenez une copie intacte du dossier des documents, ou compilez à nouveau.',
    );
  const deVersion = contredireSaVersion(texteDuPaquet, paquet.version);
  return {
    genre: 'rapport',
    racine: dossier,
    version: paquet.version,
    versionContredite: deVersion.length > 0,
    exercice: paquet.exercice,
    collectivite: paquet.collectivite,
    documents: dossier,
    imprimes,
    noms: [...paquet.documents.map(({ nom }) => nom), PAQUET, SOMMES],
    entrees: paquet.entrees,
    outil: paquet.outil,
    programme: [],
    fichiers: presents.length,
    alterations: rassemblerLesAlterations(
      dossier,
      [...alterations, ...deTrop],
      [...contredire(paquet, presents), ...deVersion],
    ),
  };
}

/** The PDF of a page that is there too: another is a file too many. */
function pdfACote(fichiers: readonly string[]): string[] {
  const attendus = new Set(fichiers.flatMap(pdfDeLaPage));
  return fichiers.filter((nom) => attendus.has(nom));
}

function annonceDuPaquet({ documents }: PaquetLu): Annonce {
  exigerDesCheminsSimples(
    PAQUET,
    documents.map(({ nom }) => nom),
  );
  const empreintes = new Map<string, FichierPese | undefined>(documents.map((document) => [document.nom, document]));
  for (const nom of [PAQUET, SOMMES]) empreintes.set(nom, undefined);
  return { par: PAQUET, empreintes };
}

/** Documents that the package file describes for another exercice than their own names say. */
function contredire({ exercice }: PaquetLu, presents: readonly string[]): Alteration[] {
  return presents.flatMap((fichier) => {
    const [, annee] = /-(\d{4})(?:-[a-z0-9-]+)?\.(?:html|xlsx|csv|json)$/.exec(fichier) ?? [];
    if (annee === undefined || annee === exercice) return [];
    return [{ fichier, quoi: 'incoherent', precision: `${PAQUET} est celui de l’exercice ${exercice}` } as const];
  });
}

async function lireLArchive(
  chemin: string,
  vers: string,
  genre: 'archive' | 'archive-extraite',
  deTrop: readonly Alteration[] = [],
): Promise<Scelle | ScelleIllisible> {
  // A Mac that makes the archive again writes its names in another form.
  const presents = listFiles(vers).map(oneForm);
  if (!presents.includes(MANIFESTE)) {
    if (presents.includes(`${DOSSIERS_D_ARCHIVE.documents}/${PAQUET}`))
      throw new RefusedArchive(`${MANIFESTE}, qui dit ce qu’elle contient, n’y est pas`);
    throw new Refus('usage', `${chemin} n’est pas une archive de jaune : ${MANIFESTE} n’y est pas`, ATTENDU);
  }
  const lu = lireLeManifeste(lireUnePiece(join(vers, MANIFESTE), MANIFESTE));
  const annonce = annonceDe(lu);
  const trouvees = [...(await chercherLesAlterations(vers, presents, annonce)), ...deTrop];
  const ditParLui = lu.etat === 'lu' ? lu.manifeste.outil.version : lu.etat === 'plus-recent' ? lu.version : '';
  const { version, contradictions: deVersion } = confronterLesVersions(vers, presents, ditParLui);
  const deja = new Set(trouvees.map(({ fichier }) => fichier));
  const contradictions = [
    ...deVersion,
    ...confronterLesEmpreintes(vers, presents).filter(({ fichier }) => !deja.has(fichier)),
  ];
  if (lu.etat !== 'lu') {
    const deFormat = lu.etat === 'plus-recent' ? contredireLeFormat(lu.format, version) : [];
    return {
      genre,
      racine: vers,
      illisible:
        lu.etat === 'illisible'
          ? `${MANIFESTE} ne se lit plus : ${lu.cause}`
          : `le format ${lu.format} de son ${MANIFESTE} n’est pas connu de jaune ${VERSION}`,
      ...(lu.etat === 'plus-recent' && { plusRecent: version }),
      fichiers: presents.length,
      alterations: rassemblerLesAlterations(vers, trouvees, [...contradictions, ...deFormat]),
    };
  }
  const { manifeste } = lu;
  rendreLesNoms(vers, manifeste, presents);
  const { dossier, outil, documents } = DOSSIERS_D_ARCHIVE;
  // The documents say too what they were made from: a manifest made again does not take that back.
  const notice = `${documents}/${PAQUET}`;
  const paquet = presents.includes(notice) ? lireLePaquet(lireUnePiece(join(vers, notice), notice)) : undefined;
  return {
    genre,
    racine: vers,
    version: manifeste.outil.version,
    versionContredite: deVersion.length > 0,
    exercice: manifeste.exercice,
    collectivite: manifeste.collectivite,
    documents: join(vers, documents),
    imprimes: [],
    noms: manifeste.documents.map(({ chemin: nom }) => nom),
    entrees: [...pesesDe(manifeste.dossier), ...(paquet?.entrees ?? [])],
    outil: [...pesesDe(manifeste.fichiers_de_l_outil), ...(paquet?.outil ?? [])],
    programme: pesesDe(manifeste.programme),
    extrait: { dossier: join(vers, dossier), outil: join(vers, outil) },
    fichiers: presents.length,
    alterations: nommer(
      manifeste,
      rassemblerLesAlterations(vers, trouvees, [
        ...contradictions,
        ...confronter(annonce?.empreintes ?? new Map(), presents),
      ]),
    ),
  };
}

/** What only those write that came after this version. */
function contredireLeFormat(format: number, version: string): Alteration[] {
  if (version !== '' && isMoreRecent(version, VERSION)) return [];
  const qui = version === '' ? 'rien ne dit quelle version l’écrit' : `jaune ${version} ne l’écrit pas`;
  return [{ fichier: MANIFESTE, quoi: 'incoherent', precision: `il dit le format ${format} : ${qui}` }];
}

/** The same, of files called by their own names: those that the officer knows. */
function nommer(manifeste: Manifeste, alterations: readonly Alteration[]): Alteration[] {
  const siens = new Map<string, string>();
  for (const [sous, fichiers] of listesDuManifeste(manifeste))
    for (const { chemin, dans_l_archive: code } of fichiers)
      if (code !== undefined) siens.set(`${sous}/${code}`, `${sous}/${chemin}`);
  return alterations.map((alteration) => {
    const sien = siens.get(alteration.fichier);
    return sien === undefined ? alteration : { ...alteration, fichier: sien, dansLArchive: alteration.fichier };
  });
}

function annonceDe(lu: ReturnType<typeof lireLeManifeste>): Annonce | undefined {
  if (lu.etat === 'illisible') return undefined;
  if (lu.etat === 'plus-recent') return { par: MANIFESTE, empreintes: lu.empreintes, partielle: true };
  return annonceDuManifeste(lu.manifeste);
}

function annonceDuManifeste(manifeste: Manifeste): Annonce {
  const empreintes = new Map<string, Manifeste['dossier'][number] | undefined>(
    A_LA_RACINE_DE_L_ARCHIVE.map((nom) => [nom, undefined]),
  );
  for (const [sous, fichiers] of listesDuManifeste(manifeste))
    for (const fichier of fichiers) empreintes.set(`${sous}/${nomDansLArchive(fichier)}`, fichier);
  return { par: MANIFESTE, empreintes };
}

function contredireSaVersion(texteDuPaquet: string, version: string): Alteration[] {
  const autre = lireLaVersionDuPaquet(texteDuPaquet).find((dite) => dite !== version);
  if (autre === undefined) return [];
  return [{ fichier: PAQUET, quoi: 'incoherent', precision: `il dit à la fois jaune ${version} et jaune ${autre}` }];
}

/** What the manifest and the files of the archive do not say alike, checksums aside. */
function confronter(annonces: Annonce['empreintes'], presents: readonly string[]): Alteration[] {
  const la = new Set(presents);
  const manquants = [...annonces.keys()].filter((nom) => !la.has(nom));
  const ajoutes = presents.filter((nom) => !annonces.has(nom));
  return [
    ...manquants.map((fichier) => ({ fichier, precision: `${MANIFESTE} l’annonce` })),
    ...ajoutes.map((fichier) => ({ fichier, precision: `${MANIFESTE} ne l’annonce pas` })),
  ]
    .sort((gauche, droite) => comparer(gauche.fichier, droite.fichier))
    .map((alteration) => ({ ...alteration, quoi: 'incoherent' }));
}

function pesesDe(fichiers: Manifeste['dossier']): FichierPese[] {
  return fichiers.map(({ chemin: nom, octets, sha256 }) => ({ nom, octets, sha256 }));
}

function direLesAlterations(alterations: readonly Alteration[]): string {
  const changes = alterations.filter(({ quoi }) => quoi === 'change').map(({ fichier }) => fichier);
  return changes.length === 0 ? '' : ` (changés depuis qu’ils furent scellés : ${changes.slice(0, 5).join(', ')})`;
}

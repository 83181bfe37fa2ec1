import { join } from 'node:path';
import { type Constats, exigerSansErreur } from '../../domain/constats/constat.ts';
import { citerChemin } from '../../domain/textes/citer-chemin.ts';
import { accord, formaterEntier } from '../../domain/textes/format.ts';
import { fichiersDuProgramme } from '../../dossier/outillage.ts';
import { exigerLOutilDeLaVersion } from '../../edition/juger-l-outil.ts';
import { type Verification, verifierLEdition } from '../../edition/verifier-l-edition.ts';
import { compilerLEdition, type Edition } from '../../edition.ts';
import { pathIn } from '../../files/path-in.ts';
import { tellStage } from '../../files/progress.ts';
import { replaceFile } from '../../files/replace-file.ts';
import { withScratch } from '../../files/scratch.ts';
import { VERSION } from '../../files/tool.ts';
import { UnwritableOutput } from '../../files/unwritable-output.ts';
import { namesInArchive } from '../../files/zip/archive-names.ts';
import { writeZip, type ZipContent } from '../../files/zip/write-zip.ts';
import {
  DOSSIERS_D_ARCHIVE,
  ecrireLeLisezMoi,
  ecrireLeManifeste,
  LISEZ_MOI,
  MANIFESTE,
  programmeDe,
} from '../../seal/manifeste-d-archive.ts';
import { exigerLaPlaceDUneArchive } from '../../seal/place-d-une-archive.ts';
import { nomDePlace } from '../../seal/place-d-une-edition.ts';
import { ecrireLesSommes, type FichierPese, peserDesOctets, peserUnFichier, SOMMES } from '../../seal/sommes.ts';
import { findingsJson, printJson } from '../findings-json.ts';
import type { Io } from '../io.ts';
import { withFindings } from '../with-findings.ts';
import type { ArchiverOptions } from './command.ts';
import { requireVerified } from './require-verified.ts';

/** `jaune archiver`: one file with all that an auditor needs. */
export function runArchiver(dossier: string, options: ArchiverOptions, io: Io): Promise<number> {
  return withFindings(options, io, async (constats) => {
    const { sortie, remplacer = false } = options;
    const archive = await archiveEdition(dossier, { sortie, remplacer }, constats);
    if (options.json) {
      printJson(io, { ok: true, ...archive, ...findingsJson(constats) });
      return;
    }
    const { fichier, octets, sha256, nombre, nomsEnClair, versionPubliee } = archive;
    io.stdout.write(
      `${fichier} : ${formaterEntier(nombre)} fichiers, ${formaterEntier(octets)} octets.
SHA-256 : ${sha256}
Gardez cette empreinte ailleurs que l’archive. Pour la vérifier : jaune verifier ${citerChemin(fichier)}
${nomsEnClair === 0 ? '' : `Elle contient les fichiers reçus : les noms que les documents masquent s’y lisent (${accord(nomsEnClair, 'ligne')}). Ne la donnez qu’à qui peut les lire.\n`}${
  versionPubliee
    ? ''
    : `jaune ${VERSION} n’est pas encore publié : ses tables, ses gabarits et son programme peuvent encore changer, et « jaune verifier » dirait alors que l’outil de cette archive n’est pas le sien. Archivez à nouveau avec la version publiée.\n`
}`,
    );
  });
}

interface WrittenArchive {
  readonly fichier: string;
  readonly octets: number;
  /** The digest to keep elsewhere: who can write the archive again can write its own digests again. */
  readonly sha256: string;
  readonly nombre: number;
  /** Lines of which documents mask a name, that the sources in it show. */
  readonly nomsEnClair: number;
  /** Whether the version that made it is published: until then, what it is may change. */
  readonly versionPubliee: boolean;
}

/**
 * Puts in one file all that an auditor needs: the dossier as compiled, the tables and templates of the tool, the documents, the
 * manifest. The same dossier and the same tool give the same bytes.
 * @param sortie path of the archive; `jaune-<exercice>.zip` in the current folder when not given
 * @param verify what says, of the archive just written, that it verifies: nothing is shown that it refuses
 * @throws ConstatsBloquants when the dossier is at fault
 * @throws UnwritableOutput when the archive cannot be written, may not go there, would not verify, or a file changed meanwhile
 */
export function archiveEdition(
  path: string,
  { sortie, remplacer }: { readonly sortie?: string | undefined; readonly remplacer: boolean },
  constats: Constats,
  verify: (path: string) => Promise<Verification> = verifierLEdition,
): Promise<WrittenArchive> {
  return withScratch(async (scratch) => {
    const { publiee: versionPubliee } = await exigerLOutilDeLaVersion();
    const edition = await compilerLEdition(path, join(scratch, DOSSIERS_D_ARCHIVE.documents), constats);
    const target = sortie ?? `jaune-${nomDePlace(edition.racines.dossier, edition.jaune.enTete)}.zip`;
    const requirePlace = () => exigerLaPlaceDUneArchive(target, edition.racines.dossier, remplacer);
    requirePlace();
    const pieces = await gather(edition, constats);
    const { octets, sha256 } = await replaceFile(
      target,
      (draft) =>
        writeZip(
          draft,
          pieces.map(({ nom, content }) => ({ name: nom, content: [content] })),
        ),
      // Files are read once to be weighed and once to be put in: both times as they were compiled. Then all is done again.
      async (draft) => {
        requireUnchanged(edition, constats);
        tellStage('vérification de l’archive');
        await requireVerified(draft, verify);
        const weighed = await peserUnFichier({ nom: target, chemin: draft });
        requirePlace();
        return weighed;
      },
    );
    const nomsEnClair = edition.jaune.sources.reduce(
      (total, { lignesAuNomMasque = 0 }) => total + lignesAuNomMasque,
      0,
    );
    return { fichier: target, octets, sha256, nombre: pieces.length, nomsEnClair, versionPubliee };
  });
}

type Piece = FichierPese & { readonly content: ZipContent };

/** The files of the archive in their order: what people read first, then the three folders. */
async function gather(
  { jaune, sortie, fichiers, provenance, racines, surveilles }: Edition,
  constats: Constats,
): Promise<Piece[]> {
  const { dossier, outil, documents } = DOSSIERS_D_ARCHIVE;
  const fromProvenance = async (root: string, here: string, weighed: readonly FichierPese[]) => {
    const pieces = await weighAll(
      root,
      here,
      weighed.map(({ nom }) => nom),
    );
    requireUnchanged({ surveilles }, constats);
    for (const [rank, piece] of pieces.entries()) requireSame(piece, weighed[rank]);
    return pieces;
  };
  const program = await Promise.all(
    fichiersDuProgramme().map(async ({ nom, chemin }) => ({
      ...(await peserUnFichier({ nom: `${outil}/${nom}`, chemin })),
      content: { path: chemin },
    })),
  );
  const contents = {
    dossier: await fromProvenance(racines.dossier, dossier, provenance.entrees),
    outil: await fromProvenance(racines.outil, outil, provenance.outil),
    documents: await weighAll(sortie, documents, fichiers),
  };
  const { enTete, synthese } = jaune;
  const withoutDossier = (pieces: readonly Piece[]) =>
    pieces.map(({ nom, ...piece }) => ({ ...piece, nom: nom.slice(nom.indexOf('/') + 1) }));
  const manifest = ecrireLeManifeste(enTete, VERSION, {
    dossier: withoutDossier(contents.dossier),
    outil: withoutDossier(contents.outil),
    programme: withoutDossier(program),
    documents: withoutDossier(contents.documents),
  });
  const head = [
    textPiece(
      LISEZ_MOI,
      ecrireLeLisezMoi(enTete, synthese.totalHorsExceptionnelles, VERSION, programmeDe(withoutDossier(program))),
    ),
    textPiece(MANIFESTE, manifest),
  ];
  const body = [contents.documents, contents.dossier, [...contents.outil, ...program]].flatMap(named);
  return [...head, textPiece(SOMMES, ecrireLesSommes([...head, ...body])), ...body];
}

/** The files of a folder of the archive, under the names that every system can write. */
function named(pieces: readonly Piece[]): Piece[] {
  const inFolder = (nom: string) => nom.slice(nom.indexOf('/') + 1);
  const names = namesInArchive(pieces.map(({ nom }) => inFolder(nom)));
  return pieces.map((piece) => {
    const own = inFolder(piece.nom);
    return { ...piece, nom: `${piece.nom.slice(0, -own.length)}${names.get(own) ?? own}` };
  });
}

function weighAll(root: string, dossier: string, names: readonly string[]): Promise<Piece[]> {
  return Promise.all(
    names.map(async (name) => {
      const path = pathIn(root, name);
      return { ...(await peserUnFichier({ nom: `${dossier}/${name}`, chemin: path })), content: { path } };
    }),
  );
}

function textPiece(name: string, written: string): Piece {
  const content = Buffer.from(written, 'utf8');
  return { ...peserDesOctets(name, content), content };
}

/** What goes in the archive is what the documents were made from. */
function requireSame({ nom, sha256 }: Piece, compiled: FichierPese | undefined): void {
  if (sha256 === compiled?.sha256) return;
  throw new UnwritableOutput(`${nom} a changé pendant l’archivage`, 'Fermez ce qui l’écrit, puis relancez.');
}

/** @throws ConstatsBloquants when a file of the dossier is no longer as it was compiled */
function requireUnchanged({ surveilles }: Pick<Edition, 'surveilles'>, constats: Constats): void {
  surveilles.tellChanges(constats);
  exigerSansErreur(constats);
}

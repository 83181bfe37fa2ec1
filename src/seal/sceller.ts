import { closeSync, openSync, readSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EnTete } from '../domain/dossier/dossier.ts';
import { trierPar } from '../domain/textes/ordre.ts';
import { pathIn } from '../files/path-in.ts';
import { VERSION } from '../files/tool.ts';
import { ecrireLePaquet, PAQUET, type Provenance } from './paquet.ts';
import { ecrireLesSommes, type FichierPese, peserUnFichier, SOMMES } from './sommes.ts';

/** More than the heads of any CSV of ours take. */
const TETE_MAX = 64 * 1024;

/**
 * Seals an edition: writes `datapackage.json`, which says what the documents are and what they were made from, and
 * `SHA256SUMS`, which `sha256sum -c` checks and which covers the former.
 * @param dejaPeses documents that were weighed while they were written
 * @throws the errors of the file system
 */
export async function sceller(
  dossier: string,
  noms: readonly string[],
  enTete: EnTete,
  provenance: Provenance,
  dejaPeses: ReadonlyMap<string, Omit<FichierPese, 'nom'> | undefined> = new Map(),
): Promise<void> {
  const peser = async (nom: string): Promise<FichierPese> => {
    const pese = dejaPeses.get(nom);
    return pese === undefined ? await peserUnFichier({ nom, chemin: join(dossier, nom) }) : { nom, ...pese };
  };
  const documents = await Promise.all(trierPar(noms, (nom) => nom).map(peser));
  const colonnes = new Map(
    noms.filter((nom) => nom.endsWith('.csv')).map((nom) => [nom, lireLesTitres(join(dossier, nom))]),
  );
  writeFileSync(join(dossier, PAQUET), ecrireLePaquet(enTete, documents, provenance, colonnes));
  writeFileSync(join(dossier, SOMMES), ecrireLesSommes([...documents, await peser(PAQUET)]));
}

/** The heads of a CSV of ours: they need no quotes. */
function lireLesTitres(chemin: string): string[] {
  const descripteur = openSync(chemin, 'r');
  try {
    const tete = Buffer.alloc(TETE_MAX);
    const lus = readSync(descripteur, tete, 0, TETE_MAX, 0);
    return tete.toString('utf8', 0, lus).split('\n', 1)[0]?.split(';') ?? [];
  } finally {
    closeSync(descripteur);
  }
}

interface Fichiers {
  readonly racine: string;
  readonly noms: readonly string[];
}

/**
 * What an edition was made from, weighed.
 * @param lus what was weighed while it was read: its digest is that of the bytes that were compiled, whatever became of the
 *   file since
 * @throws the errors of the file system
 */
export async function peserLaProvenance(
  dossier: Fichiers,
  outil: Fichiers,
  lus: readonly { readonly fichier: string; readonly octets: number; readonly sha256: string }[],
): Promise<Provenance> {
  const dejaPeses = new Map(lus.map(({ fichier, octets, sha256 }) => [fichier, { nom: fichier, octets, sha256 }]));
  const peser = async ({ racine, noms }: Fichiers): Promise<FichierPese[]> => {
    const peses = noms.map((nom) => dejaPeses.get(nom) ?? peserUnFichier({ nom, chemin: pathIn(racine, nom) }));
    return trierPar(await Promise.all(peses), ({ nom }) => nom);
  };
  return { version: VERSION, entrees: await peser(dossier), outil: await peser(outil) };
}

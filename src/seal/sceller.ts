import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EnTete } from '../domain/dossier/dossier.ts';
import { trierPar } from '../domain/textes/ordre.ts';
import { pathIn } from '../files/path-in.ts';
import { VERSION } from '../files/tool.ts';
import { ecrireLePaquet, PAQUET, type Provenance, type TableTypee } from './paquet.ts';
import { ecrireLesSommes, type FichierPese, peserUnFichier, SOMMES } from './sommes.ts';

/**
 * Seals an edition: writes `datapackage.json`, which says what the documents are and what they were made from, and
 * `SHA256SUMS`, which `sha256sum -c` checks and which covers the former.
 * @param tables what each CSV holds, by its name
 * @param dejaPeses documents that were weighed while they were written
 * @throws the errors of the file system
 */
export async function sceller(
  dossier: string,
  noms: readonly string[],
  enTete: EnTete,
  provenance: Provenance,
  tables: ReadonlyMap<string, TableTypee>,
  dejaPeses: ReadonlyMap<string, Omit<FichierPese, 'nom'> | undefined> = new Map(),
): Promise<void> {
  const peser = async (nom: string): Promise<FichierPese> => {
    const pese = dejaPeses.get(nom);
    return pese === undefined ? await peserUnFichier({ nom, chemin: join(dossier, nom) }) : { nom, ...pese };
  };
  const documents = await Promise.all(trierPar(noms, (nom) => nom).map(peser));
  writeFileSync(join(dossier, PAQUET), ecrireLePaquet(enTete, documents, provenance, tables));
  writeFileSync(join(dossier, SOMMES), ecrireLesSommes([...documents, await peser(PAQUET)]));
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

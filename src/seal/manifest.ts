import { createHash } from 'node:crypto';
import { createReadStream, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EnTete } from '../domain/en-tete.ts';
import { trierPar } from '../domain/ordre.ts';
import type { SourceLue } from '../domain/source-lue.ts';

/** A file of an edition, weighed. */
interface FichierScelle {
  readonly nom: string;
  readonly octets: number;
  readonly sha256: string;
}

const FORMATS: Readonly<Record<string, { format: string; mediatype: string }>> = {
  html: { format: 'html', mediatype: 'text/html' },
  xlsx: { format: 'xlsx', mediatype: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  csv: { format: 'csv', mediatype: 'text/csv' },
  json: { format: 'json', mediatype: 'application/json' },
};

/**
 * Seals an edition: writes `datapackage.json` (Data Package, https://datapackage.org) and `SHA256SUMS`, which
 * `sha256sum -c` checks and which covers the former.
 */
export async function seal(
  dossier: string,
  noms: readonly string[],
  enTete: EnTete,
  sources: readonly SourceLue[],
): Promise<void> {
  const scelles = await Promise.all(trierPar(noms, (nom) => nom).map((nom) => weigh(dossier, nom)));
  const paquet = `${JSON.stringify(describe(scelles, enTete, sources), undefined, 2)}\n`;
  writeFileSync(join(dossier, 'datapackage.json'), paquet);
  const tous = trierPar([...scelles, await weigh(dossier, 'datapackage.json')], ({ nom }) => nom);
  writeFileSync(join(dossier, 'SHA256SUMS'), tous.map(({ nom, sha256 }) => `${sha256}  ${nom}\n`).join(''));
}

function describe(scelles: readonly FichierScelle[], enTete: EnTete, sources: readonly SourceLue[]) {
  const { exercice, titre, collectivite, dateEdition } = enTete;
  return {
    name: `jaune-${exercice}`,
    title: `${titre}, ${collectivite}, ${exercice}`,
    created: `${dateEdition}T00:00:00Z`,
    sources: sources.map(({ fichier, sha256, octets }) => ({
      title: fichier,
      path: fichier,
      bytes: octets,
      hash: `sha256:${sha256}`,
    })),
    resources: scelles.map(({ nom, octets, sha256 }) => ({
      name: nom.toLowerCase().replace(/[^a-z0-9.-]/g, '-'),
      path: nom,
      ...FORMATS[nom.slice(nom.lastIndexOf('.') + 1)],
      ...(nom.endsWith('.csv') ? { encoding: 'utf-8', dialect: { delimiter: ';', lineTerminator: '\n' } } : {}),
      bytes: octets,
      hash: `sha256:${sha256}`,
    })),
  };
}

async function weigh(dossier: string, nom: string): Promise<FichierScelle> {
  const chemin = join(dossier, nom);
  const hachage = createHash('sha256');
  for await (const morceau of createReadStream(chemin, { highWaterMark: 1024 * 1024 })) hachage.update(morceau);
  return { nom, octets: statSync(chemin).size, sha256: hachage.digest('hex') };
}

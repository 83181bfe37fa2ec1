import { join } from 'node:path';
import { listFiles } from '../files/file-system.ts';
import { packageRoot } from '../files/tool.ts';

/** What the tool lends to an edition besides its code: its tables and its templates, where they lie. */
export interface Outillage {
  /** The folder that holds both. */
  readonly racine: string;
  readonly donnees: string;
  readonly gabarits: string;
}

/** What the tool lends, from a folder laid out as its own: the archive of an edition holds one. */
export function outillageDe(racine: string): Outillage {
  return { racine, donnees: join(racine, 'data'), gabarits: join(racine, 'templates') };
}

export function outillageLivre(): Outillage {
  return outillageDe(packageRoot());
}

/**
 * The files that an edition leans on, as paths in the folder of the tool, in the order of their names: nothing else of it but
 * its code moves a byte.
 * @throws the errors of the file system
 */
export function fichiersDeLOutil({ donnees, gabarits }: Outillage): string[] {
  const sous = (dossier: string, prefixe: string) => listFiles(dossier).map((nom) => `${prefixe}/${nom}`);
  const tables = ['nomenclatures', 'reference'].flatMap((nom) => sous(join(donnees, nom), `data/${nom}`));
  return [...tables.filter((nom) => nom.endsWith('.csv')), ...sous(gabarits, 'templates')];
}

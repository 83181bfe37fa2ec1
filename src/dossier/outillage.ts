import { join } from 'node:path';
import { listFiles } from '../files/file-system.ts';
import { builtProgram, packageRoot, type ToolFile } from '../files/tool.ts';

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

/** Where the tables of the tool are, under `data/`. */
export const DOSSIERS_DE_TABLES = ['droit', 'nomenclatures', 'reference'] as const;

/**
 * The files that an edition leans on, as paths in the folder of the tool, in the order of their names: nothing else of it but
 * its code moves a byte.
 * @throws the errors of the file system
 */
export function fichiersDeLOutil({ donnees, gabarits }: Outillage): string[] {
  const sous = (dossier: string, prefixe: string) => listFiles(dossier).map((nom) => `${prefixe}/${nom}`);
  const tables = DOSSIERS_DE_TABLES.flatMap((nom) => sous(join(donnees, nom), `data/${nom}`));
  const siens = sous(gabarits, 'templates').filter((nom) => !nom.startsWith(`${GABARITS_DE_LA_REVUE}/`));
  return [...tables.filter((nom) => nom.endsWith('.csv')), ...siens];
}

/** By which a figure is worked out again from the lines alone, without the program. */
const RECALCUL = 'docs/recalcul.sql';

/** What a new dossier is made of. */
export const MODELE = 'data/modele';

/** What the page in which lines are decided is made of. */
const GABARITS_DE_LA_REVUE = 'templates/revue';

/** The tables on which no document leans: what a new dossier is made of, what exports and the page of decisions are written in. */
export const TABLES_SANS_DOCUMENT = [MODELE, 'data/cad', GABARITS_DE_LA_REVUE] as const;

/**
 * What else travels with an archive, on which no document leans: the program, and what it needs to run from there; the SQL by
 * which its figures are worked out without it. A program that runs from its sources is not there.
 * @throws the errors of the file system
 */
export function fichiersDuProgramme(): ToolFile[] {
  const racine = packageRoot();
  const situer = (nom: string) => ({ nom, chemin: join(racine, nom) });
  const bati = builtProgram();
  const tables = ['data/empreintes', ...TABLES_SANS_DOCUMENT].flatMap((dossier) =>
    listFiles(join(racine, dossier)).map((nom) => situer(`${dossier}/${nom}`)),
  );
  return [situer(RECALCUL), ...(bati.length === 0 ? [] : [...bati, situer('package.json'), ...tables])];
}

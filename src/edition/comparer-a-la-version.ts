import { join } from 'node:path';
import { fichiersDeLOutil, fichiersDuProgramme, outillageLivre } from '../dossier/outillage.ts';
import { type ToolFile, VERSION } from '../files/tool.ts';
import { type Cause, chercherLesCauses, empreintesDe } from '../seal/causes.ts';
import { lireLesEmpreintes } from '../seal/empreintes-de-version.ts';
import { programmeDe } from '../seal/manifeste-d-archive.ts';
import { peserUnFichier } from '../seal/sommes.ts';

/** What the tool that runs is, beside what its version is known to be. */
export interface OutilCompare {
  /** Whether its tables and templates have known digests at all. */
  readonly connu: boolean;
  readonly fichiers: number;
  /** Its tables, templates and program that are not those of the version. */
  readonly ecarts: readonly Cause[];
  /** The digest of its program; empty when it runs from its sources. */
  readonly programme: string;
  /** Whether the program of the version is published, so that its digests are known. */
  readonly publie: boolean;
}

/** Compares the tables, the templates and the program that run with those that the version of the tool is known by. */
export async function comparerALaVersion(outillage = outillageLivre()): Promise<OutilCompare> {
  const { racine } = outillage;
  const connues = lireLesEmpreintes(racine, VERSION);
  const peser = (fichiers: readonly ToolFile[]) => Promise.all(fichiers.map(peserUnFichier));
  const outil = await peser(fichiersDeLOutil(outillage).map((nom) => ({ nom, chemin: join(racine, nom) })));
  const tout = await peser(fichiersDuProgramme());
  const programme = tout.filter(({ nom }) => Object.hasOwn(connues?.programme ?? {}, nom));
  return {
    connu: connues !== undefined,
    fichiers: outil.length,
    ecarts: [
      ...chercherLesCauses(new Map(Object.entries(connues?.outil ?? {})), empreintesDe(outil)),
      ...(programmeDe(programme) === undefined
        ? []
        : chercherLesCauses(new Map(Object.entries(connues?.programme ?? {})), empreintesDe(programme))),
    ],
    programme: tout.find(({ nom }) => nom === programmeDe(tout))?.sha256 ?? '',
    publie: connues?.programme !== undefined,
  };
}

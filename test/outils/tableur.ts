/** LibreOffice, to open what the program writes as an officer would: it recalculates every formula when it opens a file. */
import { execFile, spawnSync } from 'node:child_process';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { dansLesEssais, dossierDEssai } from './atelier.ts';

const DELAI = 180_000;
const RECALCULER_TOUJOURS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`;

/**
 * Whether LibreOffice is on this machine. Where it must be (in continuous integration) its absence is an error; elsewhere
 * the tests that need it are skipped, and say so.
 */
export function tableurPresent(): boolean {
  const present = spawnSync('soffice', ['--version'], { timeout: DELAI }).status === 0;
  if (!present && process.env.CI === 'true') throw new Error('soffice est absent : les tests du classeur l’exigent.');
  if (!present) console.warn('soffice est absent : les tests qui recalculent le classeur sont sautés.');
  return present;
}

/**
 * Opens a file in LibreOffice, recalculates it and saves it in another format, in a folder of its own.
 * @returns path of the result
 */
export async function convertir(fichier: string, format: 'xlsx' | 'pdf', dossier: string): Promise<string> {
  const sortie = path.join(dossier, 'converti');
  await lancer([fichier], format, sortie);
  return path.join(sortie, `${path.parse(fichier).name}.${format}`);
}

/** Recalculates workbooks, in one go; gives where each of them then is. */
export async function convertirEnsemble(fichiers: readonly string[]): Promise<string[]> {
  const dossier = dossierDEssai();
  // The results lie together: each must have a name of its own.
  const copies = fichiers.map((_, rang) => path.join(dossier, `${rang}.xlsx`));
  await Promise.all(fichiers.map((fichier, rang) => copyFile(fichier, copies[rang] ?? '')));
  const sortie = path.join(dossier, 'convertis');
  await lancer(copies, 'xlsx', sortie);
  return copies.map((copie) => path.join(sortie, path.basename(copie)));
}

async function lancer(fichiers: readonly string[], format: string, sortie: string): Promise<void> {
  // One profile a process, since one instance at a time may hold it: made anew, it takes longer than the work.
  const profil = dansLesEssais(`profil-${process.pid}`);
  await mkdir(path.join(profil, 'user'), { recursive: true });
  await writeFile(path.join(profil, 'user', 'registrymodifications.xcu'), RECALCULER_TOUJOURS);
  const options = [`-env:UserInstallation=${pathToFileURL(profil)}`, '--headless', '--norestore'];
  await promisify(execFile)('soffice', [...options, '--convert-to', format, '--outdir', sortie, ...fichiers], {
    timeout: DELAI,
  });
}

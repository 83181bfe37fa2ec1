/** LibreOffice, to open what the program writes as an officer would: it recalculates every formula when it opens a file. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

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
 * Opens a file in LibreOffice, recalculates it and saves it in another format.
 * @param dossier scratch directory, where the profile and the result go
 * @returns path of the result
 */
export async function convertir(fichier: string, format: 'xlsx' | 'pdf', dossier: string): Promise<string> {
  const profil = path.join(dossier, 'profil');
  await mkdir(path.join(profil, 'user'), { recursive: true });
  const sortie = path.join(dossier, 'converti');
  await writeFile(path.join(profil, 'user', 'registrymodifications.xcu'), RECALCULER_TOUJOURS);
  const options = [`-env:UserInstallation=${pathToFileURL(profil)}`, '--headless', '--norestore'];
  await promisify(execFile)('soffice', [...options, '--convert-to', format, '--outdir', sortie, fichier], {
    timeout: DELAI,
  });
  return path.join(sortie, `${path.parse(fichier).name}.${format}`);
}

/** `publier <edition> <cible>`: puts a copy of a folder in the place of another, as an edition is published. */
import { cpSync } from 'node:fs';
import { OutputFolder } from '../../../src/files/output-folder.ts';

const [edition = '', cible = ''] = process.argv.slice(2);
const atelier = new OutputFolder(cible);
if (process.env.JAUNE_PREPARE) atelier.prepareToPublish();
cpSync(edition, atelier.path, { recursive: true });
try {
  await atelier.publish();
  // Whoever is to kill it always finds it alive.
  if (process.env.JAUNE_DEMEURE) setTimeout(() => undefined, 60_000);
} catch (erreur) {
  atelier.abandon();
  const { message, remede } = erreur as Error & { remede?: string };
  console.log(message, '|', remede);
  process.exitCode = 1;
}

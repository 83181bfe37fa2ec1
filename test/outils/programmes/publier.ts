/** `publier <edition> <cible>`: puts a copy of a folder in the place of another, as an edition is published. */
import { cpSync } from 'node:fs';
import { Atelier } from '../../../src/files/publish.ts';

const [edition = '', cible = ''] = process.argv.slice(2);
const atelier = new Atelier(cible);
if (process.env.JAUNE_PREPARE) atelier.preparerLaPublication();
cpSync(edition, atelier.chemin, { recursive: true });
try {
  await atelier.publier();
} catch (erreur) {
  atelier.abandonner();
  const { message, remede } = erreur as Error & { remede?: string };
  console.log(message, '|', remede);
  process.exitCode = 1;
}

/** `ouvrir-un-atelier <cible>`: begins an edition, and never ends it. */
import { OutputFolder } from '../../../src/files/output-folder.ts';

new OutputFolder(process.argv[2] ?? '');
console.log('ouvert');
setInterval(() => {}, 1000);

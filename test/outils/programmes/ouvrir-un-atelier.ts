/** `ouvrir-un-atelier <cible>`: begins an edition, and never ends it. */
import { Atelier } from '../../../src/files/publish.ts';

new Atelier(process.argv[2] ?? '');
console.log('ouvert');
setInterval(() => {}, 1000);

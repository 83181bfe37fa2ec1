/** `classeur-exemple <cible>`: writes the workbook of the example. */
import { ecrireLeClasseur } from '../../../src/render/xlsx/ecrire-le-classeur.ts';
import { jauneExemple } from '../../render/jaune-exemple.ts';

await ecrireLeClasseur(jauneExemple(), process.argv[2] ?? '');

import type { Command } from '@commander-js/extra-typings';
import type { OptionsOf } from '../command.ts';
import { readLineCount } from '../option-values.ts';

const HELP = `
Les étapes font, au centime près, ce qui sépare les deux totaux ; de même pour chaque secteur et chaque axe. Rien n’est écrit.
Deux éditions d’un même exercice se comparent aussi : chaque différence nomme sa règle, sa décision ou son montant reçu.
Avec --entre, les éditions de plusieurs collectivités (deux ou plus) sur une même grille : total, par habitant, par domaine et par territoire, et ce qui
n’y est pas comparable ; --sortie l’écrit en CSV.
Avec --fichiers, deux versions d’un fichier reçu : ce que la nouvelle change (lignes, euros par place, décisions) avant de la mettre en place.

Exemple :
  jaune comparer data/2011 data/2012
  jaune comparer data/2011 data/2012 --secteur Culture --lignes 50
  jaune comparer --entre data/2012 autre-region/2012 --sortie grille.csv
  jaune comparer --fichiers data/2012/sources/culture.csv reçu/culture.csv --dossier data/2012
`;

export const comparer = (parent: Command) =>
  parent
    .command('comparer')
    .alias('compare')
    .description('dit ce qui change d’une année ou d’une édition à l’autre, et pourquoi')
    .argument('<ancien>', 'dossier le plus ancien, par exemple data/2011 ; ou l’ancien fichier')
    .argument('[nouveau]', 'dossier le plus récent, par exemple data/2012 ; ou le nouveau fichier')
    .argument('[autres...]', 'avec --entre : d’autres dossiers encore')
    .option('--entre', 'met les éditions de plusieurs collectivités sur une même grille')
    .option('--sortie <fichier>', 'avec --entre : où écrire la grille, en CSV')
    .option('--fichiers', 'compare deux versions d’un fichier de source, lues comme le dossier la déclare')
    .option('--dossier <dossier>', 'avec --fichiers : le dossier où le fichier prendra place')
    .option('--source <nom>', 'avec --fichiers : la source comme laquelle les lire, si leur nom ne la dit pas')
    .option('--secteur <secteur>', 'seulement ce qui compte à ce secteur')
    .option('--axe <axe>', 'seulement ce qui compte à cet axe, par son identifiant ou son intitulé')
    .option('--lignes <nombre>', 'au plus autant de lignes par étape (par défaut 10)', readLineCount)
    .option('--json', 'écrit la comparaison entière en JSON sur la sortie standard, en centimes')
    .addHelpText('after', HELP);

export type ComparerOptions = OptionsOf<typeof comparer>;

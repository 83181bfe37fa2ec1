import type { Command } from '@commander-js/extra-typings';
import type { OptionsOf } from '../command.ts';
import { readNorm, readYear } from '../option-values.ts';

const HELP = `
Le dossier vient entier, ou pas du tout ; rien de ce qui existe n’est touché. Il peut déjà contenir sources/ et rien d’autre.
Avec --depuis, la même commande, relancée quand les fichiers de l’année sont dans sources/, ajoute les décisions dont la ligne
revient, et ne change rien d’autre.

Exemple :
  jaune init data/2013
  jaune init data/2013 --depuis data/2012
`;

export const init = (parent: Command) =>
  parent
    .command('init')
    .description('fait un dossier, neuf ou depuis celui d’une année passée')
    .argument('<dossier>', 'dossier à faire, par exemple data/2013')
    .option('--depuis <dossier>', 'dossier d’une année passée, dont viennent règles, textes et décisions')
    .option('--exercice <annee>', 'l’année, si le nom du dossier ne la dit pas', readYear)
    .option('--collectivite <nom>', 'qui édite le jaune (pour un dossier neuf)')
    .option(
      '--norme <norme>',
      'celle du budget : M57, M71, M52, M14, M43… ou libre (pour un dossier neuf ; sans elle, celle des régions)',
      readNorm,
    )
    .option('--json', 'écrit le résultat en JSON sur la sortie standard')
    .addHelpText('after', HELP);

export type InitOptions = OptionsOf<typeof init>;

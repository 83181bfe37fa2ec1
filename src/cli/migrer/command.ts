import type { Command } from '@commander-js/extra-typings';
import type { OptionsOf } from '../command.ts';

export const migrer = (parent: Command) =>
  parent
    .command('migrer')
    .alias('migrate')
    .description('met les fichiers d’un dossier de la version 0.1 à la forme de celle-ci ; n’écrit rien sans --ecrire')
    .argument('<dossier>', 'dossier de l’exercice')
    .option('--ecrire', 'récrit ce qui est dit, tout ou rien ; commentaires et autres lignes restent')
    .option('--json', 'écrit le résultat en JSON sur la sortie standard')
    .addHelpText('after', '\nExemple :\n  jaune migrer data/2012\n  jaune migrer data/2012 --ecrire\n');

export type MigrerOptions = OptionsOf<typeof migrer>;

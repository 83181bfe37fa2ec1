import type { Command } from '@commander-js/extra-typings';
import type { OptionsOf } from '../command.ts';

export const archiver = (parent: Command) =>
  parent
    .command('archiver')
    .alias('archive')
    .description('met dans un seul fichier tout ce qu’il faut pour vérifier une édition')
    .argument('<dossier>', 'dossier de l’exercice')
    .option('--sortie <fichier>', 'l’archive à écrire (par défaut jaune-<exercice>.zip, ici)')
    .option('--remplacer', 'écrase l’archive si elle existe')
    .option('--json', 'écrit le résultat en JSON sur la sortie standard')
    .addHelpText('after', '\nExemple :\n  jaune archiver data/2012 --sortie jaune-2012.zip\n');

export type ArchiverOptions = OptionsOf<typeof archiver>;

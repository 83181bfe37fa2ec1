import type { Command } from '@commander-js/extra-typings';
import type { OptionsOf } from '../command.ts';
import { readLineCount } from '../option-values.ts';

export const pieces = (parent: Command) =>
  parent
    .command('pieces')
    .description('sort dans un classeur les actions dont des pièces manquent, puis reprend ce qui y est rempli')
    .usage('<export|import> <dossier> [options]')
    .helpCommand('help [commande]', 'affiche l’aide d’une commande')
    .addHelpText(
      'after',
      '\nExemple :\n  jaune pieces export data/2012\n  jaune pieces import data/2012 pieces-2012.xlsx\n',
    );

export const piecesExport = (parent: Command) =>
  parent
    .command('export')
    .description('écrit les actions à renseigner dans un classeur, le plus d’euros d’abord')
    .argument('<dossier>', 'dossier de l’exercice')
    .option('--sortie <fichier>', 'le classeur à écrire (par défaut pieces-<exercice>.xlsx, ici)')
    .option('--lignes <nombre>', 'au plus autant de lignes (par défaut 2000)', readLineCount)
    .option('--toutes', 'sort aussi les actions dont il ne manque rien')
    .option('--remplacer', 'écrase le classeur s’il existe')
    .option('--json', 'écrit le résultat en JSON sur la sortie standard')
    .addHelpText('after', '\nExemple :\n  jaune pieces export data/2012 --sortie à-renseigner.xlsx --lignes 200\n');

export type PiecesExportOptions = OptionsOf<typeof piecesExport>;

export const piecesImport = (parent: Command) =>
  parent
    .command('import')
    .description('vérifie les pièces d’un classeur, et les écrit toutes dans pieces.csv, ou aucune')
    .argument('<dossier>', 'dossier de l’exercice')
    .argument('<classeur>', 'classeur rempli, par exemple pieces-2012.xlsx')
    .option('--garder', 'remplace les fiches qui disent autre chose, gardées comme historique')
    .option('--json', 'écrit le résultat en JSON sur la sortie standard')
    .addHelpText('after', '\nExemple :\n  jaune pieces import data/2012 pieces-2012.xlsx\n');

export type PiecesImportOptions = OptionsOf<typeof piecesImport>;

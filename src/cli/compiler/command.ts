import { type Command, Option } from '@commander-js/extra-typings';
import { FORMES_SUR_PAPIER } from '../../domain/dossier/formes-sur-papier.ts';
import type { OptionsOf } from '../command.ts';

export const compiler = (parent: Command) =>
  parent
    .command('compiler')
    .alias('compile')
    .description('compile le dossier et écrit les documents')
    .argument('<dossier>', 'dossier de l’exercice, par exemple data/2012')
    .option(
      '--sortie <dossier>',
      'où écrire les documents (par défaut reports/<exercice>, ou reports/2010-net pour data/2010-net)',
    )
    .option(
      '--remplacer',
      'remplace aussi l’édition d’un autre exercice, d’une autre collectivité ou d’un autre dossier',
    )
    .addOption(
      new Option(
        '--pdf [forme]',
        'imprime aussi la page en PDF par le Chromium, le Chrome ou l’Edge du poste : toutes ses formes, ou celle qui est dite',
      ).choices([...FORMES_SUR_PAPIER, 'tous']),
    )
    .option('--json', 'écrit le résultat en JSON sur la sortie standard')
    .addHelpText(
      'after',
      '\nExemple :\n  jaune compiler data/2012 --sortie reports/2012\n  jaune compiler data/2012 --pdf essentiel\n',
    );

export type CompilerOptions = OptionsOf<typeof compiler>;

import { type Command, Option } from '@commander-js/extra-typings';
import { EXPORTS } from '../../exports/exports.ts';
import type { OptionsOf } from '../command.ts';

export const exporter = (parent: Command) =>
  parent
    .command('exporter')
    .alias('export')
    .description('écrit les mêmes lignes pour une déclaration ou un format ouvert, avec le pont depuis le total')
    .argument('<dossier>', 'dossier de l’exercice, par exemple data/2012')
    .addOption(
      new Option('--vers <format>', 'ce qu’il faut écrire')
        .choices(EXPORTS.map(({ nom }) => nom))
        .makeOptionMandatory(),
    )
    .option(
      '--sortie <dossier>',
      'où l’écrire (par défaut reports/<exercice>-<format>, ou reports/2010-net-<format> pour data/2010-net)',
    )
    .option('--remplacer', 'remplace aussi ce qui vient d’un autre dossier')
    .option('--json', 'écrit le résultat et le pont en JSON sur la sortie standard')
    .addHelpText(
      'after',
      `\nFormats :\n${EXPORTS.map(({ nom, titre }) => `  ${nom.padEnd(13)} ${titre}`).join('\n')}\n\nExemple :\n  jaune exporter data/2012 --vers scdl --sortie reports/2012-scdl\n`,
    );

export type ExporterOptions = OptionsOf<typeof exporter>;

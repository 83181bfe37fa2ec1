import type { Command } from '@commander-js/extra-typings';
import type { OptionsOf } from '../command.ts';
import { readDigest } from '../option-values.ts';

export const verifier = (parent: Command) =>
  parent
    .command('verifier')
    .alias('verify')
    .description('refait une édition et dit si chaque octet est le même')
    .argument('<edition>', 'archive, telle quelle ou extraite, ou dossier où une édition a été écrite')
    .option(
      '--dossier <dossier>',
      'pour un dossier de documents, celui dont ils sont faits (par défaut, celui de data que son manifeste désigne)',
    )
    .option(
      '--empreinte <sha256>',
      'l’empreinte de l’archive, gardée ailleurs, à laquelle comparer la sienne',
      readDigest,
    )
    .option('--json', 'écrit le résultat en JSON sur la sortie standard')
    .addHelpText(
      'after',
      '\nExemple :\n  jaune verifier jaune-2012.zip\n  jaune verifier reports/2012 --dossier data/2012\n  jaune verifier jaune-2012.zip --empreinte <les 64 signes que jaune archiver a affichés>\n\nCode de sortie : 0 identique, 3 différent.\n',
    );

export type VerifierOptions = OptionsOf<typeof verifier>;

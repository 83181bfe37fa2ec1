import type { Command } from '@commander-js/extra-typings';
import type { OptionsOf } from '../command.ts';

export const verifier = (parent: Command) =>
  parent
    .command('verifier')
    .alias('verify')
    .description('refait une édition et dit si chaque octet est le même')
    .argument('<edition>', 'archive, ou dossier où une édition a été écrite')
    .option('--dossier <dossier>', 'pour un dossier de documents, celui de son exercice (par défaut data/<exercice>)')
    .option('--json', 'écrit le résultat en JSON sur la sortie standard')
    .addHelpText(
      'after',
      '\nExemple :\n  jaune verifier jaune-2012.zip\n  jaune verifier reports/2012 --dossier data/2012\n\nCode de sortie : 0 identique, 3 différent.\n',
    );

export type VerifierOptions = OptionsOf<typeof verifier>;

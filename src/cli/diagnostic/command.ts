import type { Command } from '@commander-js/extra-typings';
import type { OptionsOf } from '../command.ts';

export const diagnostic = (parent: Command) =>
  parent
    .command('diagnostic')
    .alias('diagnose')
    .description('dit ce qu’il faut joindre à une question : versions, nombres, codes ; ni montant, ni libellé, ni nom')
    .argument('[dossier]', 'dossier de l’exercice dont il est question')
    .option('--json', 'écrit le résultat en JSON sur la sortie standard')
    .addHelpText('after', '\nExemple :\n  jaune diagnostic\n  jaune diagnostic data/2012\n');

export type DiagnosticOptions = OptionsOf<typeof diagnostic>;

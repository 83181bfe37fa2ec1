import type { Command } from '@commander-js/extra-typings';
import type { OptionsOf } from '../command.ts';

/** What may be asked, for the help and for who asks something else. */
export const EXAMPLES = `Exemple :
  jaune expliquer data/2012 sources/culture.csv:79
  jaune expliquer data/2012 --figure pays.senegal
  jaune expliquer data/2012 --figures
`;

const HELP = `
Un chiffre s’appelle comme dans le document : synthese.total, pays.senegal, domaine.export/territoire.asie, partition.exclue.
Ses lignes sont relues et additionnées à part ; le terminal en montre 50, --json les donne toutes.

${EXAMPLES}`;

export const expliquer = (parent: Command) =>
  parent
    .command('expliquer')
    .alias('explain')
    .description('dit pourquoi une ligne est là où elle est, ou quelles lignes font un chiffre')
    .usage('<dossier> <ref> | --figure <nom> | --figures [options]')
    .argument('<dossier>', 'dossier de l’exercice')
    .argument('[ref]', 'référence de la ligne, par exemple sources/culture.csv:79')
    .option('--figure <nom>', 'montre les lignes qui font ce chiffre, par exemple pays.senegal')
    .option('--figures', 'liste les noms de tous les chiffres, avec leur montant')
    .option('--indices', 'montre chaque compte qui fait la suggestion de la mémoire')
    .option('--json', 'écrit l’explication en JSON sur la sortie standard')
    .addHelpText('after', HELP);

export type ExpliquerOptions = OptionsOf<typeof expliquer>;

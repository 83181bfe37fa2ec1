import type { Command } from '@commander-js/extra-typings';
import type { OptionsOf } from '../command.ts';
import { readLineCount, readPersonName, readRepeated, readStake } from '../option-values.ts';

export const arbitrer = (parent: Command) =>
  parent
    .command('arbitrer')
    .alias('review')
    .description('sort les lignes à décider dans un classeur ou une page, puis en reprend les décisions')
    .usage('<export|import|reporter> <dossier> [options]')
    .helpCommand('help [commande]', 'affiche l’aide d’une commande')
    .addHelpText(
      'after',
      '\nExemple :\n  jaune arbitrer export data/2012\n  jaune arbitrer import data/2012 arbitrages-2012.xlsx\n',
    );

export const arbitrerExport = (parent: Command) =>
  parent
    .command('export')
    .description(
      'écrit les lignes à décider dans un classeur ou une page, celles dont on attend le plus d’euros internationaux d’abord',
    )
    .argument('<dossier>', 'dossier de l’exercice')
    .option('--page', 'une page à remplir dans un navigateur, sans réseau, au lieu d’un classeur')
    .option('--sortie <fichier>', 'le fichier à écrire (par défaut arbitrages-<exercice>.xlsx, ou .html, ici)')
    .option('--lignes <nombre>', 'au plus autant de lignes (par défaut 2000 ; 20000 avec --enjeu)', readLineCount)
    .option('--enjeu <euros>', 'seulement celles dont on attend au moins autant d’euros', readStake)
    .option('--secteur <nom>', 'seulement les lignes de ce secteur ; répétable', readRepeated)
    .option('--pour <nom>', 'qui décidera : son nom est dans le titre et le nom du fichier', readPersonName)
    .option('--decidees', 'sort les lignes déjà décidées par une personne, pour revenir dessus')
    .option('--remplacer', 'écrase le classeur, ou la page, s’il existe')
    .option('--json', 'écrit le résultat en JSON sur la sortie standard')
    .addHelpText(
      'after',
      '\nExemple :\n  jaune arbitrer export data/2012 --sortie à-décider.xlsx --lignes 200\n  jaune arbitrer export data/2012 --enjeu 5000\n  jaune arbitrer export data/2012 --page --secteur Culture --pour "Direction de la culture"\n',
    );

export type ArbitrerExportOptions = OptionsOf<typeof arbitrerExport>;

export const arbitrerImport = (parent: Command) =>
  parent
    .command('import')
    .description(
      'vérifie les décisions de classeurs et de fichiers enregistrés par la page, et les ajoute toutes à arbitrages.csv, ou aucune',
    )
    .argument('<dossier>', 'dossier de l’exercice')
    .argument('<fichiers...>', 'classeurs remplis (.xlsx) et fichiers que la page a enregistrés (.json)')
    .option('--garder', 'remplace les décisions contraires, gardées comme historique')
    .option('--json', 'écrit le résultat en JSON sur la sortie standard')
    .addHelpText(
      'after',
      '\nExemple :\n  jaune arbitrer import data/2012 arbitrages-2012.xlsx\n  jaune arbitrer import data/2012 decisions-2012-culture.json decisions-2012-lycees.json\n',
    );

export type ArbitrerImportOptions = OptionsOf<typeof arbitrerImport>;

export const arbitrerReporter = (parent: Command) =>
  parent
    .command('reporter')
    .description('retrouve les lignes des décisions quand un fichier fut renvoyé ; n’écrit rien sans --ecrire')
    .argument('<dossier>', 'dossier de l’exercice')
    .option('--ecrire', 'rattache dans arbitrages.csv celles dont la ligne est certaine, et celles que vous confirmez')
    .option(
      '--confirmer <ref=nouvelle>',
      'la ligne d’une décision est maintenant celle-ci, ou celles-ci séparées par des virgules ; répétable',
      readRepeated,
    )
    .option('--classeur <fichier>', 'écrit un classeur où confirmer celles qui ont changé, par exemple reports.xlsx')
    .option('--reprendre <fichier>', 'reprend ce classeur rempli : comme autant de --confirmer, tout ou rien')
    .option('--remplacer', 'écrase le classeur s’il existe')
    .option('--json', 'écrit le résultat en JSON sur la sortie standard')
    .addHelpText(
      'after',
      '\nExemple :\n  jaune arbitrer reporter data/2012\n  jaune arbitrer reporter data/2012 --ecrire\n  jaune arbitrer reporter data/2012 --ecrire --confirmer sources/culture.csv:79=sources/culture.csv:81\n  jaune arbitrer reporter data/2012 --classeur reports.xlsx\n  jaune arbitrer reporter data/2012 --ecrire --reprendre reports.xlsx\n',
    );

export type ArbitrerReporterOptions = OptionsOf<typeof arbitrerReporter>;

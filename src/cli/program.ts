import { Command, CommanderError } from 'commander';
import paquet from '../../package.json' with { type: 'json' };
import type { OptionsDInit } from '../init/faire-un-dossier.ts';
import type { OptionsDInspection } from '../inspect/inspecter-source.ts';
import type { OptionsDeComparaison } from './comparer/run-comparer.ts';
import type { OptionsDeControle } from './controler/run-controler.ts';
import type { OptionsDExplication } from './expliquer/run-expliquer.ts';
import { COMPARER_HELP, CONTROLER_HELP, EXPLIQUER_HELP, FRENCH_HELP, frenchUsageError } from './french-help.ts';
import { INIT_HELP, lireExercice, lireNorme } from './init-options.ts';
import { lireNombreDeLignes } from './line-count.ts';
import { lireBase, SOURCE_HELP } from './source-options.ts';
import { guardStreams } from './streams.ts';

/** Exit codes: 0 fine; 1 the data or the rules are at fault; 2 wrong usage; 70 a bug of ours. */
const USAGE = 2;

// Deprecations inside the libraries are for us, at build time; an officer can do nothing about them.
process.noDeprecation = true;
guardStreams();

/** Gathers the values of an option that may be given several times. */
const repeated = (valeur: string, deja: readonly string[] = []): readonly string[] => [...deja, valeur];

const programme = new Command('jaune')
  .description('Compile le jaune budgétaire des actions internationales d’une région, au centime.')
  .usage('<commande> [options]')
  .version(paquet.version, '-V, --version', 'affiche la version')
  .helpOption('-h, --help', 'affiche cette aide')
  .helpCommand('help [commande]', 'affiche l’aide d’une commande')
  .configureHelp(FRENCH_HELP)
  .configureOutput({ outputError: (texte, ecrire) => ecrire(frenchUsageError(texte)) })
  .exitOverride()
  .addHelpText('after', '\nExemple :\n  jaune compiler data/2012\n');

programme
  .command('init')
  .description('fait un dossier, neuf ou depuis celui d’une année passée')
  .argument('<dossier>', 'dossier à faire, par exemple data/2013')
  .option('--depuis <dossier>', 'dossier d’une année passée, dont viennent règles, textes et décisions')
  .option('--exercice <annee>', 'l’année, si le nom du dossier ne la dit pas', lireExercice)
  .option('--collectivite <nom>', 'qui édite le jaune (pour un dossier neuf)')
  .option('--norme <norme>', 'M14, M52, M57 ou M71 (pour un dossier neuf)', lireNorme)
  .option('--json', 'écrit le résultat en JSON sur la sortie standard')
  .addHelpText('after', INIT_HELP)
  .action(async (dossier: string, options: OptionsDInit & { readonly json?: boolean }) => {
    const { runInit } = await import('./init/run-init.ts');
    process.exitCode = await runInit(dossier, options);
  });

programme
  .command('compiler')
  .alias('compile')
  .description('compile le dossier et écrit les documents')
  .argument('<dossier>', 'dossier de l’exercice, par exemple data/2012')
  .option('--sortie <dossier>', 'où écrire les documents (par défaut reports/<exercice>)')
  .option('--json', 'écrit le résultat en JSON sur la sortie standard')
  .addHelpText('after', '\nExemple :\n  jaune compiler data/2012 --sortie reports/2012\n')
  .action(async (dossier: string, options: { sortie?: string; json?: boolean }) => {
    const { runCompiler } = await import('./compiler/run-compiler.ts');
    process.exitCode = await runCompiler(dossier, options);
  });

programme
  .command('controler')
  .alias('check')
  .description('lit tout, dit tout ce qui ne va pas, n’écrit rien')
  .argument('<dossier>', 'dossier de l’exercice')
  .option('--regles', 'montre toutes les règles et ce qu’elles font, pas seulement celles qui posent question')
  .option('--sans <regle>', 'mesure ce qui changerait sans cette règle (peut se répéter)', repeated)
  .option('--avec <fichier>', 'mesure ce qui changerait avec ces règles (peut se répéter)', repeated)
  .option('--json', 'écrit les constats en JSON sur la sortie standard')
  .addHelpText('after', CONTROLER_HELP)
  .action(async (dossier: string, options: OptionsDeControle) => {
    const { runControler } = await import('./controler/run-controler.ts');
    process.exitCode = await runControler(dossier, options);
  });

programme
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
  .addHelpText('after', EXPLIQUER_HELP)
  .action(async (dossier: string, ref: string | undefined, options: OptionsDExplication) => {
    const { runExpliquer } = await import('./expliquer/run-expliquer.ts');
    process.exitCode = await runExpliquer(dossier, ref, options);
  });

programme
  .command('comparer')
  .alias('compare')
  .description('dit ce qui change d’une année ou d’une édition à l’autre, et pourquoi')
  .argument('<ancien>', 'dossier le plus ancien, par exemple data/2011')
  .argument('<nouveau>', 'dossier le plus récent, par exemple data/2012')
  .option('--secteur <secteur>', 'seulement ce qui compte à ce secteur')
  .option('--axe <axe>', 'seulement ce qui compte à cet axe, par son identifiant ou son intitulé')
  .option('--lignes <nombre>', 'au plus autant de lignes par étape (par défaut 10)', lireNombreDeLignes)
  .option('--json', 'écrit la comparaison entière en JSON sur la sortie standard, en centimes')
  .addHelpText('after', COMPARER_HELP)
  .action(async (ancien: string, nouveau: string, options: OptionsDeComparaison) => {
    const { runComparer } = await import('./comparer/run-comparer.ts');
    process.exitCode = await runComparer(ancien, nouveau, options);
  });

const arbitrer = programme
  .command('arbitrer')
  .alias('review')
  .description('sort les lignes à décider dans un classeur, puis en reprend les décisions')
  .usage('<export|import> <dossier> [options]')
  .helpCommand('help [commande]', 'affiche l’aide d’une commande')
  .addHelpText(
    'after',
    '\nExemple :\n  jaune arbitrer export data/2012\n  jaune arbitrer import data/2012 arbitrages-2012.xlsx\n',
  );

arbitrer
  .command('export')
  .description('écrit les lignes à décider dans un classeur, le plus d’euros et de doute d’abord')
  .argument('<dossier>', 'dossier de l’exercice')
  .option('--sortie <fichier>', 'le classeur à écrire (par défaut arbitrages-<exercice>.xlsx, ici)')
  .option('--lignes <nombre>', 'au plus autant de lignes (par défaut 2000)', lireNombreDeLignes)
  .option('--decidees', 'sort les lignes déjà décidées par une personne, pour revenir dessus')
  .option('--remplacer', 'écrase le classeur s’il existe')
  .option('--json', 'écrit le résultat en JSON sur la sortie standard')
  .addHelpText('after', '\nExemple :\n  jaune arbitrer export data/2012 --sortie à-décider.xlsx --lignes 200\n')
  .action(
    async (dossier: string, options: { sortie?: string; lignes?: number; remplacer?: boolean; json?: boolean }) => {
      const { runArbitrerExport } = await import('./arbitrer/run-arbitrer.ts');
      process.exitCode = await runArbitrerExport(dossier, options);
    },
  );

arbitrer
  .command('import')
  .description('vérifie les décisions d’un classeur, et les ajoute toutes à arbitrages.csv, ou aucune')
  .argument('<dossier>', 'dossier de l’exercice')
  .argument('<classeur>', 'classeur rempli, par exemple arbitrages-2012.xlsx')
  .option('--garder', 'remplace les décisions contraires, gardées comme historique')
  .option('--json', 'écrit le résultat en JSON sur la sortie standard')
  .addHelpText('after', '\nExemple :\n  jaune arbitrer import data/2012 arbitrages-2012.xlsx\n')
  .action(async (dossier: string, classeur: string, options: { garder?: boolean; json?: boolean }) => {
    const { runArbitrerImport } = await import('./arbitrer/run-arbitrer.ts');
    process.exitCode = await runArbitrerImport(dossier, classeur, options);
  });

programme
  .command('archiver')
  .alias('archive')
  .description('met dans un seul fichier tout ce qu’il faut pour vérifier une édition')
  .argument('<dossier>', 'dossier de l’exercice')
  .option('--sortie <fichier>', 'l’archive à écrire (par défaut jaune-<exercice>.zip, ici)')
  .option('--remplacer', 'écrase l’archive si elle existe')
  .option('--json', 'écrit le résultat en JSON sur la sortie standard')
  .addHelpText('after', '\nExemple :\n  jaune archiver data/2012 --sortie jaune-2012.zip\n')
  .action(async (dossier: string, options: { sortie?: string; remplacer?: boolean; json?: boolean }) => {
    const { runArchiver } = await import('./archiver/run-archiver.ts');
    process.exitCode = await runArchiver(dossier, options);
  });

programme
  .command('verifier')
  .alias('verify')
  .description('refait une édition et dit si chaque octet est le même')
  .argument('<edition>', 'archive, ou dossier où une édition a été écrite')
  .option('--dossier <dossier>', 'pour un dossier de documents, celui de son exercice (par défaut data/<exercice>)')
  .option('--json', 'écrit le résultat en JSON sur la sortie standard')
  .addHelpText(
    'after',
    '\nExemple :\n  jaune verifier jaune-2012.zip\n  jaune verifier reports/2012 --dossier data/2012\n\nCode de sortie : 0 identique, 3 différent.\n',
  )
  .action(async (edition: string, options: { dossier?: string; json?: boolean }) => {
    const { runVerifier } = await import('./verifier/run-verifier.ts');
    process.exitCode = await runVerifier(edition, options);
  });

programme
  .command('source')
  .alias('inspect')
  .description('regarde un fichier reçu et propose le bloc qui le déclare dans exercice.yaml')
  .argument('<fichier>', 'le fichier tel que le secteur l’a envoyé')
  .option('--dossier <dossier>', 'le dossier qui le recevra, dont viennent l’année, la norme et la base')
  .option('--feuille <nom>', 'une feuille du classeur (par défaut, toutes celles qui ressemblent à une liste)')
  .option('--exercice <annee>', 'l’année à garder, si le fichier en porte plusieurs', lireExercice)
  .option('--norme <norme>', 'M14, M52, M57 ou M71, sans la deviner', lireNorme)
  .option('--base <base>', 'ae_votees, engagements, cp_votes ou mandats', lireBase)
  .option('--json', 'écrit la proposition en JSON sur la sortie standard, en centimes')
  .addHelpText('after', SOURCE_HELP)
  .action(async (fichier: string, options: OptionsDInspection & { readonly json?: boolean }) => {
    const { runSource } = await import('./source/run-source.ts');
    process.exitCode = await runSource(fichier, options);
  });

/** Runs the command that was asked for, and sets the exit code. Never throws. */
export async function runProgram(): Promise<void> {
  try {
    await programme.parseAsync();
  } catch (erreur) {
    if (erreur instanceof CommanderError) {
      process.exitCode = erreur.exitCode === 0 ? 0 : USAGE;
    } else {
      const { reportFailure } = await import('./report-failure.ts');
      process.exitCode = reportFailure(erreur);
    }
  }
}

import type { Command } from '@commander-js/extra-typings';
import type { OptionsOf } from '../command.ts';
import { readBase, readNorm, readYear } from '../option-values.ts';

const HELP = `
Ce qui sort est du YAML à relire, chaque choix avec sa raison, « sûr » ou « à confirmer ». Rien n’est écrit, et tout peut se coller
sous « sources: » ; compiler ne lit que ce qu’exercice.yaml déclare. Avec --ecrire, le bloc est ajouté à l’exercice.yaml du dossier,
sans ces raisons, et le fichier copié dans sources/ s’il n’est pas dans le dossier : tout, ou rien. Ce qui y est déjà n’est pas touché.

Exemple :
  jaune source reçus/culture.csv
  jaune source reçus/culture.csv --dossier data/2012
  jaune source reçus/culture.csv --dossier data/2012 --secteur Culture --ecrire
  jaune source reçus/budget-2005-2012.csv --exercice 2012 --base mandats
`;

export const source = (parent: Command) =>
  parent
    .command('source')
    .alias('inspect')
    .description('regarde un fichier reçu et propose le bloc qui le déclare dans exercice.yaml')
    .argument('<fichier>', 'le fichier tel que le secteur l’a envoyé')
    .option('--dossier <dossier>', 'le dossier qui le recevra, dont viennent l’année, la norme et la base')
    .option('--feuille <nom>', 'une feuille du classeur (par défaut, toutes celles qui ressemblent à une liste)')
    .option('--exercice <annee>', 'l’année à garder, si le fichier en porte plusieurs', readYear)
    .option('--norme <norme>', 'M57, M71, M43, libre…, sans la deviner', readNorm)
    .option('--base <base>', 'ae_votees, engagements, cp_votes ou mandats', readBase)
    .option('--secteur <nom>', 'le secteur de toutes ces lignes')
    .option('--organisme <nom>', 'qui dépense (par défaut, la collectivité du dossier)')
    .option('--ecrire', 'ajoute le bloc à l’exercice.yaml du dossier')
    .option('--json', 'écrit la proposition en JSON sur la sortie standard, en centimes')
    .addHelpText('after', HELP);

export type SourceOptions = OptionsOf<typeof source>;

import type { Command } from '@commander-js/extra-typings';
import type { OptionsOf } from '../command.ts';
import { readRepeated } from '../option-values.ts';

const HELP = `
Avec --sans ou --avec, rien n’est gardé : la commande dit, ligne par ligne, ce qui changerait et de combien d’euros.
Un fichier essayé se range comme si son nom le plaçait dans regles/ ; s’il y en a déjà un de ce nom, il prend sa place.
Pour essayer une règle à la place d’une autre de même id, donnez les deux options.

Exemple :
  jaune controler data/2012
  jaune controler data/2012 --sans culture-lieux
  jaune controler data/2013 --memoire
  jaune controler data/2012 --avec brouillons/35-essai.yaml
`;

export const controler = (parent: Command) =>
  parent
    .command('controler')
    .alias('check')
    .description('lit tout, dit tout ce qui ne va pas, n’écrit rien')
    .argument('<dossier>', 'dossier de l’exercice')
    .option('--regles', 'montre toutes les règles et ce qu’elles font, pas seulement celles qui posent question')
    .option('--sans <regle>', 'mesure ce qui changerait sans cette règle (peut se répéter)', readRepeated)
    .option('--avec <fichier>', 'mesure ce qui changerait avec ces règles (peut se répéter)', readRepeated)
    .option(
      '--memoire [annee]',
      'laisse de côté une année de memoire/ (la dernière) et dit ce que les autres en auraient suggéré',
    )
    .option('--acquittements', 'écrit, à coller dans exercice.yaml, de quoi acquitter les avertissements')
    .option('--json', 'écrit les constats en JSON sur la sortie standard')
    .addHelpText('after', HELP);

export type ControlerOptions = OptionsOf<typeof controler>;

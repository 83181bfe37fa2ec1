import type { HelpConfiguration } from 'commander';

const TITRES: Readonly<Record<string, string>> = {
  'Usage:': 'Utilisation :',
  'Arguments:': 'Arguments :',
  'Options:': 'Options :',
  'Commands:': 'Commandes :',
};

/** The words around the help of commands, in French. */
export const FRENCH_HELP: HelpConfiguration = {
  styleTitle: (titre) => TITRES[titre] ?? titre,
};

/** What the help of `controler` adds: examples, and where a file that is tried stands. */
export const CONTROLER_HELP = `
Avec --sans ou --avec, rien n’est gardé : la commande dit, ligne par ligne, ce qui changerait et de combien d’euros.
Un fichier essayé se range comme si son nom le plaçait dans regles/ ; s’il y en a déjà un de ce nom, il prend sa place.
Pour essayer une règle à la place d’une autre de même id, donnez les deux options.

Exemple :
  jaune controler data/2012
  jaune controler data/2012 --sans culture-lieux
  jaune controler data/2012 --avec brouillons/35-essai.yaml
`;

/** What the help of `expliquer` adds. */
export const EXPLIQUER_HELP = `
Un chiffre s’appelle comme dans le document : synthese.total, pays.senegal, domaine.export/territoire.asie, partition.exclue.
Ses lignes sont relues et additionnées à part ; le terminal en montre 50, --json les donne toutes.

Exemple :
  jaune expliquer data/2012 sources/culture.csv:79
  jaune expliquer data/2012 --figure pays.senegal
  jaune expliquer data/2012 --figures
`;

/** What the help of `comparer` adds. */
export const COMPARER_HELP = `
Les étapes font, au centime près, ce qui sépare les deux totaux ; de même pour chaque secteur et chaque axe. Rien n’est écrit.
Deux éditions d’un même exercice se comparent aussi : chaque différence nomme sa règle, sa décision ou son montant reçu.

Exemple :
  jaune comparer data/2011 data/2012
  jaune comparer data/2011 data/2012 --secteur Culture --lignes 50
`;

/** What commander says of a wrong usage, part by part; the first that is found is put in French. */
const FAUTES: readonly (readonly [RegExp, string])[] = [
  [/^error: unknown command '(.*)'/, 'commande inconnue : « $1 »'],
  [/^error: unknown option '(.*)'/, 'option inconnue : « $1 »'],
  [/^error: missing required argument '(.*)'/, 'il manque <$1>'],
  [/^error: option '(.*)' argument '(.*)' is invalid\. (.*)/, '« $2 » ne convient pas à l’option « $1 » : $3'],
  [/^error: option '(.*)' argument missing/, 'il manque la valeur de l’option « $1 »'],
  [
    /^error: too many arguments(?: for '.*')?\. Expected (\d+) arguments? but got (\d+)\./,
    'trop d’éléments : $2 au lieu de $1 ; un chemin qui contient des espaces se met entre guillemets',
  ],
];

/** Puts in French what commander says of a wrong usage; what is not known stays as it is. */
export function frenchUsageError(texte: string): string {
  const faute = FAUTES.find(([motif]) => motif.test(texte));
  const dite = faute === undefined ? texte.replace(/^error: /, '') : texte.replace(...faute);
  const suggeree = dite.replace(/\(Did you mean (?:one of )?(.*)\?\)/, '(Vouliez-vous écrire $1 ?)');
  return `Erreur : ${suggeree.trimEnd()}\nVoyez jaune --help, ou jaune <commande> --help.\n`;
}

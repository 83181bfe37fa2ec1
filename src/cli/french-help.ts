import type { HelpConfiguration } from '@commander-js/extra-typings';

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

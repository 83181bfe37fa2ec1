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

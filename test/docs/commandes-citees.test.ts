/** The commands that documents for users name are those of the program, with their options. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';

const FORMULAIRES = '.github/ISSUE_TEMPLATE';
const LUS = [
  'README.md',
  'SECURITY.md',
  ...['guide', 'dossier', 'erreurs'].map((nom) => `docs/${nom}.md`),
  ...readdirSync(FORMULAIRES).map((nom) => join(FORMULAIRES, nom)),
];
const programme = new Command('jaune').version('');
for (const inscrire of COMMANDS)
  inscrire(programme, { stdout: process.stdout, stderr: process.stderr, env: {} }, () => {});

/** What is quoted, or is a line of a block, after `jaune`. */
function commandesCitees(texte: string): string[] {
  const blocs = [...texte.matchAll(/^```.*?^```$/gms)].join('\n');
  const citees = [...texte.matchAll(/(?:`|« )jaune ([a-z-][^`»\n]*)/g), ...blocs.matchAll(/^jaune (.+)$/gm)];
  return citees.map(([, apres = '']) => apres.trim());
}

/** What is wrong with a command as it is written, if anything. */
function faute(ecrite: string): string | undefined {
  let commande: CommandUnknownOpts = programme;
  for (const mot of ecrite.split(' ')) {
    const sousCommande = commande.commands.find((autre) => autre.name() === mot || autre.aliases().includes(mot));
    if (sousCommande !== undefined) commande = sousCommande;
    else if (commande === programme && !mot.startsWith('--')) return `jaune ${mot} n’est pas une commande`;
    else if (/^--[a-z]/.test(mot) && mot !== '--help' && !commande.options.some(({ long }) => long === mot))
      return `jaune ${commande.name()} n’a pas ${mot}`;
  }
  return undefined;
}

it.each(LUS.filter((chemin) => !chemin.endsWith('config.yml')))(
  '%s ne nomme que des commandes qui existent',
  (chemin) => {
    const citees = commandesCitees(readFileSync(chemin, 'utf8'));
    expect(citees.length).toBeGreaterThan(0);
    expect(citees.flatMap((ecrite) => faute(ecrite) ?? [])).toEqual([]);
  },
);

it('une commande ou une option de plus se verrait', () => {
  expect(faute('publier data/2012')).toBe('jaune publier n’est pas une commande');
  expect(faute('arbitrer export data/2012 --pages')).toBe('jaune export n’a pas --pages');
  expect(faute('arbitrer export data/2012 --page')).toBeUndefined();
});

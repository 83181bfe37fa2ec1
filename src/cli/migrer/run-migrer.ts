import { citerChemin } from '../../domain/textes/citer-chemin.ts';
import { accord } from '../../domain/textes/format.ts';
import { findingsJson, printJson } from '../findings-json.ts';
import { printable } from '../findings-text.ts';
import type { Io } from '../io.ts';
import { withFindings } from '../with-findings.ts';
import type { MigrerOptions } from './command.ts';
import { type MigratedFile, type Migration, migrateDossier } from './migrate-dossier.ts';

/** Changes of a file that the terminal shows; the JSON gives all. */
const SHOWN_CHANGES = 50;

/** `jaune migrer`: the files of a dossier of an older version, put in the form of this one. */
export function runMigrer(dossier: string, options: MigrerOptions, io: Io): Promise<number> {
  return withFindings(options, io, async (constats) => {
    const migration = await migrateDossier(dossier, options.ecrire === true, constats);
    if (options.json) printJson(io, { ok: true, ...migration, ...findingsJson(constats) });
    else io.stdout.write(`${migrationText(migration, dossier).join('\n')}\n`);
  });
}

function migrationText({ fichiers, lusTelsQuels, ecrit }: Migration, dossier: string): string[] {
  const changes = fichiers.reduce((total, { changements }) => total + changements.length, 0);
  const others =
    lusTelsQuels > 0 ? [`${accord(lusTelsQuels, 'fichier')} de plus : de la même forme, rien à y faire.`] : [];
  const toDo = fichiers.some(({ resteAFaire }) => resteAFaire.length > 0);
  const [ending, next] = endingText(changes, toDo, ecrit, dossier);
  return [...fichiers.flatMap(fileText), ...others, '', ending, ...next];
}

function fileText({ fichier, forme, changements, resteAFaire }: MigratedFile): string[] {
  const rest = changements.length - SHOWN_CHANGES;
  return [
    `${printable(fichier)} : ${forme}.`,
    ...changements
      .slice(0, SHOWN_CHANGES)
      .flatMap(({ ligne, devient, pourquoi }) => [
        `  ${printable(fichier)}:${ligne} · ${printable(pourquoi)}`,
        `      → ${printable(devient)}`,
      ]),
    ...(rest > 0 ? [`  … et ${accord(rest, 'changement')} de plus ; --json les donne tous.`] : []),
    ...resteAFaire.map((said) => `  À faire vous-même : ${printable(said)}.`),
  ];
}

function endingText(changes: number, toDo: boolean, written: boolean, dossier: string): [string, string[]] {
  if (changes === 0 && toDo)
    return ['Rien que jaune puisse récrire seul : le reste, dit plus haut, est à faire par vous.', []];
  if (changes === 0) return ['Rien à récrire : cette version lit ces fichiers tels quels.', []];
  if (written)
    return [
      `${accord(changes, 'changement')} ${changes > 1 ? 'écrits' : 'écrit'}.`,
      [`Puis : jaune controler ${citerChemin(dossier)}`],
    ];
  return [
    `${accord(changes, 'changement')} à faire. Rien n’a été écrit.`,
    [`Pour les écrire : jaune migrer ${citerChemin(dossier)} --ecrire`],
  ];
}

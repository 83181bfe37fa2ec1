import { ecrireVu, sommeDAvertissements, sommeDeLAvertissement } from '../../domain/constats/acquittement.ts';
import type { Constat, Constats, GroupeDeConstats } from '../../domain/constats/constat.ts';
import { accord } from '../../domain/textes/format.ts';
import { asYaml } from '../../files/yaml-text.ts';
import { printable } from '../findings-text.ts';

/** Files from which on the warnings of one code are acknowledged together. */
const FILES_TOGETHER = 4;

/**
 * What to paste into `exercice.yaml` to acknowledge the warnings that are left: one entry for a warning alone, for those of one code
 * in one file, or for those of one code in many files.
 * @param started whether the dossier has a list of them already, to which entries are added
 */
export function writeAcknowledgements({ groupes }: Pick<Constats, 'groupes'>, started: boolean): string {
  const warnings = groupes.filter(({ code }) => code.startsWith('A-') && code !== 'A-ACQUITTEMENT');
  if (warnings.length === 0) return 'Aucun avertissement à acquitter.\n';
  const entries = [...new Set(warnings.map(({ code }) => code))].flatMap((code) => {
    const groups = warnings.filter((group) => group.code === code);
    return groups.length >= FILES_TOGETHER ? [groups] : groups.map((group) => [group]);
  });
  return [
    `# À coller ${started ? 'dans exercice.yaml, à la suite de acquittes' : 'à la fin de exercice.yaml'}, avec un motif, un auteur et une date.`,
    '# Ne gardez que ce qui est accepté ; le reste se corrige.',
    ...(started ? [] : ['acquittes:']),
    ...entries.map(writeEntry),
    '',
  ].join('\n');
}

function writeEntry(groups: readonly GroupeDeConstats[]): string {
  const [first] = groups;
  const [alone] = first?.gardes ?? [];
  const count = groups.reduce((total, { nombre }) => total + nombre, 0);
  const single = count === 1 && alone !== undefined;
  const digest = single ? sommeDeLAvertissement(alone) : sommeDAvertissements(groups.map(({ somme }) => somme));
  const place = groups.length > 1 ? ` dans ${accord(groups.length, 'fichier')}` : '';
  const told = single ? '' : `${accord(count, 'avertissement')}${place}, dont : `;
  return [
    `  # ${told}${printable(alone?.message ?? '')}`,
    `  - constat: ${first?.code}`,
    ...(groups.length === 1 ? [`    fichier: ${asYaml(first?.fichier ?? '')}`] : []),
    ...(single ? writeLine(alone) : []),
    `    vu: ${ecrireVu(digest)}`,
    '    motif: # à remplir',
    '    auteur: # à remplir',
    '    date: # à remplir, AAAA-MM-JJ',
  ].join('\n');
}

/** The line of a file that was received, which does not move; those of what the officer writes do. */
function writeLine({ lieu }: Constat): string[] {
  return lieu.ligne === undefined || !lieu.fichier.startsWith('sources/') ? [] : [`    ligne: ${lieu.ligne}`];
}

import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { vraiChemin } from './place.ts';

const LIGNE = /^\ufeff?# yaml-language-server: \$schema=([^\r\n]+)\r?\n/;

/** The first line of a file, which leads an editor to its schema; empty when the tool is not where a path can lead from there. */
export function ligneDeSchema(outil: string, dossier: string, fichier: string, schema: string): string {
  const racine = vraiChemin(outil);
  const vers = join(racine, 'schemas', `${schema}.schema.json`);
  const depuis = dirname(join(vraiChemin(dossier), fichier));
  // From elsewhere, the path would go up to the top of the disk: it would only hold on this machine.
  if (!existsSync(vers) || relative(racine, depuis).startsWith('..')) return '';
  return `# yaml-language-server: $schema=${avecBarres(relative(depuis, vers))}\n`;
}

/**
 * A file that moves to another dossier leads its editor to the same schema as before when it can; otherwise it no longer says
 * where its schema is, rather than something false.
 */
export function garderLeSchema(texte: string, outil: string, dossier: string, fichier: string): string {
  const [, chemin = ''] = LIGNE.exec(texte) ?? [];
  if (!chemin.startsWith('.') || existsSync(resolve(dirname(join(vraiChemin(dossier), fichier)), chemin.trim())))
    return texte;
  const [, schema = ''] = /([a-z]+)\.schema\.json\s*$/.exec(chemin) ?? [];
  return texte.replace(LIGNE, () => ligneDeSchema(outil, dossier, fichier, schema));
}

function avecBarres(chemin: string): string {
  return chemin.replaceAll('\\', '/');
}

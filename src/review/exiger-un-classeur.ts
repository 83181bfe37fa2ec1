import { existsSync, statSync } from 'node:fs';
import type { FormeDeClasseur } from './forme-de-classeur.ts';
import type { SignalementDeRevue } from './signalement-de-revue.ts';

/** What is wrong with a path where there is no file to take back; `undefined` when there is one. */
export function fichierManquant(chemin: string, dit: string): string | undefined {
  if (!existsSync(chemin)) return `${dit} n’existe pas`;
  return statSync(chemin).isFile() ? undefined : 'ce n’est pas un fichier';
}

/** Tells a path where there is no workbook to take back. */
export function exigerUnClasseur(
  chemin: string,
  { commande }: Pick<FormeDeClasseur<never, never>, 'commande'>,
  signaler: SignalementDeRevue,
): void {
  const manque = fichierManquant(chemin, 'ce classeur');
  if (manque) signaler.classeur('E-REVUE-CLASSEUR', manque, `Donnez le classeur fait par « ${commande} ».`);
}

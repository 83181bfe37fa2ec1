import { existsSync, statSync } from 'node:fs';
import type { FormeDeClasseur } from './forme-de-classeur.ts';
import type { SignalementDeRevue } from './signalement-de-revue.ts';

/** Tells a path where there is no workbook to take back. */
export function exigerUnClasseur(
  chemin: string,
  { commande }: Pick<FormeDeClasseur<never, never>, 'commande'>,
  signaler: SignalementDeRevue,
): void {
  const remede = `Donnez le classeur fait par « ${commande} ».`;
  if (!existsSync(chemin)) signaler.classeur('E-REVUE-CLASSEUR', 'ce classeur n’existe pas', remede);
  else if (!statSync(chemin).isFile()) signaler.classeur('E-REVUE-CLASSEUR', 'ce n’est pas un fichier', remede);
}

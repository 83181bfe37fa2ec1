import { statSync } from 'node:fs';

/**
 * Makes sure, before a file is opened, that it is one: to open a named pipe waits for somebody to write in it, and a device
 * never ends. Folders are left to whoever opens them, which the system refuses by itself.
 * @throws an error of the file system
 */
export function exigerFichierOrdinaire(chemin: string): void {
  const etat = statSync(chemin);
  if (etat.isFile() || etat.isDirectory()) return;
  throw Object.assign(new Error('ce n’est pas un fichier ordinaire'), {
    code: 'EFTYPE',
    syscall: 'open',
    path: chemin,
  });
}

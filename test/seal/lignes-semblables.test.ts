/** Lines that repeat themselves compress hundreds of times: they are as honest as others, and what is sealed verifies. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { archiveEdition } from '../../src/cli/archiver/run-archiver.ts';
import { Constats } from '../../src/domain/constats/constat.ts';
import { verifierLEdition } from '../../src/edition/verifier-l-edition.ts';
import { FileBytes } from '../../src/files/zip/file-bytes.ts';
import { readDirectory } from '../../src/files/zip/read-directory.ts';
import { avecDossier } from '../outils/atelier.ts';
import { deposerDossier } from '../outils/dossier-temporaire.ts';

it('un fichier reçu suivi de 180 000 rangées vides s’archive et se vérifie', async () => {
  await avecDossier(async (racine) => {
    const contenu = `Objet;Engagé;;;;\nPuits;1,00;;;;\n${';;;;;\n'.repeat(180_000)}`;
    deposerDossier(join(racine, 'dossier'), { sources: [{ fichier: 'sources/pilote.csv', contenu }] });
    const sortie = join(racine, 'a.zip');
    await archiveEdition(join(racine, 'dossier'), { sortie, remplacer: false }, new Constats());
    const file = new FileBytes(sortie);
    const source = readDirectory(file).find(({ size }) => size === Buffer.byteLength(contenu));
    file.close();
    expect(source?.size).toBeGreaterThan(250 * (source?.compressed ?? Infinity));
    expect(await verifierLEdition(sortie)).toMatchObject({ identique: true, alterations: [] });
  });
});

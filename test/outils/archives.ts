import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { unzipSync, zipSync } from 'fflate';

/** The files of an archive, to be tampered with. */
export type Contenu = Map<string, Buffer>;

/** Opens an archive with another reader than ours. */
export function ouvrir(chemin: string): Contenu {
  return new Map(Object.entries(unzipSync(readFileSync(chemin))).map(([nom, octets]) => [nom, Buffer.from(octets)]));
}

/** Writes an archive back, with another writer than ours. */
export function refermer(chemin: string, contenu: Contenu): void {
  writeFileSync(chemin, zipSync(Object.fromEntries(contenu), { level: 0 }));
}

/** Replaces a text by another in a file of an archive, which must be there once at least. */
export function remplacer(contenu: Contenu, nom: string, avant: string, apres: string): void {
  const texte = contenu.get(nom)?.toString('utf8') ?? '';
  if (!texte.includes(avant)) throw new Error(`${nom} ne contient pas « ${avant} »`);
  contenu.set(nom, Buffer.from(texte.replace(avant, apres), 'utf8'));
}

const sha256 = (octets: Buffer) => createHash('sha256').update(octets).digest('hex');

/** What a patient forger does: all digests made again, those of the manifest and of the package file included. */
export function resceller(contenu: Contenu): void {
  const manifeste = JSON.parse(contenu.get('manifeste.json')?.toString('utf8') ?? '');
  const paquet = JSON.parse(contenu.get('documents/datapackage.json')?.toString('utf8') ?? '');
  for (const piece of paquet.resources) {
    const octets = contenu.get(`documents/${piece.path}`) ?? Buffer.alloc(0);
    Object.assign(piece, { bytes: octets.length, hash: `sha256:${sha256(octets)}` });
  }
  for (const piece of paquet.sources) {
    const octets = contenu.get(`dossier/${piece.path}`) ?? Buffer.alloc(0);
    Object.assign(piece, { bytes: octets.length, hash: `sha256:${sha256(octets)}` });
  }
  for (const piece of paquet.outil) {
    const octets = contenu.get(`outil/${piece.path}`) ?? Buffer.alloc(0);
    Object.assign(piece, { bytes: octets.length, hash: `sha256:${sha256(octets)}` });
  }
  contenu.set('documents/datapackage.json', Buffer.from(`${JSON.stringify(paquet, undefined, 2)}\n`));
  const documents = [...contenu.keys()].filter((nom) => nom.startsWith('documents/') && !nom.endsWith('SHA256SUMS'));
  contenu.set(
    'documents/SHA256SUMS',
    Buffer.from(
      documents
        .sort()
        .map((nom) => `${sha256(contenu.get(nom) ?? Buffer.alloc(0))}  ${nom.slice('documents/'.length)}\n`)
        .join(''),
    ),
  );
  for (const [dossier, pieces] of [
    ['dossier', manifeste.dossier],
    ['outil', manifeste.fichiers_de_l_outil],
    ['outil', manifeste.programme ?? []],
    ['documents', manifeste.documents],
  ])
    for (const piece of pieces) {
      const octets = contenu.get(`${dossier}/${piece.chemin}`) ?? Buffer.alloc(0);
      Object.assign(piece, { octets: octets.length, sha256: sha256(octets) });
    }
  contenu.set('manifeste.json', Buffer.from(`${JSON.stringify(manifeste, undefined, 2)}\n`));
  resommer(contenu);
}

/** `SHA256SUMS` of the whole archive, made again. */
export function resommer(contenu: Contenu): void {
  const lignes = [...contenu.keys()].filter((nom) => nom !== 'SHA256SUMS').sort();
  contenu.set(
    'SHA256SUMS',
    Buffer.from(lignes.map((nom) => `${sha256(contenu.get(nom) ?? Buffer.alloc(0))}  ${nom}\n`).join('')),
  );
}

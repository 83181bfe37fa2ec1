/** What documents refer to is there: files, headings. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const DOCUMENTS = ['.', 'docs', 'docs/decisions'].flatMap((dossier) =>
  readdirSync(dossier)
    .filter((nom) => nom.endsWith('.md'))
    .map((nom) => join(dossier, nom)),
);
const sansBlocs = (texte: string) => texte.replaceAll(/^```.*?^```$/gms, '');

/** Anchors of the headings of a document, as forges make them. */
function ancresDe(document: string): Set<string> {
  const titres = [...sansBlocs(readFileSync(document, 'utf8')).matchAll(/^#+ (.+)$/gm)];
  return new Set(
    titres.map(([, titre = '']) =>
      titre
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

describe.each(DOCUMENTS)('%s', (document) => {
  // Links shown as examples, between backquotes, lead nowhere.
  const texte = sansBlocs(readFileSync(document, 'utf8')).replaceAll(/`[^`\n]*`/g, '');
  const liens = [...texte.matchAll(/\]\((?!https?:|mailto:)([^)\s#]*)(?:#([^)\s]+))?\)/g)];

  it('mène à des fichiers et à des titres qui sont là', () => {
    for (const [lien, fichier = '', ancre] of liens) {
      const chemin = fichier === '' ? document : join(dirname(document), fichier);
      expect(existsSync(chemin), lien).toBe(true);
      if (ancre !== undefined) expect(ancresDe(chemin), lien).toContain(ancre);
    }
  });
});

it('ceux de la racine, de docs et des décisions sont lus', () => {
  expect(DOCUMENTS).toEqual(
    expect.arrayContaining(['README.md', 'docs/guide.md', 'docs/decisions/0001-architecture.md']),
  );
});

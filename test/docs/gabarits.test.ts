import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { aides } from '../../src/render/html/aides.ts';

const DOC = readFileSync('docs/gabarits.md', 'utf8');
const nommes = (titre: string, suivant: string) => {
  const morceau = DOC.slice(DOC.indexOf(titre), DOC.indexOf(suivant));
  return [...morceau.matchAll(/^\| `([^`]+)` \|/gm)].map(([, nom]) => nom ?? '').sort();
};
const fichiers = (dossier: string) =>
  readdirSync(`templates/${dossier}`)
    .map((nom) => nom.replace('.hbs', ''))
    .sort();

describe('docs/gabarits.md', () => {
  it('nomme toutes les sections, et elles seules', () => {
    expect(nommes('### Les sections', '### Les éléments')).toEqual(fichiers('sections'));
  });

  it('nomme tous les éléments, et eux seuls', () => {
    expect(nommes('### Les éléments', '## Ce qu’un gabarit'.replace('’', "'"))).toEqual(fichiers('elements'));
  });

  it('nomme toutes les aides, et elles seules', () => {
    const outils = aides((html) => ({ toHTML: () => html, toString: () => html }));
    expect(nommes("## Ce qu'un gabarit", '## Ce que la page')).toEqual(Object.keys(outils).sort());
  });

  it('suit l’ordre de la page', () => {
    const page = readFileSync('templates/jaune.hbs', 'utf8');
    const places = [...page.matchAll(/\{\{> ([a-z-]+)\}\}/g)].map(([, nom]) => nom);
    const dites = [
      ...DOC.slice(DOC.indexOf('### Les sections'), DOC.indexOf('### Les éléments')).matchAll(/^\| `([^`]+)` \|/gm),
    ];
    expect(dites.map(([, nom]) => nom)).toEqual(places);
  });
});

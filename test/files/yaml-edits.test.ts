import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { YamlEdits } from '../../src/files/yaml-edits.ts';

const cle = fc.constantFrom('a', 'b', 'controle', 'x-y', 'date_edition');
const scalaire = fc.oneof(
  fc.constantFrom('0201', 'oui', 'a: b', '# non', 'é', '', '- a', "l'an", 'deux\nlignes\n', '{ a }', 'null'),
  fc.string({ maxLength: 8 }).map((texte) => texte.replace(/[^ -~\u00a0-\u00ff]/g, '')),
);
const { valeur } = fc.letrec<{ valeur: unknown }>((lier) => ({
  valeur: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalaire,
    fc.array(lier('valeur'), { maxLength: 4 }),
    fc.dictionary(cle, lier('valeur'), { maxKeys: 4 }),
  ),
}));
const document = fc.oneof(
  fc.array(valeur, { minLength: 1, maxLength: 4 }),
  fc.dictionary(cle, valeur, { minKeys: 1, maxKeys: 4 }),
);
const lire = (texte: string) => parse(texte, { schema: 'failsafe' });

/** A path to an element of a list, or to a key of a map. */
function cheminsDe(contenu: unknown, chemin: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof contenu !== 'object' || contenu === null) return [];
  const elements: [string | number, unknown][] = Array.isArray(contenu)
    ? [...contenu.entries()]
    : Object.entries(contenu);
  return elements.flatMap(([nom, dessous]) => [[...chemin, nom], ...cheminsDe(dessous, [...chemin, nom])]);
}

function sans(contenu: unknown, [premier, ...reste]: readonly (string | number)[]): unknown {
  if (Array.isArray(contenu))
    return reste.length === 0
      ? contenu.filter((_, rang) => rang !== premier)
      : contenu.map((element, rang) => (rang === premier ? sans(element, reste) : element));
  return Object.fromEntries(
    Object.entries(contenu as object).flatMap(([nom, dessous]) =>
      nom !== premier ? [[nom, dessous]] : reste.length === 0 ? [] : [[nom, sans(dessous, reste)]],
    ),
  );
}

/** What holds the element at a path. */
const parentDe = (contenu: unknown, chemin: readonly (string | number)[]) =>
  chemin.slice(0, -1).reduce<unknown>((dessus, nom) => (dessus as Record<string, unknown>)[nom], contenu);

describe('retoucher un texte YAML', () => {
  test.each([
    ['écrit ligne à ligne', false],
    ['écrit entre accolades', true],
  ])('%s : ce qui est retiré l’est, et lui seul', (_, encadre) => {
    fc.assert(
      fc.property(document, fc.nat(), (contenu, hasard) => {
        const texte = stringify(contenu, encadre ? { collectionStyle: 'flow', lineWidth: 0 } : { lineWidth: 0 });
        const lu = lire(texte);
        const chemins = cheminsDe(lu);
        const chemin = chemins[hasard % chemins.length] ?? [];
        // The last element leaves nothing to write its collection with: nobody removes it.
        const freres = Object.keys(parentDe(lu, chemin) as object).length;
        if (freres < 2 && !encadre) return;
        const retouches = new YamlEdits(texte);
        retouches.remove(chemin);
        expect(lire(retouches.result())).toEqual(sans(lu, chemin));
      }),
      { numRuns: 400 },
    );
  });

  test('commentaires, guillemets, fins de ligne et lignes vides restent ; ceux de ce qui part, non', () => {
    const texte = [
      '# En tête.',
      '',
      '- id: un   # le premier',
      '  motif: "à garder"',
      '',
      '# Sur le deuxième.',
      '# Encore.',
      '- id: deux',
      '  exemples:',
      '    - a',
      '    # Dans le deuxième.',
      '',
      '-   id: trois',
      '  # Sur rien.',
      '',
    ].join('\r\n');
    const retouches = new YamlEdits(texte);
    retouches.remove([1]);
    expect(retouches.result()).toBe(
      [
        '# En tête.',
        '',
        '- id: un   # le premier',
        '  motif: "à garder"',
        '',
        '    # Dans le deuxième.',
        '',
        '-   id: trois',
        '  # Sur rien.',
        '',
      ].join('\r\n'),
    );
  });

  test('une valeur se remplace, ou se vide, avec une note au-dessus', () => {
    const retouches = new YamlEdits('a:\n  date_edition: "2012-12-13" # séance\n  b: { c: d }\n');
    retouches.annotate(['a', 'date_edition'], 'À remplir.');
    retouches.replace(['a', 'date_edition'], '');
    retouches.replace(['a', 'b', 'c'], '2013');
    retouches.replace(['a', 'rien'], '2013');
    retouches.remove(['rien', 'du', 'tout']);
    expect(retouches.result()).toBe('a:\n  # À remplir.\n  date_edition: # séance\n  b: { c: 2013 }\n');
  });
});

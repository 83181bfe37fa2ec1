import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { premierEcart, premiereDifference } from '../../src/seal/premiere-difference.ts';
import { dossierDEssai } from '../outils/atelier.ts';

const dossier = dossierDEssai();

function comparer(nom: string, scelle: string | Buffer, refait: string | Buffer) {
  const chemins = { scelle: join(dossier, `scelle-${nom}`), refait: join(dossier, `refait-${nom}`) };
  writeFileSync(chemins.scelle, scelle);
  writeFileSync(chemins.refait, refait);
  return premiereDifference(nom, chemins);
}

describe('la première différence', () => {
  it('n’est pas, quand les octets sont les mêmes', () => {
    expect(comparer('a.csv', 'a;b\n1;2\n', 'a;b\n1;2\n')).toBeUndefined();
  });

  it('d’un CSV : la ligne, la référence, la colonne', () => {
    const csv = (montant: string) => `ref;libelle;montant_centimes\na.csv:2;"un ; deux";10\na.csv:3;trois;${montant}\n`;
    expect(comparer('lignes.csv', csv('20'), csv('21'))).toEqual({
      ou: 'ligne 3 (a.csv:3), colonne montant_centimes',
      scelle: '20',
      refait: '21',
    });
  });

  it('d’un CSV : une ligne de moins est dite entière', () => {
    expect(comparer('lignes.csv', 'ref;m\na:2;1\na:3;2\n', 'ref;m\na:3;2\n')).toEqual({
      ou: 'ligne 2',
      scelle: 'a:2;1',
      refait: 'a:3;2',
    });
    expect(comparer('lignes.csv', 'ref;m\na:2;1\n', 'ref;m\na:2;1\na:3;2\n')).toEqual({
      ou: 'ligne 3',
      scelle: '',
      refait: 'a:3;2',
    });
  });

  it('d’un JSON : la clé', () => {
    const json = (centimes: number) =>
      JSON.stringify({ synthese: { total: 1 }, tables: { pays: [{ centimes: 5 }, { centimes }] } });
    expect(comparer('s.json', json(7), json(8))).toEqual({ ou: 'tables.pays[1].centimes', scelle: '7', refait: '8' });
    expect(comparer('s.json', '{"a":1}', '{"a":1,"b":2}')).toEqual({ ou: 'b', scelle: '', refait: '2' });
    expect(comparer('s.json', '{"__proto__":1}', '{"__proto__":2}')).toEqual({
      ou: '__proto__',
      scelle: '1',
      refait: '2',
    });
    expect(comparer('s.json', '{"a": 1}', '{"a":1}')).toEqual({
      ou: 'ligne 1 ; rien d’autre ne diffère que des espaces ou des sauts de ligne',
      scelle: '{"a": 1}',
      refait: '{"a":1}',
    });
  });

  it('d’une page : la section et les mots', () => {
    const page = (montant: string) =>
      `<html><style>h2{}</style><h1>Jaune</h1><h2 id="p">Dans <b>le monde</b></h2><p>Sénégal : <b>${montant}</b> euros</p></html>`;
    const trouvee = comparer('j.html', page('12,00'), page('13,00'));
    expect(trouvee?.ou).toBe('section « Dans le monde »');
    expect(trouvee?.scelle).toContain('Sénégal : 12,00 euros');
    expect(trouvee?.refait).toContain('Sénégal : 13,00 euros');
  });

  it('d’un fichier qui ne se lit plus : la ligne', () => {
    expect(comparer('s.json', '{"a":1}', 'plus du JSON')).toEqual({
      ou: 'ligne 1',
      scelle: '{"a":1}',
      refait: 'plus du JSON',
    });
    expect(comparer('j.xlsx', 'un', 'deux')?.ou).toBe('le fichier entier, qui ne s’ouvre plus comme classeur');
  });

  it.each<[quoi: string, nom: string, scelle: string, refait: string, dit: RegExp, trouve: string]>([
    ['CRLF', 'l.csv', 'ref;m\r\na;1\r\n', 'ref;m\na;1\n', /les fins de ligne \(CRLF ou LF\)$/, 'ref;m␍␊a;1␍␊'],
    ['une marque', 'l.csv', '\ufeffref;m\n', 'ref;m\n', /BOM\) au début$/, '‹U+FEFF›ref;m␊'],
    ['la fin', 's.json', '{"a":1}\n\n', '{"a":1}\n', /les sauts de ligne à la fin$/, '{"a":1}␊␊'],
    ['un accent', 'a.txt', 'e\u0301te', 'été'.slice(0, 1).concat('te'), /les accents, codés autrement/, 'e‹U+0301›te'],
    ['un espace', 'j.html', '<p>un  mot</p>', '<p>un mot</p>', /des espaces ou des sauts de ligne$/, '<p>un␠␠mot</p>'],
    ['deux choses', 'a.txt', '\ufeffa\r\nb\n', 'a\nb\n', /\(BOM\) au début, les fins de ligne/, '‹U+FEFF›a␍␊b␊'],
  ])('qui ne se voit pas se dit, et se montre : %s', (_, nom, scelle, refait, dit, trouve) => {
    const trouvee = comparer(nom, scelle, refait);
    expect(trouvee?.ou).toMatch(dit);
    expect(trouvee?.scelle).toBe(trouve);
    expect(trouvee?.refait).not.toBe(trouve);
  });

  it('se montre autour du premier signe qui diffère, si loin qu’il soit', () => {
    const trouvee = comparer('a.txt', `${'x'.repeat(500)}A${'z'.repeat(500)}`, `${'x'.repeat(500)}B${'z'.repeat(500)}`);
    expect(trouvee?.scelle).toMatch(/^…x+Az+…$/);
    expect(trouvee?.refait).toMatch(/^…x+Bz+…$/);
  });

  it('ne montre jamais plus de 121 signes', () => {
    const trouvee = comparer('a.txt', 'x'.repeat(5000), 'y'.repeat(5000));
    expect(trouvee?.scelle).toHaveLength(121);
  });
});

it('le premier écart est celui qu’on trouve octet par octet', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }),
      fc.uint8Array({ maxLength: 30 }),
      fc.nat(300),
      (debut, suite, coupe) => {
        const gauche = Buffer.from(debut);
        const droite = Buffer.concat([gauche.subarray(0, Math.min(coupe, gauche.length)), Buffer.from(suite)]);
        let naif = 0;
        while (naif < Math.min(gauche.length, droite.length) && gauche[naif] === droite[naif]) naif += 1;
        expect(premierEcart(gauche, droite)).toBe(naif);
      },
    ),
    { seed: 7 },
  );
});

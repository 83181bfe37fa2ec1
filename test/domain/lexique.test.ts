import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lexique } from '../../src/domain/textes/lexique.ts';
import { plier } from '../../src/domain/textes/texte.ts';

function trouves(mots: readonly string[], texte: string): string[] {
  const lexique = new Lexique();
  const parRang = new Map(mots.map((mot) => [lexique.ajouter(mot), mot]));
  return lexique.trouver(plier(texte)).map((rang) => parRang.get(rang) ?? '?');
}

describe('les mots d’un lexique', () => {
  it('se trouvent entiers, jamais dans un autre mot', () => {
    expect(trouves(['mali'], 'Projet Mali 2012')).toEqual(['mali']);
    expect(trouves(['mali'], 'Formalités')).toEqual([]);
    expect(trouves(['mali'], 'malien')).toEqual([]);
    expect(trouves(['mali'], 'mali2012')).toEqual([]);
    expect(trouves(['Inde'], 'indépendance, inde')).toEqual(['Inde']);
  });

  it.each([
    'Mali',
    '(Mali)',
    'Mali.',
    'Mali, Niger',
    'le Mali…',
    '«Mali»',
    '“Mali”',
    'Franco-Mali',
    'Mali/Niger',
    'mali€',
    'mali\u{1f30d}',
    'n°Mali',
  ])('se trouvent au bord de la ponctuation : %j', (texte) => {
    expect(trouves(['Mali'], texte)).toEqual(['Mali']);
  });

  it('ne se trouvent pas au bord d’une lettre d’un autre alphabet', () => {
    expect(trouves(['mali'], 'жmali')).toEqual([]);
    expect(trouves(['lodz'], 'łlodz')).toEqual([]);
    expect(trouves(['Łódź'], 'ville de ŁÓDŹ')).toEqual(['Łódź']);
  });

  it('peuvent être des groupes de mots', () => {
    const mots = ['coopération décentralisée', 'coopération', 'Viêt Nam'];
    expect(trouves(mots, 'COOPERATION-DECENTRALISEE au Vietnam')).toEqual(['coopération décentralisée', 'coopération']);
    expect(trouves(mots, 'coopération décentraliséeZ Viêt-Nam')).toEqual(['coopération', 'Viêt Nam']);
    expect(trouves(['coopération décentralisée'], 'coopération, décentralisée')).toEqual([]);
  });

  it('peuvent commencer par un signe', () => {
    expect(trouves(['(export)'], 'aide (export) 2012')).toEqual(['(export)']);
    expect(trouves(['(export)'], 'aide export')).toEqual([]);
    expect(trouves(['« export »'], 'le prix « Export »')).toEqual(['« export »']);
  });

  it('se trouvent autant de fois qu’ils sont là, dans l’ordre', () => {
    expect(trouves(['b', 'a'], 'a b a')).toEqual(['a', 'b', 'a']);
    expect(trouves(['a'], '')).toEqual([]);
  });

  it('n’ont qu’un rang quand ils se plient de même', () => {
    const lexique = new Lexique();
    expect(lexique.ajouter('Viêt Nam')).toBe(lexique.ajouter('VIET-NAM'));
    expect(lexique.ajouter('Mali')).not.toBe(lexique.ajouter('Niger'));
  });

  it('se trouvent au pluriel en -s ou -x comme au singulier, mot à mot', () => {
    expect(trouves(['jumelage'], 'Jumelages 2012')).toEqual(['jumelage']);
    expect(trouves(['réseaux étrangers'], 'un réseau étranger, des RESEAUX ÉTRANGER')).toEqual([
      'réseaux étrangers',
      'réseaux étrangers',
    ]);
    expect(trouves(['lieu'], 'lieux-dits')).toEqual(['lieu']);
    expect(trouves(['export'], 'express, exporter, exportss')).toEqual([]);
    expect(trouves(['os', 'bus', 'le'], 'un o, les bu')).toEqual([]);
  });

  it('disent où ils se trouvent, la lettre du pluriel comprise', () => {
    const lexique = new Lexique();
    lexique.ajouter('coopération décentralisée');
    const plie = plier('les Coopérations décentralisées');
    expect(lexique.reperer(plie).map(({ debut, fin }) => plie.slice(debut, fin))).toEqual([
      'cooperations decentralisees',
    ]);
  });

  it('se trouvent de même, qu’ils commencent tous pareil ou qu’ils soient seuls', () => {
    const mot = fc.constantFrom('a', 'aabx', 'aabxs', 'aide', 'aides', 'lieu', 'lieux');
    const groupe = fc
      .array(fc.tuple(mot, fc.constantFrom(' ', ' ', '. ', ' (')), { minLength: 1, maxLength: 12 })
      .map((morceaux) => `aide ${morceaux.flat().join('')}`);
    fc.assert(
      fc.property(
        fc.array(groupe, { minLength: 20, maxLength: 60 }),
        fc.array(groupe, { maxLength: 3 }),
        (mots, textes) => {
          const plie = plier([...textes, mots[0]].join(' '));
          const lexique = new Lexique();
          const rangs = new Map(mots.map((element) => [lexique.ajouter(element), element]));
          const seuls = [...rangs].flatMap(([rang, element]) => {
            const seul = new Lexique();
            seul.ajouter(element);
            return seul.reperer(plie).map(({ debut, fin }) => ({ rang, debut, fin }));
          });
          const ordre = seuls.sort((un, autre) => un.debut - autre.debut || un.rang - autre.rang);
          expect(lexique.reperer(plie)).toEqual(ordre);
        },
      ),
      { seed: 20121213, numRuns: 500 },
    );
  });

  it('se rangent sans fin, si longs qu’ils soient', () => {
    const long = Array.from({ length: 10_000 }, (_, rang) => `m${rang} `).join('');
    const lexique = new Lexique();
    const rangs = Array.from({ length: 40 }, (_, rang) => lexique.ajouter(`${long}${rang}`));
    expect(lexique.trouver(`${long}7`)).toEqual([rangs[7]]);
  });
});

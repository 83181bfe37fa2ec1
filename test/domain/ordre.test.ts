import { describe, expect, it } from 'vitest';
import { comparer, trierPar } from '../../src/domain/textes/ordre.ts';

describe('l’ordre', () => {
  it('est celui des codes des caractères, le même partout', () => {
    expect(['é', 'z', 'a', 'Z', '', '10', '9'].sort(comparer)).toEqual(['', '10', '9', 'Z', 'a', 'z', 'é']);
    expect(comparer('a', 'a')).toBe(0);
  });

  it('trie une copie, sans déranger les ex æquo', () => {
    const liste = ['b2', 'a1', 'b1'];
    expect(trierPar(liste, (element) => element.charAt(0))).toEqual(['a1', 'b2', 'b1']);
    expect(liste).toEqual(['b2', 'a1', 'b1']);
  });
});

import { describe, expect, it } from 'vitest';
import { CHAMPS_PARLANTS } from '../../src/domain/lignes/champs.ts';
import { ecrireSignaux } from '../../src/domain/verdict/signal.ts';

describe('ce qui fait penser à l’international', () => {
  it.each([...CHAMPS_PARLANTS])(
    'se dit par le titre du champ, jamais par le nom que lui donnent les règles : %s',
    (champ) => {
      const dit = ecrireSignaux([
        { mot: 'Dakar', texte: 'Dakar', champ, position: 1, genre: 'lieu', poids: 2, pays: 'SEN' },
      ]);
      expect(dit).toMatch(/^« Dakar » \([a-zé’ ]+\)$/);
    },
  );
});

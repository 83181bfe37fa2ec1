import { Chalk } from 'chalk';
import { expect, it } from 'vitest';
import { writeFindings } from '../../src/cli/findings-text.ts';
import { Constats } from '../../src/domain/constats/constat.ts';
import { FORME_DE_REVUE } from '../../src/review/colonnes-de-revue.ts';
import { SignalementDeRevue } from '../../src/review/signalement-de-revue.ts';

function dire(code: 'E-REVUE-VALEUR' | 'E-MONTANT-ILLISIBLE', nombre: number): string {
  const constats = new Constats();
  const signaler = new SignalementDeRevue('a.xlsx', FORME_DE_REVUE, constats);
  for (let rangee = 5; rangee < 5 + nombre; rangee++) signaler.rangee(code, rangee, { rang: 9 }, 'faute', 'remède');
  return writeFindings(constats, new Chalk({ level: 0 }));
}

it('toutes les fautes d’un classeur d’arbitrage sont dites, quand celles d’une source se résument', () => {
  const dites = dire('E-REVUE-VALEUR', 200);
  expect(dites.match(/^a\.xlsx, feuille/gm)).toHaveLength(200);
  expect(dites).not.toContain('de plus comme cela');
  expect(dire('E-MONTANT-ILLISIBLE', 200).match(/^a\.xlsx, feuille/gm)).toHaveLength(10);
  expect(dire('E-MONTANT-ILLISIBLE', 200)).toContain('… et 190 de plus comme cela');
});

import { expect, it } from 'vitest';
import { codeDeguise } from '../../src/ingest/codes-deguises.ts';

it.each([
  ['4-août', '4-8'],
  ['04-août', '4-8'],
  ['4-AOÛT', '4-8'],
  ['12-déc.', '12-12'],
  ['4-Aug', '4-8'],
  ['4-août-12', '4-8-12'],
  ['août-04', '8-04'],
  ['mars-2012', '3-2012'],
])('« %s » est un code pris pour une date, sans doute « %s »', (code, avant) => {
  expect(codeDeguise(code)?.remede).toContain(`« ${avant} »`);
});

it.each(['04/08/2012', '2012-08-04', '2012-08-04 00:00:00'])('« %s » est une date', (code) => {
  expect(codeDeguise(code)?.message).toContain('pour une date');
});

it.each(['НР 048', 'А48', 'Ο48', '１２', '٠٤٨'])('« %s » a un signe d’un autre alphabet', (code) => {
  expect(codeDeguise(code)?.message).toContain('d’un autre alphabet (U+');
});

it.each([
  '',
  '048',
  'HP 048-008',
  '4-8',
  '933-4',
  '10400801',
  'MAI',
  'MARS 12B',
  'É12',
  '41 bis',
  '322E00',
  '32-nov-x',
])('« %s » est un code', (code) => {
  expect(codeDeguise(code)).toBeUndefined();
});

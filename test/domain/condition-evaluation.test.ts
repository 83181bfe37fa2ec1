import { describe, expect, it } from 'vitest';
import type { Montant } from '../../src/domain/argent/montant.ts';
import { compilerCondition, type Lecteurs } from '../../src/domain/conditions/condition.ts';
import { lireCondition } from '../../src/domain/conditions/lire-condition.ts';

interface Objet {
  readonly fonction: string;
  readonly libelle: string;
  readonly montant?: Montant;
}

const LECTEURS: Lecteurs<Objet> = {
  texte: (champ) => (champ === 'fonction' || champ === 'libelle' ? (objet) => objet[champ] : undefined),
  montant: (objet) => objet.montant,
  estCode: (champ) => champ === 'fonction',
};

function vaut(si: unknown, objet: Partial<Objet>, lecteurs = LECTEURS): boolean {
  const condition = lireCondition(si, [], (chemin, message) => {
    throw new Error(`${chemin.join('.')} : ${message}`);
  });
  if (!condition) throw new Error('condition illisible');
  return compilerCondition(condition, lecteurs)({ fonction: '', libelle: '', ...objet });
}

describe('une attente sur un montant', () => {
  it('n’est jamais remplie par un montant absent', () => {
    expect(vaut({ montant: { min: '-1 000' } }, {})).toBe(false);
    expect(vaut({ aucun: [{ montant: { min: '0' } }] }, {})).toBe(true);
  });
});

describe('les combinaisons', () => {
  const bon = { libelle: 'bon' };
  const faux = { libelle: 'mauvais' };
  it.each<[si: unknown, attendu: boolean]>([
    [{ tous: [bon, bon] }, true],
    [{ tous: [bon, faux] }, false],
    [{ un: [faux, bon] }, true],
    [{ un: [faux, faux] }, false],
    [{ un: [faux] }, false],
    [{ aucun: [faux, faux] }, true],
    [{ aucun: [bon] }, false],
    [{ aucun: [faux] }, true],
    [{ aucun: [faux, bon] }, false],
    [{ ...bon, fonction: 'absent' }, true],
    [{ ...bon, fonction: 'present' }, false],
    [{ aucun: [{ aucun: [bon] }] }, true],
  ])('%j', (si, attendu) => {
    expect(vaut(si, { libelle: 'bon' })).toBe(attendu);
  });
});

describe('un champ que les objets n’ont pas', () => {
  it('est une faute de programmation, jamais « non »', () => {
    expect(() => vaut({ inconnu: 'x' }, {})).toThrow(RangeError);
    const { montant: _sans, ...lecteurs } = LECTEURS;
    expect(() => vaut({ montant: { min: '0' } }, {}, lecteurs)).toThrow(RangeError);
  });
});

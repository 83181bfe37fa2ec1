import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dementi, STATUTS } from '../../../src/volets/questionnaires/statut.ts';

const MOTS = [
  '',
  'Oui',
  'OUI',
  'Non',
  'non, pas particulièrement',
  'Oui, depuis 2003',
  'X',
  '/',
  '-',
  'Rien',
  'néant',
  'Pas de réponse',
  'A venir',
  'Pologne',
  'Nonobstant',
  'Ouïe',
];
const ecrits = fc.record({
  valeur: fc.oneof(
    fc.constantFrom(...MOTS),
    fc.string().map((texte) => texte.trim()),
  ),
  texte: fc.constantFrom('', 'Des salons'),
  note: fc.constantFrom('', 'Une note'),
});

describe('le statut d’une réponse', () => {
  it('n’est jamais un oui, un non ou une déclaration quand rien n’est écrit', () => {
    fc.assert(
      fc.property(fc.constantFrom(...STATUTS), fc.constantFrom('', 'Une note'), (statut, note) => {
        const permis = dementi(statut, { valeur: '', texte: '', note }) === undefined;
        expect(permis).toBe(statut === 'vide' || statut === 'non posée' || (statut === 'réponse' && note !== ''));
      }),
    );
  });

  it('n’est jamais « vide » ni « non posée » quand quelque chose est écrit', () => {
    fc.assert(
      fc.property(ecrits, fc.constantFrom('vide', 'non posée'), (ecrit, statut) => {
        fc.pre(ecrit.valeur !== '' || ecrit.texte !== '');
        expect(dementi(statut, ecrit)).toBeDefined();
      }),
    );
  });

  it('n’est jamais oui et non de la même chose', () => {
    fc.assert(
      fc.property(ecrits, (ecrit) => {
        expect([dementi('oui', ecrit), dementi('non', ecrit)].every((faute) => faute === undefined)).toBe(false);
      }),
    );
  });

  it('existe pour tout ce qui peut s’écrire, quitte à suivre le remède', () => {
    fc.assert(
      fc.property(ecrits, ({ valeur, texte, note }) => {
        const permis = STATUTS.some((statut) => dementi(statut, { valeur, texte, note }) === undefined);
        // What is told beside a declared non-answer goes to the note.
        const ensuite = STATUTS.some(
          (statut) => dementi(statut, { valeur, texte: '', note: `${note}${texte}` }) === undefined,
        );
        expect(permis || ensuite).toBe(true);
      }),
    );
  });

  it.each([
    ['Oui', ['oui']],
    ['oui', ['oui']],
    ['Oui, depuis 2003', ['réponse', 'oui']],
    ['Non', ['non']],
    ['Non, pas particulièrement', ['réponse', 'non']],
    ['X', ['oui', 'sans réponse déclarée']],
    ['/', ['non', 'sans réponse déclarée']],
    ['Rien', ['non', 'sans réponse déclarée']],
    ['Pas de réponse', ['sans réponse déclarée']],
    ['À venir', ['sans réponse déclarée']],
    ['A venir : Pologne', ['réponse']],
    ['Nonobstant', ['réponse']],
    ['', ['vide', 'non posée']],
  ])('« %s » se dit %j', (valeur, attendus) => {
    const permis = STATUTS.filter((statut) => dementi(statut, { valeur, texte: '', note: '' }) === undefined);
    expect(permis).toEqual(attendus);
  });
});

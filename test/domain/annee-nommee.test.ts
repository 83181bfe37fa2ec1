import { describe, expect, test } from 'vitest';
import { autreAnneeNommee } from '../../src/domain/textes/annee-nommee.ts';

describe('un titre qui nomme une autre année', () => {
  test.each([
    ['Engagé 2018', '2018'],
    ['Engagé_2018', '2018'],
    ['2017/AE', '2017'],
    ['CA2018', '2018'],
    ['Réalisé N-1', 'une autre année'],
    ['Réalisé n – 1', 'une autre année'],
    ['BP 18', '2018'],
    ['CA’17', '2017'],
    ['Mandaté (exercice précédent)', 'une autre année'],
    ['Convention 2014-2018', '2014, 2018'],
    ['Engagé 2020', '2020'],
  ])('%s', (titre, dit) => expect(autreAnneeNommee(titre, '2019')).toBe(dit));

  test.each([
    'Engagé',
    'Engagé 2019',
    'Engagé 2018, corrigé en 2019',
    'Convention 2017-2020',
    'BP 19',
    'Compte 20182',
    'DM 2',
    'N° 1',
    'Nature (M57)',
    'Code 3-1',
    'Capacité 18',
    'Plan-1',
  ])('et non : %s', (titre) => expect(autreAnneeNommee(titre, '2019')).toBeUndefined());
});

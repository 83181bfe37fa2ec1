import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  COLONNES_DES_PIECES,
  NATURES,
  PIECES,
  type Piece,
  VALEURS_DES_PIECES,
} from '../../../src/domain/volets/pieces-ecrites.ts';
import { lireLeDroit, regimeDu } from '../../../src/volets/pieces/droit.ts';
import { lireUneExigence } from '../../../src/volets/pieces/exigence.ts';
import { jugerUneFiche } from '../../../src/volets/pieces/juger-une-fiche.ts';

const droit = lireLeDroit('data');
const jour = fc
  .date({ min: new Date('1950-01-01T00:00:00Z'), max: new Date('2050-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const fiche = fc.record(
  Object.fromEntries(
    COLONNES_DES_PIECES.map((piece) => {
      const { genre } = PIECES[piece];
      const valeurs = VALEURS_DES_PIECES[genre];
      const pleine = genre === 'date' ? jour : valeurs === undefined ? fc.constant('4') : fc.constantFrom(...valeurs);
      return [piece, fc.oneof(fc.constant(''), pleine)];
    }),
  ) as Record<Piece, fc.Arbitrary<string>>,
);
const juger = (dite: Readonly<Partial<Record<Piece, string>>>) => jugerUneFiche((piece) => dite[piece] ?? '', droit);

describe('les textes, par date', () => {
  it.each([
    ['1992-02-07', 'avant-1992'],
    ['1992-02-08', 'loi-1992'],
    ['2006-07-06', 'loi-1992'],
    ['2007-02-05', 'loi-1992'],
    ['2007-02-06', 'loi-2007'],
    ['2014-07-08', 'loi-2007'],
    ['2014-07-09', 'loi-2014'],
    ['2021-08-05', 'loi-2014'],
    ['2021-08-06', 'loi-2021'],
  ])('une délibération du %s relève de %s', (date, regime) => {
    expect(regimeDu(date, droit)?.nom).toBe(regime);
  });

  it('chaque jour a un texte et un seul', () => {
    fc.assert(
      fc.property(jour, (date) => {
        const ceuxDuJour = droit.regimes.filter(({ du, au }) => (du === '' || du <= date) && (au === '' || date <= au));
        expect(ceuxDuJour).toHaveLength(1);
      }),
    );
  });

  it('chaque nature a ce que le droit en dit', () => {
    expect([...droit.horsObjet.keys()].sort()).toEqual([...NATURES].sort());
  });
});

describe('ce qui est demandé', () => {
  it('chaque fiche a un état, et dit pourquoi', () => {
    fc.assert(
      fc.property(fiche, (dite) => {
        const { etat, manque, motif } = juger(dite);
        expect(manque.length > 0).toBe(etat === 'il-manque');
        expect(motif !== '').toBe(etat === 'sans-objet');
      }),
    );
  });

  it('une fiche vide ne dit ni sa date ni sa nature', () => {
    expect(juger({}).manque).toEqual(['la date de la délibération', 'la nature de l’action']);
  });

  it('en 2007, une convention non envoyée ne suffit pas ; l’urgence humanitaire dispense de convention', () => {
    const convention = {
      deliberation: '2012-05-24',
      nature: 'cooperation',
      positions_publiques: 'non',
      partenaire: 'Ville de Dakar',
      partenaire_est: 'collectivite_territoriale',
      convention_date: '2012-03-12',
      convention_objet: 'Lycée',
      convention_montant: '1 000,00',
    };
    expect(juger(convention).manque).toEqual(['la date d’envoi de la convention au représentant de l’État']);
    expect(juger({ ...convention, convention_envoi: '2012-03-20' }).etat).toBe('pieces-completes');
    const urgence = { deliberation: '2012-05-24', nature: 'humanitaire', urgence: 'oui', positions_publiques: 'non' };
    expect(juger(urgence).etat).toBe('pieces-completes');
    expect(juger({ ...urgence, nature: 'cooperation' }).etat).toBe('il-manque');
  });

  it('depuis 2014 la convention est facultative ; s’il y en a une, elle est entière', () => {
    const sans = { deliberation: '2015-01-01', nature: 'cooperation', positions_publiques: 'non' };
    expect(juger(sans).etat).toBe('pieces-completes');
    expect(juger({ ...sans, convention_date: '2014-12-01' }).manque).toHaveLength(4);
  });

  it('un ODD qui manque depuis août 2021 est à noter, et ne manque pas', () => {
    const action = { deliberation: '2021-08-06', nature: 'cooperation', positions_publiques: 'non' };
    expect(juger(action)).toMatchObject({ etat: 'pieces-completes', aNoter: ['d’objectif de développement durable'] });
    expect(juger({ ...action, odd: '4' }).aNoter).toEqual([]);
  });

  it.each(['', 'rien', 'siege+', 'si_rien:siege', '2:', '2:siege+rien'])('« %s » n’est pas une exigence', (ecrite) => {
    expect(lireUneExigence(ecrite)).toBeUndefined();
  });
});

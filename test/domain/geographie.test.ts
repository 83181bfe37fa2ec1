import { describe, expect, it } from 'vitest';
import { Geographie, type Pays, type Territoire } from '../../src/domain/lieux/geographie.ts';

const TERRITOIRES: Territoire[] = [
  { id: 'asie', libelle: 'Asie', ordre: 2 },
  { id: 'europe', libelle: 'Europe', ordre: 1 },
];

function pays(code: string, nom: string, plus: Partial<Pays> = {}): Pays {
  const vide = {
    alpha2: '',
    numerique: '',
    territoire: 'europe',
    autresNoms: [],
    anciensNoms: [],
    gentiles: [],
    capitale: '',
    lieux: [],
  };
  return { code, nom, ...vide, ...plus };
}

const VIET_NAM = pays('VNM', 'Viêt Nam', { territoire: 'asie', autresNoms: ['Vietnam'], capitale: 'Hanoï' });
const AUTRICHE = pays('AUT', 'Autriche', { capitale: 'Vienne', lieux: ['Linz'] });
const LUXEMBOURG = pays('LUX', 'Luxembourg', { capitale: 'Luxembourg' });
const ESTONIE = pays('EST', 'Estonie', { gentiles: ['estonien'] });
const AMBIGUS = [
  { mot: 'Vienne', portee: 'lieu' as const },
  { mot: 'Linz', portee: 'texte' as const },
];
const geographie = new Geographie(TERRITOIRES, [VIET_NAM, LUXEMBOURG, ESTONIE, AUTRICHE], AMBIGUS);

describe('un pays', () => {
  it('se trouve par son code, son nom ou un autre nom', () => {
    for (const nom of ['VNM', 'Viêt Nam', 'VIET-NAM', 'vietnam']) expect(geographie.pays(nom)).toBe(VIET_NAM);
  });

  it('ne se trouve ni par sa capitale, ni par son gentilé, ni par son code en minuscules', () => {
    expect(geographie.pays('Hanoï')).toBeUndefined();
    expect(geographie.pays('estonien')).toBeUndefined();
    expect(geographie.pays('est')).toBeUndefined();
  });
});

describe('un lieu reçu', () => {
  it('est le nom entier d’un pays, d’une capitale ou d’un lieu', () => {
    expect(geographie.reconnaitre(' HANOI ')).toBe(VIET_NAM);
    expect(geographie.reconnaitre('Vietnam')).toBe(VIET_NAM);
    expect(geographie.reconnaitre('Luxembourg')).toBe(LUXEMBOURG);
    expect(geographie.reconnaitre('Linz')).toBe(AUTRICHE);
    expect(geographie.reconnaitre('Rue de Hanoï')).toBeUndefined();
    expect(geographie.reconnaitre('Est')).toBeUndefined();
    expect(geographie.reconnaitre('')).toBeUndefined();
  });

  it('ambigu, ne désigne rien', () => {
    expect(geographie.reconnaitre('Vienne')).toBeUndefined();
    expect(geographie.estAmbigu('VIENNE')).toBe(true);
    expect(geographie.estAmbigu('Linz')).toBe(true);
    expect(geographie.estAmbigu('Hanoï')).toBe(false);
  });
});

describe('les listes', () => {
  it('sont dans l’ordre, quel que soit celui des tables', () => {
    expect(geographie.territoires.map(({ id }) => id)).toEqual(['europe', 'asie']);
    expect(geographie.tousLesPays.map(({ code }) => code)).toEqual(['AUT', 'EST', 'LUX', 'VNM']);
    expect(geographie.territoire('asie')?.libelle).toBe('Asie');
    expect(geographie.territoire('Asie')).toBeUndefined();
  });
});

describe('la construction refuse', () => {
  it.each([
    ['un autre nom pris par un autre pays', [VIET_NAM, pays('LAO', 'Laos', { autresNoms: ['VIETNAM'] })], /LAO/],
    ['un autre nom en double', [pays('LAO', 'Laos', { autresNoms: ['laos'] })], /laos/],
    ['un code en double', [pays('LAO', 'Laos'), pays('LAO', 'Lao')], /LAO/],
    ['une capitale qui est un autre pays', [VIET_NAM, pays('LAO', 'Laos', { capitale: 'vietnam' })], /vietnam/],
    ['un lieu commun à deux pays', [AUTRICHE, pays('LAO', 'Laos', { lieux: ['Linz'] })], /Linz/],
    ['un territoire inconnu', [pays('LAO', 'Laos', { territoire: 'afrique' })], /afrique/],
  ])('%s', (_, liste, message) => {
    expect(() => new Geographie(TERRITOIRES, liste)).toThrow(message);
  });

  it('un territoire en double', () => {
    expect(() => new Geographie([...TERRITOIRES, ...TERRITOIRES], [])).toThrow(/territoire/);
  });
});

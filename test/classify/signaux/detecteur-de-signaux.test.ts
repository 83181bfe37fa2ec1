import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DetecteurDeSignaux, type TexteDeLigne } from '../../../src/classify/signaux/detecteur-de-signaux.ts';
import { Geographie, type Pays } from '../../../src/domain/lieux/geographie.ts';
import { plier } from '../../../src/domain/textes/texte.ts';
import { type FauxAmi, type MotSignal, pointsDesSignaux } from '../../../src/domain/verdict/signal.ts';

function pays(code: string, nom: string, plus: Partial<Pays>): Pays {
  const vide = {
    alpha2: '',
    numerique: '',
    territoire: 'monde',
    autresNoms: [],
    anciensNoms: [],
    gentiles: [],
    capitale: '',
    lieux: [],
  };
  return { code, nom, ...vide, ...plus };
}

function mot(ecrit: string, poids: MotSignal['poids'], genre: MotSignal['genre'] = 'mot'): MotSignal {
  return { mot: ecrit, genre, poids, source: 'essai' };
}

function fauxAmi(expression: string, portee: FauxAmi['portee']): FauxAmi {
  return { expression, portee, motif: `c’est ${expression}`, exemple: expression, source: 'essai' };
}

const PAYS = [
  pays('SEN', 'Sénégal', { gentiles: ['sénégalais', 'sénégalaise'], capitale: 'Dakar', anciensNoms: ['Sénégambie'] }),
  pays('CHE', 'Suisse', { gentiles: ['suisse'], capitale: 'Berne' }),
  pays('PHL', 'Philippines', { gentiles: ['philippin', 'philippine'] }),
  pays('COG', 'Congo', { gentiles: ['congolais'] }),
  pays('COD', 'Congo-Kinshasa', { gentiles: ['congolais'] }),
  pays('MUS', 'Maurice', {}),
  pays('GRC', 'Grèce', { lieux: ['Œta'] }),
];
const AIRES = [{ nom: 'Afrique', territoires: ['monde'], poids: 2 as const, autresNoms: [], gentiles: ['africain'] }];
const detecteur = new DetecteurDeSignaux(
  new Geographie([{ id: 'monde', libelle: 'Monde', ordre: 1 }], PAYS, [{ mot: 'Maurice', portee: 'texte' }], AIRES),
  {
    mots: [mot('export', 3), mot('missions export', 3), mot('AMIE', 1, 'programme'), mot('étranger', 1)],
    fauxAmis: [
      fauxAmi('Maurice', 'texte'),
      fauxAmi('Suisse normande', 'expression'),
      fauxAmi('droit des étrangers', 'expression'),
      fauxAmi('rue', 'voie'),
    ],
  },
);

function ligne(champs: Partial<TexteDeLigne>): TexteDeLigne {
  return { libelle: '', beneficiaire: '', lieu: '', programmeLibelle: '', actionLibelle: '', ...champs };
}

describe('un signal', () => {
  it('dit ce qu’il a vu, où, de quel genre et de quel pays', () => {
    expect(detecteur.detecter(ligne({ libelle: 'Aide au SENEGAL', lieu: 'Dakar' }))).toEqual([
      { mot: 'Sénégal', texte: 'SENEGAL', champ: 'libelle', position: 9, genre: 'pays', poids: 3, pays: 'SEN' },
      { mot: 'Dakar', texte: 'Dakar', champ: 'lieu', position: 1, genre: 'lieu', poids: 2, pays: 'SEN' },
    ]);
  });

  it('est là où il est écrit, quoi que le pliage ôte ou ouvre', () => {
    const libelle = '  Cœur  —  mont ŒTA,\u0301 Grèce';
    expect(detecteur.detecter(ligne({ libelle })).map(({ texte, position }) => [texte, position])).toEqual([
      ['ŒTA', libelle.indexOf('ŒTA') + 1],
      ['Grèce', libelle.indexOf('Grèce') + 1],
    ]);
  });

  it.each([
    ['Les Sénégalaises', ['sénégalaise']],
    ['Missions export', ['missions export']],
    ['Sénégambie', ['Sénégambie']],
    ['les Philippines, une philippine', ['Philippines', 'philippine']],
    ['Exports, export', ['export']],
    ['Bernex', []],
    ['Cap Berne', ['Berne']],
    ['une amie, des amies', []],
    ['Bourses AMIE', ['AMIE']],
    ['Formalités', []],
  ])('%s : %j', (libelle, attendus) => {
    expect(detecteur.detecter(ligne({ libelle })).map((signal) => signal.mot)).toEqual(attendus);
  });

  it('d’un gentilé que deux pays partagent, n’est d’aucun', () => {
    expect(detecteur.detecter(ligne({ libelle: 'artistes congolais' }))).toMatchObject([
      { genre: 'gentilé', pays: '' },
    ]);
  });

  it('est cherché dans chaque colonne où l’on écrit des mots', () => {
    for (const champ of ['libelle', 'beneficiaire', 'lieu', 'programmeLibelle', 'actionLibelle'])
      expect(detecteur.detecter(ligne({ [champ]: 'Sénégal' })), champ).toHaveLength(1);
  });
});

describe('un faux ami', () => {
  it('écarte le mot, et le dit', () => {
    const lue = ligne({ libelle: 'Suisse normande', beneficiaire: 'Collège Maurice' });
    expect(detecteur.detecter(lue)).toEqual([]);
    expect(detecteur.ecartes(lue)).toMatchObject([
      { mot: 'Suisse', champ: 'libelle', fauxAmi: 'Suisse normande', motif: 'c’est Suisse normande' },
      { mot: 'Maurice', champ: 'beneficiaire', fauxAmi: 'Maurice' },
    ]);
  });

  it('n’écarte que là où il est', () => {
    const lue = ligne({ libelle: 'La Suisse normande reçoit la Suisse' });
    expect(detecteur.detecter(lue)).toMatchObject([{ mot: 'Suisse', position: 30 }]);
    expect(detecteur.ecartes(lue)).toMatchObject([{ position: 4 }]);
  });

  it.each(['rue du Sénégal', 'rue de la Suisse', 'Rues de Dakar', 'RUE D’AFRIQUE'])('%s', (libelle) => {
    expect(detecteur.detecter(ligne({ libelle }))).toEqual([]);
    expect(detecteur.ecartes(ligne({ libelle }))).toMatchObject([{ fauxAmi: 'rue' }]);
  });

  it.each(['rue export', 'la rue, au Sénégal', 'Théâtre de rue, Dakar', 'Sénégal, rue'])(
    '%s : une voie ne vaut que devant un lieu',
    (libelle) => {
      expect(detecteur.detecter(ligne({ libelle }))).toHaveLength(1);
    },
  );

  it('seul dans la colonne du lieu, le mot vaut', () => {
    expect(detecteur.detecter(ligne({ lieu: 'MAURICE' }))).toHaveLength(1);
    expect(detecteur.detecter(ligne({ lieu: 'école Maurice' }))).toEqual([]);
    expect(detecteur.detecter(ligne({ libelle: 'Maurice' }))).toEqual([]);
  });
});

describe('les points', () => {
  const points = (libelle: string) => pointsDesSignaux(detecteur.detecter(ligne({ libelle })));

  it.each([
    ['rien', 0],
    ['étranger', 3],
    ['Afrique', 7],
    ['export', 12],
    ['Sénégal et Dakar, sénégalais', 12],
    ['Sénégal et export', 18],
    ['Sénégal, Suisse, Congo, Grèce', 24],
    ['Suisse normande', 0],
  ])('%s : %i', (libelle, attendus) => expect(points(libelle)).toBe(attendus));
});

it('une ligne sans aucun mot de la référence n’a pas de signal', () => {
  const connus = [
    'senegal',
    'suisse',
    'philippin',
    'congo',
    'maurice',
    'grece',
    'export',
    'amie',
    'etrang',
    'afri',
    'dakar',
    'berne',
    'oeta',
    'senegambie',
  ];
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (texte) => {
      fc.pre(!connus.some((connu) => plier(texte).includes(connu)));
      const lue = ligne({ libelle: texte, beneficiaire: texte, lieu: texte });
      expect(detecteur.detecter(lue)).toEqual([]);
      expect(detecteur.ecartes(lue)).toEqual([]);
    }),
  );
});

it('le texte d’un signal se plie comme le mot, où qu’il soit', () => {
  const bruit = fc.string({
    unit: fc.constantFrom('œ', ' ', '-', '’', 'é', 'a', '\u0301', 'ß', '…', 'İ', '𝒜'),
    maxLength: 12,
  });
  fc.assert(
    fc.property(bruit, bruit, (avant, apres) => {
      const libelle = `${avant} SÉNÉGAL ${apres}`;
      const [signal] = detecteur.detecter(ligne({ libelle }));
      expect(signal?.texte).toBe('SÉNÉGAL');
      expect(libelle.slice((signal?.position ?? 0) - 1).startsWith('SÉNÉGAL')).toBe(true);
    }),
  );
});

import { createHash } from 'node:crypto';
import { Chalk } from 'chalk';
import { describe, expect, it } from 'vitest';
import { explainText } from '../../src/cli/expliquer/explain-text.ts';
import { type LineTrace, traceLine } from '../../src/cli/expliquer/trace-line.ts';
import { Constats, estUneErreur } from '../../src/domain/constats/constat.ts';
import { preparer } from '../../src/edition/preparation.ts';
import { avecDossier } from '../outils/atelier.ts';
import {
  deposer,
  deposerDossier,
  fautes,
  lireDossier,
  lireEbauche,
  TITRES_DES_DECISIONS,
} from '../outils/dossier-temporaire.ts';

const LIGNE = 'Aide au Mali;1000,00';
const EMPREINTE = createHash('sha256').update(LIGNE).digest('hex').slice(0, 16);
const REF = 'sources/a.csv:2';

type Decision = Partial<
  Record<
    | 'ref'
    | 'empreinte'
    | 'decision'
    | 'quote_part'
    | 'cle'
    | 'axe'
    | 'domaine'
    | 'territoire'
    | 'pays'
    | 'motif'
    | 'auteur'
    | 'date',
    string
  >
>;

function ecrire(decision: Decision): string {
  const bonne = {
    ref: REF,
    empreinte: EMPREINTE,
    decision: 'internationale',
    motif: 'Convention',
    auteur: 'Commission',
    date: '2012-11-05',
  };
  const complete: Decision = { ...bonne, ...decision };
  return TITRES_DES_DECISIONS.split(';')
    .map((colonne) => complete[colonne as keyof Decision] ?? '')
    .join(';');
}

function lire(decisions: readonly string[], regles: readonly unknown[] = []) {
  const contenu = `Objet;Engagé\n${LIGNE}\nVoirie;5,00\n`;
  return lireEbauche({ sources: [{ fichier: 'sources/a.csv', contenu }], decisions, regles });
}

const regle = (id: string, question: string, conclusion: unknown) => ({
  id,
  question,
  si: { libelle: { mots: 'aide' } },
  conclusion,
  motif: id,
  exemples: { attrape: [{ libelle: 'aide' }] },
});

describe('une décision', () => {
  it.each(['internationale', 'exceptionnelle', 'non_internationale', 'exclue'])(
    'l’emporte sur les règles : %s',
    async (place) => {
      const regles = [
        regle('dehors', 'perimetre', 'exclue'),
        regle('non', 'international', 'non_internationale'),
        regle('oui', 'international', 'internationale'),
        regle('unique', 'exceptionnel', 'exceptionnelle'),
      ];
      const lecture = await lire([ecrire({ decision: place })], regles);
      expect(fautes(lecture).filter((faute) => faute.startsWith('E-'))).toEqual([]);
      const [premiere] = lecture.affectations;
      expect(premiere?.verdict.place).toBe(place);
      expect(premiere?.verdict.decisive).toMatchObject({
        motif: 'Convention',
        auteur: { type: 'decision', auteur: 'Commission', date: '2012-11-05', lieu: 'arbitrages.csv:2' },
      });
      const autres = premiere?.verdict.reponses.flatMap((reponse) => reponse.autres.map(({ id }) => id));
      expect(autres).toContain('dehors');
      expect(lecture.jaune?.couverture.parDecision).toMatchObject({ lignes: 1, centimes: 100_000 });
      // Documents name it, refusals included.
      expect(lecture.jaune?.lignes.map(({ verdict }) => verdict.place)).toContain(place);
    },
  );

  it('donne une part et une ventilation, les règles donnant le reste', async () => {
    const decision = ecrire({ quote_part: '25 %', cle: 'au temps passé', pays: 'Mali' });
    const lecture = await lire([decision], [regle('axe', 'ventilation', { axe: 'jeunesse', pays: 'Niger' })]);
    expect(lecture.affectations[0]).toMatchObject({
      montants: [25_000, 75_000],
      verdict: {
        cle: 'au temps passé',
        parts: [
          { place: 'internationale', pays: 'MLI', territoire: 'afrique-subsaharienne', axe: 'jeunesse' },
          { place: 'non_internationale', pays: '', axe: '' },
        ],
      },
    });
  });
});

it('une empreinte en capitales vaut la même', async () => {
  expect(
    fautes(await lire([ecrire({ empreinte: EMPREINTE.toUpperCase() })])).filter((dite) => dite.startsWith('E-')),
  ).toEqual([]);
});

describe('une décision est refusée', () => {
  it.each<[nom: string, decision: Decision]>([
    ['sans référence', { ref: 'a.csv' }],
    ['à l’empreinte trop courte', { empreinte: 'abc' }],
    ['sans empreinte', { empreinte: '' }],
    ['d’exclusion avec un pays', { decision: 'exclue', pays: 'Mali' }],
    ['négative avec un axe', { decision: 'non_internationale', axe: 'jeunesse' }],
    ['inconnue', { decision: 'peut-être' }],
    ['ouverte', { decision: 'a_arbitrer' }],
    ['à la part illisible', { quote_part: 'un peu', cle: 'x' }],
    ['à la part sans clé', { quote_part: '30 %' }],
    ['à la clé sans part', { cle: 'x' }],
    ['négative avec une part', { decision: 'non_internationale', quote_part: '30 %', cle: 'x' }],
    ['d’exclusion avec une part', { decision: 'exclue', quote_part: '30 %', cle: 'x' }],
    ['à l’axe inconnu', { axe: 'jeunes' }],
    ['au domaine inconnu', { domaine: 'x' }],
    ['au territoire inconnu', { territoire: 'x' }],
    ['au pays inconnu', { pays: 'Atlantide' }],
    ['au pays et au territoire', { pays: 'Mali', territoire: 'asie' }],
    ['sans motif', { motif: '' }],
    ['sans auteur', { auteur: '' }],
    ['sans date', { date: '' }],
    ['à la date française', { date: '05/11/2012' }],
    ['à la date impossible', { date: '2012-13-01' }],
  ])('%s', async (_nom, decision) => {
    const dites = fautes(await lire([ecrire(decision)]));
    expect(dites).toEqual([expect.stringMatching(/^E-ARBITRAGE-ILLISIBLE arbitrages.csv 2( \d+)?$/)]);
  });

  it('quand un champ manque, ou qu’un guillemet est ouvert', async () => {
    expect(fautes(await lire([ecrire({}).slice(0, -11)]))).toEqual([
      expect.stringMatching(/^E-ARBITRAGE-ILLISIBLE arbitrages.csv 2/),
    ]);
    expect(fautes(await lire([ecrire({ motif: '"ouvert' })]))).toEqual([
      expect.stringMatching(/^E-ARBITRAGE-ILLISIBLE arbitrages.csv 2/),
    ]);
  });

  it('quand la ligne est déjà décidée', async () => {
    expect(fautes(await lire([ecrire({}), ecrire({ decision: 'exclue' })]))).toEqual([
      expect.stringMatching(/^E-ARBITRAGE-DOUBLE arbitrages.csv 3/),
    ]);
  });

  it('quand la ligne a changé', async () => {
    const lecture = await lire([ecrire({ empreinte: '0123456789abcdef' })]);
    expect(fautes(lecture)).toEqual([expect.stringMatching(/^E-ARBITRAGES-EN-ATTENTE arbitrages.csv 2/)]);
    expect(lecture.constats.liste[0]?.remede).toContain('jaune arbitrer reporter');
  });

  it('quand la ligne est plus bas : aucune empreinte n’est proposée', async () => {
    const lecture = await lire([ecrire({ ref: 'sources/a.csv:3' })]);
    expect(fautes(lecture)).toEqual([expect.stringMatching(/^E-ARBITRAGES-EN-ATTENTE arbitrages.csv 2/)]);
    expect(JSON.stringify(lecture.constats.liste)).not.toMatch(/[0-9a-f]{16}/);
  });

  it('quand la ligne n’est pas là', async () => {
    for (const ref of ['sources/a.csv:1', 'sources/a.csv:9', 'sources/b.csv:2'])
      expect(fautes(await lire([ecrire({ ref })]))).toEqual([
        expect.stringMatching(/^E-ARBITRAGES-EN-ATTENTE arbitrages.csv 2/),
      ]);
  });

  it('avec toutes les autres, en une fois', async () => {
    const dites = fautes(await lire([ecrire({ motif: '' }), ecrire({ ref: 'sources/a.csv:3', date: 'hier' })]));
    expect(dites.map((faute) => faute.split(' ').slice(0, 3).join(' '))).toEqual([
      'E-ARBITRAGE-ILLISIBLE arbitrages.csv 2',
      'E-ARBITRAGE-ILLISIBLE arbitrages.csv 3',
    ]);
  });
});

describe('une décision remplacée', () => {
  const AVEC_HISTORIQUE = `${TITRES_DES_DECISIONS};remplacee_le`;
  const lireAvec = (...rangees: readonly string[]) =>
    avecDossier((racine) => {
      const contenu = `Objet;Engagé\n${LIGNE}\nVoirie;5,00\n`;
      deposerDossier(racine, { sources: [{ fichier: 'sources/a.csv', contenu }], regles: [] });
      deposer(racine, 'arbitrages.csv', [AVEC_HISTORIQUE, ...rangees, ''].join('\n'));
      return lireDossier(racine);
    });

  it('n’est jamais appliquée, et se retrouve', async () => {
    const lecture = await lireAvec(
      `${ecrire({ decision: 'exclue', date: '2012-10-01' })};2012-11-05`,
      `${ecrire({})};`,
    );
    expect(fautes(lecture).filter((faute) => faute.startsWith('E-'))).toEqual([]);
    expect(lecture.affectations[0]?.verdict.place).toBe('internationale');
    expect(lecture.preparation?.classement.decisions.anciennes(REF)).toMatchObject([
      { place: 'exclue', remplaceeLe: '2012-11-05' },
    ]);
  });

  it('peut porter sur une ligne qui a changé, et un axe qui n’est plus', async () => {
    const lecture = await lireAvec(
      `${ecrire({ empreinte: '0123456789abcdef', axe: 'ancien', date: '2012-10-01' })};2012-11-05`,
      `${ecrire({})};`,
    );
    expect(fautes(lecture).filter((faute) => faute.startsWith('E-'))).toEqual([]);
    expect(lecture.affectations[0]?.verdict.place).toBe('internationale');
  });

  const jour = (date: string, remplacee: string) => `${ecrire({ date })};${remplacee}`;

  it.each<[nom: string, rangees: readonly string[]]>([
    ['en suite', [jour('2012-09-01', '2012-10-01'), jour('2012-10-01', '2012-11-05'), jour('2012-11-05', '')]],
    ['le même jour', [jour('2012-11-05', '2012-11-05'), jour('2012-11-05', '')]],
  ])('est remplacée %s', async (_nom, rangees) => {
    expect(fautes(await lireAvec(...rangees)).filter((faute) => faute.startsWith('E-'))).toEqual([]);
  });

  it.each<[nom: string, rangees: readonly string[], ligne: number]>([
    ['par rien', [jour('2012-10-01', '2012-11-05')], 2],
    ['par une décision d’un autre jour', [jour('2012-10-01', '2012-11-04'), jour('2012-11-05', '')], 2],
    [
      'par une autre, elle-même remplacée par rien',
      [jour('2012-09-01', '2012-10-01'), jour('2012-10-01', '2012-11-05')],
      3,
    ],
  ])('ne l’est pas %s', async (_nom, rangees, ligne) => {
    expect(fautes(await lireAvec(...rangees))).toEqual([
      expect.stringMatching(new RegExp(`^E-ARBITRAGE-ILLISIBLE arbitrages.csv ${ligne} `)),
    ]);
  });

  it('par deux qui se nomment l’une l’autre le même jour ne l’est pas', async () => {
    const lecture = await lireAvec(jour('2012-11-05', '2012-11-05'), jour('2012-11-05', '2012-11-05'));
    expect(fautes(lecture)).toHaveLength(2);
  });

  it.each(['hier', '2012-11-04'])('a une date de remplacement possible : %s est refusé', async (remplacee) => {
    expect(fautes(await lireAvec(`${ecrire({})};${remplacee}`))).toEqual([
      expect.stringMatching(/^E-ARBITRAGE-ILLISIBLE arbitrages.csv 2/),
    ]);
  });
});

describe('une décision se lit comme le classeur la lit', () => {
  it.each<[decision: string, place: string]>([
    ['Internationale', 'internationale'],
    ['non internationale', 'non_internationale'],
    ['EXCLUE', 'exclue'],
  ])('%s', async (decision, place) => {
    const lecture = await lire([ecrire({ decision })]);
    expect(fautes(lecture).filter((faute) => faute.startsWith('E-'))).toEqual([]);
    expect(lecture.affectations[0]?.verdict.place).toBe(place);
  });

  it('par ses intitulés', async () => {
    const lecture = await lire([
      ecrire({ axe: 'Jeunesse', domaine: 'Solidarité', territoire: 'Afrique subsaharienne' }),
    ]);
    expect(fautes(lecture).filter((faute) => faute.startsWith('E-'))).toEqual([]);
    expect(lecture.affectations[0]?.verdict.parts[0]).toMatchObject({
      axe: 'jeunesse',
      domaine: 'solidarite',
      territoire: 'afrique-subsaharienne',
    });
  });

  it('sans autre faute que la sienne quand elle est inconnue', async () => {
    const dites = fautes(await lire([ecrire({ decision: 'intl', quote_part: '30 %', cle: 'x', axe: 'jeunesse' })]));
    expect(dites).toHaveLength(1);
  });
});

it.each([
  ['a.csv:2', REF],
  ['sources\\a.csv:2', REF],
  ['data/2012/Sources/A.csv:2', REF],
])('la référence %s donne la bonne', async (ref, voulue) => {
  const { constats } = await lire([ecrire({ ref })]);
  expect(constats.liste.filter(estUneErreur)).toMatchObject([
    { code: 'E-ARBITRAGE-ILLISIBLE', remede: `Vouliez-vous écrire ${voulue} ?` },
  ]);
});

it('une case démesurée est dite une fois, pour ce qu’elle est', async () => {
  for (const motif of ['x'.repeat(1_200_000), `"${'x'.repeat(2_400_000)}"`]) {
    const { constats } = await lire([ecrire({ motif }), ecrire({ ref: 'sources/a.csv:3', date: 'hier' })]);
    expect(constats.liste.map(({ message }) => message)).toEqual([
      'cette ligne ne finit pas : plus d’un million d’octets',
      '« hier » n’est pas une date',
    ]);
  }
});

it('des titres seuls suffisent ; un fichier vide n’en est pas un', async () => {
  expect(fautes(await lire([])).filter((faute) => faute.startsWith('E-'))).toEqual([]);
  for (const contenu of ['', ' \n\n', '\ufeff']) {
    const dites = await avecDossier((racine) => {
      deposerDossier(racine, { sources: [{ fichier: 'sources/a.csv', contenu: `Objet;Engagé\n${LIGNE}\n` }] });
      deposer(racine, 'arbitrages.csv', contenu);
      return lireDossier(racine);
    });
    expect(fautes(dites)).toEqual(['E-ARBITRAGE-ILLISIBLE arbitrages.csv']);
  }
});

it.each([
  ['2012-12-13', 0],
  ['2012-12-14', 1],
  ['2010-01-01', 0],
  ['2009-12-31', 1],
])('une décision du %s est dite %d fois', async (date, nombre) => {
  const dites = fautes(await lire([ecrire({ date })])).filter((faute) => faute.startsWith('A-ARBITRAGE-DATE'));
  expect(dites).toHaveLength(nombre);
});

it('expliquer dit la décision d’un autre contenu, et suit une référence écrite sous Windows', async () => {
  await avecDossier(async (racine) => {
    deposerDossier(racine, {
      sources: [{ fichier: 'sources/a.csv', contenu: `Objet;Engagé\n${LIGNE}\nVoirie;5,00\n` }],
      decisions: [ecrire({ empreinte: '0123456789abcdef' })],
    });
    const preparation = await preparer(racine, new Constats());
    const trace = await traceLine(preparation, 'sources\\a.csv:2');
    expect(trace).toMatchObject({ type: 'ligne', perimee: { conclusion: 'internationale', lieu: 'arbitrages.csv:2' } });
    const texte = explainText(trace as LineTrace, preparation, new Chalk({ level: 0 }));
    expect(texte.split('\n')[2]).toContain('pour un autre contenu de la ligne : internationale, par Commission');
    expect(await traceLine(preparation, 'a.csv:3')).toMatchObject({ type: 'ligne', perimee: undefined });
  });
});

import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../src/domain/verdict/verdict.ts';
import { fautes, type Lecture, lireEbauche } from '../outils/dossier-temporaire.ts';

const COLONNES = { chapitre: 'Ch', fonction: 'Fn', sens: 'Sens', libelle: 'Objet', beneficiaire: 'Qui', lieu: 'Où' };

/** A rule, caught by an example of its own condition. */
function regle(id: string, question: string, conclusion: unknown, mot: string, plus: Record<string, unknown> = {}) {
  return {
    id,
    question,
    si: { libelle: { mots: mot } },
    conclusion,
    motif: `motif de ${id}`,
    exemples: { attrape: [{ libelle: mot }] },
    ...plus,
  };
}

async function classer(libelles: readonly string[], regles: readonly unknown[], lieu = ''): Promise<Verdict[]> {
  const contenu = ['Ch;Fn;Sens;Objet;Qui;Où;Engagé', ...libelles.map((libelle) => `;;;${libelle};;${lieu};1000,00`)];
  const lecture = await lire(contenu, regles);
  expect(fautes(lecture).filter((faute) => faute.startsWith('E-'))).toEqual([]);
  return lecture.affectations.map(({ verdict }) => verdict);
}

function lire(contenu: readonly string[], regles: readonly unknown[]): Promise<Lecture> {
  const source = {
    fichier: 'sources/a.csv',
    contenu: [...contenu, ''].join('\n'),
    declaration: { colonnes: COLONNES },
  };
  return lireEbauche({ sources: [source], regles });
}

/** The breakdown of a verdict, in short. */
function parts({ parts: toutes }: Verdict): string[] {
  return toutes.map(
    ({ place, part, axe, domaine, territoire, pays, secteur }) =>
      `${part.numerateur}/${part.denominateur} ${[place, axe, domaine, territoire, pays, secteur].join('|')}`,
  );
}

describe('les quatre questions', () => {
  const regles = [
    regle('dehors', 'perimetre', 'exclue', 'tabou'),
    regle('oui', 'international', 'internationale', 'jumelage'),
    regle('non', 'international', 'non_internationale', 'voirie'),
    regle('tiers', 'international', { quote_part: '1/3', cle: 'au temps passé' }, 'tiers'),
    regle('unique', 'exceptionnel', 'exceptionnelle', 'unique'),
  ];

  it('se posent dans l’ordre, et chaque ligne a une place', async () => {
    const verdicts = await classer(
      ['jumelage tabou unique', 'jumelage', 'voirie unique', 'jumelage unique', 'unique', 'tiers unique', 'rien'],
      regles,
    );
    expect(verdicts.map(({ place }) => place)).toEqual([
      'exclue',
      'internationale',
      'non_internationale',
      'exceptionnelle',
      'non_examinee',
      'exceptionnelle',
      'non_examinee',
    ]);
    expect(verdicts.map(({ reponses }) => reponses.map(({ question }) => question).join(' '))).toEqual([
      'perimetre',
      'perimetre international exceptionnel',
      'perimetre international',
      'perimetre international exceptionnel',
      'perimetre international',
      'perimetre international exceptionnel',
      'perimetre international',
    ]);
    expect(verdicts.map(({ decisive }) => decisive.motif)).toMatchObject({
      0: 'motif de dehors',
      1: 'motif de oui',
      2: 'motif de non',
      3: 'motif de unique',
      5: 'motif de unique',
    });
  });

  it('gardent le reste d’une part, et sa clé', async () => {
    const [verdict] = await classer(['tiers'], regles);
    expect(verdict).toMatchObject({ place: 'internationale', cle: 'au temps passé' });
    expect(verdict && parts(verdict)).toEqual(['1/3 internationale|||||Pilote', '2/3 non_internationale|||||Pilote']);
  });

  it('prennent la première règle qui conclut, et gardent les autres', async () => {
    const deux = [
      regle('premiere', 'international', 'non_internationale', 'aide'),
      regle('seconde', 'international', 'internationale', 'export'),
      regle('troisieme', 'international', 'internationale', 'aide'),
    ];
    const [a, b] = await classer(['aide export', 'export'], deux);
    expect(a?.place).toBe('non_internationale');
    expect(a?.decisive.auteur).toMatchObject({
      type: 'regle',
      regle: { id: 'premiere', lieu: 'regles/10-essai.yaml:1' },
    });
    expect(a?.decisive.autres.map(({ id }) => id)).toEqual(['seconde', 'troisieme']);
    expect(b?.decisive.auteur).toMatchObject({ regle: { id: 'seconde' } });
  });

  it('laissent entrer ce qu’une première règle inclut', async () => {
    const [verdict] = await classer(
      ['tabou permis jumelage'],
      [regle('permis', 'perimetre', 'incluse', 'permis'), ...regles],
    );
    expect(verdict?.place).toBe('internationale');
    expect(verdict?.reponses[0]).toMatchObject({ conclusion: 'incluse', autres: [{ id: 'dehors' }] });
  });

  it('ne suivent que les règles de l’exercice', async () => {
    const regleDe = (exercices: unknown) => [
      regle('oui', 'international', 'internationale', 'jumelage', { exercices }),
    ];
    for (const exercices of ['2012', '2005..2023', ['2011', '2012']])
      expect((await classer(['jumelage'], regleDe(exercices)))[0]?.place).toBe('internationale');
    for (const exercices of ['2011', '2013..2023', ['2010', '2011']])
      expect((await classer(['jumelage'], regleDe(exercices)))[0]?.place).not.toBe('internationale');
  });
});

describe('sans règle', () => {
  it('un signal envoie la ligne à une personne, et ne décide pas', async () => {
    const [aide, formalites, vide] = await classer(['Aide au Sénégal', 'Formalités', '—'], []);
    expect(aide).toMatchObject({
      place: 'a_arbitrer',
      decisive: { auteur: { type: 'signal' }, motif: expect.stringContaining('Sénégal') },
      parts: [{ place: 'a_arbitrer' }],
    });
    expect(aide?.signaux).toMatchObject([{ mot: 'Sénégal', champ: 'libelle', genre: 'pays', poids: 3 }]);
    for (const muette of [formalites, vide])
      expect(muette).toMatchObject({ place: 'non_examinee', signaux: [], decisive: { auteur: { type: 'defaut' } } });
  });

  it('un mot ambigu n’est pas un signal', async () => {
    const [verdict] = await classer(['Rue de l’Assomption'], []);
    expect(verdict?.place).toBe('non_examinee');
  });

  it('deux lignes semblables n’ont pas les signaux l’une de l’autre', async () => {
    const verdicts = await classer(['rien', 'Mali', 'rien', 'Niger', 'Mali'], []);
    expect(verdicts.map(({ signaux }) => signaux.map(({ mot }) => mot).join())).toEqual([
      '',
      'Mali',
      '',
      'Niger',
      'Mali',
    ]);
  });

  it('une règle qui dit non fait taire les signaux', async () => {
    const [verdict] = await classer(
      ['Voirie du Mali'],
      [regle('non', 'international', 'non_internationale', 'voirie')],
    );
    expect(verdict).toMatchObject({ place: 'non_internationale', signaux: [] });
  });
});

describe('la ventilation', () => {
  const oui = regle('oui', 'international', 'internationale', 'aide');
  const vers = (conclusion: unknown, mot = 'aide') => regle(`v-${mot}`, 'ventilation', conclusion, mot);
  const ventiler = async (regles: readonly unknown[], libelle = 'aide', lieu = '') => {
    const [verdict] = await classer([libelle], [oui, ...regles], lieu);
    return verdict ? parts(verdict) : [];
  };

  it('croise les dimensions, et laisse non ventilé ce qui reste', async () => {
    const conclusion = { axe: { jeunesse: '1/2' }, pays: { Sénégal: '60 %', 'Viêt Nam': '30 %' }, secteur: 'Culture' };
    expect(await ventiler([vers(conclusion)])).toEqual([
      '3/10 internationale|jeunesse||afrique-subsaharienne|SEN|Culture',
      '3/20 internationale|jeunesse||asie|VNM|Culture',
      '1/20 internationale|jeunesse||||Culture',
      '3/10 internationale|||afrique-subsaharienne|SEN|Culture',
      '3/20 internationale|||asie|VNM|Culture',
      '1/20 internationale|||||Culture',
    ]);
  });

  it('garde son secteur à ce qu’un partage du secteur laisse', async () => {
    expect(await ventiler([vers({ secteur: { Culture: '1/4' } })])).toEqual([
      '1/4 internationale|||||Culture',
      '3/4 internationale|||||Pilote',
    ]);
  });

  it('prend la première règle par dimension, le pays et le territoire n’en faisant qu’une', async () => {
    expect(
      await ventiler([vers({ axe: 'jeunesse' }), vers({ axe: 'croissance', domaine: 'export' }, 'mali')], 'aide mali'),
    ).toEqual(['1/1 internationale|jeunesse|export|||Pilote']);
    expect(await ventiler([vers({ territoire: 'europe' }), vers({ pays: 'Mali' }, 'mali')], 'aide mali')).toEqual([
      '1/1 internationale|||europe||Pilote',
    ]);
  });

  it('suit le lieu reçu quand aucune règle ne parle du territoire', async () => {
    expect(await ventiler([], 'aide', 'Sénégal')).toEqual(['1/1 internationale|||afrique-subsaharienne|SEN|Pilote']);
    expect(await ventiler([], 'aide', 'Sénégal et Mali')).toEqual(['1/1 internationale|||||Pilote']);
    expect(await ventiler([vers({ territoire: 'europe' })], 'aide', 'Sénégal')).toEqual([
      '1/1 internationale|||europe||Pilote',
    ]);
  });

  it('reste exacte quand des partages fins se croisent', async () => {
    const tiers = (un: string, autre: string) => ({ [un]: '33,33 %', [autre]: '66,66 %' });
    const conclusion = {
      axe: tiers('jeunesse', 'croissance'),
      domaine: tiers('export', 'solidarite'),
      pays: tiers('Mali', 'Sénégal'),
      secteur: tiers('Culture', 'Sport'),
    };
    const part = regle('part', 'international', { quote_part: '12,345678 %', cle: 'surface' }, 'surface');
    const [verdict] = await classer(['surface'], [part, vers(conclusion, 'surface')]);
    expect(verdict?.parts).toHaveLength(3 ** 4 + 1);
  });
});

describe('les règles mal écrites', () => {
  const codes = async (...regles: unknown[]) =>
    fautes(await lire(['Ch;Fn;Sens;Objet;Qui;Où;Engagé', '930;048;;rien;;;1,00'], regles)).map((faute) =>
      faute.replace(' regles/10-essai.yaml', ''),
    );

  it.each<[nom: string, plus: Record<string, unknown>, code: string]>([
    ['un champ inconnu', { si: { libele: 'x' } }, 'E-REGLE-CHAMP'],
    ['un code hors de la nomenclature', { si: { fonction: '0499' } }, 'E-REGLE-CODE'],
    ['une famille sans code', { si: { fonction: '049*' } }, 'E-REGLE-CODE'],
    ['un intervalle sans code', { si: { fonction: '0491..0499' } }, 'E-REGLE-CODE'],
    ['un mot fermé inconnu', { si: { sens: 'dépenses' } }, 'E-REGLE-CHAMP'],
    ['un montant sans bornes', { si: { montant: '5' } }, 'E-REGLE-CHAMP'],
    ['des bornes sur un texte', { si: { libelle: { min: '5' } } }, 'E-REGLE-CHAMP'],
    ['des bornes niées', { si: { libelle: { sauf: { min: '5' } } } }, 'E-CONDITION'],
    ['une condition vide', { si: {} }, 'E-CONDITION'],
    ['une conclusion d’une autre question', { conclusion: 'exclue' }, 'E-REGLE-CONCLUSION'],
    ['une part sans clé', { conclusion: { quote_part: '30 %' } }, 'E-REGLE-CONCLUSION'],
    ['une part de plus que tout', { conclusion: { quote_part: '130 %', cle: 'x' } }, 'E-REGLE-CONCLUSION'],
    ['un pays inconnu', { question: 'ventilation', conclusion: { pays: 'Atlantide' } }, 'E-REGLE-CONCLUSION'],
    ['un axe inconnu', { question: 'ventilation', conclusion: { axe: 'jeunes' } }, 'E-REGLE-CONCLUSION'],
    [
      'un pays et son territoire',
      { question: 'ventilation', conclusion: { pays: 'Mali', territoire: 'asie' } },
      'E-REGLE-CONCLUSION',
    ],
    [
      'un partage de plus que tout',
      { question: 'ventilation', conclusion: { pays: { Mali: '60 %', Niger: '41 %' } } },
      'E-REGLE-CONCLUSION',
    ],
    ['un exemple qu’elle laisse', { exemples: { attrape: [{ libelle: 'autre' }] } }, 'E-REGLE-EXEMPLE'],
    [
      'un contre-exemple qu’elle attrape',
      { exemples: { attrape: [{ libelle: 'aide' }], laisse: [{ libelle: 'une aide' }] } },
      'E-REGLE-EXEMPLE',
    ],
    ['un exemple au champ inconnu', { exemples: { attrape: [{ libele: 'aide' }] } }, 'E-REGLE-CHAMP'],
    ['un exercice illisible', { exercices: 'toujours' }, 'E-YAML-CONTENU'],
  ])('se disent : %s', async (_nom, plus, code) => {
    const dites = await codes({ ...regle('r', 'international', 'internationale', 'aide'), ...plus });
    expect(dites).toEqual([expect.stringMatching(new RegExp(`^${code} 1 \\d+$`))]);
  });

  it('se disent : deux règles du même nom', async () => {
    const une = regle('r', 'international', 'internationale', 'aide');
    expect(await codes(une, une)).toEqual([expect.stringMatching(/^E-REGLE-DOUBLE 1 /)]);
  });
});

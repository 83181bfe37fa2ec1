import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DetecteurDeSignaux, type TexteDeLigne } from '../../src/classify/signaux/detecteur-de-signaux.ts';
import { Geographie, nomsDe } from '../../src/domain/lieux/geographie.ts';
import { plier } from '../../src/domain/textes/texte.ts';
import { chargerLaGeographie, chargerLesSignaux } from '../../src/dossier/tables-de-reference.ts';

const DATA = join(resolve(import.meta.dirname, '../..'), 'data');
const geographie = chargerLaGeographie(DATA);
const vocabulaire = chargerLesSignaux(DATA);
const detecteur = new DetecteurDeSignaux(geographie, vocabulaire);
const seuls = new Set(
  vocabulaire.fauxAmis
    .filter(({ portee }) => portee === 'texte' || portee === 'lieu')
    .map(({ expression }) => plier(expression)),
);

function ligne(champs: Partial<TexteDeLigne>): TexteDeLigne {
  return { libelle: '', beneficiaire: '', lieu: '', programmeLibelle: '', actionLibelle: '', ...champs };
}

function mots(libelle: string): string[] {
  return detecteur.detecter(ligne({ libelle })).map(({ mot }) => mot);
}

describe('la référence', () => {
  it('chaque nom de pays signale son pays, même en capitales dans une phrase, sauf les faux amis', () => {
    const noms = geographie.tousLesPays.flatMap((pays) => nomsDe(pays).map((nom) => [nom, pays.code] as const));
    expect(noms.length).toBeGreaterThan(250);
    for (const [nom, code] of noms) {
      const vus = detecteur.detecter(ligne({ libelle: `PROJET : ${nom.toUpperCase()}, 2012` }));
      expect(
        vus.map(({ pays }) => pays),
        nom,
      ).toEqual(seuls.has(plier(nom)) ? [] : [code]);
    }
  });

  it('chaque capitale et lieu partenaire aussi', () => {
    for (const { code, capitale, lieux } of geographie.tousLesPays)
      for (const lieu of [capitale, ...lieux].filter((nom) => nom !== '' && !seuls.has(plier(nom)))) {
        const [vu] = detecteur.detecter(ligne({ beneficiaire: `Association ${lieu} amitié` }));
        expect(vu, lieu).toMatchObject({ pays: code, champ: 'beneficiaire', position: 13 });
      }
  });

  it('chaque mot du métier et chaque aire signale', () => {
    for (const { mot, genre, poids } of vocabulaire.mots)
      expect(detecteur.detecter(ligne({ libelle: `${mot} 2012` })), mot).toMatchObject([{ mot, genre, poids }]);
    for (const { nom } of geographie.aires) expect(mots(`Projet en ${nom}`), nom).toEqual([nom]);
  });

  it.each([
    ['Haute-Volta', 'BFA'],
    ['Dahomey', 'BEN'],
    ['Zaïre', 'COD'],
    ['Ceylan', 'LKA'],
    ['Birmanie', 'MMR'],
    ['Tombouctou', 'MLI'],
    ['Gauteng', 'ZAF'],
    ['Mazovie', 'POL'],
    ['Kayes', 'MLI'],
    ['Santiago', 'CHL'],
    ['sénégalaises', 'SEN'],
    ['philippine', ''],
  ])('%s : %s', (mot, code) => {
    expect(detecteur.detecter(ligne({ libelle: `Aide, ${mot}` }))[0]?.pays ?? '').toBe(code);
  });

  it.each([
    ['Tchécoslovaquie', ['Tchécoslovaquie']],
    ['Afrique du Sud', ['Afrique du Sud']],
    ['Institut français des relations internationales', ['Institut français des relations internationales']],
    ['Mobilité Erasmus Mundus', ['Erasmus Mundus']],
    ['Jumelages et coopérations décentralisées', ['jumelage', 'coopération décentralisée']],
  ])('« %s » : le plus long, seul', (libelle, attendus) => {
    expect(mots(libelle)).toEqual(attendus);
  });
});

describe('la France n’est pas l’étranger', () => {
  it.each([
    'Guadeloupe',
    'Martinique',
    'Guyane',
    'Guyane française',
    'La Réunion',
    'Île de la Réunion',
    'Mayotte',
    'Nouvelle-Calédonie',
    'Polynésie française',
    'Saint-Martin',
    'Saint-Barthélemy',
    'Saint-Pierre-et-Miquelon',
    'Wallis-et-Futuna',
    'Terres australes et antarctiques françaises',
    'océan Indien',
    'outre-mer',
    'Antilles',
    'Papeete',
    'Nouméa',
    'Cayenne',
    'Pointe-à-Pitre',
    'Fort-de-France',
    'Île-de-France',
    'Paris',
    'Bretagne',
    'Pays basque',
    'Centre',
  ])('%s', (nom) => {
    expect(detecteur.detecter(ligne({ libelle: `Aide ${nom}`, lieu: nom }))).toEqual([]);
  });
});

describe('les faux amis', () => {
  it.each(vocabulaire.fauxAmis.map((fauxAmi) => [fauxAmi.expression, fauxAmi] as const))('%s', (_, fauxAmi) => {
    const lue = ligne({ libelle: fauxAmi.exemple });
    expect(detecteur.detecter(lue)).toEqual([]);
    const { expression, motif } = fauxAmi;
    expect(detecteur.ecartes(lue).map(({ fauxAmi: vu }) => vu)).toContain(expression);
    expect(detecteur.ecartes(lue).find((ecarte) => ecarte.fauxAmi === expression)?.motif).toBe(motif);
  });

  it('seul dans la colonne du lieu, un mot de portée « texte » vaut ; de portée « lieu », non', () => {
    for (const { expression, portee } of vocabulaire.fauxAmis) {
      if (portee !== 'texte' && portee !== 'lieu') continue;
      const vus = detecteur.detecter(ligne({ lieu: expression }));
      expect(vus.length, expression).toBe(portee === 'texte' ? 1 : 0);
      expect(detecteur.detecter(ligne({ lieu: `Mairie ${expression}, 75013` })), expression).toEqual([]);
    }
  });

  it.each([
    'Georgia',
    'Saint-Maurice',
    'Conseil de quartier Blanqui Italie Corvisart',
    'Internationaux de squash',
    'rue de Rome et avenue d’Italie',
    'École du boulevard de Stalingrad',
    'Chapelle internationale',
  ])('« %s » ne signale rien', (libelle) => expect(mots(libelle)).toEqual([]));

  it('n’écarte que ce qui est dedans', () => {
    expect(mots('De la place d’Italie à l’Italie')).toEqual(['Italie']);
    expect(mots('Restauration d’une rue de Dakar, au Sénégal')).toEqual(['Sénégal']);
    expect(mots('Maison de l’Europe')).toEqual(["Maison de l'Europe"]);
  });
});

describe('quel que soit l’ordre des lignes des tables', () => {
  it('les mêmes signaux', () => {
    const renverse = new DetecteurDeSignaux(
      new Geographie(
        [...geographie.territoires].reverse(),
        [...geographie.tousLesPays].reverse(),
        [],
        [...geographie.aires].reverse(),
      ),
      { mots: [...vocabulaire.mots].reverse(), fauxAmis: [...vocabulaire.fauxAmis].reverse() },
    );
    const connus = [
      ...vocabulaire.mots.map(({ mot }) => mot),
      ...vocabulaire.fauxAmis.map(({ exemple }) => exemple),
      ...geographie.tousLesPays.flatMap((pays) => [...nomsDe(pays), ...pays.gentiles, ...pays.lieux]),
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...connus, 'et', 'de la', ','), { maxLength: 6 }), (suite) => {
        const lue = ligne({ libelle: suite.join(' ') });
        expect(renverse.detecter(lue)).toEqual(detecteur.detecter(lue));
        expect(renverse.ecartes(lue)).toEqual(detecteur.ecartes(lue));
      }),
    );
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suggerer } from '../../src/classify/examinateur.ts';
import { lireLaMemoire } from '../../src/classify/memoire/lire-la-memoire.ts';
import { Memoire } from '../../src/classify/memoire/memoire.ts';
import type { Souvenir } from '../../src/classify/memoire/traits.ts';
import { Constats } from '../../src/domain/constats/constat.ts';
import type { MemoireLue } from '../../src/domain/dossier/source-lue.ts';
import type { Rappel } from '../../src/domain/verdict/indice.ts';
import type { Signal } from '../../src/domain/verdict/signal.ts';
import { compilerLesLignes } from '../../src/edition/compiler-les-lignes.ts';
import { preparer } from '../../src/edition/preparation.ts';
import { compilerLEdition } from '../../src/edition.ts';
import { avecDossier } from '../outils/atelier.ts';
import { deposer, deposerDossier } from '../outils/dossier-temporaire.ts';

const SENEGAL = { mot: 'Sénégal', champ: 'libelle', genre: 'pays', poids: 3 } as unknown as Signal;
const EXPORT = { mot: 'export', champ: 'libelle', genre: 'mot', poids: 2 } as unknown as Signal;

function souvenir(champs: Partial<Souvenir>): Souvenir {
  return {
    ...{ exercice: '2011', internationale: true, programme: '', action: '', beneficiaire: '', libelle: '', lieu: '' },
    ...{ programmeLibelle: '', actionLibelle: '' },
    ...champs,
  };
}

/** The signals of these tests: two words of the reference, found by the eye. */
function detecter({ libelle }: Pick<Souvenir, 'libelle'>): Signal[] {
  return [...(/sénégal/i.test(libelle) ? [SENEGAL] : []), ...(/export/i.test(libelle) ? [EXPORT] : [])];
}

function memoireDe(souvenirs: readonly Souvenir[]): Memoire {
  const memoire = new Memoire();
  for (const chacun of souvenirs) memoire.apprendre(chacun, detecter(chacun));
  return memoire;
}

const dit = ({ indices }: Rappel) =>
  indices.map(({ trait, lignes, internationales, points, retenus }) => [
    trait.genre,
    trait.cle,
    internationales,
    lignes,
    points,
    retenus,
  ]);

const mots = fc.constantFrom('Sénégal', 'export', 'voirie', 'école', 'théâtre', 'écoles', 'gare', '2011', 'festival');
const souvenirs = fc.array(
  fc
    .record({
      exercice: fc.constantFrom('2009', '2010', '2011'),
      internationale: fc.boolean(),
      programme: fc.constantFrom('', 'HP 048-008', 'hp048-008', 'HP 11'),
      action: fc.constantFrom('', '10400801'),
      beneficiaire: fc.constantFrom('', 'Association A', 'ASSOCIATION  A', 'Commune B'),
      libelle: fc.array(mots, { maxLength: 5 }).map((choisis) => choisis.join(' ')),
    })
    .map(souvenir),
  { maxLength: 30 },
);

describe('la mémoire', () => {
  it('compte ce qu’un autre compte aussi, et ses points se refont à la main', () => {
    fc.assert(
      fc.property(souvenirs, souvenirs, (appris, [ligne = souvenir({})]) => {
        const rappel = memoireDe(appris).rappeler(ligne, detecter(ligne));
        if (appris.length === 0) {
          expect(rappel).toMatchObject({ depart: -13, indices: [], points: 0 });
          return;
        }
        const oui = appris.filter(({ internationale }) => internationale).length;
        const b = (oui + 1) / (appris.length + 2);
        expect(rappel.apprises).toEqual({ lignes: appris.length, internationales: oui });
        const depart = Math.min(10 * Math.log10(b / (1 - b)), 10 * Math.log10(1 / 19));
        expect(Math.abs(rappel.depart - depart)).toBeLessThanOrEqual(0.5);
        for (const indice of rappel.indices) {
          const semblables = appris.filter((autre) => aLeTrait(autre, indice.trait.genre, indice.trait.cle));
          expect(indice.lignes).toBe(semblables.length);
          expect(indice.internationales).toBe(semblables.filter(({ internationale }) => internationale).length);
          const decibans = (internationales: number, lignes: number, attendu: number, k: number) =>
            10 *
            Math.log10(
              (((internationales + k * attendu) / (lignes - internationales + k * (1 - attendu))) * (1 - b)) / b,
            );
          if (indice.parties === undefined) {
            const k = indice.trait.genre === 'mot' ? 2 : 1;
            const attendus = decibans(indice.internationales, indice.lignes, indice.attendu, k);
            expect(Math.abs(indice.points - attendus)).toBeLessThanOrEqual(0.5);
          } else {
            expect([indice.trait.genre, indice.lignes]).toEqual(['mot', 0]);
            for (const partie of indice.parties) {
              const vues = lesLignesDesMots(appris, partie.partie);
              const dontOui = vues.filter((internationale) => internationale).length;
              expect([partie.lignes, partie.internationales]).toEqual([vues.length, dontOui]);
              expect(Math.abs(partie.points - decibans(dontOui, vues.length, b, 1))).toBeLessThanOrEqual(0.5);
            }
            const somme = indice.parties.reduce((total, { points }) => total + points, 0);
            expect(indice.points).toBeCloseTo(Math.trunc(somme / (2 * indice.parties.length)), 9);
          }
          expect(Math.abs(indice.retenus)).toBeLessThanOrEqual(Math.abs(indice.points));
        }
        expect(rappel.points).toBe(rappel.indices.reduce((somme, { retenus }) => somme + retenus, 0));
      }),
      { seed: 3, numRuns: 400 },
    );
  });

  it('ne dépend pas de l’ordre dans lequel elle a appris', () => {
    fc.assert(
      fc.property(
        souvenirs.chain((liste) =>
          fc.tuple(fc.constant(liste), fc.shuffledSubarray(liste, { minLength: liste.length })),
        ),
        souvenirs,
        ([liste, melee], [ligne = souvenir({})]) => {
          const rappels = [liste, melee].map((appris) => memoireDe(appris).rappeler(ligne, detecter(ligne)));
          expect(rappels[0]).toEqual(rappels[1]);
        },
      ),
      { seed: 3, numRuns: 200 },
    );
  });

  it('retient les deux mots qui parlent le plus pour, les deux qui parlent le plus contre, et ne descend jamais sous −15 par les mots', () => {
    const non = Array.from({ length: 40 }, () =>
      souvenir({ internationale: false, libelle: 'un deux trois quatre cinq six sept', beneficiaire: 'Commune B' }),
    );
    const oui = Array.from({ length: 5 }, () => souvenir({ libelle: 'tout autre chose' }));
    const ligne = souvenir({ libelle: 'un deux trois quatre cinq six sept', beneficiaire: 'Commune B' });
    const { indices } = memoireDe([...non, ...oui]).rappeler(ligne, []);
    const autres = indices.filter(({ trait }) => trait.genre === 'mot');
    expect(autres.length).toBe(7);
    expect(autres.filter(({ retenus }) => retenus !== 0).length).toBeLessThanOrEqual(2);
    expect(autres.reduce((somme, { retenus }) => somme + retenus, 0)).toBe(-15);
    const melee = souvenir({ libelle: 'un deux trois tout autre chose' });
    const retenus = memoireDe([...non, ...oui])
      .rappeler(melee, [])
      .indices.flatMap((indice) => (indice.trait.genre === 'mot' ? indice.retenus : []));
    expect([retenus.filter((points) => points > 0).length, retenus.filter((points) => points < 0).length]).toEqual([
      2, 2,
    ]);
  });

  it('reconnaît à ses parties un mot jamais vu, et dit lesquelles', () => {
    const non = Array.from({ length: 40 }, () => souvenir({ internationale: false, libelle: 'voirie communale' }));
    const oui = ['africain', 'africaine', 'afrique'].map((libelle) => souvenir({ libelle }));
    const rappel = memoireDe([...non, ...oui]).rappeler(souvenir({ libelle: 'Afrika' }), []);
    const mot = rappel.indices.find(({ trait }) => trait.genre === 'mot');
    expect(mot).toMatchObject({ trait: { valeur: 'afrika' }, internationales: 0, lignes: 0, retenus: 3 });
    expect(mot?.parties?.map(({ partie, internationales, lignes }) => [partie, internationales, lignes])).toEqual([
      ['^afr', 3, 3],
      ['afri', 3, 3],
      ['frik', 0, 0],
      ['ika$', 0, 0],
    ]);
    expect(rappel.indices.find(({ trait }) => trait.genre === 'libelle')).not.toHaveProperty('parties');
  });

  it('ne coupe pas en parties ce qui n’est pas un mot', () => {
    const memoire = memoireDe([souvenir({ libelle: 'voirie' })]);
    for (const libelle of ['gaz', 'a'.repeat(100_000)])
      expect(memoire.rappeler(souvenir({ libelle }), []).indices.some(({ parties }) => parties)).toBe(false);
  });

  it('croit le passé d’un bénéficiaire plutôt qu’un libellé que tout le monde porte', () => {
    const non = Array.from({ length: 200 }, (_, rang) =>
      souvenir({ internationale: false, libelle: 'Fonctionnement', beneficiaire: `Club ${rang}` }),
    );
    const oui = Array.from({ length: 2 }, () => souvenir({ libelle: 'Fonctionnement', beneficiaire: 'GRDR' }));
    const { depart, points, indices } = memoireDe([...non, ...oui]).rappeler(
      souvenir({ libelle: 'Fonctionnement', beneficiaire: 'Grdr' }),
      [],
    );
    expect(suggerer(indices, depart + points)?.conclusion).toBe('internationale');
  });

  it('reconnaît un bénéficiaire sous un nom écrit autrement, et n’en confond pas deux qu’un numéro ou une lettre sépare', () => {
    const appris = ['La Maison de l’Europe de Brest, association', 'Section 12', 'Commune B'];
    const memoire = memoireDe(appris.map((beneficiaire) => souvenir({ beneficiaire })));
    const lignesDe = (beneficiaire: string) =>
      memoire.rappeler(souvenir({ beneficiaire }), []).indices.find(({ trait }) => trait.genre === 'beneficiaire')
        ?.lignes;
    const memes = ["Association Maison de l'Europe - Brest", 'BREST, MAISON EUROPE'];
    const autres = ['Maison de l’Europe', 'Section 13', 'Section', 'Commune A', 'Association'];
    expect([memes.map(lignesDe), autres.map(lignesDe)]).toEqual([
      [1, 1],
      [0, 0, 0, 0, 0],
    ]);
  });

  it('ne dit rien quand elle est vide', () => {
    expect(new Memoire().rappeler(souvenir({ libelle: 'Sénégal' }), [SENEGAL])).toEqual({
      apprises: { lignes: 0, internationales: 0 },
      taux: 0.05,
      depart: -13,
      indices: [],
      points: 0,
    });
  });

  it('rapproche les graphies d’un bénéficiaire, d’un programme, d’un appel à projets d’une année à l’autre', () => {
    const appris = [souvenir({ beneficiaire: 'ASSOCIATION A', programme: 'hp048-008', libelle: 'LPE2010 Écoles' })];
    const ligne = souvenir({ beneficiaire: 'Association  a', programme: 'HP 048-008', libelle: 'lpe2011 école' });
    expect(dit(memoireDe(appris).rappeler(ligne, []))).toEqual(
      expect.arrayContaining([
        ['beneficiaire', 'a', 1, 1, expect.any(Number), expect.any(Number)],
        ['programme_action', 'HP048-008 ', 1, 1, expect.any(Number), expect.any(Number)],
        ['mot', 'lpe', 1, 1, expect.any(Number), expect.any(Number)],
        ['mot', 'ecole', 1, 1, expect.any(Number), expect.any(Number)],
      ]),
    );
  });
});

/** By another road than the one that counts: of each line, once for each of its words with that part, whether it was international. */
function lesLignesDesMots(lignes: readonly Souvenir[], partie: string): boolean[] {
  return lignes.flatMap((ligne) => {
    const texte = `${ligne.beneficiaire} ${ligne.libelle}`.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    const mots = new Set(
      (texte.match(/[a-z]{2,}/g) ?? []).map((mot) => (mot.length > 3 && mot.endsWith('s') ? mot.slice(0, -1) : mot)),
    );
    return [...mots]
      .filter((mot) => aLeTrait(ligne, 'mot', mot) && mot.length > 3 && `^${mot}$`.includes(partie))
      .map(() => ligne.internationale);
  });
}

/** Whether a line has a trait, by another road than the one that finds it. */
function aLeTrait(ligne: Souvenir, genre: string, cle: string): boolean {
  const net = (texte: string) =>
    texte.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
  const signaux = detecter(ligne).map(({ mot }) => mot);
  if (genre === 'beneficiaire') {
    const nom = net(ligne.beneficiaire).split(/[^a-z]+/);
    return (
      ligne.beneficiaire !== '' &&
      cle ===
        nom
          .filter((mot) => mot !== 'association')
          .sort()
          .join(' ')
    );
  }
  if (genre === 'libelle') return net(ligne.libelle) === cle;
  if (genre === 'signal') return signaux.includes(cle);
  if (genre === 'sans_signal') return signaux.length === 0;
  if (genre === 'programme_action')
    return `${ligne.programme.replaceAll(' ', '').toUpperCase()} ${ligne.action}` === cle;
  const desSignaux = signaux.map((mot) => net(mot));
  return net(`${ligne.beneficiaire} ${ligne.libelle}`)
    .split(/[^a-z]+/)
    .map((mot) => (mot.length > 3 && mot.endsWith('s') ? mot.slice(0, -1) : mot))
    .some((mot) => mot === cle && !desSignaux.includes(mot));
}

describe('ce qu’elle suggère', () => {
  const suggestion = (appris: readonly Souvenir[], ligne: Souvenir) => {
    const { depart, indices, points } = memoireDe(appris).rappeler(ligne, detecter(ligne));
    return suggerer(indices, depart + points);
  };
  const fois = (nombre: number, champs: Partial<Souvenir>) => Array.from({ length: nombre }, () => souvenir(champs));
  const fond = fois(30, { internationale: false, libelle: 'voirie', beneficiaire: 'Commune B' });

  it('vient avec sa raison et son année', () => {
    const appris = [...fond, ...fois(3, { beneficiaire: 'Association A', libelle: 'chantier' })];
    expect(suggestion(appris, souvenir({ beneficiaire: 'association a', libelle: 'autre' }))).toEqual({
      conclusion: 'internationale',
      motif: 'comme en 2011 : même bénéficiaire, 3 lignes, toutes internationales',
    });
  });

  it('dit aussi non, quand un fait le dit', () => {
    const appris = [...fond, ...fois(1, { beneficiaire: 'Association A', exercice: '2009' })];
    expect(suggestion(appris, souvenir({ beneficiaire: 'Commune B', libelle: 'gymnase' }))).toEqual({
      conclusion: 'non_internationale',
      motif: 'comme en 2011 : même bénéficiaire, 30 lignes, aucune internationale',
    });
    expect(suggestion(appris, souvenir({ libelle: 'grande voirie neuve' }))).toBeUndefined();
  });

  it('dit de quand à quand, et combien sur combien', () => {
    const champs = { beneficiaire: 'Association A', libelle: 'Chantier jeunes' };
    const appris = [
      ...fond,
      ...fois(2, { ...champs, exercice: '2009' }),
      ...fois(2, { ...champs, exercice: '2011' }),
      ...fois(1, { ...champs, internationale: false }),
    ];
    expect(suggestion(appris, souvenir(champs))?.motif).toBe(
      'comme de 2009 à 2011 : même bénéficiaire, 5 lignes, dont 4 internationales ; même libellé, 5 lignes, dont 4 internationales',
    );
  });

  it('se tait quand rien n’est proche', () => {
    expect(suggestion(fond, souvenir({ beneficiaire: 'Inconnue', libelle: 'jamais vu' }))).toBeUndefined();
    expect(suggestion([], souvenir({ libelle: 'Sénégal' }))).toBeUndefined();
  });
});

const TITRES = 'ref;exercice;sens;programme;programme_libelle;action;action_libelle;libelle;beneficiaire;lieu;verdict';

describe('memoire/lignes-<exercice>.csv', () => {
  async function lire(contenu: string): Promise<{ memoire: Memoire; lues: readonly MemoireLue[]; constats: Constats }> {
    return avecDossier(async (racine) => {
      deposer(racine, 'memoire/lignes-2011.csv', contenu);
      const constats = new Constats();
      const contexte = { racine, exercice: '2012', objectifs: [], constats, detecter };
      const { memoire, lues } = await lireLaMemoire(['memoire/lignes-2011.csv'], contexte);
      return { memoire, lues, constats };
    });
  }

  it('enseigne ce qui fut décidé, une fois par ligne, et rien de ce qui resta ouvert ou exclu, ni des recettes', async () => {
    const { memoire, lues, constats } = await lire(
      [
        TITRES,
        "a.csv:2;2011;depense;HP 1;;;;'=partagée;A;;internationale",
        "a.csv:2;2011;depense;HP 1;;;;'=partagée;A;;non_internationale",
        'a.csv:3;2011;depense;HP 1;;;;b;A;;exceptionnelle',
        'a.csv:4;2011;depense;HP 1;;;;c;A;;non_internationale',
        'a.csv:5;2011;depense;HP 1;;;;d;A;;a_arbitrer',
        'a.csv:6;2011;depense;HP 1;;;;e;A;;non_examinee',
        'a.csv:7;2011;depense;HP 1;;;;f;A;;exclue',
        'a.csv:8;2011;recette;HP 1;;;;g;A;;internationale',
        '',
      ].join('\n'),
    );
    expect(constats.liste).toEqual([]);
    expect(lues).toMatchObject([{ fichier: 'memoire/lignes-2011.csv', apprises: 3 }]);
    const rappel = memoire.rappeler(souvenir({ beneficiaire: 'a', libelle: '=partagée' }), []);
    expect(rappel.apprises).toEqual({ lignes: 3, internationales: 2 });
    expect(rappel.indices.find(({ trait }) => trait.genre === 'beneficiaire')).toMatchObject({
      lignes: 3,
      internationales: 2,
    });
    expect(rappel.indices.find(({ trait }) => trait.genre === 'libelle')).toMatchObject({ lignes: 1 });
  });

  it('est ce que jaune compiler a écrit, et ne décide de rien', async () => {
    await avecDossier(async (racine) => {
      const regle = (id: string, mot: string, conclusion: string) => ({
        ...{ id, question: 'international', si: { libelle: { mots: mot } }, conclusion, motif: id },
        exemples: { attrape: [{ libelle: mot }] },
      });
      const regles = [
        regle('oui', 'jumelage', 'internationale'),
        regle('fete', 'fête', 'internationale'),
        regle('non', 'voirie', 'non_internationale'),
      ];
      const source = (lignes: readonly string[]) => ({
        fichier: 'sources/a.csv',
        contenu: ['Objet;Qui;Engagé', ...lignes, ''].join('\n'),
        declaration: { colonnes: { libelle: 'Objet', beneficiaire: 'Qui' } },
      });
      const avant = join(racine, 'avant');
      const fois = (nombre: number, ligne: string) => Array.from({ length: nombre }, () => ligne);
      const passees = [
        ...fois(3, 'jumelage;Comité C;10,00'),
        ...fois(3, 'fête;Comité C;10,00'),
        ...fois(20, 'voirie;Commune B;10,00'),
      ];
      deposerDossier(avant, { entete: { exercice: '2011' }, sources: [source(passees)], regles });
      await compilerLEdition(avant, join(racine, 'sortie'), new Constats());

      const apres = join(racine, 'apres');
      const lignes = ['accueil;comité c;10,00', 'trottoirs;Commune B;10,00', 'voirie;Comité C;10,00', 'rien;;10,00'];
      deposerDossier(apres, { sources: [source(lignes)], regles });
      const places = async () => {
        const constats = new Constats();
        const preparation = await preparer(apres, constats);
        const vus: string[] = [];
        await compilerLesLignes(preparation, {
          affectation: ({ verdict }) => vus.push([verdict.place, verdict.examen?.suggestion?.motif ?? ''].join(' · ')),
        });
        return vus;
      };
      expect(await places()).toEqual([
        'non_examinee · ',
        'non_examinee · ',
        'non_internationale · ',
        'non_examinee · ',
      ]);
      deposer(apres, 'memoire/lignes-2011.csv', readFileSync(join(racine, 'sortie/lignes-2011.csv')));
      expect(await places()).toEqual([
        'a_arbitrer · comme en 2011 : même bénéficiaire, 6 lignes, toutes internationales',
        'non_examinee · comme en 2011 : même bénéficiaire, 20 lignes, aucune internationale',
        'non_internationale · ',
        'non_examinee · ',
      ]);
    });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATUTS } from '../../../src/volets/questionnaires/statut.ts';
import { essayer, tableau } from './essai.ts';

const PLAN = `
themes: { actions: Actions, territoires: Territoires, suite: Suite }
dimensions: { export: Export, europe: Europe, asie: Asie, moyen-orient: Moyen-Orient }
groupes:
  un:
    libelle: Un
    acteurs: { a: Acteur A, b: Acteur B }
    questions:
      - { question: 1, libelle: Quoi ?, theme: actions, dimensions: [export] }
      - { question: 2, libelle: Où ?, theme: territoires, dimensions: [europe, asie] }
      - { question: 3, libelle: Ensuite ?, theme: suite }
  deux:
    libelle: Deux
    acteurs: { c: Acteur C }
    questions:
      - { question: 1, libelle: Où ?, theme: territoires, dimensions: [europe, moyen-orient] }
`;
const TITRES = 'groupe;acteur;question;dimension;valeur;statut;texte;note';
const PLACES = [
  'un;a;1;export',
  'un;b;1;export',
  'un;a;2;europe',
  'un;b;2;europe',
  'un;a;2;asie',
  'un;b;2;asie',
  'un;a;3;',
  'un;b;3;',
  'deux;c;1;europe',
  'deux;c;1;moyen-orient',
];
const VALEURS = {
  réponse: 'Du texte',
  oui: 'Oui',
  non: 'Non',
  'sans réponse déclarée': '/',
  vide: '',
  'non posée': '',
};

const csv = (rangees: readonly string[]) => `${[TITRES, ...rangees].join('\n')}\n`;
const constatsDe = async (rangees: readonly string[]) =>
  (await essayer(PLAN, csv(rangees))).constats.liste.map(({ code }) => code);

describe('les tableaux des réponses', () => {
  it('comptent chaque case une fois : toutes les rangées font acteurs × dimensions', async () => {
    const reponses = fc.tuple(
      ...PLACES.map((place) => fc.option(fc.constantFrom(...STATUTS)).map((statut) => ({ place, statut }))),
    );
    await fc.assert(
      fc.asyncProperty(reponses, async (tirees) => {
        const donnees = tirees.filter(({ statut }) => statut !== null);
        fc.pre(donnees.length > 0);
        const { volet } = await essayer(
          PLAN,
          csv(donnees.map(({ place, statut }) => `${place};${VALEURS[statut ?? 'vide']};${statut};;`)),
        );
        const somme = (cellules: readonly unknown[], premiere: number) =>
          cellules.slice(premiere).reduce((total: number, cellule) => total + Number(cellule), 0);
        const [themes, dimensions] = [tableau(volet, 'par-theme').rangees, tableau(volet, 'par-dimension').rangees];
        expect(themes.map(({ cellules }) => somme(cellules, 3))).toEqual([3, 9, 3]);
        expect(dimensions.map(({ cellules }) => somme(cellules, 2))).toEqual([3, 3, 3, 3]);
        const lettres = ['theme-actions', 'theme-territoires', 'autres-themes']
          .flatMap((nom) => tableau(volet, nom).rangees)
          .flatMap(({ cellules }) => cellules.slice(1));
        const dites = donnees.filter(({ statut }) => statut !== 'non posée').length;
        expect(lettres.filter((lettre) => lettre === '–' || lettre === '?')).toHaveLength(lettres.length - dites);
        const nons = donnees.filter(({ statut }) => statut === 'non').length;
        expect(lettres.filter((lettre) => lettre === 'N')).toHaveLength(nons);
      }),
      { numRuns: 60 },
    );
  });

  it('ne dépendent pas de l’ordre des lignes', async () => {
    const rangees = PLACES.map((place, rang) => `${place};Réponse ${rang};réponse;;`);
    const [droit, retourne] = [await essayer(PLAN, csv(rangees)), await essayer(PLAN, csv([...rangees].reverse()))];
    expect(retourne.volet).toEqual(droit.volet);
  });

  it('montrent « non posée » ce que le plan n’a pas demandé, « non saisie » ce qui manque', async () => {
    const { volet, constats } = await essayer(PLAN, csv(['un;a;2;europe;Pologne;réponse;;']));
    expect(tableau(volet, 'theme-territoires').rangees.map(({ cellules }) => cellules)).toEqual(
      [
        ['Acteur A', 'R', '–', '?'],
        ['Acteur B', '?', '–', '?'],
        ['Acteur C', '?', '?', '–'],
      ].map(([acteur, europe, moyenOrient, asie]) => [acteur, europe, asie, moyenOrient]),
    );
    expect(constats.liste.map(({ message }) => message)).toEqual([
      'il manque 7 réponses du groupe « Un » ; la première : Acteur A, question 1, Export',
      'il manque 2 réponses du groupe « Deux » ; la première : Acteur C, question 1, Europe',
    ]);
  });

  it('disent les pays cités ailleurs qu’à leur place, une fois chacun, et non ce qui leur ressemble', async () => {
    const { volet } = await essayer(
      PLAN,
      csv([
        'un;a;2;europe;France Volontaires, Île-de-France;réponse;Pologne (Silésie);',
        'un;b;2;asie;Syrie, Syrie;réponse;La Chine et le Liban, en SYRIE;',
        'deux;c;1;europe;France;réponse;;',
      ]),
    );
    expect(tableau(volet, 'contradictions').rangees.map(({ cellules }) => cellules[2])).toEqual([
      'Syrie : sous « Asie », et le jaune compte ce pays en « Moyen-Orient », qui n’était pas demandé',
      'Liban : sous « Asie », et le jaune compte ce pays en « Moyen-Orient », qui n’était pas demandé',
      'France citée sous « Europe » : elle n’est pas à l’étranger',
    ]);
  });
});

describe('des réponses hostiles', () => {
  it('un texte de balises, de formules et de signes reste un texte', async () => {
    const { volet } = await essayer(PLAN, csv([`un;a;3;;;réponse;"<script>=1+1</script>; ""é"" ${'\u202e'}";`]));
    expect(tableau(volet, 'textes').rangees[0]?.cellules[2]).toBe(`<script>=1+1</script>; "é" ${'\u202e'}`);
  });

  it('cent mille lignes de trop sont comptées, pas gardées', async () => {
    const debut = process.cpuUsage().user;
    const { constats } = await essayer(
      PLAN,
      csv(Array.from({ length: 90_000 }, (_, rang) => `un;z${rang};1;export;Oui;oui;;`)),
    );
    expect(constats.erreurs).toBe(90_000);
    expect(constats.liste.length).toBeLessThan(100);
    expect((process.cpuUsage().user - debut) / 1e6).toBeLessThan(20);
  });

  it('un plan qui demanderait des millions de réponses est refusé avant d’être déplié', async () => {
    const noms = Array.from({ length: 3_000 }, (_, rang) => `a${rang}`);
    const carte = `{ ${noms.map((nom) => `${nom}: Nom ${nom}`).join(', ')} }`;
    const plan = `themes: { t: T }\ndimensions: ${carte}\ngroupes:\n  g:\n    libelle: G\n    acteurs: ${carte}\n    questions:\n      - { question: 1, libelle: Q, theme: t, dimensions: [${noms.join(', ')}] }\n`;
    const { constats } = await essayer(plan, csv(['g;a1;1;a2;Oui;oui;;']));
    expect(constats.liste.map(({ code }) => code)).toEqual(['E-QUESTIONNAIRES-PLAN']);
  });

  it('deux noms que rien ne distingue sont refusés', async () => {
    const { constats } = await essayer(PLAN.replace('b: Acteur B', 'b: acteur  À'), csv(['un;a;3;;Oui;oui;;']));
    expect(constats.liste.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'E-QUESTIONNAIRES-PLAN « b » et « a » portent le même nom',
    ]);
  });

  it('une même réponse en deux fichiers est dite', async () => {
    expect(await constatsDe(['un;a;3;;Oui;oui;;', 'un;Acteur A;03;;Non;non;;'])).toContain('E-REPONSE-DOUBLE');
  });
});

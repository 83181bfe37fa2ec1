import { beforeAll, describe, expect, it } from 'vitest';
import { type Lus, lireLeRapport, tableau } from './essai.ts';

/** What the report says of itself: its groups, how many actors each has, and how many questions each was asked. */
const GROUPES = { 'conseils-regionaux': [3, 7], departements: [6, 7], ceser: [7, 8], organismes: [3, 7] } as const;
const CESER = [
  'CESER Auvergne',
  'CESER Centre',
  'CESER Champagne-Ardenne',
  'CESER Nord-Pas-de-Calais',
  'CESER Picardie',
  'CESER Poitou-Charentes',
  'CESER Provence-Alpes-Côte d’Azur',
];

let lus: Lus;
beforeAll(async () => {
  lus = await lireLeRapport();
});

/** The cells of a table by the name of its row, then by that of its column. */
function lettres(nom: string): Record<string, Record<string, unknown>> {
  const { colonnes, rangees } = tableau(lus.volet, nom);
  return Object.fromEntries(
    rangees.map(({ cellules }) => [
      cellules[0],
      Object.fromEntries(colonnes.map(({ titre }, rang) => [titre, cellules[rang]])),
    ]),
  );
}

const textes = () => tableau(lus.volet, 'textes').rangees.map(({ cle, cellules }) => ({ cle, cellules }));
const parActeur = () => tableau(lus.volet, 'textes-par-acteur');
const reponse = (cle: string) =>
  textes()
    .find((texte) => texte.cle === cle)
    ?.cellules.slice(2);

describe('les réponses du rapport, dans data/2012', () => {
  it('se lisent aussi acteur par acteur : les mêmes, chacune une fois, que la page compte sans les redire', () => {
    const { rangees, surLaPage: [sommaire] = [] } = parActeur();
    const trier = (cles: readonly string[]) => [...cles].sort();
    expect(trier(rangees.map(({ cle }) => cle))).toEqual(trier(textes().map(({ cle }) => cle)));
    const suite = rangees.map(({ cellules }) => cellules[0]);
    // Each actor comes once, with all of its answers.
    expect(suite.filter((acteur, rang) => acteur !== suite[rang - 1])).toHaveLength(new Set(suite).size);
    expect(sommaire?.rangees).toHaveLength(19);
    for (const { cellules } of sommaire?.rangees ?? [])
      expect(cellules[1]).toBe(
        rangees.filter(({ cellules: [acteur, , , lettre] }) => acteur === cellules[0] && lettre !== 'S').length,
      );
  });

  it('se lisent sans une remarque : toutes les cases ont leur statut', () => {
    expect(lus.constats.liste).toEqual([]);
  });

  it('sont celles de dix-neuf acteurs en quatre groupes', () => {
    const acteurs = tableau(lus.volet, 'theme-territoires').rangees.map(({ cle }) => cle.split('.')[0] ?? '');
    const parGroupe = Object.keys(GROUPES).map((groupe) => acteurs.filter((sien) => sien === groupe).length);
    expect(acteurs).toHaveLength(19);
    expect(parGroupe).toEqual(Object.values(GROUPES).map(([nombre]) => nombre));
    expect(lus.volet?.chapeau.join(' ')).toContain('19 acteurs en 4 groupes');
  });

  it('sont à sept questions, huit pour les CESER', () => {
    for (const [groupe, [, nombre]] of Object.entries(GROUPES)) {
      const numeros = textes().flatMap(({ cle }) => (cle.startsWith(`${groupe}.`) ? [cle.split('.')[2]] : []));
      expect(new Set(numeros).size, groupe).toBe(nombre);
    }
  });

  it('n’ont que sept thèmes : les deux premières questions des CESER sont sous un seul', () => {
    expect(tableau(lus.volet, 'par-theme').rangees.map(({ cellules }) => cellules[0])).toEqual([
      'Actions, par domaine',
      'Depuis quand',
      'Territoires',
      'Partenariats',
      'Outils de coordination',
      'Propositions',
      'Rôle souhaité de la Région',
    ]);
  });

  it('l’Amérique centrale et l’approche fonctionnelle ne sont demandées qu’aux CESER', () => {
    for (const [table, titre] of [
      ['theme-territoires', 'Amérique centrale et Caraïbes'],
      ['theme-actions', 'Approche fonctionnelle'],
    ] as const) {
      const demandes = Object.entries(lettres(table)).filter(([, cellules]) => cellules[titre] !== '–');
      expect(demandes.map(([acteur]) => acteur)).toEqual(CESER);
    }
  });

  it('les durées gardent leur trou, entre un et deux ans', () => {
    const titres = tableau(lus.volet, 'theme-depuis-quand').colonnes.map(({ titre }) => titre);
    expect(titres).toEqual(['Acteur', 'Moins d’une année', 'Entre deux et cinq ans', 'Plus de cinq ans']);
  });

  it('par acteur, seules les réponses sont comptées, autant que par thème', () => {
    const surLaPage = tableau(lus.volet, 'textes-par-acteur').surLaPage?.[0]?.rangees ?? [];
    expect(surLaPage.reduce((somme, { cellules }) => somme + Number(cellules[1]), 0)).toBe(190 + 32 + 2);
    expect(surLaPage.find(({ cellules }) => cellules[0] === 'CESER Picardie')?.cellules.slice(1)).toEqual([
      0,
      undefined,
    ]);
  });

  it('les non-réponses restent telles qu’écrites, et n’en sont pas', () => {
    const ecrites = textes().filter(({ cellules }) => cellules[3] === 'S');
    const valeurs = new Set(ecrites.map(({ cellules }) => /« (.*?) »/.exec(String(cellules[2]))?.[1]?.toLowerCase()));
    expect([...valeurs].sort()).toEqual(['/', 'pas de réponse', 'rien', 'x']);
    expect(reponse('organismes.grandes-ecoles.5.')).toEqual(['« Non, pas particulièrement »', 'N']);
    expect(reponse('ceser.poitou-charentes.1.')).toEqual(['« Non »', 'N']);
    expect(reponse('ceser.nord-pas-de-calais.3.moins-d-un-an')?.[0]).toContain('A venir');
  });

  it('un acteur qui n’a rien dit d’utile n’a répondu à rien : la Picardie', () => {
    for (const nom of ['theme-actions', 'theme-depuis-quand', 'theme-territoires', 'autres-themes'])
      expect(
        Object.values(lettres(nom)['CESER Picardie'] ?? {})
          .slice(1)
          .every((lettre) => lettre === 'S' || lettre === 'V'),
      ).toBe(true);
  });

  it('seuls deux « non » ont été dits ; une case vide n’en est jamais un', () => {
    const nons = tableau(lus.volet, 'par-theme').rangees.map(({ cellules }) => cellules[5]);
    expect(nons).toEqual([1, 0, 0, 0, 1, 0, 0]);
    expect(lettres('theme-territoires')['Région Alsace']?.['Moyen-Orient']).toBe('V');
  });

  it('disent la France en Amérique du Nord et la Syrie en Asie, et les y laissent', () => {
    const dites = tableau(lus.volet, 'contradictions').rangees.map(({ cellules }) => cellules.join(' | '));
    expect(dites.filter((dite) => dite.includes('France citée sous « Amérique du Nord »'))).toHaveLength(1);
    expect(dites.filter((dite) => /Provence.*Syrie : sous « Asie ».*« Moyen-Orient »/.test(dite))).toHaveLength(1);
    expect(lettres('theme-territoires')['Département des Hauts-de-Seine']?.['Amérique du Nord']).toBe('R');
    expect(reponse('departements.hauts-de-seine.3.amerique-du-nord')).toEqual(['« France »', 'R']);
    expect(reponse('ceser.paca.4.asie')?.[0]).toContain('Syrie');
  });

  it('disent Haïti hors de l’Amérique centrale, même à qui elle n’était pas proposée', () => {
    const haiti = tableau(lus.volet, 'contradictions').rangees.map(({ cellules }) => String(cellules[2]));
    expect(haiti.filter((constat) => /^Haïti.*qui n’était pas demandé$/.test(constat))).toHaveLength(3);
    expect(haiti.filter((constat) => /^Haïti.*Caraïbes »$/.test(constat))).toHaveLength(1);
  });

  it('ont leur texte pour quarante réponses au moins', () => {
    const redits = textes().filter(({ cellules }) => !/^« [^»]* »$/.test(String(cellules[2])));
    expect(redits.length).toBeGreaterThanOrEqual(40);
  });
});

/** The ways in which sectors lay out their amounts: a column per base, two by sense, one and a column that names the base. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { montant } from '../../src/domain/argent/montant.ts';
import { formaterEuros } from '../../src/domain/textes/format.ts';
import { fautes, lireEbauche } from '../outils/dossier-temporaire.ts';

const FICHIER = 'sources/a.csv';

function lire(contenu: string, declaration: Record<string, unknown>, entete: Record<string, unknown> = {}) {
  return lireEbauche({ entete, sources: [{ fichier: FICHIER, contenu, declaration }] });
}

const lignesDe = ({ affectations }: Awaited<ReturnType<typeof lire>>) =>
  affectations.map(({ ligne }) => [ligne.libelle, ligne.sens, ligne.montants]);

describe('deux colonnes, la dépense et la recette', () => {
  const declaration = { montants: { engagements: { depense: 'Dépenses', recette: 'Recettes' } } };

  it('donnent le sens de la ligne', async () => {
    const lecture = await lire('Objet;Dépenses;Recettes\na;12,00;\nb;;3,50\nc;0;4\nd;5;0,00\ne;0;\n', declaration);
    expect(fautes(lecture)).toEqual([]);
    expect(lignesDe(lecture)).toEqual([
      ['a', 'depense', { engagements: 1200 }],
      ['b', 'recette', { engagements: 350 }],
      ['c', 'recette', { engagements: 400 }],
      ['d', 'depense', { engagements: 500 }],
      ['e', 'depense', { engagements: 0 }],
    ]);
  });

  it('vides toutes deux, ou remplies toutes deux, se disent', async () => {
    const lecture = await lire('Objet;Dépenses;Recettes\na;;\nb;1;2\nc;1;x\n', declaration);
    expect(fautes(lecture)).toEqual([
      `E-MONTANT-ABSENT ${FICHIER} 2 3`,
      `E-SENS-DOUBLE ${FICHIER} 3 5`,
      `E-MONTANT-ILLISIBLE ${FICHIER} 4 5`,
    ]);
  });

  it('d’une base nulle laissent une autre dire le sens', async () => {
    const deux = {
      montants: {
        engagements: { depense: 'ED', recette: 'ER' },
        mandats: { depense: 'MD', recette: 'MR' },
      },
    };
    const lecture = await lire('Objet;ED;ER;MD;MR\na;0;0;;7\nb;1;;;2\n', deux);
    expect(lignesDe(lecture)).toEqual([['a', 'recette', { engagements: 0, mandats: 700 }]]);
    expect(fautes(lecture)).toEqual([`E-SENS-DOUBLE ${FICHIER} 3 7`]);
  });
});

describe('une rangée écartée dit ses deux sens, à part', () => {
  const ecart = { lignes_a_ecarter: [{ si: { Objet: { commence_par: 'Total' } }, motif: 'Total' }] };
  const motif = 'Total';

  it.each([
    ['Objet;D;R\na;16000;\nb;;4000\nTotal;16000,00;4000,00\n', { montant: 1_600_000, recettes: 400_000, lignes: 1 }],
    ['Objet;D;R\na;16000;\nTotal;16000;0\n', { montant: 1_600_000, lignes: 1 }],
    ['Objet;D;R\na;;4000\nTotal;0;4000\nTotal;;1\n', { montant: 0, recettes: 400_100, lignes: 2 }],
  ])('%s', async (contenu, attendu) => {
    const deux = { montants: { engagements: { depense: 'D', recette: 'R' } }, ...ecart };
    const lecture = await lire(contenu, deux);
    expect(lecture.jaune?.sources[0]?.misesAEcart).toEqual([{ motif, ...attendu, sansMontant: 0, autreBase: false }]);
  });
});

describe('une colonne de montants, une autre qui nomme la base', () => {
  const declaration = {
    montants: {},
    montants_nommes: {
      colonne: 'Montant',
      base: 'Phase',
      mots: { Engagé: 'engagements', CP: 'mandats', Projet: 'aucune' },
    },
  };
  const contenu = 'Objet;Phase;Montant\na;Engagé;10\na;CP;4\nb;ENGAGE;3,25\nc;projet;99\n';

  it('ne garde que les lignes de la base du dossier ; les autres sont comptées et listées', async () => {
    const lecture = await lire(contenu, declaration);
    expect(fautes(lecture)).toEqual([]);
    expect(lignesDe(lecture)).toEqual([
      ['a', 'depense', { engagements: 1000 }],
      ['b', 'depense', { engagements: 325 }],
    ]);
    expect(lecture.ecartees.map(({ numero, motif }) => [numero, motif])).toEqual([
      [3, 'Montant d’une autre base : « CP »'],
      [5, 'Montant d’une autre base : « projet »'],
    ]);
    expect(lecture.jaune?.sources[0]?.misesAEcart).toEqual([
      { motif: 'Montant d’une autre base : « CP »', lignes: 1, montant: 400, sansMontant: 0, autreBase: true },
      { motif: 'Montant d’une autre base : « projet »', lignes: 1, montant: 9900, sansMontant: 0, autreBase: true },
    ]);
  });

  it('donne l’autre base à un dossier de cette base', async () => {
    const lecture = await lire(contenu, declaration, { base: 'mandats' });
    expect(lignesDe(lecture)).toEqual([['a', 'depense', { mandats: 400 }]]);
  });
});

describe('un signe qui veut dire recette', () => {
  const declaration = { montants: { engagements: 'Engagé' }, negatif: 'recette' };

  it('se lit en recette, sans son signe ; sans cette déclaration, c’est une dépense reprise', async () => {
    const contenu = 'Objet;Engagé\na;12\nb;-3,10\nc;(4)\nd;0\n';
    expect(lignesDe(await lire(contenu, declaration))).toEqual([
      ['a', 'depense', { engagements: 1200 }],
      ['b', 'recette', { engagements: 310 }],
      ['c', 'recette', { engagements: 400 }],
      ['d', 'depense', { engagements: 0 }],
    ]);
    expect(lignesDe(await lire(contenu, {}))[1]).toEqual(['b', 'depense', { engagements: -310 }]);
  });
});

describe('quelle que soit la disposition', () => {
  const ecrire = (cents: number) => formaterEuros(montant(cents)).replace(/\s*€$/, '');
  const DISPOSITIONS = [
    {
      titres: 'Objet;D;R',
      rangee: (cents: number) => (cents < 0 ? `;${ecrire(-cents)}` : `${ecrire(cents)};`),
      declaration: { montants: { engagements: { depense: 'D', recette: 'R' } } },
    },
    { titres: 'Objet;M', rangee: ecrire, declaration: { montants: { engagements: 'M' }, negatif: 'recette' } },
    {
      titres: 'Objet;B;M',
      rangee: (cents: number) => `E;${ecrire(cents)}`,
      declaration: {
        montants: {},
        montants_nommes: { colonne: 'M', base: 'B', mots: { E: 'engagements' } },
        negatif: 'recette',
      },
    },
  ];

  it('les mêmes montants donnent les mêmes dépenses et les mêmes recettes, au centime', async () => {
    const centimes = fc.integer({ min: -1_000_000_00, max: 1_000_000_00 });
    await fc.assert(
      fc.asyncProperty(fc.array(centimes, { minLength: 1, maxLength: 12 }), async (montants) => {
        const { affectations } = await lireEbauche({
          sources: DISPOSITIONS.map(({ titres, rangee, declaration }, rang) => ({
            fichier: `sources/${rang}.csv`,
            contenu: [titres, ...montants.map((cents, ligne) => `ligne ${ligne};${rangee(cents)}`), ''].join('\n'),
            declaration,
          })),
        });
        const somme = (fichier: string, sens: string) =>
          affectations
            .filter(({ ligne }) => ligne.fichier === fichier && ligne.sens === sens)
            .reduce((total, { ligne }) => total + (ligne.montants.engagements ?? 0), 0);
        const attendus = [
          montants.filter((cents) => cents > 0).reduce((total, cents) => total + cents, 0),
          montants.filter((cents) => cents < 0).reduce((total, cents) => total - cents, 0),
        ];
        for (const rang of DISPOSITIONS.keys())
          expect([somme(`sources/${rang}.csv`, 'depense'), somme(`sources/${rang}.csv`, 'recette')]).toEqual(attendus);
      }),
      { numRuns: 30 },
    );
  });
});

/** A table of one column for each country: a line for each cell that holds something, and the total of each row proven. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fautes, lireEbauche } from '../outils/dossier-temporaire.ts';

const DEPLIER = { champ: 'lieu', colonnes: { Mali: 'Mali', SN: 'Sénégal' }, total: 'Total' };
const lire = (contenu: string, autre: Record<string, unknown> = {}) =>
  lireEbauche({
    sources: [
      {
        fichier: 'sources/a.csv',
        contenu,
        declaration: { montants: {}, deplier: DEPLIER, ...autre },
      },
    ],
  });
const ecrire = (centimes: number) => (centimes / 100).toFixed(2).replace('.', ',');

describe('deplier', () => {
  it('donne une ligne par cellule remplie, nommée par le fichier et la colonne', async () => {
    const lecture = await lire('Objet;Mali;SN;Total\nPuits;10,00;;10,00\nÉcole;1,50;2,00;3,50\n');
    expect(fautes(lecture)).toEqual([]);
    expect(
      lecture.affectations.map(({ ligne }) => [
        ligne.fichier,
        ligne.numero,
        ligne.libelle,
        ligne.lieu,
        ligne.montants.engagements,
      ]),
    ).toEqual([
      ['sources/a.csv!Mali', 2, 'Puits', 'Mali', 1000],
      ['sources/a.csv!Mali', 3, 'École', 'Mali', 150],
      ['sources/a.csv!SN', 3, 'École', 'Sénégal', 200],
    ]);
    expect(lecture.ecartees.map(({ fichier, numero, motif }) => [fichier, numero, motif])).toEqual([
      ['sources/a.csv!SN', 2, 'Cellule vide sous « SN »'],
    ]);
    expect(lecture.jaune?.partition.total).toMatchObject({ lignes: 3, centimes: 1350 });
  });

  it('dit une fois la rangée dont les colonnes ne font pas le total', async () => {
    const fausse = await lire('Objet;Mali;SN;Total\nPuits;10,00;1,00;10,00\nÉcole;;;3,50\n');
    expect(fautes(fausse)).toEqual(['E-DEPLIER-TOTAL sources/a.csv 2 18', 'E-DEPLIER-TOTAL sources/a.csv 3 9']);
    expect(fausse.constats.liste[0]?.message).toContain('les colonnes dépliées font 11,00');
  });

  it('n’exige rien d’une rangée écartée, ni sans total', async () => {
    const lignes_a_ecarter = [{ si: { Objet: { commence_par: 'Total' } }, motif: 'Total' }];
    const ecartee = await lire('Objet;Mali;SN;Total\nPuits;10,00;;10,00\nTotal;10,00;;99,00\n', { lignes_a_ecarter });
    expect(fautes(ecartee)).toEqual([]);
    const deplier = { champ: 'lieu', colonnes: ['Mali', 'SN'] };
    const sans = await lire('Objet;Mali;SN;Total\nPuits;10,00;;99,00\n', { deplier, ignorees: ['Total'] });
    expect(fautes(sans)).toEqual([]);
  });

  it.each([
    ['un champ inconnu', { deplier: { ...DEPLIER, champ: 'pais' } }, 'n’est pas un champ connu'],
    ['des années sans année', { deplier: { ...DEPLIER, champ: 'exercice' } }, '« Mali » ne dit pas son année'],
    [
      'des années sans celle de l’exercice',
      { deplier: { champ: 'exercice', colonnes: { Mali: '2010', SN: '2011' } } },
      'aucune de ces colonnes n’est celle de 2012',
    ],
    [
      'deux colonnes de l’exercice',
      { deplier: { champ: 'exercice', colonnes: { Mali: '2012', SN: 'Voté 2012' } } },
      '« Mali » et « SN » sont toutes de 2012',
    ],
    ['un total parmi les parts', { deplier: { ...DEPLIER, total: 'SN' } }, 'à la fois une part et leur total'],
    ['des montants en plus', { montants: { engagements: 'Total' } }, 'sont déjà les montants'],
    ['un contrôle', { controle: { lignes: '3' } }, 'se contrôle par le total de ses rangées'],
    ['une colonne absente', { deplier: { ...DEPLIER, colonnes: ['Mali', 'Togo'] } }, '« Togo »'],
  ])('refuse %s', async (_, autre, message) => {
    const { constats } = await lire('Objet;Mali;SN;Total\nPuits;10,00;;10,00\n', autre);
    expect(constats.enErreur).toBe(true);
    expect(constats.liste.map((constat) => constat.message).join('\n')).toContain(message);
  });

  it.each([
    ['les titres sont les années', ['2010', '2011', '2012'], ['2010', '2011', '2012']],
    ['les titres nomment les années', ['Engagé 2010', 'Engagé 2011', 'Engagé 2012'], undefined],
    ['les titres n’en disent rien', ['Avant', 'Passé', 'Ici'], { Avant: '2010', Passé: '2011', Ici: '2012' }],
  ])(
    'd’années en colonnes, garde celle de l’exercice et dit les euros des autres : %s',
    async (_, titres, colonnes) => {
      const deplier = { champ: 'exercice', colonnes: colonnes ?? titres, total: 'Total' };
      const contenu = `Objet;${titres.join(';')};Total\nPuits;10,00;;5,00;15,00\nÉcole;1,50;2,00;;3,50\nTotal;11,50;2,00;5,00;18,50\n`;
      const lignes_a_ecarter = [{ si: { Objet: 'Total' }, motif: 'Total' }];
      const lecture = await lire(contenu, { deplier, lignes_a_ecarter });
      expect(fautes(lecture)).toEqual([]);
      const [avant, passe, ici] = titres;
      expect(
        lecture.affectations.map(({ ligne }) => [ligne.fichier, ligne.numero, ligne.montants.engagements]),
      ).toEqual([[`sources/a.csv!${ici}`, 2, 500]]);
      expect(lecture.jaune?.partition.total).toMatchObject({ lignes: 1, centimes: 500 });
      const dites = lecture.jaune?.sources.flatMap(({ misesAEcart }) =>
        misesAEcart.filter(({ motif }) => motif.startsWith('Montant de')),
      );
      expect(dites?.map(({ motif, lignes, montant }) => [motif, lignes, montant])).toEqual([
        [`Montant de 2010, sous « ${avant} »`, 2, 1150],
        [`Montant de 2011, sous « ${passe} »`, 1, 200],
      ]);
      const fausse = await lire(contenu.replace('15,00', '16,00'), { deplier, lignes_a_ecarter });
      expect(fautes(fausse)).toEqual([expect.stringContaining('E-DEPLIER-TOTAL sources/a.csv 2')]);
    },
  );

  const cellule = fc.option(fc.integer({ min: -500, max: 99_999 }), { nil: undefined });
  it('ne perd ni ne double un centime', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cellule, cellule), { minLength: 1, maxLength: 8 }), async (rangees) => {
        const dire = (valeur: number | undefined) => (valeur === undefined ? '' : ecrire(valeur));
        const lignes = rangees.map(
          ([mali, senegal], rang) => `o${rang};${dire(mali)};${dire(senegal)};${ecrire((mali ?? 0) + (senegal ?? 0))}`,
        );
        const lecture = await lire(`Objet;Mali;SN;Total\n${lignes.join('\n')}\n`);
        expect(lecture.constats.erreurs).toBe(0);
        const remplies = rangees.flat().filter((valeur) => valeur !== undefined);
        expect(lecture.affectations).toHaveLength(remplies.length);
        expect(lecture.affectations.reduce((somme, { ligne }) => somme + (ligne.montants.engagements ?? 0), 0)).toBe(
          remplies.reduce((somme, valeur) => somme + valeur, 0),
        );
      }),
      { numRuns: 40 },
    );
  });
});

/** What a source declares to be done with its records before they are read: titles that it lacks, cells that stand for others. */
import { describe, expect, it } from 'vitest';
import { EnregistrementApprete, passerPar } from '../../src/formats/apprets/appret.ts';
import { EnregistrementRefait, type SourceOuverte } from '../../src/formats/source-ouverte.ts';
import { ecrireClasseur } from '../outils/classeur-source.ts';
import { fautes, lireEbauche } from '../outils/dossier-temporaire.ts';

const lire = (contenu: string | Uint8Array, declaration: Record<string, unknown>, fichier = 'sources/a.csv') =>
  lireEbauche({ sources: [{ fichier, contenu, declaration }] });

const lignesDe = ({ affectations }: Awaited<ReturnType<typeof lire>>) =>
  affectations.map(({ ligne }) => [ligne.numero, ligne.programme, ligne.libelle, ligne.montants.engagements]);

describe('titres: aucun', () => {
  const declaration = {
    titres: 'aucun',
    colonnes: { programme: '1', libelle: '2' },
    montants: { engagements: '3' },
  };

  it('nomme les colonnes d’un CSV par leur rang, et ne perd pas sa première ligne', async () => {
    const lecture = await lire('\nP1;Puits;10,00\nP2;École;5,50\n', declaration);
    expect(fautes(lecture)).toEqual([]);
    expect(lignesDe(lecture)).toEqual([
      [2, 'P1', 'Puits', 1000],
      [3, 'P2', 'École', 550],
    ]);
  });

  it('de même pour une feuille de classeur', async () => {
    const classeur = await ecrireClasseur({
      feuilles: {
        Feuil1: {
          rangees: [
            ['P1', 'Puits', 10],
            ['P2', 'École', 5.5],
          ],
        },
      },
    });
    const sansTexte = { encodage: undefined, separateur: undefined, decimale: undefined };
    const lecture = await lire(
      classeur,
      { ...declaration, ...sansTexte, format: 'classeur', feuille: 'Feuil1' },
      'sources/a.xlsx',
    );
    expect(fautes(lecture)).toEqual([]);
    expect(lignesDe(lecture)).toEqual([
      [1, 'P1', 'Puits', 1000],
      [2, 'P2', 'École', 550],
    ]);
  });

  it('dit une colonne de trop par son rang, et la ligne qui n’en a pas autant', async () => {
    expect(fautes(await lire('P1;Puits;10,00;x\n', declaration))).toEqual(['E-COLONNE-INCONNUE sources/a.csv 1 16']);
    expect(fautes(await lire('P1;Puits;10,00\nP2;École\n', declaration))).toEqual([
      'E-NOMBRE-DE-CHAMPS sources/a.csv 2 1',
    ]);
  });
});

describe('reporter', () => {
  const declaration = { reporter: ['programme'], colonnes: { programme: 'Programme', libelle: 'Objet' } };

  it('donne à une cellule vide ce qui est au-dessus, une rangée vide mise à part', async () => {
    const lecture = await lire('Programme;Objet;Engagé\n;Avant;1\nP1;a;2\n;b;3\n;;\nP2;c;4\n ;d;5\n', declaration);
    expect(fautes(lecture)).toEqual([]);
    expect(lignesDe(lecture).map(([numero, programme]) => [numero, programme])).toEqual([
      [2, ''],
      [3, 'P1'],
      [4, 'P1'],
      [6, 'P2'],
      [7, 'P2'],
    ]);
  });

  it('montre une faute sur la ligne telle qu’elle a été reçue', async () => {
    expect(fautes(await lire('Programme;Objet;Engagé\nP1;a;2\n;b;x\n', declaration))).toEqual([
      'E-MONTANT-ILLISIBLE sources/a.csv 3 4',
    ]);
  });

  it('dit combien de cellules en ont repris une autre', async () => {
    const { jaune } = await lire('Programme;Objet;Engagé\nP1;a;2\n;b;3\n;c;3\n', declaration);
    expect(jaune?.sources[0]?.refaites).toEqual([
      {
        cle: 'reporter',
        champ: 'programme',
        cellules: 2,
        dit: '2 cellules (programme) reprennent ce qui est au-dessus',
      },
    ]);
  });

  it('suit une ligne de groupe, oublie au groupe suivant ce qui est plus étroit, et ne retient ni total ni titres', async () => {
    const lecture = await lire(
      [
        'Chapitre;Programme;Objet;Engagé',
        '930;;;',
        ';P1;a;1',
        ';;b;2',
        ';Total P1;;3',
        'Chapitre;Programme;Objet;Engagé',
        ';;c;3',
        '933;;;',
        ';;d;4',
        '',
      ].join('\n'),
      {
        reporter: ['chapitre', 'programme'],
        colonnes: { chapitre: 'Chapitre', programme: 'Programme', libelle: 'Objet' },
        lignes_a_ecarter: [
          { si: { Engagé: 'absent' }, motif: 'Ligne de groupe' },
          { si: { Programme: { commence_par: 'Total' } }, motif: 'Total' },
          { si: { Objet: 'Objet' }, motif: 'Titres répétés' },
        ],
      },
    );
    expect(fautes(lecture)).toEqual([]);
    expect(lecture.affectations.map(({ ligne }) => [ligne.chapitre, ligne.programme, ligne.libelle])).toEqual([
      ['930', 'P1', 'a'],
      ['930', 'P1', 'b'],
      ['930', 'P1', 'c'],
      ['933', '', 'd'],
    ]);
    expect(lecture.ecartees).toHaveLength(4);
  });

  it('lit les cellules fusionnées vers le bas d’un classeur, et refuse toujours celles fusionnées en largeur', async () => {
    const classeur = async (fusions: readonly string[]) =>
      lire(
        await ecrireClasseur({
          feuilles: {
            F: {
              rangees: [
                ['Programme', 'Objet', 'Engagé'],
                ['P1', 'a', 2],
                [null, 'b', 3],
              ],
              fusions,
            },
          },
        }),
        {
          ...declaration,
          encodage: undefined,
          separateur: undefined,
          decimale: undefined,
          format: 'classeur',
          feuille: 'F',
        },
        'sources/a.xlsx',
      );
    const bas = await classeur(['A2:A3']);
    expect(fautes(bas)).toEqual([]);
    expect(lignesDe(bas).map(([, programme]) => programme)).toEqual(['P1', 'P1']);
    expect(fautes(await classeur(['A2:B3']))).toContain('E-CELLULES-FUSIONNEES sources/a.xlsx!F 3');
  });

  it('refuse un champ sans colonne', async () => {
    const lecture = await lire('Programme;Objet;Engagé\nP1;a;2\n', { ...declaration, reporter: ['nature'] });
    expect(lecture.constats.liste.map(({ message }) => message)).toEqual([
      '« nature » n’a pas de colonne : rien n’est à reporter',
    ]);
  });
});

describe('une source apprêtée', () => {
  it('montre ce que l’apprêt a fait de chaque rangée, et relaie le reste : fautes, avancement, poids', async () => {
    const dits: unknown[] = [];
    const place = (vu: unknown) => ({ lieu: { fichier: 'a.csv' }, extrait: { texte: '', debut: 0, fin: 0 }, vu });
    const recu = new EnregistrementRefait(['a']);
    const ouverte: SourceOuverte = {
      reperes: { champ: place, enregistrement: place },
      remedeSansColonne: () => '',
      lire: async (visiteur) => {
        visiteur.enregistrement(recu);
        visiteur.faute();
        visiteur.apresMorceau?.(42);
        return { octets: 42, sha256: '' };
      },
    };
    const apprete = passerPar(ouverte, () => ({
      enregistrement: (vu) => new EnregistrementApprete(vu, ['b']),
      fin: () => dits.push('fin'),
      refaites: () => [{ cle: 'essai', champ: 'lieu', cellules: 1, dit: '' }],
    }));
    const lu = await apprete.lire({
      enregistrement: (vu) => dits.push([vu.champ(0), apprete.reperes.enregistrement(vu)]),
      faute: () => dits.push('faute'),
      apresMorceau: (octets) => dits.push(octets),
    });
    expect(dits).toEqual([['b', place(recu)], 'faute', 42, 'fin']);
    expect(apprete.refaites?.()).toHaveLength(1);
    expect(lu?.octets).toBe(42);
  });
});

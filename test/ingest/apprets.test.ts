/** What a source declares to be done with its records before they are read: titles that it lacks, cells that stand for others. */
import { describe, expect, it } from 'vitest';
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

  it('refuse un champ sans colonne', async () => {
    const lecture = await lire('Programme;Objet;Engagé\nP1;a;2\n', { ...declaration, reporter: ['nature'] });
    expect(lecture.constats.liste.map(({ message }) => message)).toEqual([
      '« nature » n’a pas de colonne : rien n’est à reporter',
    ]);
  });
});

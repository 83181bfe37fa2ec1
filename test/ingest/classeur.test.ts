/** Workbooks that sectors send, read as sources: titles, values, names of lines, decisions and proof. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { avecDossier } from '../outils/atelier.ts';
import { type ClasseurDecrit, ecrireClasseur } from '../outils/classeur-source.ts';
import { deposerDossier, fautes, lireDossier } from '../outils/dossier-temporaire.ts';

const TITRES = ['Objet', 'Fonction', 'Engagé'];

/** Reads a workbook as the only file of a dossier, its sheets as declared. */
function lire(decrit: ClasseurDecrit, declarations: readonly Record<string, unknown>[]) {
  return avecDossier(async (racine) => {
    deposerDossier(racine, {
      sources: [{ fichier: 'sources/a.csv', contenu: 'Objet;Engagé\nz;1\n', declaration: {} }],
    });
    mkdirSync(join(racine, 'sources'), { recursive: true });
    writeFileSync(join(racine, 'sources/sport.xlsx'), await ecrireClasseur(decrit));
    const entete = JSON.parse(readFileSync(join(racine, 'exercice.yaml'), 'utf8'));
    const commun = {
      fichier: 'sources/sport.xlsx',
      format: 'classeur',
      secteur: 'Pilote',
      organisme: 'Région',
      colonnes: { libelle: 'Objet', fonction: 'Fonction' },
      montants: { engagements: 'Engagé' },
    };
    const sources = [entete.sources[0], ...declarations.map((declaration) => ({ ...commun, ...declaration }))];
    writeFileSync(join(racine, 'exercice.yaml'), JSON.stringify({ ...entete, sources }));
    return lireDossier(racine);
  });
}

const lues = ({ affectations }: Awaited<ReturnType<typeof lire>>) =>
  affectations
    .filter(({ ligne }) => ligne.fichier !== 'sources/a.csv')
    .map(({ ligne }) => [
      `${ligne.fichier}:${ligne.numero}`,
      ligne.libelle,
      ligne.fonction,
      ligne.montants.engagements,
    ]);

describe('une feuille', () => {
  it('se lit à partir de ses titres, chaque rangée à son numéro', async () => {
    const lecture = await lire(
      {
        feuilles: {
          Feuil1: {
            rangees: [
              ['Extraction du 3 novembre'],
              [],
              TITRES,
              ['a', '048', 12.34],
              [],
              ['b', { nombre: 48, format: '000' }, { formule: 'C4*2', resultat: 24.68 }],
              ['c', '048', '1 234,50'],
              ['d', '048', 0.1 + 0.2],
            ],
          },
        },
      },
      [{ feuille: 'Feuil1', preambule: 2 }],
    );
    expect(fautes(lecture)).toEqual([]);
    expect(lues(lecture)).toEqual([
      ['sources/sport.xlsx!Feuil1:4', 'a', '048', 1234],
      ['sources/sport.xlsx!Feuil1:6', 'b', '048', 2468],
      ['sources/sport.xlsx!Feuil1:7', 'c', '048', 123450],
      ['sources/sport.xlsx!Feuil1:8', 'd', '048', 30],
    ]);
    expect(
      lecture.jaune?.sources.map(({ fichier, chemin, encodage, lignes }) => [fichier, chemin, encodage, lignes]),
    ).toEqual([
      ['sources/a.csv', 'sources/a.csv', 'utf-8', 1],
      ['sources/sport.xlsx!Feuil1', 'sources/sport.xlsx', 'classeur', 4],
    ]);
  });

  it('dont les titres tiennent sur deux rangées donne à chaque colonne celui de son groupe', async () => {
    const lecture = await lire(
      {
        feuilles: {
          Feuil1: {
            rangees: [
              ['Objet', 'Fonction', 'Montants', null, 'Notes'],
              [null, null, 'AE', 'CP', null],
              ['a', '048', 10, 4, 'x'],
            ],
            fusions: ['A1:A2', 'B1:B2', 'C1:D1', 'E1:E2'],
          },
        },
      },
      [
        {
          feuille: 'Feuil1',
          titres: 2,
          montants: { engagements: 'Montants / AE', mandats: 'Montants / CP' },
          ignorees: ['Notes'],
        },
      ],
    );
    expect(fautes(lecture)).toEqual([]);
    expect(lecture.affectations.at(-1)?.ligne.montants).toEqual({ engagements: 1000, mandats: 400 });
  });

  it('d’un même classeur fait une source ; deux fois la même est refusé', async () => {
    const decrit: ClasseurDecrit = {
      feuilles: {
        'Été 2012': { rangees: [TITRES, ['a', '048', 1]] },
        Hiver: { rangees: [TITRES, ['b', '048', 2]] },
      },
    };
    const deux = await lire(decrit, [{ feuille: 'Été 2012' }, { feuille: 'Hiver' }]);
    expect(lues(deux)).toEqual([
      ['sources/sport.xlsx!Été 2012:2', 'a', '048', 100],
      ['sources/sport.xlsx!Hiver:2', 'b', '048', 200],
    ]);
    expect(fautes(await lire(decrit, [{ feuille: 'Hiver' }, { feuille: 'Hiver' }]))).toEqual([
      expect.stringMatching(/^E-EXERCICE-INCOHERENT exercice.yaml/),
    ]);
  });

  it('dont une cellule inutile est en erreur, fusionnée ou sans résultat se lit', async () => {
    const lecture = await lire(
      {
        feuilles: {
          Feuil1: {
            rangees: [
              [...TITRES, 'Notes'],
              ['a', '048', 1, { erreur: '#REF!' }],
              ['b', '048', 2, { formule: 'NOW()' }],
              ['c', '048', 7, null],
            ],
            fusions: ['D3:D4'],
          },
        },
      },
      [{ feuille: 'Feuil1', ignorees: ['Notes'] }],
    );
    expect(fautes(lecture)).toEqual([]);
    expect(lues(lecture)).toHaveLength(3);
  });

  it('dont une cellule porte un caractère de commande se refuse à cette cellule', async () => {
    const decrit = {
      feuilles: { Feuil1: { rangees: [TITRES, ['Jum_x0000_elage', '048', 1], ['b_x001B_[31m', '048', 2]] } },
    };
    const { constats } = await lire(decrit, [{ feuille: 'Feuil1' }]);
    expect(constats.liste.map(({ code, lieu }) => [code, lieu.cellule])).toEqual([
      ['E-ENCODAGE', 'A2'],
      ['E-ENCODAGE', 'A3'],
    ]);
  });

  it('vide, ou finie avant ses titres, se dit', async () => {
    const sansTitres = await lire({ feuilles: { Feuil1: { rangees: [['Titre seul']] } } }, [
      { feuille: 'Feuil1', preambule: 4 },
    ]);
    expect(fautes(sansTitres)).toEqual(['E-COLONNE-ABSENTE sources/sport.xlsx!Feuil1']);
    const uneSeule = await lire({ feuilles: { Feuil1: { rangees: [TITRES] } } }, [{ feuille: 'Feuil1', titres: 2 }]);
    expect(fautes(uneSeule)).toEqual(['A-SOURCE-SANS-LIGNE sources/sport.xlsx!Feuil1']);
    expect(lues(uneSeule)).toEqual([]);
  });
});

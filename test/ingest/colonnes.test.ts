import { describe, expect, it } from 'vitest';
import { fautes, lireEbauche } from '../outils/dossier-temporaire.ts';

const FICHIER = 'sources/a.csv';

function lire(contenu: string, declaration: Record<string, unknown> = {}, entete: Record<string, unknown> = {}) {
  return lireEbauche({ entete, sources: [{ fichier: FICHIER, contenu, declaration }] });
}

describe('les colonnes d’un fichier', () => {
  it('se trouvent par leur titre, où qu’elles soient, espaces autour compris', async () => {
    const lecture = await lire('Engagé ;  Objet\n12,00;Aide\n');
    expect(fautes(lecture)).toEqual([]);
    expect(lecture.affectations.map(({ ligne }) => [ligne.libelle, ligne.montants])).toEqual([
      ['Aide', { engagements: 1200 }],
    ]);
  });

  it.each<[titres: string, attendues: string[]]>([
    ['Objet;Engagé;Objet', [`E-COLONNE-DOUBLE ${FICHIER} 1 14`]],
    ['Objet;Engagé;Autre', [`E-COLONNE-INCONNUE ${FICHIER} 1 14`]],
    ['Objet', [`E-COLONNE-ABSENTE ${FICHIER} 1 1`]],
    ['Objet;Engage', [`E-COLONNE-ABSENTE ${FICHIER} 1 7`]],
    ['objet;Engagé', [`E-COLONNE-ABSENTE ${FICHIER} 1 1`]],
  ])('mal titrées se disent : %j', async (titres, attendues) => {
    expect(fautes(await lire(`${titres}\n`))).toEqual(attendues);
  });

  it('sans titre ne gênent pas tant qu’elles sont vides, comme un tableur en laisse', async () => {
    expect(fautes(await lire('Objet;Engagé;;\na;1;; \n'))).toEqual([]);
    const lecture = await lire('Objet;Engagé;;\na;1;;note\n');
    expect(fautes(lecture)).toEqual([expect.stringMatching(/^E-\S+ sources\/a.csv 2 6$/)]);
  });

  it('qui ont changé de nom se proposent, mais ne se devinent pas', async () => {
    const { constats } = await lire('Objet;Engage\n');
    expect(constats.liste.map(({ message, remede }) => [message, remede])).toEqual([
      [expect.stringContaining('« Engagé »'), expect.stringContaining('« Engage »')],
    ]);
  });

  it('manquent toutes quand le séparateur ou le préambule est faux, et cela se dit', async () => {
    expect((await lire('Objet,Engagé\n')).constats.liste.at(-1)?.remede).toContain('séparateur');
    expect((await lire('Extraction\nObjet;Engagé\n')).constats.liste.at(-1)?.remede).toMatch(/séparateur|preambule/);
    expect(fautes(await lire(''))).toEqual([`E-COLONNE-ABSENTE ${FICHIER}`]);
    expect(fautes(await lire('\n\n;\n'))).toEqual([`E-COLONNE-ABSENTE ${FICHIER}`]);
  });

  it('en trop ou en moins sur une ligne se disent à cette ligne', async () => {
    const lecture = await lire('Objet;Engagé\na;1\nb;2;3\nc\nd;4\n');
    expect(fautes(lecture)).toEqual([`E-NOMBRE-DE-CHAMPS ${FICHIER} 3 1`, `E-NOMBRE-DE-CHAMPS ${FICHIER} 4 1`]);
  });
});

describe('une faute se montre où elle est', () => {
  const montree = async (contenu: string, declaration: Record<string, unknown> = {}) => {
    const { constats } = await lire(contenu, declaration);
    return constats.liste.map(({ code, lieu: { ligne, colonne }, extrait }) => ({
      code,
      ou: `${ligne}:${colonne}`,
      texte: extrait?.texte,
      souligne: extrait?.texte.slice(extrait.debut, extrait.fin),
    }));
  };
  const code = 'E-MONTANT-ILLISIBLE';

  it('dans une cellule simple, ou entre guillemets', async () => {
    expect(await montree('Objet;Engagé\nAide;12.5OO,00\n')).toEqual([
      { code, ou: '2:10', texte: 'Aide;12.5OO,00', souligne: 'OO' },
    ]);
    expect(await montree('Objet;Engagé\n"Aide ; un ""peu""";"1O"\n')).toEqual([
      { code, ou: '2:23', texte: '"Aide ; un ""peu""";"1O"', souligne: 'O' },
    ]);
  });

  it('après des retours à la ligne dans la même ligne', async () => {
    for (const fin of ['\n', '\r\n'])
      expect(await montree(['Objet;Engagé', '"un', '', 'deux";12-', ''].join(fin))).toEqual([
        { code, ou: '4:9', texte: 'deux";12-', souligne: '-' },
      ]);
  });

  it('dans un fichier à tabulations, sans fin de ligne finale', async () => {
    const montres = await montree('Objet\tEngagé\nA\t p.m. ', { separateur: '\\t' });
    expect(montres).toEqual([{ code, ou: '2:4', texte: 'A\t p.m. ', souligne: 'p.m.' }]);
  });

  it('avec toutes celles du fichier, sorte par sorte', async () => {
    const lecture = await lire('Objet;Engagé\na;x\nb;\nc;1E5\nd;1\n');
    expect(fautes(lecture)).toEqual([
      `E-MONTANT-ILLISIBLE ${FICHIER} 2 3`,
      `E-MONTANT-ILLISIBLE ${FICHIER} 4 3`,
      `E-MONTANT-ABSENT ${FICHIER} 3 3`,
    ]);
    expect(lecture.jaune).toBeUndefined();
  });
});

describe('les lignes', () => {
  it('vides se comptent et ne sont pas des lignes', async () => {
    const { jaune } = await lire('\nObjet;Engagé\n\na;1\n;\n \t; \u00a0\nb;0\n\n');
    expect(jaune?.sources).toMatchObject([{ lignes: 2, lignesVides: 5, depenses: { montants: { engagements: 100 } } }]);
  });

  it('écartées le sont par leur condition, comptées, listées, et hors du contrôle', async () => {
    const lecture = await lire('Objet;Engagé\nVie;1\nTotal général;3\nSOUS-TOTAL;x\nVie;2\n', {
      lignes_a_ecarter: [
        { si: { Objet: { commence_par: 'TOTAL' } }, motif: 'total' },
        { si: { Objet: 'sous total' }, motif: 'sous-total' },
        { si: { Objet: 'jamais' }, motif: 'inutile' },
      ],
      controle: { lignes: '2', engagements: '3,00' },
    });
    expect(fautes(lecture)).toEqual([expect.stringMatching(/^A-ECART-SANS-EFFET exercice.yaml/)]);
    expect(lecture.ecartees.map(({ numero, motif, texte }) => [numero, motif, texte])).toEqual([
      [3, 'total', 'Total général;3'],
      [4, 'sous-total', 'SOUS-TOTAL;x'],
    ]);
    expect(lecture.jaune?.sources[0]?.misesAEcart.map(({ lignes }) => lignes)).toEqual([1, 1, 0]);
  });

  it('dont les totaux ne sont pas ceux annoncés arrêtent la compilation', async () => {
    const lecture = await lire('Objet;Engagé\na;1,00\nb;2,00\n', { controle: { lignes: '3', engagements: '3,01' } });
    expect(lecture.constats.liste.map(({ code, message }) => [code, message.replaceAll('\u202f', ' ')])).toEqual([
      ['E-CONTROLE', expect.stringContaining('3 lignes annoncées, 2 lues, écart de \u22121')],
      ['E-CONTROLE', expect.stringContaining('3,01 € annoncés, 3,00 € lus, écart de \u22120,01 €')],
    ]);
  });

  it('d’un autre exercice se disent', async () => {
    const lecture = await lire('An;Objet;Engagé\n2012;a;1\n2011;b;2\n;c;3\n', {
      colonnes: { exercice: 'An', libelle: 'Objet' },
    });
    expect(fautes(lecture)).toEqual([`E-EXERCICE-AUTRE ${FICHIER} 3 1`, `E-EXERCICE-AUTRE ${FICHIER} 4 1`]);
  });

  it('portent les mots que la source déclare, et se lisent au chapitre sinon', async () => {
    const lecture = await lire('S;M;Ch;Objet;Engagé\nD;R;930;a;1\nr;o;900;b;2\n;;;c;3\n', {
      colonnes: { sens: 'S', mouvement: 'M', chapitre: 'Ch', libelle: 'Objet' },
      valeurs: { sens: { D: 'depense', R: 'recette' }, mouvement: { R: 'reel', O: 'ordre' } },
    });
    expect(fautes(lecture)).toEqual([`A-IMPUTATION-ABSENTE ${FICHIER} 4 3`]);
    expect(lecture.affectations.map(({ ligne: { sens, mouvement, section } }) => [sens, mouvement, section])).toEqual([
      ['depense', 'reel', 'fonctionnement'],
      ['recette', 'ordre', 'investissement'],
      ['depense', 'reel', ''],
    ]);
    const inconnue = await lire('S;Objet;Engagé\nX;a;1\n', { colonnes: { sens: 'S', libelle: 'Objet' } });
    expect(fautes(inconnue)).toEqual([`E-VALEUR-INCONNUE ${FICHIER} 2 1`]);
  });
});

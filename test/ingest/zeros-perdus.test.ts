/** Functions that a spreadsheet took the first zero of, where the norm has the short code too. */
import { readFileSync } from 'node:fs';
import { decode } from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { ecrireClasseur } from '../outils/classeur-source.ts';
import { fautes, lireEbauche } from '../outils/dossier-temporaire.ts';
import { decrireAvecDonnees, donneePartagee } from '../outils/partage.ts';

const M14 = { norme: 'M14', vote: 'par_nature', exercice: '2012' };
const COLONNES = { fonction: 'Fn', fonction_libelle: 'Intitulé', libelle: 'Objet' };

function lire(
  lignes: readonly string[],
  declaration: Record<string, unknown> = {},
  entete: Record<string, unknown> = {},
) {
  const contenu = ['Fn;Intitulé;Objet;Engagé', ...lignes].join('\n');
  return lireEbauche({
    entete: { ...M14, ...entete },
    sources: [{ fichier: 'sources/a.csv', contenu, declaration: { colonnes: COLONNES, ...declaration } }],
  });
}
const codesDe = ({ constats }: Awaited<ReturnType<typeof lire>>) => constats.liste.map(({ code }) => code);
const fonctionsDe = ({ affectations }: Awaited<ReturnType<typeof lire>>) =>
  affectations.map(({ ligne }) => ligne.fonction);

const PERDUES = ['4;Relations internationales;Jumelage;10,00', '4;Relations internationales;Voyage;5,00'];

describe('un zéro perdu', () => {
  it('se voit au libellé, quand la norme a aussi le code court, avec ses lignes et ses euros', async () => {
    const lecture = await lire([...PERDUES, '311;Expression musicale;Festival;7,00']);
    expect(codesDe(lecture)).toEqual(['E-ZEROS-PERDUS']);
    const [{ message, remede, lieu } = { message: '', remede: '', lieu: undefined }] = lecture.constats.liste;
    expect(message).toContain('« 4 », « Relations internationales », serait « 04 » ; 2 lignes, 15,00');
    expect(remede).toContain('completer_zeros: [fonction]');
    expect(lieu).toMatchObject({ ligne: 2, colonne: 1 });
  });

  it('n’est pas soupçonné quand le libellé est celui du code, ou que la source le dit', async () => {
    expect(codesDe(await lire(['4;Sport et jeunesse;Stade;10,00']))).toEqual([]);
    const dite = await lire(PERDUES, { valeurs: { fonction: { 4: '04' } } });
    expect([codesDe(dite), fonctionsDe(dite)]).toEqual([[], ['04', '04']]);
    const juste = await lire(PERDUES, { valeurs: { fonction: { 4: '4' } } });
    expect([codesDe(juste), fonctionsDe(juste)]).toEqual([[], ['4', '4']]);
  });

  it('n’est qu’un avertissement dans une colonne qui garde ses zéros', async () => {
    expect(codesDe(await lire([...PERDUES, '048;Autres actions;Voyage;7,00']))).toEqual(['A-ZEROS-PERDUS']);
  });

  it('se soupçonne à tout un budget qui n’a aucune fonction en 0, même sans libellé', async () => {
    const budget = ['20', '211', '311', '321', '411', '511', '61', '71', '811', '90'].map((code) => `${code};;x;1,00`);
    const lecture = await lire(budget);
    expect(codesDe(lecture)).toEqual(['A-ZEROS-PERDUS']);
    expect(lecture.constats.liste[0]?.message).toContain('« 20 » ou « 020 »');
    // A sector has a few functions, and none in 0 by nature.
    expect(codesDe(await lire(budget.slice(0, 4)))).toEqual([]);
    expect(codesDe(await lire([...budget, '020;;x;1,00']))).toEqual([]);
  });
});

describe('completer_zeros', () => {
  const declaration = { completer_zeros: ['fonction'] };

  it('rend leur zéro à ceux qui l’ont perdu, le dit, et laisse la rangée comme reçue', async () => {
    const lignes = [...PERDUES, '48;Autres actions;Voyage;7,00', '411;Salles de sport, gymnases;Salle;1,00'];
    const lecture = await lire(lignes, declaration);
    expect(fonctionsDe(lecture)).toEqual(['04', '04', '048', '411']);
    expect(codesDe(lecture)).toEqual(['A-ZEROS-COMPLETES']);
    expect(lecture.constats.liste[0]?.message).toContain('3 fonctions ont repris leur zéro : 4 → 04 (2), 48 → 048 (1)');
    const sans = await lire(lignes, { valeurs: { fonction: { 4: '4', 48: '048' } } });
    expect(lecture.affectations.map(({ ligne }) => ligne.empreinte)).toEqual(
      sans.affectations.map(({ ligne }) => ligne.empreinte),
    );
  });

  it('montre la cellule reçue quand une ligne est fautive', async () => {
    const lecture = await lire(['48;Autres actions;Voyage;sept'], declaration);
    const fautive = lecture.constats.liste.find(({ code }) => code === 'E-MONTANT-ILLISIBLE');
    expect(fautive?.extrait?.texte).toBe('48;Autres actions;Voyage;sept');
  });

  it('ne devine pas : un code qui peut être l’un ou l’autre est une erreur, jusqu’à ce que la source le dise', async () => {
    const douteuses = ['20;;Voyage;7,00', ...PERDUES];
    const lecture = await lire(douteuses, declaration);
    expect(codesDe(lecture).sort()).toEqual(['A-ZEROS-COMPLETES', 'E-ZEROS-PERDUS']);
    const dite = await lire(douteuses, { ...declaration, valeurs: { fonction: { 20: '020' } } });
    expect([codesDe(dite), fonctionsDe(dite)]).toEqual([['A-ZEROS-COMPLETES'], ['020', '04', '04']]);
  });

  it('lit aussi le chapitre d’un budget voté par fonction', async () => {
    const colonnes = { chapitre: 'Fn', fonction: 'Intitulé', libelle: 'Objet' };
    const lecture = await lire(
      ['930;4;Voyage;7,00', '934;4;Foyer;1,00'],
      { ...declaration, colonnes },
      {
        norme: 'M57',
        exercice: '2024',
        vote: 'par_fonction',
      },
    );
    expect(fonctionsDe(lecture)).toEqual(['04', '4']);
  });

  it('de même dans un classeur', async () => {
    const contenu = await ecrireClasseur({
      feuilles: {
        F: {
          rangees: [
            ['Fn', 'Intitulé', 'Objet', 'Engagé'],
            [4, 'Relations internationales', 'Jumelage', 10],
          ],
        },
      },
    });
    const sansTexte = { encodage: undefined, separateur: undefined, decimale: undefined };
    const lecture = await lireEbauche({
      entete: M14,
      sources: [
        {
          fichier: 'sources/a.xlsx',
          contenu,
          declaration: { colonnes: COLONNES, ...sansTexte, ...declaration, format: 'classeur', feuille: 'F' },
        },
      ],
    });
    expect(fonctionsDe(lecture)).toEqual(['04']);
  });

  it('sans rien à compléter, ou sans colonne de fonction, se dit', async () => {
    const [constat] = (await lire(['048;Autres actions;x;1,00'], declaration)).constats.liste;
    expect(constat?.message).toContain('aucune fonction n’avait perdu son zéro');
    expect(fautes(await lire([], { ...declaration, colonnes: { libelle: 'Objet' } }))[0]).toMatch(
      /^E-EXERCICE-INCOHERENT/,
    );
  });
});

const REELS = ['montpellier-budget-2005-2012.csv'];
decrireAvecDonnees('le budget de Montpellier tel qu’Excel l’enregistrerait', REELS, () => {
  const recu = decode(readFileSync(donneePartagee('montpellier-budget-2005-2012.csv')), 'win1252');
  const [titres = '', ...rangees] = recu.trimEnd().split('\n');
  const sansZero = (rangee: string) => rangee.replace(/^((?:[^;]*;){6})0/, '$1');
  const declaration = {
    secteur: 'Pilote',
    organisme: 'Ville',
    colonnes: {
      nature: 'Nature',
      fonction: 'SousFonction',
      libelle: 'Libellé nature',
      fonction_libelle: 'Libellé fonction',
    },
    montants: { mandats: 'Exécuté' },
    ignorees: ['Collectivite', 'Budget', 'Exercice', 'I_F', 'D_R'],
  };
  const lireRangees = (lignes: readonly string[], plus: Record<string, unknown> = {}) =>
    lireEbauche({
      entete: { ...M14, base: 'mandats', code_inconnu: 'avertissement' },
      sources: [
        { fichier: 'sources/a.csv', contenu: [titres, ...lignes].join('\n'), declaration: { ...declaration, ...plus } },
      ],
    });

  it.each([2005, 2006, 2007, 2008, 2009, 2010, 2011, 2012])(
    '%i : les codes perdus se voient tous, et reviennent comme ils étaient',
    async (annee) => {
      const siennes = rangees.filter((rangee) => rangee.split(';')[2] === String(annee));
      const recues = await lireRangees(siennes);
      const juste = fonctionsDe(recues);
      expect(codesDe(recues).filter((code) => code.includes('ZERO'))).toEqual([]);
      const perdues = juste.filter((fonction) => fonction.startsWith('0')).length;
      expect(perdues).toBeGreaterThan(100);
      const lecture = await lireRangees(siennes.map(sansZero));
      const messages = lecture.constats.liste.map(({ message }) => message);
      const soupconnees = Number(/^des fonctions ont sans doute .*? ; (\d+) lignes/m.exec(messages.join('\n'))?.[1]);
      const certaines = lecture.constats.compter('E-CODE-ZERO-PERDU');
      // None is left without a word, and none is told that was right.
      expect(soupconnees + certaines).toBe(perdues);
      expect(soupconnees).toBeGreaterThan(certaines);
      const completee = await lireRangees(siennes.map(sansZero), { completer_zeros: ['fonction'] });
      expect(codesDe(completee).filter((code) => code.includes('ZERO'))).toEqual(['A-ZEROS-COMPLETES']);
      expect(fonctionsDe(completee)).toEqual(juste);
    },
  );
});

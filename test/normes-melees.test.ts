import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dossierDEssai } from './outils/atelier.ts';
import { deposerDossier } from './outils/dossier-temporaire.ts';
import { courirIci } from './outils/dossiers.ts';
import { lireClasseur } from './outils/lecteur-xlsx.ts';

/** A région in M71 and a body in M52: 041 is interregional action for one, a global grant for the other. */
function dossier(si: unknown): string {
  const racine = dossierDEssai();
  deposerDossier(racine, {
    sources: (['M71', 'M52'] as const).map((norme) => ({
      fichier: `sources/${norme}.csv`,
      declaration: { norme, colonnes: { libelle: 'Objet', fonction: 'F' } },
      contenu: 'Objet;F;Engagé\nUne;041;1,00\nDeux;04;2,00\n',
    })),
    regles: [
      {
        id: 'actions',
        question: 'international',
        si,
        conclusion: 'internationale',
        motif: 'Essai',
        exemples: { attrape: [{ fonction: '041', norme: 'M71' }] },
      },
    ],
  });
  return racine;
}

async function compiler(si: unknown) {
  const sortie = join(dossierDEssai(), 'edition');
  const racine = dossier(si);
  const course = await courirIci(['compiler', racine, '--sortie', sortie]);
  expect(course.code).toBe(0);
  return { ...course, racine, sortie, lire: (nom: string) => readFileSync(join(sortie, nom), 'utf8') };
}

describe('deux normes à fonctions dans un dossier', () => {
  it('une règle qui dit la norme ne prend que les lignes de celle-ci, et n’est pas signalée', async () => {
    const { erreur, lire } = await compiler({ fonction: '041', norme: 'm71' });
    expect(erreur).not.toContain('A-NORMES-MELEES');
    expect(JSON.parse(lire('synthese-2012.json')).partition.internationale).toMatchObject({ lignes: 1, centimes: 100 });
  });

  it.each([
    ['041', '041'],
    [['044', '041'], '041'],
    ['04*', '04'],
  ])('une règle sur %j est signalée : le code %s y dit autre chose', async (fonction, code) => {
    const { erreur } = await compiler({ fonction });
    expect(erreur).toContain(`prend la fonction ${code} dans toutes les normes du dossier`);
    expect(erreur).toContain('[A-NORMES-MELEES]');
  });

  it.each([{ organisme: 'Région' }, { fichier: 'sources/M71.csv' }])(
    'une règle qui dit aussi %j ne l’est pas',
    async (aussi) => {
      const { code, erreur } = await courirIci(['controler', dossier({ un: [{ fonction: '041' }, aussi] })]);
      expect([code, erreur.includes('A-NORMES-MELEES')]).toEqual([0, false]);
    },
  );

  it('une norme qui n’en est pas une est une faute de la règle', async () => {
    const { code, erreur } = await courirIci(['controler', dossier({ fonction: '041', norme: 'M58' })]);
    expect(code).toBe(1);
    expect(erreur).toContain('« M58 » n’est pas une valeur de norme');
  });

  it('chaque document tient les codes de l’une et de l’autre à part', async () => {
    const { racine, lire, sortie } = await compiler({ fonction: '04*' });
    const rangees = JSON.parse(lire('synthese-2012.json')).tables.fonction;
    expect(rangees).toMatchObject([
      { cle: '04', centimes: 200 },
      { cle: '04 (M52)', centimes: 200 },
      { cle: '041', centimes: 100 },
      { cle: '041 (M52)', centimes: 100 },
    ]);
    const page = lire('jaune-2012.html');
    expect(page).toContain('Un code suivi d’une norme est de cette autre norme');
    expect(page).toContain('041 (M52)');
    const feuille = lireClasseur(readFileSync(join(sortie, 'jaune-2012.xlsx'))).feuilles.get('Fonctions');
    const ecrites = [...(feuille?.values() ?? [])].map(({ valeur }) => valeur);
    expect(ecrites).toEqual(
      expect.arrayContaining(['041', 'Actions interrégionales', '041 (M52)', 'Subvention globale']),
    );
    expect(lire('lignes-2012.csv').split('\n')[0]).toContain(';nature_libelle;norme;libelle;');
    const { sortie: expliquee } = await courirIci(['expliquer', racine, 'sources/M52.csv:2']);
    expect(expliquee).toMatch(/Norme de ces codes +M52/);
    const { sortie: figure } = await courirIci(['expliquer', racine, '--figure', 'fonction.041-m52']);
    expect(figure).toContain('sources/M52.csv:2');
    expect(figure).not.toContain('sources/M71.csv');
  });
});

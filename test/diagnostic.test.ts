import { spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { avecDossier } from './outils/atelier.ts';
import { deposerDossier } from './outils/dossier-temporaire.ts';
import { courirIci } from './outils/dossiers.ts';
import { jaune } from './outils/paquet.ts';

/** What the CSV files of a dossier say, and their names, that could name somebody or an amount: its texts of letters, and its amounts with cents. */
function ditsDuDossier(dossier: string): string[] {
  const fichiers = readdirSync(dossier, { recursive: true, encoding: 'utf8' });
  const cellules = fichiers
    .filter((nom) => nom.endsWith('.csv') && statSync(join(dossier, nom)).isFile())
    .flatMap((nom) =>
      // In several encodings: as both read it.
      (['utf8', 'latin1'] as const).map((encodage) => readFileSync(join(dossier, nom), encodage)),
    )
    .flatMap((texte) => texte.split(/[;,\t\r\n"]/))
    .map((cellule) => cellule.trim())
    // Keys of columns and codes of verdicts: nobody's name.
    .filter((cellule) => !/^[a-z_]+$/.test(cellule));
  const noms = fichiers.flatMap(
    (nom) =>
      nom
        .split('/')
        .at(-1)
        ?.replace(/\.\w+$/, '') ?? [],
  );
  return [...new Set([...cellules, ...noms])].filter((dit) => dit.length >= 6 && /\p{L}{3}|\d[.,]\d\d$/u.test(dit));
}
/** Words of the tool that a dossier uses too. */
const DE_L_OUTIL =
  /^(?:exclue|internationale|exceptionnelle|non_internationale|dépenses?|recettes?|sources|gabarits|textes|regles|organismes?|arbitrages|lignes|fichiers?|décisions?|operations|engagements|mandats|utf-8|source|programme|fonction|engage|chapitres?|colonnes?)$/i;

describe('jaune diagnostic', () => {
  test('sans dossier : versions, système, outil', async () => {
    const { code, sortie, erreur } = await courirIci(['diagnostic']);
    expect([code, erreur]).toEqual([0, '']);
    expect(sortie).toMatch(/^jaune \d+\.\d+\.\d+ · Node \d+\.\d+\.\d+ · \w+ .* · \w+\nOutil : \d+ fichiers .*\n$/);
    expect(sortie).toContain('tous ceux de la version');
  });

  test('de 2012 : des nombres et des codes ; rien de ce que disent ses fichiers', async () => {
    const { code, sortie, erreur } = await courirIci(['diagnose', 'data/2012']);
    expect([code, erreur]).toEqual([0, '']);
    const json = await courirIci(['diagnostic', 'data/2012', '--json']);
    const { dossier } = JSON.parse(json.sortie);
    expect(dossier.lu.norme).toBe('M71');
    expect(dossier.lu.lignes.internationale.depenses).toBeGreaterThan(100);
    expect(sortie).toContain('Lignes par place');
    const dits = ditsDuDossier('data/2012').filter((dit) => !DE_L_OUTIL.test(dit));
    expect(dits.length).toBeGreaterThan(1_000);
    for (const texte of [sortie, json.sortie]) expect(dits.filter((dit) => texte.includes(dit))).toEqual([]);
  });

  test('un dossier qui n’est pas là est dit', async () => {
    const { code, sortie, erreur } = await courirIci(['diagnostic', 'nulle-part']);
    expect(code).toBe(1);
    expect(sortie).toBe('');
    expect(erreur).toContain('E-DOSSIER-INTROUVABLE');
  });

  test.skipIf(process.platform === 'win32')(
    'un dossier, un outil qu’on ne peut pas regarder : ce que c’est, et aucun nom',
    async () => {
      await avecDossier(async (racine) => {
        deposerDossier(join(racine, 'd'), { sources: [{ fichier: 'sources/a.csv', contenu: 'Objet;Engagé\nx;1\n' }] });
        symlinkSync('zqmadame 12 500', join(racine, 'd/sources/zqmadame 12 500'));
        for (const json of [[], ['--json']]) {
          const { code, sortie, erreur } = await courirIci(['diagnostic', join(racine, 'd'), ...json]);
          expect([code, erreur]).toEqual([0, '']);
          if (json.length > 0) expect(JSON.parse(sortie).dossier.fichiers).toBeUndefined();
          else expect(sortie).toContain('ne peut pas être regardé');
          for (const secret of ['zqmadame', '12 500', racine]) expect(sortie).not.toContain(secret);
        }
        // Without its tables the tool says so, and not where it lies.
        const outil = join(racine, 'zqoutil');
        jaune.copierDans(join(outil, 'dist'));
        copyFileSync('package.json', join(outil, 'package.json'));
        const course = spawnSync(process.execPath, [join(outil, 'dist/jaune.js'), 'diagnostic'], { encoding: 'utf8' });
        expect(course.stdout).toContain('Outil : incomplet');
        expect(course.stdout + course.stderr).not.toContain('zqoutil');
      });
    },
  );

  test('quoi que disent les lignes, sain ou fautif : ni libellé, ni bénéficiaire, ni nom de fichier, ni montant', async () => {
    const mot = fc.stringMatching(/^[a-z]{8,12}$/).map((dit) => `zq${dit}`);
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ libelle: mot, beneficiaire: mot, euros: fc.integer({ min: 1_000_001, max: 9_999_999 }) }),
          {
            minLength: 1,
            maxLength: 4,
          },
        ),
        fc.record({ fichier: mot, secteur: mot, region: mot }),
        fc.constantFrom('', '7O', 'illisible'),
        (lignes, { fichier, secteur, region }, faute) =>
          avecDossier(async (racine) => {
            const rangees = lignes.map(
              ({ libelle, beneficiaire, euros }) => `${libelle};${beneficiaire};${euros}${faute}`,
            );
            deposerDossier(join(racine, 'd'), {
              entete: { collectivite: region, secteur_pilote: secteur },
              sources: [
                {
                  fichier: `sources/${fichier}.csv`,
                  contenu: ['Objet;Qui;Engagé', ...rangees, ''].join('\n'),
                  declaration: { secteur, organisme: region, colonnes: { libelle: 'Objet', beneficiaire: 'Qui' } },
                },
              ],
            });
            for (const json of [[], ['--json']]) {
              const { code, sortie, erreur } = await courirIci(['diagnostic', 'd', ...json], racine);
              expect(code).toBe(0);
              const tout = (sortie + erreur).replace(/[\s\u202f\u00a0](?=\d{3})/g, '');
              expect(tout.includes('E-MONTANT-ILLISIBLE')).toBe(faute !== '');
              const secrets = [
                ...lignes.flatMap(({ libelle, beneficiaire, euros }) => [libelle, beneficiaire, String(euros)]),
                fichier,
                secteur,
                region,
                racine,
              ];
              expect(secrets.filter((dit) => tout.includes(dit))).toEqual([]);
            }
          }),
      ),
      { numRuns: 20 },
    );
  });
});

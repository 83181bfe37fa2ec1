import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { avecDossier } from './outils/atelier.ts';
import { deposer, deposerDossier } from './outils/dossier-temporaire.ts';
import { courirIci, poserDossier } from './outils/dossiers.ts';

const CAS = 'test/cas/migrer';

describe('jaune migrer', () => {
  test.each(readdirSync(CAS))('%s : dit tout sans rien écrire, écrit ce qui est dit, une seule fois', async (nom) => {
    const { racine, dossier } = poserDossier(join(CAS, nom, 'avant'));
    const etat = (fichiers: readonly string[], ou: string) =>
      Object.fromEntries(fichiers.map((fichier) => [fichier, readFileSync(join(ou, fichier), 'utf8')]));
    const touches = readdirSync(join(CAS, nom, 'apres'));
    const sec = await courirIci(['migrer', 'dossier'], racine);
    expect(sec.erreur).toBe('');
    await expect(sec.sortie).toMatchFileSnapshot(join('cas/migrer', nom, 'dit.txt'));
    expect(etat(touches, dossier)).toEqual(etat(touches, join(CAS, nom, 'avant')));

    expect((await courirIci(['migrate', 'dossier', '--ecrire'], racine)).code).toBe(0);
    expect(etat(touches, dossier)).toEqual(etat(touches, join(CAS, nom, 'apres')));
    const encore = await courirIci(['migrer', 'dossier', '--ecrire', '--json'], racine);
    expect(JSON.parse(encore.sortie)).toMatchObject({ ok: true, ecrit: false });
    expect(etat(touches, dossier)).toEqual(etat(touches, join(CAS, nom, 'apres')));
    expect((await courirIci(['controler', 'dossier'], racine)).erreur).not.toContain('E-CONTROLE');
  });

  test('un fichier qui n’a pas changé de forme n’est pas touché, et c’est dit', async () => {
    const { racine } = poserDossier('test/cas/controler/petit');
    const { code, sortie } = await courirIci(['migrer', 'dossier', '--ecrire'], racine);
    expect(code).toBe(0);
    expect(sortie).toContain('exercice.yaml : lu tel quel.');
    expect(sortie).toContain('Rien à récrire');
  });

  test('ce qu’un controle annonçait et qui n’est pas la somme des deux sens est à faire par quelqu’un : c’est dit, chaque fois', async () => {
    const { racine, dossier } = poserDossier(join(CAS, 'de-0.1', 'avant'));
    const exercice = readFileSync(join(dossier, 'exercice.yaml'), 'utf8');
    deposer(dossier, 'exercice.yaml', exercice.replace('engagements: 150 }', 'engagements: 151 }'));
    await courirIci(['migrer', 'dossier', '--ecrire'], racine);
    const { sortie } = await courirIci(['migrer', 'dossier', '--ecrire'], racine);
    expect(sortie).toContain('À faire vous-même : sources/culture.csv : son controle ne fait pas');
    expect(sortie).not.toContain('Rien à récrire');
    expect((await courirIci(['controler', 'dossier'], racine)).erreur).toContain('sources/culture.csv : 151,00');
  });

  test('un dossier qui a une autre faute n’est pas migré : elle est dite, rien n’est écrit', async () => {
    const { racine, dossier } = poserDossier(join(CAS, 'de-0.1', 'avant'));
    deposer(dossier, 'sources/sport.csv', 'Objet;Sens;Engagé;Payé\nTournoi;Dépense;7O;70\n');
    const avant = readFileSync(join(dossier, 'exercice.yaml'));
    const { code, erreur } = await courirIci(['migrer', 'dossier', '--ecrire'], racine);
    expect(code).toBe(1);
    expect(erreur).toContain('E-MONTANT-ILLISIBLE');
    expect(erreur).not.toContain('E-CONTROLE');
    expect(readFileSync(join(dossier, 'exercice.yaml'))).toEqual(avant);
  });

  test('quoi qu’annonce un controle de 0.1, il tient ensuite, ses commentaires restent, et rien ne reste à migrer', async () => {
    const euros = fc.integer({ min: 1, max: 90_000 });
    const cle = fc.constantFrom('engagements', 'mandats', 'lignes');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ sens: fc.constantFrom('Dépense', 'Recette'), engage: euros, paye: euros }), {
          minLength: 1,
          maxLength: 5,
        }),
        fc.uniqueArray(cle, { minLength: 1, maxLength: 3 }),
        fc.record({ trait: fc.boolean(), retour: fc.constantFrom('\n', '\r\n'), mot: fc.boolean() }),
        (rangees, cles, { trait, retour, mot }) =>
          avecDossier(async (racine) => {
            const annonces = {
              engagements: rangees.reduce((somme, { engage }) => somme + engage, 0),
              mandats: rangees.reduce((somme, { paye }) => somme + paye, 0),
              lignes: rangees.length,
            };
            const contenu = ['Objet;Sens;Engagé;Payé', ...rangees.map((r) => `A;${r.sens};${r.engage};${r.paye}`), ''];
            const declaration = {
              colonnes: { libelle: 'Objet', sens: 'Sens' },
              montants: { engagements: 'Engagé', mandats: 'Payé' },
            };
            const dossier = join(racine, 'dossier');
            deposerDossier(dossier, {
              sources: [{ fichier: 'sources/a.csv', contenu: contenu.join('\n'), declaration }],
            });
            const { sources, ...entete } = JSON.parse(readFileSync(join(dossier, 'exercice.yaml'), 'utf8'));
            const paires = cles.map((nom) => `${nom}: ${annonces[nom]}`);
            const controle = trait
              ? [`    controle: { ${paires.join(', ')} }${mot ? ' # dit 1' : ''}`]
              : ['    controle:', ...paires.map((paire, rang) => `      ${paire}${mot ? ` # dit ${rang}` : ''}`)];
            const corps = Object.entries(sources[0]).map(
              ([nom, valeur], rang) => `${rang === 0 ? '  - ' : '    '}${nom}: ${JSON.stringify(valeur)}`,
            );
            const enTete = Object.entries(entete).map(([nom, valeur]) => `${nom}: ${JSON.stringify(valeur)}`);
            deposer(dossier, 'exercice.yaml', [...enTete, 'sources:', ...corps, ...controle, '# fin', ''].join(retour));
            const commentaires = () => readFileSync(join(dossier, 'exercice.yaml'), 'utf8').match(/#.*/g)?.sort();
            const avant = commentaires();
            const migre = await courirIci(['migrer', 'dossier', '--ecrire'], racine);
            expect(migre.code, migre.erreur).toBe(0);
            const deuxSens = new Set(rangees.map(({ sens }) => sens)).size === 2;
            const sommes = cles.some((nom) => nom !== 'lignes');
            expect(migre.sortie.includes('1 changement écrit')).toBe(deuxSens && sommes);
            expect(commentaires()).toEqual(avant);
            expect((await courirIci(['controler', 'dossier'], racine)).erreur).not.toContain('E-CONTROLE');
            expect((await courirIci(['migrer', 'dossier'], racine)).sortie).toContain('Rien à récrire');
          }),
      ),
      { numRuns: 25 },
    );
  });
});

import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { rangDeSaisie } from '../src/review/colonnes-de-revue.ts';
import { dossierDEssai } from './outils/atelier.ts';
import { ecrireClasseur } from './outils/classeur-source.ts';
import { courirIci } from './outils/dossiers.ts';
import { remplirClasseur } from './outils/remplir-classeur.ts';

const TITRES = ['Exercice', 'Chapitre', 'Fonction', 'Objet', 'Bénéficiaire', 'Engagé'];
const LIGNES = [
  ['2012', '930', '048', 'Jumelage avec Dakar', 'Ville de Dakar', 1200],
  ['2012', '933', '312', 'Fête de la musique', 'Commune de Sceaux', 850],
  ['2012', '933', '312', 'Fête du livre', 'Commune de Sceaux', 300],
] as const;

let racine = '';
const chemin = (nom: string) => join(racine, 'dossier', nom);
const reglage = (avant: string, apres: string) =>
  writeFileSync(chemin('exercice.yaml'), readFileSync(chemin('exercice.yaml'), 'utf8').replace(avant, apres));
const ecrireLaFeuille = async (nom: string) =>
  writeFileSync(
    chemin('sources/culture.xlsx'),
    await ecrireClasseur({ feuilles: { [nom]: { rangees: [TITRES, ...LIGNES] } } }),
  );
const jaune = (...mots: string[]) => courirIci(mots, racine);
const reporter = async (...mots: string[]) => {
  const { code, sortie, erreur } = await jaune('arbitrer', 'reporter', 'dossier', '--json', ...mots);
  expect(code, sortie + erreur).toBe(0);
  return JSON.parse(sortie);
};
/** Decides lines, by their references. */
const decider = async (...refs: string[]) => {
  const rangees: string[] = [];
  for (const ref of refs) {
    const { sortie, erreur } = await jaune('expliquer', 'dossier', ref);
    const [, empreinte] = /Empreinte\s+([0-9a-f]{16})/.exec(sortie) ?? [];
    expect(empreinte, sortie + erreur).toBeDefined();
    rangees.push(`${ref};${empreinte};non_internationale;;;;;;;Fête locale;Direction des finances;2012-11-06`);
  }
  writeFileSync(
    chemin('arbitrages.csv'),
    `ref;empreinte;decision;quote_part;cle;axe;domaine;territoire;pays;motif;auteur;date\n${rangees.join('\n')}\n`,
  );
};
/** That all wait is told once, by one command after the other. */
const attendreUnSeulMessage = async (nombre: number) => {
  for (const commande of ['controler', 'compiler']) {
    const { code, erreur } = await jaune(commande, 'dossier');
    expect(code).toBe(1);
    expect(erreur).toContain(`${nombre} décisions attendent d’être reportées`);
    expect(erreur.match(/\[E-ARBITRAGE/g), erreur).toHaveLength(1);
  }
};

beforeEach(() => {
  racine = dossierDEssai();
  cpSync('test/cas/constats/_base', join(racine, 'dossier'), { recursive: true });
});

describe('les décisions suivent', () => {
  test('une feuille renommée d’un classeur', async () => {
    rmSync(chemin('sources/culture.csv'));
    reglage('sources/culture.csv', 'sources/culture.xlsx\n    format: classeur\n    feuille: Subventions');
    reglage('    encodage: utf-8\n    separateur: ";"\n', '');
    await ecrireLaFeuille('Subventions');
    await decider('sources/culture.xlsx!Subventions:3', 'sources/culture.xlsx!Subventions:4');
    await reporter('--ecrire');
    await ecrireLaFeuille('Subventions 2012 (v2)');
    reglage('feuille: Subventions', 'feuille: Subventions 2012 (v2)');
    await attendreUnSeulMessage(2);
    const { certaines } = await reporter('--ecrire');
    expect(certaines.map(({ ligne }: { ligne: { ref: string } }) => ligne.ref)).toEqual([
      'sources/culture.xlsx!Subventions 2012 (v2):3',
      'sources/culture.xlsx!Subventions 2012 (v2):4',
    ]);
    expect((await reporter()).enPlace).toBe(2);
    expect((await jaune('controler', 'dossier')).erreur).not.toContain('ARBITRAGE');
  });

  test('un fichier dont seule change la casse du nom', async () => {
    writeFileSync(
      chemin('sources/culture.csv'),
      `${readFileSync(chemin('sources/culture.csv'), 'utf8')}2012;933;312;Fête du livre;Commune de Sceaux;300,00\n`,
    );
    await decider('sources/culture.csv:3', 'sources/culture.csv:4');
    await reporter('--ecrire');
    renameSync(chemin('sources/culture.csv'), chemin('sources/Culture.csv'));
    reglage('sources/culture.csv', 'sources/Culture.csv');
    await attendreUnSeulMessage(2);
    expect((await reporter('--ecrire')).ecrites.reportees).toBe(2);
    expect((await reporter()).enPlace).toBe(2);
  });

  test('sans rien garder de leurs lignes, elles ne les suivent que si une personne le dit', async () => {
    const ligne = '2012;933;312;Fête du livre;Commune de Sceaux;300,00\n';
    const alors = readFileSync(chemin('sources/culture.csv'), 'utf8');
    await decider('sources/culture.csv:2', 'sources/culture.csv:3');
    writeFileSync(chemin('sources/culture.csv'), alors.replace('\n', `\n${ligne}`));
    const { certaines, changees } = await reporter('--ecrire');
    expect([certaines.length, changees.length]).toEqual([0, 2]);
    const dit = (await jaune('arbitrer', 'reporter', 'dossier')).sortie;
    expect(dit).toContain('rien ne dit si d’autres lignes disaient la même chose');
    expect(dit).toContain('remettez l’ancien fichier, lancez jaune arbitrer reporter dossier --ecrire');
    writeFileSync(chemin('sources/culture.csv'), alors);
    await reporter('--ecrire');
    writeFileSync(chemin('sources/culture.csv'), alors.replace('\n', `\n${ligne}`));
    expect((await reporter('--ecrire')).ecrites.reportees).toBe(2);
  });

  test('tant qu’elles attendent, un import le dit une fois et ne prend rien ; puis il prend tout', async () => {
    const source = () => readFileSync(chemin('sources/culture.csv'), 'utf8');
    await decider('sources/culture.csv:2', 'sources/culture.csv:3');
    writeFileSync(chemin('sources/culture.csv'), `${source()}2012;933;312;Fête du livre;Commune de Sceaux;300,00\n`);
    await reporter('--ecrire');
    const classeur = join(racine, 'classeur.xlsx');
    const exporte = await jaune('arbitrer', 'export', 'dossier', '--sortie', 'classeur.xlsx');
    expect(exporte.code, exporte.sortie + exporte.erreur).toBe(0);
    const colonne = (rang: number) => String.fromCharCode(65 + rang);
    const saisies = { decision: 'non internationale', motif: 'Salon local', auteur: 'Culture', date: '2012-11-07' };
    await remplirClasseur(classeur, {
      cellules: Object.fromEntries(
        (Object.keys(saisies) as (keyof typeof saisies)[]).map((saisie) => [
          `${colonne(rangDeSaisie(saisie))}5`,
          saisies[saisie],
        ]),
      ),
    });
    const [titres, deux, trois, quatre] = source().split('\n');
    writeFileSync(chemin('sources/culture.csv'), `${[titres, trois, deux, quatre].join('\n')}\n`);
    const avant = readFileSync(chemin('arbitrages.csv'), 'utf8');
    const arrete = await jaune('arbitrer', 'import', 'dossier', 'classeur.xlsx');
    expect(arrete.code).toBe(1);
    expect(arrete.erreur.match(/\[E-/g), arrete.erreur).toHaveLength(1);
    expect(arrete.erreur).toContain('jaune arbitrer reporter');
    expect(readFileSync(chemin('arbitrages.csv'), 'utf8')).toBe(avant);
    expect((await reporter('--ecrire')).ecrites.reportees).toBe(2);
    const pris = await jaune('arbitrer', 'import', 'dossier', 'classeur.xlsx');
    expect(pris.code, pris.erreur).toBe(0);
    expect((await reporter()).enPlace).toBe(3);
  });
});

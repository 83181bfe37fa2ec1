/** What a power cut could undo: nothing is shown before the disk keeps it, and nothing replaced is removed before its name is kept. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Geste, nonGardes, sansStrace, suivre } from '../outils/appels-systeme.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { recetteDe, remplirClasseur } from '../outils/remplir-classeur.ts';

const BASE = join(import.meta.dirname, '../cas/constats/_base');
const atelier = dossierDEssai();
const [temporaires, travail] = [join(atelier, 'temporaires'), join(atelier, 'travail')];

beforeAll(() => {
  mkdirSync(temporaires);
  mkdirSync(travail);
  for (const nom of ['dossier', 'autre']) cpSync(BASE, join(travail, nom), { recursive: true });
  writeFileSync(
    join(travail, 'recu.csv'),
    'Exercice;Chapitre;Fonction;Libellé;Engagé\n2012;933;312;Puits au Mali;1000,00\n',
  );
});

describe('rien n’est montré avant que le disque le garde', () => {
  it('par aucune commande qui écrit', async (contexte) => {
    const pourquoi = sansStrace();
    if (pourquoi !== undefined) return contexte.skip(pourquoi);
    const faits = (...mots: string[]) => {
      const gestes = suivre(mots, travail, join(atelier, 'journal.txt'), temporaires);
      const { fautes, montres } = nonGardes(gestes);
      expect(fautes, mots.join(' ')).toEqual([]);
      return montres.map((montre) => montre.slice(travail.length + 1));
    };
    // In a place that was not there, then over an edition.
    expect(faits('compiler', 'dossier', '--sortie', 'a/b/2012')).toEqual(['a/b/.2012.dossier', 'a/b/2012']);
    expect(faits('compiler', 'dossier', '--sortie', 'a/b/2012')).toEqual(['a/b/.2012.dossier', 'a/b/2012']);
    expect(faits('archiver', 'dossier', '--sortie', 'a.zip')).toEqual(['a.zip']);
    expect(faits('archiver', 'dossier', '--sortie', 'a.zip', '--remplacer')).toEqual(['a.zip']);
    expect(faits('arbitrer', 'export', 'dossier', '--sortie', 'a.xlsx')).toEqual(['a.xlsx']);
    const decision = { decision: 'non internationale', motif: 'Fête', auteur: 'Finances', date: '2012-11-06' };
    await remplirClasseur(join(travail, 'a.xlsx'), recetteDe(new Map([[0, decision]])));
    expect(faits('arbitrer', 'import', 'dossier', 'a.xlsx')).toEqual(['dossier/arbitrages.csv']);
    expect(faits('init', 'neuf', '--exercice', '2013')).toEqual(['neuf']);
    mkdirSync(join(travail, 'plein/sources'), { recursive: true });
    expect(faits('init', 'plein', '--exercice', '2013').at(-1)).toBe('plein/exercice.yaml');
    expect(faits('init', 'suite', '--depuis', 'dossier')).toEqual(['suite']);
    expect(faits('source', 'recu.csv', '--dossier', 'autre', '--ecrire')).toEqual([
      'autre/sources/recu.csv',
      'autre/exercice.yaml',
    ]);
  });

  it('et ce qui le dit voit une faute : sans la garde, la trace en montre', () => {
    const [edition, place] = ['/d/.2012.en-cours-1', '/d/2012'];
    const ecrit = { quoi: 'ecrit', chemin: `${edition}/a.csv` } as const;
    const garde = (chemin: string) => ({ quoi: 'garde', chemin }) as const;
    const montre = { quoi: 'renomme', chemin: edition, vers: place } as const;
    const juste: Geste[] = [ecrit, garde(ecrit.chemin), garde(edition), montre, garde('/d')];
    expect(nonGardes(juste).fautes).toEqual([]);
    expect(juste.slice(1).map((_, rang) => nonGardes(juste.toSpliced(rang + 1, 1)).fautes)).toEqual([
      [`${place} montré avant ${ecrit.chemin}`],
      [`${place} montré avant ${edition}/`],
      [],
      [`le nom de ${place} n’est pas gardé`],
    ]);
    const ote = { quoi: 'ote', chemin: '/d/.2012.ancien-1/a.csv' } as const;
    expect(nonGardes(juste.toSpliced(4, 0, ote)).fautes).toEqual([`${ote.chemin} ôté avant que ${place} soit gardé`]);
  });
});

import { Chalk } from 'chalk';
import { describe, expect, it } from 'vitest';
import { findingsJson } from '../../src/cli/findings-json.ts';
import { writeFindings, writeFindingsSummary } from '../../src/cli/findings-text.ts';
import type { CodeConstat } from '../../src/domain/constats/codes-constats.ts';
import { type Constat, Constats, TOUS } from '../../src/domain/constats/constat.ts';

const couleurs = new Chalk({ level: 0 });

function constat(code: CodeConstat, fichier: string, ligne: number, texte = ''): Constat {
  return {
    code,
    lieu: { fichier, ligne },
    message: `faute ${ligne}`,
    remede: 'Corrigez.',
    ...(texte === '' ? {} : { extrait: { texte, debut: 0, fin: 1 } }),
  };
}

function recueillir(...constats: readonly Constat[]): Constats {
  const recueil = new Constats();
  for (const element of constats) recueil.ajouter(element);
  return recueil;
}

const lieux = (recueil: Constats) => recueil.liste.map(({ code, lieu }) => `${code} ${lieu.fichier}:${lieu.ligne}`);

describe('les constats se suivent dans l’ordre où les prendre', () => {
  it('groupés par fichier et par code, chaque groupe dans l’ordre du fichier', () => {
    const recueil = recueillir(
      constat('E-MONTANT-ILLISIBLE', 'a.csv', 2),
      constat('E-CODE-INCONNU', 'a.csv', 3),
      constat('E-MONTANT-ILLISIBLE', 'b.csv', 2),
      constat('E-MONTANT-ILLISIBLE', 'a.csv', 4),
    );
    expect(lieux(recueil)).toEqual([
      'E-MONTANT-ILLISIBLE a.csv:2',
      'E-MONTANT-ILLISIBLE a.csv:4',
      'E-CODE-INCONNU a.csv:3',
      'E-MONTANT-ILLISIBLE b.csv:2',
    ]);
  });

  it('ce qui empêche de lire un fichier d’abord, ce que le reste peut expliquer ensuite, les avertissements à la fin', () => {
    const recueil = recueillir(
      constat('E-CONTROLE', 'exercice.yaml', 9),
      constat('A-LIGNE-DE-TOTAL', 'a.csv', 5),
      constat('E-MONTANT-ILLISIBLE', 'a.csv', 2),
      constat('E-COLONNE-ABSENTE', 'z.csv', 1),
    );
    expect(lieux(recueil)).toEqual([
      'E-COLONNE-ABSENTE z.csv:1',
      'E-MONTANT-ILLISIBLE a.csv:2',
      'E-CONTROLE exercice.yaml:9',
      'A-LIGNE-DE-TOTAL a.csv:5',
    ]);
  });

  it('dix par groupe à l’écran, puis le nombre des autres, juste dessous', () => {
    const recueil = recueillir(
      ...Array.from({ length: 75 }, (_, rang) => constat('E-MONTANT-ILLISIBLE', 'a.csv', rang + 2)),
      constat('E-CODE-INCONNU', 'b.csv', 2),
    );
    const texte = writeFindings(recueil, couleurs);
    expect(texte.match(/\[E-MONTANT-ILLISIBLE\]/g)).toHaveLength(11);
    const reste = texte.indexOf('… et 65 de plus comme cela dans a.csv [E-MONTANT-ILLISIBLE]');
    expect(reste).toBeGreaterThan(texte.indexOf('a.csv:11 '));
    expect(reste).toBeLessThan(texte.indexOf('b.csv:2 '));
  });
});

describe('le bilan', () => {
  it('compte les erreurs, leurs fichiers et les avertissements', () => {
    const recueil = recueillir(
      constat('E-MONTANT-ILLISIBLE', 'a.csv', 2),
      constat('E-CODE-INCONNU', 'b.csv', 2),
      constat('A-ACCENTS', 'b.csv', 3),
    );
    expect(writeFindingsSummary(recueil, couleurs)).toBe(
      '2 erreurs dans 2 fichiers, 1 avertissement. Rien n’a été écrit.',
    );
    expect(writeFindingsSummary(recueillir(constat('A-ACCENTS', 'b.csv', 3)), couleurs)).toBe('');
  });

  it('donne une table quand il y a beaucoup de sortes, qui tient sur un écran de 80 par 24', () => {
    const codes: CodeConstat[] = ['E-MONTANT-ILLISIBLE', 'E-CODE-INCONNU', 'A-ACCENTS', 'E-SOURCE-ABSENTE'];
    const recueil = new Constats();
    for (const [rang, code] of codes.entries())
      for (let fichier = 0; fichier < 12; fichier++)
        for (let ligne = 0; ligne <= rang * 400; ligne++)
          recueil.ajouter(constat(code, `sources/fichier-d-un-secteur-${fichier}.csv`, ligne + 1));
    const lignes = writeFindingsSummary(recueil, couleurs).split('\n');
    expect(lignes[0]).toBe('En tout, dans l’ordre où les prendre :');
    expect(lignes.slice(1, 5).map((ligne) => ligne.trim().split(/ {2,}/).slice(0, 2))).toEqual([
      ['14\u202f412', 'E-SOURCE-ABSENTE'],
      ['12', 'E-MONTANT-ILLISIBLE'],
      ['4\u202f812', 'E-CODE-INCONNU'],
      ['9\u202f612', 'A-ACCENTS'],
    ]);
    expect(lignes.at(-1)).toBe('19\u202f236 erreurs dans 12 fichiers, 9\u202f612 avertissements. Rien n’a été écrit.');
    expect(Math.max(...lignes.map((ligne) => ligne.length))).toBeLessThanOrEqual(80);
    expect(lignes.length).toBeLessThan(24);
  });
});

describe('en JSON, tous les constats', () => {
  it('y sont, jusqu’à cent mille, et les premiers de chaque sorte quand même ; les autres sont comptés', () => {
    const recueil = new Constats(TOUS);
    for (let ligne = 1; ligne <= 100_250; ligne++) recueil.ajouter(constat('E-MONTANT-ILLISIBLE', 'a.csv', ligne));
    recueil.ajouter(constat('E-CODE-INCONNU', 'a.csv', 7));
    const json = findingsJson(recueil);
    expect(json.erreurs).toBe(100_251);
    expect(json.constats).toHaveLength(100_001);
    expect(json.autres).toEqual([{ code: 'E-MONTANT-ILLISIBLE', fichier: 'a.csv', nombre: 250 }]);
  });

  it('moins quand leurs extraits pèsent trop', () => {
    const recueil = new Constats(TOUS);
    const ligne = 'x'.repeat(1_000_000);
    for (let rang = 1; rang <= 80; rang++) recueil.ajouter(constat('E-MONTANT-ILLISIBLE', 'a.csv', rang, ligne));
    expect(recueil.liste.length).toBeLessThanOrEqual(51);
    expect(recueil.liste.length + (recueil.surplus[0]?.nombre ?? 0)).toBe(80);
  });
});

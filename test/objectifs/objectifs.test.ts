import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figuresDe } from '../../src/compile/figures.ts';
import { somme } from '../../src/domain/argent/montant.ts';
import { Constats } from '../../src/domain/constats/constat.ts';
import { objectif } from '../../src/domain/verdict/objectifs.ts';
import { chargerLesReferences } from '../../src/dossier/tables-de-reference.ts';
import { compilerLEdition } from '../../src/edition.ts';
import { dossierDEssai } from '../outils/atelier.ts';

const { objectifs, geographie } = chargerLesReferences('data', ['M57'], 2024);
const CAS = 'test/cas/objectifs/trois-voies';

describe('les objectifs', () => {
  it('les 8 OMD et les 17 ODD, et une correspondance qui ne nomme que des ODD', () => {
    const numeros = (serie: string) =>
      objectifs.filter((chacun) => chacun.serie === serie).map(({ numero }) => Number(numero));
    expect(numeros('omd')).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(numeros('odd')).toEqual(Array.from({ length: 17 }, (_, rang) => rang + 1));
    for (const { serie, suggeres } of objectifs) {
      expect(suggeres.length > 0).toBe(serie === 'omd');
      expect(numeros('odd')).toEqual(expect.arrayContaining(suggeres.map(Number)));
    }
  });

  it('par règle, décision et colonne, avec des parts : les rangées font le total, au centime', async () => {
    const { jaune } = await compilerLEdition(CAS, join(dossierDEssai(), 'sortie'), new Constats());
    const table = jaune.tables.find(({ nom }) => nom === 'odd');
    const vues = table?.rangees.filter(({ montant }) => montant !== 0).map(({ cle, montant }) => [cle, montant]);
    expect(vues).toEqual([
      ['3', 100_000],
      ['4', 1_000_000 + 600_001],
      ['5', 400_000],
      ['13', 333_333],
      ['', 666_667 + 50_000],
    ]);
    expect(somme((table?.rangees ?? []).map(({ montant }) => montant))).toBe(jaune.synthese.totalHorsExceptionnelles);
    expect(jaune.tables.some(({ nom }) => nom === 'omd')).toBe(false);
    const figures = figuresDe(jaune);
    expect(figures.get('odd.4')?.montant).toBe(1_600_001);
    expect(figures.get('domaine.export/odd.3')?.montant).toBe(100_000);
  });

  it('sans objectif, ni colonne, ni tableau, ni section', async () => {
    const sortie = join(dossierDEssai(), 'sortie');
    const { jaune } = await compilerLEdition('data/2011', sortie, new Constats());
    expect(jaune.tables.some(({ nom }) => nom === 'omd' || nom === 'odd')).toBe(false);
    const [titres = ''] = readFileSync(join(sortie, 'lignes-2011.csv'), 'utf8').split('\n', 1);
    expect(titres.split(';')).not.toContain('omd');
    expect(readFileSync(join(sortie, 'jaune-2011.html'), 'utf8')).not.toContain('Objectifs du Millénaire');
  });
});

describe('une cellule d’objectifs', () => {
  const sources = {
    objectifs,
    geographie,
    exercice: '2024',
    axes: new Map(),
    domaines: new Map(),
    secteurs: undefined as never,
  };
  const { texte } = objectif('odd');
  const lire = (ecrit: string) => {
    const lu = texte?.lire(ecrit, sources);
    return typeof lu === 'object' ? lu.code : lu;
  };

  it.each([
    ['4', '4'],
    ['ODD 4', '4'],
    ['odd4', '4'],
    ['ODD n° 04', '4'],
    ['SDG 4', '4'],
    ['4.7', '4'],
    ['4. Éducation de qualité', '4'],
    ['Education de qualite', '4'],
    ['Paix, justice et institutions efficaces', '16'],
    ['4 : 100 %', '4'],
    ['4 : 60 % ; 5 : 40 %', '4 : 60 % ; 5 : 40 %'],
    ['ODD 4 (12,5 %), ODD 5 (87,5 %)', '4 : 12,5 % ; 5 : 87,5 %'],
    ['4 : 1/3 | 5 : 2/3', '4 : 1⁄3 ; 5 : 2⁄3'],
    ['4,5', 'E-OBJECTIF-SANS-PARTS'],
    ['ODD 4 ; 5', 'E-OBJECTIF-SANS-PARTS'],
    ['4 : 60 % ; 5', 'E-OBJECTIF-SANS-PARTS'],
    ['4 : 60 % ; 5 : 30 %', 'E-OBJECTIF-PARTS'],
    ['4 : 60 % ; 4 : 40 %', 'E-OBJECTIF-PARTS'],
    ['4 : 0 % ; 5 : 100 %', 'E-OBJECTIF-PARTS'],
    ['4 : 60 %', 'E-OBJECTIF-PARTS'],
    ['16.10', '16'],
    ['ODD 4.c', '4'],
    ['4.cible', '4'],
    ['4.99', 'E-OBJECTIF-INCONNU'],
    ['4.8 : 100 %', 'E-OBJECTIF-INCONNU'],
    ['4.d', 'E-OBJECTIF-INCONNU'],
    ['4.0', 'E-OBJECTIF-INCONNU'],
    ['17.a', 'E-OBJECTIF-INCONNU'],
    ['4-juil', 'E-OBJECTIF-INCONNU'],
    ['4-Jul', 'E-OBJECTIF-INCONNU'],
    ['04-juil-20', 'E-OBJECTIF-INCONNU'],
    ['juil-04', 'E-OBJECTIF-INCONNU'],
    ['4-juil : 60 % ; 5 : 40 %', 'E-OBJECTIF-INCONNU'],
    ['4,00', 'E-OBJECTIF-INCONNU'],
    ['ODD 4,5', 'E-OBJECTIF-INCONNU'],
    ['4/5', 'E-OBJECTIF-INCONNU'],
    ['4 et 5', 'E-OBJECTIF-INCONNU'],
    ['0', 'E-OBJECTIF-INCONNU'],
    ['18', 'E-OBJECTIF-INCONNU'],
    ['1234', 'E-OBJECTIF-INCONNU'],
    ['OMD 3', 'E-OBJECTIF-INCONNU'],
    ['4 - Faim « zéro »', 'E-OBJECTIF-INCONNU'],
    [';', 'E-OBJECTIF-INCONNU'],
    ['4'.repeat(10_000), 'E-OBJECTIF-INCONNU'],
  ])('%s → %s', (ecrit, attendu) => {
    expect(lire(ecrit)?.replaceAll('\u202f', ' ')).toBe(attendu);
  });

  it('dit qu’un tableur en a fait une date, et la cellule d’un morceau refusé', () => {
    const messageDe = (ecrit: string) => {
      const lu = texte?.lire(ecrit, sources);
      return typeof lu === 'object' ? lu.message : lu;
    };
    expect(messageDe('4-juil')).toBe('un tableur a pris cet ODD pour une date : « 4-juil »');
    expect(messageDe('4,00')).toBe('dans « 4,00 », « 00 » n’est pas un ODD');
  });

  it('ce qui est lu fait toujours le tout, et se relit pareil', () => {
    const morceau = fc.tuple(fc.integer({ min: 1, max: 17 }), fc.integer({ min: 1, max: 100 }));
    fc.assert(
      fc.property(fc.array(morceau, { minLength: 1, maxLength: 4 }), fc.string(), (parts, bruit) => {
        const total = parts.reduce((cumul, [, poids]) => cumul + poids, 0);
        const ecrit = parts.map(([numero, poids]) => `ODD ${numero} : ${poids}/${total}`).join(' ; ');
        for (const lu of [texte?.lire(ecrit, sources), texte?.lire(bruit, sources)]) {
          if (typeof lu !== 'string') continue;
          expect(texte?.lire(lu, sources)).toBe(lu);
          const faites = (texte?.parts(lu) ?? []).map(({ part }) =>
            'exact' in part ? Number.NaN : Number(part.numerateur) / Number(part.denominateur),
          );
          expect(faites.reduce((cumul, part) => cumul + part, 0)).toBeCloseTo(1, 9);
        }
      }),
      { numRuns: 300, seed: 16 },
    );
  });
});
